"""The clocks of a case: what is shipped of each (dictionary 3.7), and the verbs they call when a rung is reached. Each
verb takes the whole batch; nothing here asks the database once per case, except where a case changes hands."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tanto.clocks.kinds import OWN, ClockKind, Due, Tells
from tanto.clocks.targets import Target, Targets
from tanto.journal.actor import system
from tanto.notices.models import Notice

from .hearers import BOSS, DUTY, EXECUTIVE, NEXT_BOSS, OWNER, QUALITY, STAND_IN, Hearers, codes_between
from .models import Action, Case, Part, ToldBoss


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


COLUMNS = tuple(Head.__dataclass_fields__)
CLIMB: Tells = {
    50: (DUTY,),
    80: (DUTY, STAND_IN),
    100: (DUTY, BOSS),
    150: (NEXT_BOSS,),
    200: (EXECUTIVE,),
}
SILENT_BOSS: Tells = {50: (DUTY,), 100: (NEXT_BOSS,), 150: (EXECUTIVE,)}
ONLY_DUTY: Tells = {50: (DUTY,), 100: (DUTY,)}


def minutes(amount: int) -> Target:
    return Target("minutes", amount)


def working(hours: int) -> Target:
    return Target("working_minutes", hours * 60)


def days(amount: int) -> Target:
    return Target("working_days", amount)


def after(amount: int, *then: int) -> Target:
    return Target("calendar_days", amount, then)


TIME_TO_BOSS: Targets = (minutes(15), minutes(30), working(2), Target("end_of_day"))


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
        codes = codes_between(item.clock.rule.tells, item.clock.fired, item.share)
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


def record_late(
    event: str,
    over: Sequence[Due],
    hearers: Hearers,
    now: dt.datetime,
    more: Callable[[Due], dict[str, Any]] = lambda item: {},
) -> None:
    """One entry per clock; whom its rule names hears it and can open the case."""
    happened, parts = [], []
    for item in over:
        people = hearers.of(item, codes_between(item.clock.rule.tells, item.clock.fired, item.share))
        facts = facts_of(item) | more(item)
        if let_in := [pk for pk in people if not hearers.can_read(item, pk)]:
            facts["let_in"] = len(let_in)
            parts += [Part(case_id=item.subject.pk, person_id=pk, why=Part.TOLD) for pk in let_in]
        happened.append((item.subject, facts, [("person", pk) for pk in people]))
    Part.objects.bulk_create(parts, ignore_conflicts=True)
    Case.record_each(event, happened, by=system(), at=now)


def tell_next_boss(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-03: at 50 percent the boss is told again, at 100 the deputy or the next above, at 150 an executive; each gets
    the notice on their desk."""
    soon, over = split(due)
    hearers = Hearers(due)
    remind(soon, hearers, now)
    climbed(over, hearers, now, event="boss_silent")


def climbed(due: Sequence[Due], hearers: Hearers, now: dt.datetime, *, event: str) -> None:
    """The next boss of each chain who was not told yet; at 150 percent and beyond an executive."""
    told: dict[int, set[int]] = {}
    rows = ToldBoss.objects.filter(case__in=[item.subject.pk for item in due])
    for case_id, boss_id in rows.values_list("case_id", "boss_id"):
        told.setdefault(case_id, set()).add(boss_id)
    made, parts, happened = [], [], []
    for item in due:
        case = item.subject
        chain = hearers.chain(case.section_id)
        bosses = [p for p in chain if p.pk not in (case.owner_id, case.recorder_id)] or chain[:1]
        left = [person for person in bosses if person.pk not in told.get(case.pk, set())]
        if item.share >= 150:
            left = [person for person in left if person.is_executive] or left
        boss = (left or bosses)[0 if left else -1]
        if left:
            made.append(ToldBoss(case_id=case.pk, boss=boss, told_at=now, after_silence=item.share))
            parts.append(Part(case_id=case.pk, person_id=boss.pk, why=Part.TOLD))
        happened.append((case, facts_of(item) | {"boss": boss.pk}, [("person", boss.pk)]))
    ToldBoss.objects.bulk_create(made)
    Part.objects.bulk_create(parts, ignore_conflicts=True)
    Case.record_each(event, happened, by=system(), at=now)


