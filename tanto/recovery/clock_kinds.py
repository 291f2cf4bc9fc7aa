"""The clocks of a case, and the verbs they call when a rung is reached (dictionary 3.7)."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tanto.clocks.kinds import ClockKind, Due
from tanto.journal.actor import system
from tanto.notices.models import Notice
from tanto.people.models import Person

from .models import Case
from .models.informing import tell_next_boss


def remind(item: Due, now: dt.datetime, *, task: str) -> None:
    facts = item.subject.journal_facts() | {"task": task, "due_at": item.clock.due_at.isoformat()}
    Notice.remind(item.clock.duty, clock=item.clock.pk, share=item.share, at=now, facts=facts)


def miss_update(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-08: reminders at 50 and 80 percent; a missed announced time is recorded (INV-11), owner and boss hear."""
    for item in due:
        case = item.subject
        if item.share < 100:
            remind(item, now, task="progress_update")
            continue
        if item.clock.fired < 100:
            tell = [case.owner, case.section.boss]
            case.record_now("update_missed", by=system(), tell=tell, due_at=item.clock.due_at)
        if item.share > 100:
            boss = case.tell_boss(after_silence=item.share)
            case.record_now(
                "update_still_missed", by=system(), tell=[boss], boss=boss, due_at=item.clock.due_at
            )


def miss_call(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-06: a reminder at 80 percent; a missed call is recorded, owner and boss hear."""
    for item in due:
        case = item.subject
        if item.share < 100:
            remind(item, now, task="call_back")
        else:
            tell = [case.owner, case.section.boss]
            case.record_now("call_missed", by=system(), tell=tell, due_at=item.clock.due_at)


def expire_offers(due: Sequence[Due], now: dt.datetime) -> None:
    """A hand-over that nobody answered falls back to who offered it; halfway the one who was asked is reminded."""
    for item in due:
        if item.share < 100:
            remind(item, now, task="offer")
        else:
            item.subject.expire_offer(by=system())


def remind_boss(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-04: reminds the boss only."""
    for item in due:
        if item.share < 100:
            remind(item, now, task="boss_contact")
        else:
            boss = Person.objects.get(pk=item.clock.duty)
            item.subject.record_now("boss_contact_late", by=system(), tell=[boss], boss=boss)


def miss_action(due: Sequence[Due], now: dt.datetime) -> None:
    """An action's own time: a reminder at 80 percent; a missed one is recorded, its name and the owner hear."""
    for item in due:
        if item.share < 100:
            remind(item, now, task="action")
            continue
        case = item.subject
        action = case.actions.select_related("person", "words").get(pk=item.clock.part)
        case.record_now(
            "action_late",
            by=system(),
            tell=[action.person, case.owner],
            words=action.words,
            due_at=action.due_at,
        )


def follow_up(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-17: on the day the owner hears that it is time; at 150 percent the boss does."""
    for item in due:
        case = item.subject
        if item.clock.fired < 100:
            case.record_now("follow_up_due", by=system(), tell=[case.owner], days=item.clock.part)
        if item.share > 100:
            boss = case.section.bosses_for(case.owner)[0]
            case.record_now("follow_up_missed", by=system(), tell=[boss], boss=boss)


KINDS = [
    ClockKind(
        "time_to_boss",
        _("Notice to the boss"),
        _("Read the notice"),
        (50, 100, 150),
        Case,
        tell_next_boss,
    ),
    ClockKind(
        "progress_update",
        _("Next message to the customer"),
        _("Tell the customer where it stands"),
        (50, 80, 100, 150),
        Case,
        miss_update,
    ),
    ClockKind("offer", _("Hand-over offered"), _("Answer the hand-over"), (50, 100), Case, expire_offers),
    ClockKind(
        "boss_contact",
        _("Boss to the customer"),
        _("Go to the customer, or say why not"),
        (50, 100),
        Case,
        remind_boss,
    ),
    ClockKind("action", _("Action"), _("Get it done"), (80, 100), Case, miss_action),
    ClockKind("call_back", _("Call-back"), _("Call the customer back"), (80, 100), Case, miss_call),
    ClockKind(
        "follow_up",
        _("Follow-up"),
        _("Ask how it has been since"),
        (100, 150),
        Case,
        follow_up,
    ),
]
