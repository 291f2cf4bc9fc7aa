from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from .models import Person


class PeopleConfig(AppConfig):
    name = "tanto.people"
    label = "people"

    def ready(self) -> None:
        from tanto.journal import events

        from .events import EVENTS
        from .models import HOLDS, Firm, Person, Section

        events.declare(EVENTS)
        events.know(Person, address=lambda facts: "/people/")
        events.know(Section, address=lambda facts: "/people/")
        events.know(Firm, address=lambda facts: "/clocks/", begins_silent=True)
        HOLDS.extend([sections_led, intake_held])


def intake_held(person: "Person") -> list[str]:
    from django.utils.translation import gettext

    from .models import Firm

    taken = Firm.objects.filter(intake=person).exists()
    return [gettext("what comes in from outside")] if taken else []


def sections_led(person: "Person") -> list[str]:
    from .models import Section

    return [section.name() for section in Section.objects.filter(boss=person)]