def miss_update(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-08: a missed announced time is itself recorded (INV-11); beyond 100 percent the next boss is told."""
    first = [item if item.share <= 100 else Due(item.clock, item.subject, 100) for item in due]
    late("update_missed")([item for item in first if item.clock.fired < 100], now)
    further = [item for item in due if item.share > 100]
    if further:
        climbed(further, Hearers(further), now, event="update_still_missed")


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
    record_late("action_late", over, hearers, now, lambda item: {"words": actions[item.clock.part].words})


def follow_up(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-17: on the day the owner hears that it is time; beyond it the boss does."""
    hearers = Hearers(due)
    today = [item for item in due if item.clock.fired < 100]
    happened = [
        (
            item.subject,
            facts_of(item) | {"days": item.clock.part},
            [("person", pk) for pk in hearers.of(item, [OWNER])],
        )
        for item in today
    ]
    Case.record_each("follow_up_due", happened, by=system(), at=now)
    missed = [item for item in due if item.share > 100]
    late_ones = [
        (item.subject, facts_of(item) | {"boss": people[0]}, [("person", pk) for pk in people])
        for item in missed
        if (people := hearers.of(item, [BOSS]))
    ]
    Case.record_each("follow_up_missed", late_ones, by=system(), at=now)


def nudge(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-16: it is the customer's time, so nothing is late; the owner is reminded to ask again, gently, and after
    twenty working days an executive looks."""
    late("answer_outstanding")(due, now)


KINDS = [
    ClockKind(
        "time_to_record", _("Recording"), _("Write down who it is, and how it reached us"),
        ONLY_DUTY, Case, late(), code="CLK-01", head=Head, columns=COLUMNS,
        starts=_("somebody here knows"), stops=_("the case is recorded: client and way are named"),
        targets=(minutes(10), minutes(15), minutes(30), minutes(60)),
    ),
    ClockKind(
        "acceptance", _("Hand-over to be answered"), _("Answer the hand-over"),
        {50: (DUTY,), 80: (DUTY, OWNER), 100: (OWNER, BOSS), 150: (NEXT_BOSS,)}, Case, late(),
        code="CLK-02", head=Head, columns=COLUMNS,
        starts=_("the case is offered to one person"), stops=_("that person takes it or declines"),
        targets=(minutes(15), minutes(30), working(2), working(4)),
    ),
    ClockKind(
        "offer", _("Life of an offer"), _("Answer the hand-over"), {100: ()}, Case, expire_offers,
        head=Head, columns=COLUMNS, waits="offer",
        starts=_("the case is offered to one person"), stops=_("it is answered; at the end it falls back"),
        targets=(minutes(30), minutes(30), working(4), working(4)),
    ),
    ClockKind(
        "time_to_boss", _("Notice to the boss"), _("Read the notice"), SILENT_BOSS, Case, tell_next_boss,
        code="CLK-03", head=Head, columns=COLUMNS,
        starts=_("somebody here knows"), stops=_("a boss presses “I have read it”"), targets=TIME_TO_BOSS,
    ),
    ClockKind(
        "boss_contact", _("Boss to the customer"), _("Go to the customer, or say why not"),
        ONLY_DUTY, Case, late("boss_contact_late"), code="CLK-04", head=Head, columns=COLUMNS,
        starts=_("a boss has read the notice of a serious case"),
        stops=_("the boss calls, visits, or says why not now"),
        targets=(minutes(60), working(4), days(1), days(3)),
    ),
    ClockKind(
        "first_response", _("First words to the customer"), _("Give the customer your name and the next time"),
        CLIMB, Case, late(), code="CLK-05", head=Head, columns=COLUMNS,
        starts=_("the customer told us"), stops=_("a person tells the customer the name and the next time"),
        targets=(minutes(30), working(1), working(4), days(1)),
    ),
    ClockKind(
        "clarify", _("What comes first"), _("Ask what comes first for the customer"), CLIMB, Case, late(),
        code="CLK-07", head=Head, columns=COLUMNS,
        starts=_("listening is done"), stops=_("the customer has confirmed what comes first"),
        targets=(minutes(60), working(2), days(1), days(2)),
    ),
    ClockKind(
        "progress_update", _("Next message to the customer"), _("Tell the customer where it stands"),
        {50: (DUTY,), 80: (DUTY, STAND_IN), 100: (OWNER, BOSS), 150: (NEXT_BOSS,), 200: (EXECUTIVE,)},
        Case, miss_update, code="CLK-08", head=Head, columns=COLUMNS,
        starts=_("the last message to the customer"),
        stops=_("the next message, with news or honestly without"),
        targets=(minutes(120), working(4), days(1), days(3)),
    ),
    ClockKind(
        "containment", _("Keeping others from harm"), _("Stop the harm from spreading"),
        {50: (DUTY,), 80: (DUTY, STAND_IN), 100: (DUTY, BOSS, QUALITY), 150: (NEXT_BOSS,), 200: (EXECUTIVE,)},
        Case, late(), code="CLK-10", head=Head, columns=COLUMNS,
        starts=_("the severity is set"), stops=_("something is done so that nobody else is harmed"),
        targets=(minutes(240), days(1), days(3), None),
    ),
    ClockKind(
        "test_question", _("Asking whether it is solved"), _("Ask the customer: is it solved?"),
        CLIMB, Case, late(), code="CLK-15", head=Head, columns=COLUMNS,
        starts=_("the last issue is reported fixed"), stops=_("the customer is asked whether it is solved"),
        targets=(working(4), days(1), days(2), days(3)),
    ),
    ClockKind(
        "her_answer", _("The customer’s answer"), _("Ask again, gently"),
        {10: (DUTY,), 25: (DUTY,), 50: (DUTY,), 100: (OWNER, EXECUTIVE)}, Case, nudge,
        code="CLK-16", head=Head, columns=COLUMNS, waits="hers",
        starts=_("the customer was asked"), stops=_("the customer answers"),
        targets=(days(20), days(20), days(20), days(20)),
    ),
    ClockKind(
        "follow_up", _("Follow-up"), _("Ask how it has been since"), {100: (OWNER,), 150: (BOSS,)},
        Case, follow_up, code="CLK-17", head=Head, columns=COLUMNS,
        starts=_("the customer says “nothing more”"), stops=_("the customer is reached"),
        targets=(after(3, 14, 30, 90), after(14, 30, 90), after(14, 30), after(14)),
    ),
    ClockKind(
        "first_report", _("First report in writing"), _("Send the first report in writing"),
        CLIMB, Case, late(), code="CLK-18", head=Head, columns=COLUMNS,
        starts=_("the customer told us of something serious"), stops=_("the first letter leaves"),
        targets=(minutes(24 * 60), days(1), None, None),
    ),
    ClockKind(
        "thanks", _("Thanks to the reporter"), _("Thank whoever told you"), ONLY_DUTY, Case, late(),
        code="CLK-22", head=Head, columns=COLUMNS,
        starts=_("a boss has read the notice"), stops=_("the boss thanks the reporter"),
        targets=(working(1), working(1), working(4), days(1)),
    ),
    ClockKind(
        "action", _("Action"), _("Get it done"), {80: (DUTY,), 100: (DUTY, OWNER)}, Case, miss_action,
        head=Head, columns=COLUMNS, starts=_("one person takes it"), stops=_("that person reports it done"),
    ),
    ClockKind(
        "call_back", _("Call-back"), _("Call the customer back"), {80: (DUTY,), 100: (OWNER, BOSS)},
        Case, late("call_missed"), code="CLK-06", head=Head, columns=COLUMNS,
        starts=_("the customer asks for a call"), stops=_("we have spoken"),
    ),
    ClockKind(
        OWN, _("Deadline of the house"), _("Keep this deadline"), CLIMB, Case, late(), head=Head, columns=COLUMNS,
    ),
]  # fmt: skip
