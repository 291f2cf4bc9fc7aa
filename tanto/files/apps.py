from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tanto.files"
    label = "files"
