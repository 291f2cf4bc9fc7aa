from django.urls import path

from . import views

urlpatterns = [
    path("clients/", views.clients, name="clients"),
    path("clients/new/", views.client, name="client_new"),
    path("clients/<int:pk>/", views.client, name="client"),
    path("clients/<int:client_pk>/contacts/new/", views.contact, name="contact_new"),
    path("clients/<int:client_pk>/contacts/<int:pk>/", views.contact, name="contact"),
]
