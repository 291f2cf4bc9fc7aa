"""What is told when a rung of a clock is reached. Each verb takes the whole batch; nothing here asks the database once per
case, except where a case changes hands."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tanto.clocks.kinds import Due
from tanto.journal.actor import system
from tanto.notices.models import Notice

from .hearers import ABOVE, EXECUTIVE, Hearers, codes_between
from .models import Action, Case, Part, ToldBoss

Facts = dict[str, Any]


@dataclass(slots=True)
class Head:
    """What a telling reads of a case; nothing of the row changes by it but the head of its chain."""

    pk: int
    number: str
    owner_id: int
    recorder_id: int
    section_id: int
    client_id: int | None
    severity: int
    head_number: int
    head_hash: str

    def journal_facts(self) -> dict[str, Any]:
        return {"number": self.number}


def facts_of(item: Due) -> dict[str, Any]:
    return {
        "task": item.clock.kind,
        "due_at": item.clock.due_at,
        "share": item.share,
        "clock": item.clock.pk,
        "severity": item.subject.severity,
    }


def remind(due: Sequence[Due], hearers: Hearers, now: dt.datetime) -> None:
    """Below 100 percent: a notice, no entry."""
    rows = []
    for item in due:
        codes = passed(item)
        facts = item.subject.journal_facts() | facts_of(item) | {"due_at": item.clock.due_at.isoformat()}
        rows += [(person, item.clock, item.share, facts) for person in hearers.of(item, codes)]
    Notice.remind_each(rows, at=now)


def split(due: Sequence[Due]) -> tuple[list[Due], list[Due]]:
    """Those that only remind, and those whose time is over."""
    return [item for item in due if item.share < 100], [item for item in due if item.share >= 100]


def late(event: str = "clock_late") -> Callable[[Sequence[Due], dt.datetime], None]:
    """The usual verb: reminders below 100 percent; beyond it the lateness is recorded, and everybody whom the rule names
    hears, and may read."""

    def tell(due: Sequence[Due], now: dt.datetime) -> None:
        soon, over = split(due)
        hearers = Hearers(due)
        remind(soon, hearers, now)
        record_late(event, over, hearers, now)

    return tell


def passed(item: Due, since: int = 0) -> tuple[str, ...]:
    """Codes of who hears of the rungs that were passed, `since` a share told already."""
    return codes_between(item.clock.tells, max(item.clock.fired, since), item.share)


def record_late(
    event: str,
    over: Sequence[Due],
    hearers: Hearers,
    now: dt.datetime,
    *,
    more: Callable[[Due], Facts] = lambda item: {},
    since: int = 0,
) -> None:
    """One entry per clock; whom its rule names hears it and can open the case."""
    Heard(event, hearers, now).record(
        [(item, hearers.of(item, passed(item, since)), more(item)) for item in over]
    )


@dataclass(slots=True)
class Heard:
    """What is recorded once a time is over: who hears it, and that they can open the case."""

    event: str
    hearers: Hearers
    now: dt.datetime

    def record(self, told: Iterable[tuple[Due, list[int], Facts]]) -> None:
        happened, parts = [], []
        for item, people, more in told:
            facts = facts_of(item) | more
            if let_in := [pk for pk in people if not self.hearers.can_read(item, pk)]:
                facts["let_in"] = len(let_in)
                parts += [Part(case_id=item.subject.pk, person_id=pk, why=Part.TOLD) for pk in let_in]
            happened.append((item.subject, facts, [("person", pk) for pk in people]))
        Part.objects.bulk_create(parts, ignore_conflicts=True)
        Case.record_each(self.event, happened, by=system(), at=self.now)


def tell_next_boss(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-03: at 50 percent the boss is told again, at 100 the deputy or the next above, at 150 an executive; each gets
    the notice on their desk."""
    soon, over = split(due)
    hearers = Hearers(due)
    remind(soon, hearers, now)
    climb(over, hearers, now, event="boss_silent")


def climb(due: Sequence[Due], hearers: Hearers, now: dt.datetime, *, event: str, since: int = 0) -> None:
    """Where the rule names somebody above: the next boss of the chain who was not told yet, or an executive, with
    whoever else is named. Elsewhere it is told as any lateness."""
    above = [item for item in due if not set(ABOVE).isdisjoint(passed(item, since))]
    record_late("clock_late", [item for item in due if item not in above], hearers, now, since=since)
    told: dict[int, set[int]] = {}
    rows = ToldBoss.objects.filter(case__in=[item.subject.pk for item in above])
    for case_id, boss_id in rows.values_list("case_id", "boss_id"):
        told.setdefault(case_id, set()).add(boss_id)
    made, heard = [], []
    for item in above:
        case, codes = item.subject, passed(item, since)
        chain = hearers.chain(case.section_id)
        bosses = [p for p in chain if p.pk not in (case.owner_id, case.recorder_id)] or chain[:1]
        left = [person for person in bosses if person.pk not in told.get(case.pk, set())]
        if EXECUTIVE in codes:
            left = [person for person in left if person.is_executive] or left
        boss = (left or bosses)[0 if left else -1]
        if left:
            made.append(ToldBoss(case_id=case.pk, boss=boss, told_at=now, after_silence=item.share))
        others = hearers.of(item, [code for code in codes if code not in ABOVE])
        people = [boss.pk, *(pk for pk in others if pk != boss.pk)]
        heard.append((item, people, {"boss": boss.pk}))
    ToldBoss.objects.bulk_create(made)
    Heard(event, hearers, now).record(heard)


def tell_again(due: Sequence[Due], now: dt.datetime) -> None:
    """Nobody has read the notice yet: whoever was told of it hears again."""
    remind(due, Hearers(due), now)


def miss_update(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-08: a missed announced time is itself recorded (INV-11); beyond 100 percent the next boss is told."""
    first = [item if item.share <= 100 else Due(item.clock, item.subject, 100) for item in due]
    late("update_missed")([item for item in first if item.clock.fired < 100], now)
    further = [item for item in due if item.share > 100]
    climb(further, Hearers(further), now, event="update_still_missed", since=100)


def expire_offers(due: Sequence[Due], now: dt.datetime) -> None:
    """A hand-over that nobody answered falls back to who offered it."""
    for item in due:
        Case.objects.get(pk=item.subject.pk).expire_offer(by=system())


def miss_action(due: Sequence[Due], now: dt.datetime) -> None:
    """An action's own time: a reminder at 80 percent; a missed one is recorded, its name and the owner hear."""
    soon, over = split(due)
    hearers = Hearers(due)
    remind(soon, hearers, now)
    actions = Action.objects.select_related("words").in_bulk([item.clock.part for item in over])
    record_late(
        "action_late", over, hearers, now, more=lambda item: {"words": actions[item.clock.part].words}
    )


def follow_up(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-17: on the day the owner hears that it is time; beyond it the boss does."""
    soon, over = split(due)
    hearers = Hearers(due)
    remind(soon, hearers, now)
    today = [Due(item.clock, item.subject, 100) for item in over if item.clock.fired < 100]
    record_late("follow_up_due", today, hearers, now, more=lambda item: {"days": item.clock.part})
    missed = [(item, hearers.of(item, passed(item, since=100))) for item in over if item.share > 100]
    told = [(item, people, {"boss": people[0]}) for item, people in missed if people]
    Heard("follow_up_missed", hearers, now).record(told)


def nudge(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-16: it is the customer's time, so nothing is late; the owner is reminded to ask again, gently, and after
    twenty working days an executive looks."""
    late("answer_outstanding")(due, now)
