from django.urls import path

from . import views
from .cases import doing
from .cases import views as cases

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("desk/", views.desk, name="desk"),
    path("notices/", views.notices, name="notices"),
    path("notices/reading/", views.notices_read, name="notices_read"),
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
