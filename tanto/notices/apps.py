from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tanto.notices"
    label = "notices"
