"""What is kept of a contact: as a file for them, and the way to be forgotten."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from tanto.clients.models import Contact
from tanto.people.bearer import actor, caller
from tanto.people.models import Person
from tanto.web.api.answering import answer
from tanto.web.api.kinds import PathId, Shown
from tanto.web.api.routes import Room

from ..hers import hers
from ..views.hers import contact_of, may_take_out


class Kept(Shown):
    """texts: how many name this person, and would go with a mask."""

    example: ClassVar[dict[str, Any]] = {"texts": 12, "is_masked": False}

    texts: int
    is_masked: bool


def take_out(request: HttpRequest, client: PathId, contact: PathId) -> HttpResponse:
    """A zip file; that it was taken out is written down."""
    found = contact_of(client, contact)
    if not may_take_out(found, caller(request)):
        raise Http404
    found.take_out(by=actor(request))
    made = HttpResponse(hers(found), content_type="application/zip")
    made["Content-Disposition"] = f'attachment; filename="contact-{found.pk}.zip"'
    return made


def traced(request: HttpRequest, client: PathId, contact: PathId) -> HttpResponse:
    """What a mask would take away."""
    return kept(to_mask(request, client, contact))


def forget(request: HttpRequest, client: PathId, contact: PathId) -> HttpResponse:
    """Name, address and words go, and nobody can bring them back."""
    found = to_mask(request, client, contact)
    found.mask(by=actor(request))
    return kept(contact_of(client, contact))


def to_mask(request: HttpRequest, client: int, contact: int) -> Contact:
    if not Person.may_be_masked_by(caller(request)):
        raise Http404
    return contact_of(client, contact)


def kept(contact: Contact) -> HttpResponse:
    return answer(Kept(texts=contact.traces, is_masked=contact.masked_at is not None))


def offer_to(room: Room) -> None:
    one = "/clients/{client}/contacts/{contact}"
    room.offer(
        "POST",
        f"{one}/data",
        take_out,
        name="take_out_contact",
        says="What is kept of a contact, as a file for them",
        gives=None,
        kind="application/zip",
    )
    room.offer(
        "GET",
        f"{one}/forgetting",
        traced,
        name="traces_of_contact",
        says="What a mask would take away",
        gives=Kept,
    )
    room.offer("PUT", f"{one}/forgetting", forget, name="forget_contact", says="Mask a contact", gives=Kept)
