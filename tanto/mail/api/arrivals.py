"""What opened no case for who owns what comes, and the mails of a case for who may read it."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from tanto.people.bearer import Bearer, actor, caller
from tanto.recovery.models import Case
from tanto.web.api.answering import answer
from tanto.web.api.kinds import At, CaseNumber, PathId, Shown
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from ..becoming import open_anyway
from ..models import Arrival, Mailbox
from ..reading import Mail, read_mail
from ..views import LEFT_ALONE, as_it_came


class ArrivalShown(Shown):
    """outcome: what it turned out to be; case: the number of its case, if it has one; size in bytes."""

    example: ClassVar[dict[str, Any]] = {"id": 9, "came_at": "2026-11-12T16:24:00+09:00", "outcome": "reply", "sender": "kiuchi@shirakabazawa.example", "size": 4811, "case": "SR-2026-0012"}  # fmt: skip

    id: int
    came_at: At
    outcome: str
    sender: str
    size: int
    case: str | None

    @classmethod
    def of(cls, arrival: Arrival) -> "ArrivalShown":
        columns = {name: getattr(arrival, name) for name in ("came_at", "outcome", "sender", "size")}
        return cls(id=arrival.pk, case=arrival.case.number if arrival.case else None, **columns)


class MailShown(Shown):
    """said: the new words; text: with quotations and signature; html: made safe; attachments: their names."""

    example: ClassVar[dict[str, Any]] = {"id": 9, "subject": "Re: Your delivery note", "sender": "kiuchi@shirakabazawa.example", "to": ["claims@tamabashi.example"], "said": "It is right now.", "text": "It is right now.", "html": "", "attachments": ["box.png"], "kinds": [], "faults": []}  # fmt: skip

    id: int
    subject: str
    sender: str
    to: list[str]
    said: str
    text: str
    html: str
    attachments: list[str]
    kinds: list[str]
    faults: list[str]

    @classmethod
    def of(cls, arrival: Arrival, mail: Mail) -> "MailShown":
        return cls(
            id=arrival.pk,
            subject=mail.subject,
            sender=mail.from_email,
            to=list(mail.to),
            said=mail.said,
            text=mail.text,
            html=mail.html,
            attachments=[each.name for each in mail.attachments],
            kinds=list(mail.kinds),
            faults=list(mail.faults),
        )


def in_charge(request: HttpRequest, pk: int) -> Arrival:
    boxes = Mailbox.in_charge_of(caller(request))
    found = (
        Arrival.objects.filter(pk=pk, case=None, state=Arrival.TAKEN, mailbox__in=boxes)
        .select_related("case")
        .first()
    )
    if found is None:
        raise Http404
    return found


def left_alone(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """What opened no case in the mailboxes whose mail you own."""
    alone = Arrival.objects.filter(
        mailbox__in=Mailbox.in_charge_of(caller(request)), case=None, outcome__in=LEFT_ALONE
    )
    found, place = by_id(request, alone.select_related("case"), cursor, limit)
    return paged(request, ArrivalShown, [ArrivalShown.of(one) for one in found], place)


def in_words(arrival: Arrival) -> HttpResponse:
    try:
        return answer(MailShown.of(arrival, read_mail(arrival.raw())))
    except FileNotFoundError as gone:
        raise Http404 from gone


def read_alone(request: HttpRequest, arrival: PathId) -> HttpResponse:
    """What it says."""
    return in_words(in_charge(request, arrival))


def make_case(request: HttpRequest, arrival: PathId) -> HttpResponse:
    """It is a complaint after all; you own the case."""
    found = in_charge(request, arrival)
    case = open_anyway(found, by=actor(request))
    found.refresh_from_db()
    return answer(ArrivalShown.of(found), status=MADE, headers={"Location": f"/api/v1/cases/{case.number}"})


def alone_source(request: HttpRequest, arrival: PathId) -> HttpResponse:
    """As it came."""
    return as_it_came(in_charge(request, arrival))


def case_read(request: HttpRequest, number: str) -> Case:
    """The case, if its words may be read; who has no part in it leaves a trace."""
    from tanto.recovery.api.cases import noted, readable

    person = caller(request)
    return noted(readable(person, number), person)


def of_case(request: HttpRequest, number: str, pk: int) -> Arrival:
    found = Arrival.objects.filter(pk=pk, case=case_read(request, number)).select_related("case").first()
    if found is None:
        raise Http404
    return found


def mails(request: HttpRequest, number: CaseNumber, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Everything that came by mail in this case, the oldest first."""
    arrivals = Arrival.objects.filter(case=case_read(request, number)).select_related("case")
    found, place = by_id(request, arrivals, cursor, limit)
    return paged(request, ArrivalShown, [ArrivalShown.of(one) for one in found], place)


def read_one(request: HttpRequest, number: CaseNumber, mail: PathId) -> HttpResponse:
    """What it says, whole."""
    return in_words(of_case(request, number, mail))


def source(request: HttpRequest, number: CaseNumber, mail: PathId) -> HttpResponse:
    """As it came."""
    return as_it_came(of_case(request, number, mail))


ROOM = Room("mail", Bearer)
MAILS = "/cases/{number}/mails"
FILE = {"gives": None, "kind": "application/octet-stream"}
ROOM.offer("GET", "/arrivals", left_alone, name="list_arrivals", says="Messages that opened no case", gives=page_of(ArrivalShown))  # fmt: skip
ROOM.offer("GET", "/arrivals/{arrival}", read_alone, name="read_arrival", says="A message that opened no case", gives=MailShown)  # fmt: skip
ROOM.offer("GET", "/arrivals/{arrival}/source", alone_source, name="read_arrival_source", says="The same, as it came", **FILE)  # fmt: skip
ROOM.offer("POST", "/arrivals/{arrival}/case", make_case, name="make_case_of_arrival", says="It is a complaint after all", gives=ArrivalShown, status=MADE)  # fmt: skip
ROOM.offer(
    "GET", MAILS, mails, name="list_mails", says="What came by mail in a case", gives=page_of(ArrivalShown)
)
ROOM.offer("GET", MAILS + "/{mail}", read_one, name="read_mail", says="A mail, whole", gives=MailShown)
ROOM.offer(
    "GET", MAILS + "/{mail}/source", source, name="read_mail_source", says="A mail, as it came", **FILE
)
