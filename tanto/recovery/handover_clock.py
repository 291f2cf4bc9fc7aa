"""The clock of a client: a hand-over that waits for its yes (CLK-25)."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client, Handover
from tanto.clocks.kinds import ClockKind, Due
from tanto.clocks.targets import Target
from tanto.journal.actor import system
from tanto.notices.models import Notice

ONE_DAY = Target("working_days", 1)


def wait_for_yes(due: Sequence[Due], now: dt.datetime) -> None:
    """Halfway the one who was asked is reminded; when the time is over both hear, and later the boss of the tanto."""
    rows, happened = [], []
    for item in due:
        facts = {"task": item.clock.kind, "due_at": item.clock.due_at.isoformat(), "share": item.share}
        if item.share < 100:
            rows.append((item.clock.duty, item.clock, item.share, item.subject.journal_facts() | facts))
            continue
        handover = Handover.objects.filter(pk=item.clock.part).select_related("before__section").first()
        people = [item.clock.duty, *([handover.before_id] if handover else [])]
        if item.share > 100 and handover and handover.before.section:
            people.append(handover.before.section.boss_id)
        tell = [("person", pk) for pk in people]
        happened.append((item.subject, facts | {"clock": item.clock.pk}, tell))
    Notice.remind_each(rows, at=now)
    Client.record_each("handover_late", happened, by=system(), at=now)


CLIENT_HANDOVER = ClockKind(
    "client_handover",
    _("Client offered to a new tanto"),
    _("Answer: will you take this client?"),
    {50: ("duty",), 100: ("duty", "owner"), 150: ("boss",)},
    Client,
    wait_for_yes,
    code="CLK-25",
    starts=_("one person is asked to take a client"),
    stops=_("that person says yes or no"),
    targets=(ONE_DAY, ONE_DAY, ONE_DAY, ONE_DAY),
)
