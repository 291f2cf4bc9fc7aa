from django.urls import path

from . import told, views
from .house import figures, readiness
from .house import views as house

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("asked/", views.asked, name="asked"),
    path("desk/", views.desk, name="desk"),
    path("notices/", told.notices, name="notices"),
    path("notices/count/", told.count, name="notices_count"),
    path("notices/reading/", told.notices_read, name="notices_read"),
    path("me/ways/", told.ways, name="ways"),
    path("house/", house.house, name="house"),
    path("house/clocks/<int:pk>/again/", house.again, name="house_again"),
    path("readyz", readiness.ready, name="ready"),
    path("metrics", figures.metrics, name="metrics"),
]
