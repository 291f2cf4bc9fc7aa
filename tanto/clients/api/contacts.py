from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from tanto.journal.verbs import lock
from tanto.people.bearer import actor
from tanto.web.api.answering import answer, etag_from, must_match
from tanto.web.api.forms import cleaned, given_by, patched, typed
from tanto.web.api.kinds import PathId, Shown
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from ..forms import ContactForm
from ..models import Contact
from .clients import client_of

NewContact = given_by(ContactForm, "NewContact")
ChangedContact = given_by(ContactForm, "ChangedContact", is_patch=True)


class ContactShown(Shown):
    """A person at a client; name: how they are addressed."""

    example: ClassVar[dict[str, Any]] = {"id": 12, "name": "Ms. Kiuchi", "client": 3, "name_en": "Kiuchi", "name_ja": "木内", "title": "Ms.", "role": "Purchasing", "email": "kiuchi@shirakabazawa.example", "phone": "", "language": "ja"}  # fmt: skip

    id: int
    name: str
    client: int
    name_en: str
    name_ja: str
    title: str
    role: str
    email: str
    phone: str
    language: str

    @classmethod
    def of(cls, contact: Contact) -> "ContactShown":
        return cls(id=contact.pk, name=contact.address(), client=contact.client_id, **columns(contact))


def columns(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in ContactForm.Meta.fields}


def etag(contact: Contact) -> str:
    return etag_from("contact", contact.pk, columns(contact))


def contact_of(client: int, pk: int) -> Contact:
    rows = Contact.objects.select_related("client__main__section", "client__deputy")
    found = rows.filter(pk=pk, client=client).first()
    if found is None:
        raise Http404
    return found


def shown(contact: Contact, *, status: int = 200, **headers: str) -> HttpResponse:
    return answer(ContactShown.of(contact), status=status, etag=etag(contact), headers=headers)


def listed(request: HttpRequest, client: PathId, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Their people."""
    found, place = by_id(request, client_of(client).contacts.all(), cursor, limit)
    return paged(request, ContactShown, [ContactShown.of(contact) for contact in found], place)


def read(request: HttpRequest, client: PathId, contact: PathId) -> HttpResponse:
    """One of their people."""
    return shown(contact_of(client, contact))


def create(request: HttpRequest, client: PathId, given: NewContact) -> HttpResponse:  # type: ignore[valid-type]
    """Enter somebody who works there."""
    made = Contact.meet(client_of(client), by=actor(request), **cleaned(ContactForm(typed(given))))
    return shown(made, status=MADE, Location=f"/api/v1/clients/{client}/contacts/{made.pk}")


def change(
    request: HttpRequest,
    client: PathId,
    contact: PathId,
    given: ChangedContact,  # type: ignore[valid-type]
) -> HttpResponse:
    """What is left out stays as it is. A new mail address ends the links that went to the old one."""
    by = actor(request)
    with transaction.atomic():
        found = contact_of(client, contact)
        lock(found.client)
        found.refresh_from_db()
        must_match(request, etag(found), is_needed=True)
        fields = patched(ContactForm, contact_of(client, contact), given)
        contact_of(client, contact).change(by=by, **fields)
    return shown(contact_of(client, contact))


def offer_to(room: Room) -> None:
    many, one = "/clients/{client}/contacts", "/clients/{client}/contacts/{contact}"
    room.offer(
        "GET", many, listed, name="list_contacts", says="A client’s people", gives=page_of(ContactShown)
    )
    room.offer(
        "POST",
        many,
        create,
        name="meet_contact",
        says="Enter somebody who works there",
        gives=ContactShown,
        status=MADE,
        example={
            "name_en": "Kiuchi",
            "name_ja": "木内",
            "title": "Ms.",
            "email": "kiuchi@shirakabazawa.example",
            "language": "ja",
        },
    )
    room.offer("GET", one, read, name="read_contact", says="One of their people", gives=ContactShown)
    room.offer(
        "PATCH",
        one,
        change,
        name="change_contact",
        says="Correct what we know of them",
        gives=ContactShown,
        if_match=True,
        example={"role": "Head of purchasing"},
    )
