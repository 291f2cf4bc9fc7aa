from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tanto.notices"
    label = "notices"

    def ready(self) -> None:
        from tanto.journal import events
        from tanto.journal.masking import KEEPS

        from . import keeps
        from .events import EVENTS

        events.declare(EVENTS)
        KEEPS["contact"].append(keeps.CONTACT)
        KEEPS["person"].append(keeps.PERSON)
