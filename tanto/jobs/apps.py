from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tanto.jobs"
    label = "jobs"
