from django.urls import path

from . import views
from .cases import views as cases

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("desk/", views.desk, name="desk"),
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.notices_read, name="notices_read"),
    path("cases/", cases.cases, name="cases"),
]
