from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "tanto.portal"
    label = "portal"
