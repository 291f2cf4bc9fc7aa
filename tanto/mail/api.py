"""The mail room for programs: mailboxes for whoever keeps the house, what opened no case for who owns what comes, and the mails of a case.
Imported at the first request to the API."""

from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.journal.actor import Actor
from tanto.journal.verbs import lock
from tanto.people.bearer import Bearer, actor, caller
from tanto.people.views import keeper
from tanto.recovery.models import Case
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.forms import refused_by
from tanto.web.api.kinds import At, CaseNumber, Flag, Given, Id, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from .becoming import open_anyway
from .fetching.trying import tried
from .forms import MailboxForm
from .models import Arrival, Mailbox
from .reading import Mail, read_mail
from .views import LEFT_ALONE, as_it_came

Line = Annotated[Text, Field(max_length=300)]
Secret = Annotated[Text, Field(max_length=8000)]


class NewMailbox(Given):
    """As on the page. Secrets are kept sealed and never shown again."""

    name: Line
    address: Line
    section: Id
    duty: Id
    language: Literal["ja", "en"] = "ja"
    way: Literal["imap", "pop3", "pipe"] = "imap"
    host: Line = ""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["tls", "starttls", "plain"] = "tls"
    login: Line = ""
    sign_in: Literal["password", "microsoft", "google", "oauth2"] = "password"
    password: Secret = ""
    client_id: Line = ""
    tenant: Line = ""
    client_secret: Secret = ""
    refresh_token: Secret = ""
    token_url: Line = ""
    folder: Line = "INBOX"
    afterwards: Literal["delete", "move", "leave"] = "move"


class ReadOrNot(Given):
    on: Flag


class MailboxShown(Shown):
    """trouble: what the server says, since trouble_since; read_at: when it last answered."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "name": "Claims", "address": "claims@tamabashi.example", "way": "imap", "host": "mx.tamabashi.example", "section": 1, "duty": 4, "is_on": True, "read_at": "2026-11-12T16:24:00+09:00", "trouble": "", "trouble_since": None}  # fmt: skip

    id: int
    name: str
    address: str
    way: str
    host: str
    section: int
    duty: int
    is_on: bool
    read_at: At | None
    trouble: str
    trouble_since: At | None

    @classmethod
    def of(cls, box: Mailbox) -> "MailboxShown":
        named = ("name", "address", "way", "host", "is_on", "read_at", "trouble", "trouble_since")
        columns = {name: getattr(box, name) for name in named}
        return cls(id=box.pk, section=box.section_id, duty=box.duty_id, **columns)


class TrialShown(Shown):
    example: ClassVar[dict[str, Any]] = {"is_well": True, "said": "It lets us in; 3 messages lie there."}

    is_well: bool
    said: str


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


def kept(request: HttpRequest, pk: int) -> tuple[Actor, Mailbox]:
    """For anybody who does not keep the house it does not exist."""
    keeper(request)
    found = Mailbox.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return actor(request), found


def shown(box: Mailbox, *, status: int = 200, **headers: str) -> HttpResponse:
    box.refresh_from_db()
    return answer(
        MailboxShown.of(box), status=status, etag=etag_of("mailbox", box.pk, box.head_number), headers=headers
    )


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Every mailbox, and how it is read."""
    keeper(request)
    found, place = by_id(request, Mailbox.objects.all(), cursor, limit)
    return paged(request, MailboxShown, [MailboxShown.of(box) for box in found], place)


def read(request: HttpRequest, mailbox: PathId) -> HttpResponse:
    """How one is read."""
    return shown(kept(request, mailbox)[1])


def filled(given: NewMailbox, box: Mailbox | None = None) -> MailboxForm:
    form = MailboxForm(given.model_dump(), instance=box)
    if not form.is_valid():
        raise refused_by(form)
    return form


def create(request: HttpRequest, given: NewMailbox) -> HttpResponse:
    """It is read from now on."""
    keeper(request)
    form = filled(given)
    made = Mailbox.open(by=actor(request), secrets=form.secrets(), **form.columns())
    return shown(made, status=MADE, Location=f"/api/v1/mailboxes/{made.pk}")


def change(request: HttpRequest, mailbox: PathId, given: NewMailbox) -> HttpResponse:
    """All of it anew; empty secrets stay as they are."""
    by, found = kept(request, mailbox)
    form = filled(given, Mailbox.objects.get(pk=found.pk))
    with transaction.atomic():
        lock(found)
        must_match(request, etag_of("mailbox", found.pk, found.head_number), is_needed=True)
        found.change(by=by, secrets=form.secrets(), **form.columns())
    return shown(found)


def switch(request: HttpRequest, mailbox: PathId, given: ReadOrNot) -> HttpResponse:
    """Read it no more, or again."""
    by, found = kept(request, mailbox)
    found.switch(by=by, on=given.on)
    return shown(found)


def try_it(request: HttpRequest, mailbox: PathId) -> HttpResponse:
    """Sign in there and count; nothing is taken."""
    trial = tried(kept(request, mailbox)[1])
    return answer(TrialShown(is_well=trial.is_well, said=trial.said))


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
ROOMS = (ROOM,)
BOX, ONE, MAILS = {"gives": MailboxShown, "scope": "house"}, "/mailboxes/{mailbox}", "/cases/{number}/mails"
ENTERED = {"name": "Claims", "address": "claims@tamabashi.example", "section": 1, "duty": 4, "host": "mx.tamabashi.example", "password": "…"}  # fmt: skip
FILE = {"gives": None, "kind": "application/octet-stream"}
ROOM.offer("GET", "/mailboxes", listed, name="list_mailboxes", says="Every mailbox", gives=page_of(MailboxShown), scope="house")  # fmt: skip
ROOM.offer(
    "POST",
    "/mailboxes",
    create,
    name="open_mailbox",
    says="Enter a mailbox",
    status=MADE,
    example=ENTERED,
    **BOX,
)
ROOM.offer("GET", ONE, read, name="read_mailbox", says="A mailbox", **BOX)
ROOM.offer(
    "PUT", ONE, change, name="change_mailbox", says="Change a mailbox", if_match=True, example=ENTERED, **BOX
)
ROOM.offer("PUT", f"{ONE}/state", switch, name="switch_mailbox", says="Read a mailbox, or no more", example={"on": False}, **BOX)  # fmt: skip
ROOM.offer(
    "POST", f"{ONE}/trial", try_it, name="try_mailbox", says="Try to sign in", gives=TrialShown, scope="house"
)
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
