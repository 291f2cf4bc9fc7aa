from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tanto.web"
    label = "web"
