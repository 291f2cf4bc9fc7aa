from django.urls import path

from . import views
from .late import LateAddresses

urlpatterns = [
    path("api/v1/docs", views.docs, name="api_docs"),
    LateAddresses("api/v1/", "tanto.api.operations", namespace="api"),
]
