from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tanto.home"
    label = "home"
