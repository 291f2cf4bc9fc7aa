from django.apps import AppConfig


class PhrasebookConfig(AppConfig):
    name = "tanto.phrasebook"
    label = "phrasebook"
