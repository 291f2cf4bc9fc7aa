from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "tanto.insights"
    label = "insights"
