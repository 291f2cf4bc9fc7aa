"""What the house did to a pattern, in sentences: who and when."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from tanto.journal.events import EVENTS
from tanto.journal.models import Entry
from tanto.people.models import Person

from .models import HousePattern

NEWEST = 20


class Told(NamedTuple):
    at: datetime
    said: str


def history(row: HousePattern | None) -> list[Told]:
    """The newest first; two queries."""
    entries = list(row.history()[:NEWEST]) if row else []
    names = {
        person.pk: person.name() for person in Person.objects.filter(pk__in={one.actor_id for one in entries})
    }
    return [Told(entry.at, sentence(entry, names)) for entry in entries]


def sentence(entry: Entry, names: dict[int, str]) -> str:
    actor = names.get(entry.actor_id or 0) or _("The program")
    return _(EVENTS[entry.kind].sentence) % {"actor": actor, **entry.facts}
