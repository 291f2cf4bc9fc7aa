from django.apps import AppConfig


class PhrasebookConfig(AppConfig):
    name = "tanto.phrasebook"
    label = "phrasebook"

    def ready(self) -> None:
        from tanto.journal import events

        from .models import OwnText
        from .text_events import TEXT_EVENTS

        events.declare(TEXT_EVENTS)
        events.know(OwnText, address=lambda facts: f"/texts/{facts['text']}/?section={facts['section']}")
