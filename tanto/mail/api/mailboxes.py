"""Mailboxes for programs of whoever keeps the house."""

from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.journal.actor import Actor
from tanto.journal.verbs import lock
from tanto.people.bearer import Bearer, actor
from tanto.people.views import keeper
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.forms import refused_by
from tanto.web.api.kinds import At, Flag, Given, Id, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from ..fetching.trying import tried
from ..forms import MailboxForm
from ..models import Mailbox

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


ROOM = Room("mailboxes", Bearer)
BOX, ONE = {"gives": MailboxShown, "scope": "house"}, "/mailboxes/{mailbox}"
ENTERED = {"name": "Claims", "address": "claims@tamabashi.example", "section": 1, "duty": 4, "host": "mx.tamabashi.example", "password": "…"}  # fmt: skip
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
