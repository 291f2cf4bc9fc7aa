from django.urls import path

from . import views
from .help import views as help
from .help.screens import FOR_THE_CUSTOMER

urlpatterns = [
    path("style-<slug:digest>.css", views.style, name="style"),
    path("language/", views.language, name="language"),
    path("help/", help.contents, name="help"),
    path(f"help/{FOR_THE_CUSTOMER}/", help.for_the_customer, name="help_customer"),
    path("help/<slug:slug>/", help.page, name="help_page"),
    path("help/pictures/<slug:language>/<slug:slug>.webp", help.picture, name="help_picture"),
    path("healthz", views.health, name="health"),
]
