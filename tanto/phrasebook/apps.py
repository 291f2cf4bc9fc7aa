from django.apps import AppConfig


class PhrasebookConfig(AppConfig):
    name = "tanto.phrasebook"
    label = "phrasebook"

    def ready(self) -> None:
        from tanto.journal import events
        from tanto.journal.masking import KEEPS

        from . import keeps
        from .events import EVENTS
        from .models import HousePattern, Missed, OwnText
        from .text_events import TEXT_EVENTS

        events.declare(EVENTS)
        events.declare(TEXT_EVENTS)
        events.know(
            HousePattern, address=lambda facts: f"/phrasebook/{facts['pattern']}/", begins_silent=True
        )
        events.know(Missed, address=lambda facts: "/phrasebook/missed/")
        KEEPS["person"].append(keeps.PERSON)
        events.know(OwnText, address=lambda facts: f"/texts/{facts['text']}/?section={facts['section']}")
