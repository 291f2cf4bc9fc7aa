from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "tanto.mail"
    label = "mail"
