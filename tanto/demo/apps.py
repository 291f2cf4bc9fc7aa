from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "tanto.demo"
    label = "demo"

    def ready(self) -> None:
        from tanto.web.doors import DOORS

        from .doors import put_up

        if settings.DEMO:
            DOORS.append(put_up)
