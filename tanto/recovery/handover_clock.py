"""The clock of a client: a hand-over that waits for its yes (CLK-25)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client, Handover
from tanto.clocks.kinds import ClockKind, Due
from tanto.clocks.targets import Target
from tanto.journal.actor import system
from tanto.notices.models import Notice

from .hearers import BOSS, DUTY, OWNER, Hearers
from .late import passed

ONE_DAY = Target("working_days", 1)


@dataclass(frozen=True)
class Handed:
    """A client that is handed over, as the hearers see it: it is still in the hands of the tanto before."""

    pk: int
    owner_id: int
    section_id: int
    client_id: int


def handed(item: Due, handover: Handover) -> Due:
    client = Handed(item.subject.pk, handover.before_id, handover.before.section_id or 0, item.subject.pk)
    return Due(item.clock, client, item.share)


def wait_for_yes(due: Sequence[Due], now: dt.datetime) -> None:
    """Halfway the one who was asked is reminded; when the time is over whoever the rule names hears."""
    handovers = Handover.objects.select_related("before").in_bulk([item.clock.part for item in due])
    asked = [(item, handed(item, handovers[item.clock.part])) for item in due]
    hearers = Hearers([seen for _item, seen in asked])
    rows, happened = [], []
    for item, seen in asked:
        people = hearers.of(seen, passed(item))
        facts = {"task": item.clock.kind, "due_at": item.clock.due_at.isoformat(), "share": item.share}
        if item.share < 100:
            known = item.subject.journal_facts() | facts
            rows += [(person, item.clock, item.share, known) for person in people]
        else:
            tell = [("person", person) for person in people]
            happened.append((item.subject, facts | {"clock": item.clock.pk}, tell))
    Notice.remind_each(rows, at=now)
    Client.record_each("handover_late", happened, by=system(), at=now)


CLIENT_HANDOVER = ClockKind(
    "client_handover",
    _("Client offered to a new tanto"),
    _("Answer: will you take this client?"),
    {50: (DUTY,), 100: (DUTY, OWNER), 150: (BOSS,)},
    Client,
    wait_for_yes,
    code="CLK-25",
    starts=_("one person is asked to take a client"),
    stops=_("that person says yes or no"),
    targets=(ONE_DAY, ONE_DAY, ONE_DAY, ONE_DAY),
)
