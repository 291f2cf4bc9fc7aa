from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tanto.api"
    label = "api"
