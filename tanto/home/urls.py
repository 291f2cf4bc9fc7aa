from django.urls import path

from . import told, views
from .cases import doing
from .cases import views as cases
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
    path("cases/", cases.cases, name="cases"),
    path("cases/bulk/", doing.bulk, name="bulk"),
    path("cases/views/", doing.keep_view, name="keep_view"),
    path("cases/views/<int:pk>/", doing.change_view, name="change_view"),
    path("cases/views/<int:pk>/end/", doing.remove_view, name="remove_view"),
    path("cases/exports/", doing.exports, name="exports"),
    path("cases/exports/<int:pk>/", doing.export, name="export"),
    path("cases/exports/<int:pk>/stop/", doing.stop_export, name="stop_export"),
    path("cases/exports/<int:pk>/file/", doing.export_file, name="export_file"),
]
