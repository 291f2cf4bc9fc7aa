"""Webhooks for programs: what the pages of whoever keeps the house can do. Imported at the first request to the API."""

from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import lock
from tanto.people.bearer import Bearer, actor
from tanto.people.views import keeper
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.kinds import At, Flag, Given, Moment, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from .kinds import GROUPS, TOLD
from .models import Delivery, Hook
from .reading import Standing

Kind = Literal[(*GROUPS, *TOLD)]  # type: ignore[valid-type]
Kinds = Annotated[list[Kind], Field(max_length=200)]
Url = Annotated[Text, Field(min_length=1, max_length=2000)]
Line = Annotated[Text, Field(max_length=200)]
Which = Annotated[
    Literal["all", "untaken"], Query("all", description="untaken: given up, or kept while off.")
]


class NewHook(Given):
    """kinds: whole groups, or single kinds."""

    url: Url
    kinds: Kinds
    description: Line = ""


class ChangedHook(Given):
    url: Url | None = None
    kinds: Kinds | None = None
    description: Line | None = None


class OnOrOff(Given):
    on: Flag


class Since(Given):
    since: Moment


class HookShown(Shown):
    """off: empty, or why it is off; secret: only in the answer that made it; waiting, untaken: messages, 10,000 at most."""

    example: ClassVar[dict[str, Any]] = {"id": 2, "url": "https://erp.tamabashi.example/tanto", "description": "ERP", "kinds": ["customer"], "opened_at": "2026-11-12T16:24:00+09:00", "off": "", "failing_since": None, "waiting": 0, "untaken": 0, "secret": None}  # fmt: skip

    id: int
    url: str
    description: str
    kinds: list[str]
    opened_at: At
    off: str
    failing_since: At | None
    waiting: int
    untaken: int
    secret: str | None

    @classmethod
    def of(cls, standing: Standing, *, secret: str | None = None) -> "HookShown":
        hook = standing.hook
        columns = {name: getattr(hook, name) for name in ("url", "description", "kinds", "opened_at")}
        return cls(
            id=hook.pk,
            off=hook.off_why,
            failing_since=standing.failing_since,
            waiting=standing.waiting,
            untaken=standing.untaken,
            secret=secret,
            **columns,
        )


class MessageShown(Shown):
    """state: waiting, sending, sent, failed or held; message_id: as it stands in webhook-id; took: milliseconds; status,
    answer, trouble: of the last try."""

    example: ClassVar[dict[str, Any]] = {"id": 71, "message_id": "msg_5f0c3a3f9f6a4f7f8a1b2c3d4e5f", "type": "case.closed", "body": "{}", "made_at": "2026-11-12T16:24:00+09:00", "state": "sent", "tries": 1, "next_at": None, "tried_at": "2026-11-12T16:24:01+09:00", "took": 84, "status": 200, "answer": "thanks", "trouble": ""}  # fmt: skip

    id: int
    message_id: str
    type: str
    body: str
    made_at: At
    state: str
    tries: int
    next_at: At | None
    tried_at: At | None
    took: int | None
    status: int | None
    answer: str
    trouble: str

    @classmethod
    def of(cls, delivery: Delivery) -> "MessageShown":
        return cls(**{name: getattr(delivery, name) for name in cls.model_fields})


def kept(request: HttpRequest, pk: int) -> tuple[Actor, Hook]:
    """For anybody who does not keep the house it does not exist."""
    keeper(request)
    found = Hook.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return actor(request), found


