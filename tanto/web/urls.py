from django.urls import path

from . import views

urlpatterns = [
    path("style-<slug:digest>.css", views.style, name="style"),
    path("language/", views.language, name="language"),
    path("healthz", views.health, name="health"),
]
