from django.urls import path

from . import views
from .house import figures, readiness
from .house import views as house

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("desk/", views.desk, name="desk"),
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.notices_read, name="notices_read"),
    path("house/", house.house, name="house"),
    path("house/clocks/<int:pk>/again/", house.again, name="house_again"),
    path("readyz", readiness.ready, name="ready"),
    path("metrics", figures.metrics, name="metrics"),
]
