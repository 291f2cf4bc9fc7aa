"""From one tanto to the next: taken by name, told to the client, and only then does the name change."""

from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto.people.bearer import actor
from tanto.web.api.answering import answer
from tanto.web.api.forms import cleaned, given_by, typed
from tanto.web.api.kinds import At, Given, Named, PathId, Shown, Text
from tanto.web.api.routes import Room

from ..forms import HandoverForm
from ..models.handover import Handover
from .clients import MORI, client_of

NewHandover = given_by(HandoverForm, "NewHandover")


class Said(Given):
    words: Annotated[Text, Field(max_length=20000)]


class HandoverShown(Shown):
    before: Named
    to: Named
    deputy: Named
    reason: str | None
    planned_at: At
    accepted_at: At | None
    told_at: At | None

    @classmethod
    def of(cls, open_one: Handover) -> "HandoverShown":
        return cls(
            before=Named(id=open_one.before_id, name=str(open_one.before)),
            to=Named(id=open_one.to_id, name=str(open_one.to)),
            deputy=Named(id=open_one.deputy_id, name=str(open_one.deputy)),
            reason=open_one.reason.text,
            planned_at=open_one.planned_at,
            accepted_at=open_one.accepted_at,
            told_at=open_one.told_at,
        )


class Handing(Shown):
    """The tantos of now, and the hand-over that is open, if one is."""

    example: ClassVar[dict[str, Any]] = {"main": MORI, "deputy": MORI, "handover": None}

    main: Named
    deputy: Named
    handover: HandoverShown | None


def shown(pk: int) -> HttpResponse:
    client = client_of(pk)
    found = client.open_handover
    return answer(
        Handing(
            main=Named(id=client.main_id, name=str(client.main)),
            deputy=Named(id=client.deputy_id, name=str(client.deputy)),
            handover=HandoverShown.of(found) if found else None,
        )
    )


def read(request: HttpRequest, client: PathId) -> HttpResponse:
    """The hand-over that is open."""
    return shown(client)


def plan(request: HttpRequest, client: PathId, given: NewHandover) -> HttpResponse:  # type: ignore[valid-type]
    """Ask somebody to become the tanto."""
    client_of(client).plan_handover(by=actor(request), **cleaned(HandoverForm(typed(given))))
    return shown(client)


def accept(request: HttpRequest, client: PathId) -> HttpResponse:
    """I take this client."""
    client_of(client).accept_handover(by=actor(request))
    return shown(client)


def decline(request: HttpRequest, client: PathId, given: Said) -> HttpResponse:
    """Not me, because. The tanto stays."""
    client_of(client).decline_handover(by=actor(request), reason=given.words)
    return shown(client)


def told(request: HttpRequest, client: PathId, given: Said) -> HttpResponse:
    """How the client heard of it, and what was answered."""
    client_of(client).tell_of_handover(by=actor(request), words=given.words)
    return shown(client)


def offer_to(room: Room) -> None:
    at = "/clients/{client}/handover"
    room.offer("GET", at, read, name="read_handover", says="The hand-over that is open", gives=Handing)
    room.offer(
        "PUT",
        at,
        plan,
        name="plan_handover",
        says="Ask somebody to become the tanto",
        gives=Handing,
        example={"to": 8, "reason": "Mori moves to Osaka."},
    )
    room.offer(
        "PUT", f"{at}/acceptance", accept, name="accept_handover", says="I take this client", gives=Handing
    )
    room.offer(
        "PUT",
        f"{at}/refusal",
        decline,
        name="decline_handover",
        says="Not me, because",
        gives=Handing,
        example={"words": "I am in Nagoya until March."},
    )
    room.offer(
        "PUT",
        f"{at}/told",
        told,
        name="tell_of_handover",
        says="The client was told",
        gives=Handing,
        example={"words": "Called together; she knows the name."},
    )
