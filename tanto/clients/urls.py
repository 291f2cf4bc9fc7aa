from django.urls import path

from . import views
from .bringing import views as bringing

urlpatterns = [
    path("import/", bringing.bring, name="bring"),
    path("import/<slug:name>/", bringing.bring, name="bring_kind"),
    path("import/<slug:name>/empty/", bringing.empty, name="bring_empty"),
    path("clients/", views.clients, name="clients"),
    path("clients/new/", views.client, name="client_new"),
    path("clients/<int:pk>/", views.client, name="client"),
    path("clients/<int:pk>/handover/", views.plan, name="handover"),
    path("clients/<int:pk>/handover/acceptance/", views.accept, name="handover_accept"),
    path("clients/<int:pk>/handover/refusal/", views.decline, name="handover_decline"),
    path("clients/<int:pk>/handover/told/", views.told, name="handover_told"),
    path("clients/<int:client_pk>/contacts/new/", views.contact, name="contact_new"),
    path("clients/<int:client_pk>/contacts/<int:pk>/", views.contact, name="contact"),
]
