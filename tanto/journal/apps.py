from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "tanto.journal"
    label = "journal"