def shown(hook: Hook, *, secret: str | None = None, status: int = 200, **headers: str) -> HttpResponse:
    hook.refresh_from_db()
    tag = etag_of("hook", hook.pk, hook.head_number)
    made = answer(HookShown.of(Standing.of(hook), secret=secret), status=status, etag=tag, headers=headers)
    made["Cache-Control"] = "no-store"
    return made


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Every webhook, and how it stands."""
    keeper(request)
    found, place = by_id(request, Hook.objects.all(), cursor, limit)
    standing = {row.hook.pk: row for row in Standing.of_all()}
    return paged(request, HookShown, [HookShown.of(standing[hook.pk]) for hook in found], place)


def read(request: HttpRequest, hook: PathId) -> HttpResponse:
    """How one stands."""
    return shown(kept(request, hook)[1])


def create(request: HttpRequest, given: NewHook) -> HttpResponse:
    """The answer holds the secret, this once."""
    keeper(request)
    by = actor(request)
    made = Hook.open(by=by, **given.model_dump())
    secret = made.shown_secret() if made else None
    if made is None:
        made = Hook.objects.get(pk=Entry.objects.get(press=by.press, kind="hook_opened").subject_id)
    return shown(made, secret=secret, status=MADE, Location=f"/api/v1/hooks/{made.pk}")


def change(request: HttpRequest, hook: PathId, given: ChangedHook) -> HttpResponse:
    """What is left out stays as it is."""
    by, found = kept(request, hook)
    with transaction.atomic():
        lock(found)
        must_match(request, etag_of("hook", found.pk, found.head_number), is_needed=True)
        found.change(by=by, **given.model_dump(exclude_none=True))
    return shown(found)


def rotate(request: HttpRequest, hook: PathId) -> HttpResponse:
    """A new secret, in the answer this once; for a day messages are signed with both."""
    by, found = kept(request, hook)
    is_new = found.rotate(by=by)
    return shown(found, secret=found.shown_secret() if is_new else None)


def switch(request: HttpRequest, hook: PathId, given: OnOrOff) -> HttpResponse:
    """Off: nothing more is sent, what waits stays. On: it is told again."""
    by, found = kept(request, hook)
    (found.switch_on if given.on else found.switch_off)(by=by)
    return shown(found)


def test(request: HttpRequest, hook: PathId) -> HttpResponse:
    """A message of the type hook.test; look into the messages for what came of it."""
    by, found = kept(request, hook)
    found.send_test(by=by)
    return shown(found)


def replay_failed(request: HttpRequest, hook: PathId, given: Since) -> HttpResponse:
    """Everything of since then that was not taken, or was kept while it was off; each with the id it has."""
    by, found = kept(request, hook)
    found.replay_failed(by=by, since=given.since)
    return shown(found)


def messages(
    request: HttpRequest, hook: PathId, which: Which = "all", cursor: Cursor = "", limit: Limit = 50
) -> HttpResponse:
    """Of the last thirty days, the oldest first."""
    _by, found = kept(request, hook)
    rows = Delivery.objects.filter(hook=found)
    page, place = by_id(request, rows.untaken() if which == "untaken" else rows, cursor, limit)
    return paged(request, MessageShown, [MessageShown.of(delivery) for delivery in page], place)


def replay(request: HttpRequest, hook: PathId, message: PathId) -> HttpResponse:
    """One message again, with the id it has."""
    by, found = kept(request, hook)
    delivery = Delivery.objects.filter(hook=found, pk=message).first()
    if delivery is None:
        raise Http404
    found.replay(by=by, delivery=delivery)
    return answer(MessageShown.of(Delivery.objects.get(pk=message)))


ROOM = Room("webhooks", Bearer)
ROOMS = (ROOM,)
HOOK, ONE = {"gives": HookShown, "scope": "house"}, "/hooks/{hook}"
ENTERED = {
    "url": "https://erp.tamabashi.example/tanto",
    "kinds": ["customer", "case_received"],
    "description": "ERP",
}
ROOM.offer(
    "GET", "/hooks", listed, name="list_hooks", says="Every webhook", gives=page_of(HookShown), scope="house"
)
ROOM.offer(
    "POST", "/hooks", create, name="open_hook", says="Enter a webhook", status=MADE, example=ENTERED, **HOOK
)
ROOM.offer("GET", ONE, read, name="read_hook", says="A webhook", **HOOK)
ROOM.offer(
    "PATCH",
    ONE,
    change,
    name="change_hook",
    says="Change a webhook",
    if_match=True,
    example={"kinds": ["cases"]},
    **HOOK,
)
ROOM.offer("POST", f"{ONE}/secret", rotate, name="rotate_hook", says="Make a new secret", **HOOK)
ROOM.offer(
    "PUT",
    f"{ONE}/state",
    switch,
    name="switch_hook",
    says="Switch a webhook on or off",
    example={"on": False},
    **HOOK,
)
ROOM.offer("POST", f"{ONE}/test", test, name="test_hook", says="Send a test", **HOOK)
ROOM.offer(
    "POST",
    f"{ONE}/repetition",
    replay_failed,
    name="replay_hook",
    says="Send again what was not taken",
    example={"since": "2026-11-12T00:00:00+09:00"},
    **HOOK,
)
ROOM.offer(
    "GET",
    f"{ONE}/messages",
    messages,
    name="list_hook_messages",
    says="Messages of a webhook",
    gives=page_of(MessageShown),
    scope="house",
)
ROOM.offer(
    "POST",
    f"{ONE}/messages/{{message}}/repetition",
    replay,
    name="replay_hook_message",
    says="Send one message again",
    gives=MessageShown,
    scope="house",
)
