from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "tanto.clocks"
    label = "clocks"
