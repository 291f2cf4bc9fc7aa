"""My day, the boss's desk, and what others ask of me by name."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.people.bearer import caller
from tanto.recovery.api.shown import MORI, maybe, named
from tanto.recovery.api.told import ClockShown, columns
from tanto.recovery.models import Case
from tanto.web.api.answering import answer
from tanto.web.api.kinds import At, Named, Shown
from tanto.web.api.routes import Room

from .. import asked as asked_of
from .. import bad_news, owed

NUMBER = "SR-2026-0042"
WHEN = "2026-11-12T16:24:00+09:00"


class Duty(ClockShown):
    """case or client: what it is about; task: what is to be done, in words; instead_of: who is away, and whose duty it is."""

    example: ClassVar[dict[str, Any]] = ClockShown.example | {"case": NUMBER, "client": None, "task": "Write to Ms. Kiuchi", "instead_of": None}  # fmt: skip

    case: str | None
    client: Named | None
    task: str
    instead_of: Named | None

    @classmethod
    def about(cls, item: owed.Owed) -> "Duty":
        return cls(
            **columns(item.clock),
            case=item.case.number if item.case else None,
            client=maybe(item.client or (item.case.client if item.case else None)),
            task=str(item.duty),
            instead_of=maybe(item.absent),
        )


class Day(Shown):
    """In the order it is due. count: of all that is owed; waiting: my open cases for which nothing is owed just now."""

    example: ClassVar[dict[str, Any]] = {"overdue": [], "today": [Duty.example], "later": [], "count": 1, "waiting": [NUMBER]}  # fmt: skip

    overdue: list[Duty]
    today: list[Duty]
    later: list[Duty]
    count: int
    waiting: list[str]


class Told(Shown):
    """A notice that waits for a boss's seal, thanks or decision."""

    example: ClassVar[dict[str, Any]] = {"case": NUMBER, "words": "The invoice says 60.", "recorder": MORI, "owner": MORI, "told_at": WHEN, "read_at": None, "thanked_at": None, "decision": ""}  # fmt: skip

    case: str
    words: str | None
    recorder: Named
    owner: Named
    told_at: At
    read_at: At | None
    thanked_at: At | None
    decision: str


class Load(Shown):
    """Open duties ahead: never about lateness."""

    person: Named
    duties: int


class Desk(Shown):
    """notices: the unread first; near: what the sections owe next; drafts: their numbers by age; load: who carries how
    much."""

    example: ClassVar[dict[str, Any]] = {"notices": [Told.example], "has_more": False, "near": [{"case": NUMBER, "clock": ClockShown.example}], "drafts": [], "load": [{"person": MORI, "duties": 3}]}  # fmt: skip

    notices: list[Told]
    has_more: bool
    near: "list[Near]"
    drafts: list[str]
    load: list[Load]


class Near(Shown):
    case: str
    clock: ClockShown


class Question(Shown):
    note: int
    case: str
    by: Named
    words: str | None


class Offered(Shown):
    case: str
    by: Named
    at: At


class Ending(Shown):
    case: str
    end: str
    by: Named
    at: At


class AskedHandover(Shown):
    client: Named
    before: Named
    planned_at: At


class Unclear(Shown):
    letter: int
    to: Named | None
    trouble: str


class AskedOfMe(Shown):
    """offers: cases I was asked to take; ends: to agree to or refuse; questions: to answer; handovers: clients I was asked to
    take; letters: that may not have gone; waiting: cases in which the customer's answer is awaited."""

    example: ClassVar[dict[str, Any]] = {"offers": [{"case": NUMBER, "by": MORI, "at": WHEN}], "ends": [], "questions": [], "handovers": [], "letters": [], "waiting": []}  # fmt: skip

    offers: list[Offered]
    ends: list[Ending]
    questions: list[Question]
    handovers: list[AskedHandover]
    letters: list[Unclear]
    waiting: list[str]


Desk.model_rebuild()


def my_day(request: HttpRequest) -> HttpResponse:
    """What I owe, and what colleagues owe for whom I stand in."""
    person = caller(request)
    day = owed.day_of(person, clocks.now())
    parts = {
        name: [Duty.about(item) for item in getattr(day, name)] for name in ("overdue", "today", "later")
    }
    waiting = [case.number for case in owed.without_clock(person)]
    return answer(Day(**parts, count=day.count, waiting=waiting))


def desk(request: HttpRequest) -> HttpResponse:
    """Empty for who leads nobody and was told of nothing."""
    boss = caller(request)
    found = bad_news.notices_of(boss)
    told = found[: bad_news.SHOWN]
    return answer(
        Desk(
            notices=[told_of(each) for each in told],
            has_more=len(found) > len(told),
            near=[near(clock, case) for clock, case in bad_news.near_their_end(boss)],
            drafts=[case.number for case in bad_news.drafts_of(boss)],
            load=[Load(person=named(p), duties=p.duties) for p in bad_news.load_of(boss)],  # type: ignore[attr-defined]
        )
    )


def near(clock: Clock, case: Case) -> Near:
    return Near(case=case.number, clock=ClockShown.of(clock))


def told_of(told: Any) -> Told:
    return Told(
        case=told.case.number,
        words=told.said,
        recorder=named(told.case.recorder),
        owner=named(told.case.owner),
        told_at=told.told_at,
        read_at=told.read_at,
        thanked_at=told.thanked_at,
        decision=told.decision,
    )


def asked(request: HttpRequest) -> HttpResponse:
    """Beside the clocks."""
    me = caller(request)
    return answer(
        AskedOfMe(
            offers=[Offered(case=o.case.number, by=named(o.by), at=o.at) for o in asked_of.offers_to(me)],
            ends=[
                Ending(case=e.case.number, end=e.end, by=named(e.by), at=e.at)
                for e in asked_of.ends_to_look_at(me)
            ],
            questions=[
                Question(note=n.pk, case=n.case.number, by=named(n.by), words=n.words.text)
                for n in asked_of.questions_to(me)
            ],
            handovers=[
                AskedHandover(client=named(h.client), before=named(h.before), planned_at=h.planned_at)
                for h in asked_of.handovers_to(me)
            ],
            letters=[
                Unclear(letter=each.pk, to=maybe(each.contact), trouble=each.trouble)
                for each in asked_of.letters_to_look_at(me)
            ],
            waiting=[case.number for _clock, case in asked_of.waiting_for_customers(me)],
        )
    )


def offer_to(room: Room) -> None:
    room.offer("GET", "/my-day", my_day, name="my_day", says="What I owe now", gives=Day)
    room.offer(
        "GET", "/asked", asked, name="asked_of_me", says="What others ask of me by name", gives=AskedOfMe
    )
    room.offer("GET", "/desk", desk, name="desk", says="The boss’s desk", gives=Desk)
