"""Recording a case, and reading it."""

from typing import Annotated, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from tanto.asked import Asked
from tanto.clients.models import Client, Contact
from tanto.journal.verbs import lock
from tanto.people.bearer import actor, caller
from tanto.people.models import Person
from tanto.web.api.answering import answer, must_match
from tanto.web.api.kinds import CaseNumber, Flag, Given, Id, Moment, Text
from tanto.web.api.problems import wrong
from tanto.web.api.routes import MADE, Room
from tanto.web.pressing import also

from ..models import Case, Reading
from ..steps import Channel, Discovered, Failure, Severity
from .choices import one_of
from .shown import Head, Whole, etag


class NewCase(Given):
    """words: as they were said. Without a client (or `is_unknown_client`) and a channel it is a draft: owned, told and
    running all the same. known_at: since when one of us knows; left out, it is now."""

    words: Annotated[Text, Field(min_length=1, max_length=20000)]
    client: Id | None = None
    contact: Id | None = None
    is_unknown_client: Flag = False
    channel: one_of(Channel, but=(Channel.WEB,)) | None = None  # type: ignore[valid-type]
    discovered: one_of(Discovered) = Discovered.CUSTOMER.value  # type: ignore[valid-type]
    known_at: Moment | None = None
    failure: one_of(Failure) | None = None  # type: ignore[valid-type]
    severity: one_of(Severity) = Severity.S3.value  # type: ignore[valid-type]


class Correction(Given):
    """failure: what went wrong, in one word. known_at goes with a `why`."""

    failure: one_of(Failure) | None = None  # type: ignore[valid-type]
    known_at: Moment | None = None
    why: Annotated[Text, Field(max_length=300)] = ""


LED = ("main__section__boss", "main__section__deputy")
CLIENTS = Asked(Client.objects.select_related(*LED), "pk", sample=-1)
CONTACTS = Asked(Contact.objects.select_related(*(f"client__{path}" for path in LED)), "pk", sample=-1)
NEW = {
    "words": "The invoice says 60, the delivery note says 54. Which paper is true?",
    "client": 3,
    "contact": 12,
    "channel": "mail",
    "severity": 3,
}


def create(request: HttpRequest, given: NewCase) -> HttpResponse:
    """Whoever records it owns it at once; the boss is told, a named client's tanto is asked."""
    client, contact = served(given)
    made = Case.receive(
        given.words,
        by=actor(request),
        client=client,
        contact=contact,
        is_unknown_client=given.is_unknown_client,
        known_at=given.known_at,
        channel=given.channel or "",
        discovered=given.discovered,
        severity=given.severity,
        failure=given.failure or "",
    )
    headers = {"Location": f"/api/v1/cases/{made.number}"}
    return answer(Whole.of(made, words=given.words.strip()), status=MADE, etag=etag(made), headers=headers)


def served(given: NewCase) -> tuple[Client | None, Contact | None]:
    """The client and the contact that are named, with everybody whom the verb asks about: one query each."""
    contact = found(CONTACTS, given.contact, "contact")
    if contact is not None and given.client in (None, contact.client_id):
        return contact.client, contact
    return found(CLIENTS, given.client, "client"), contact


def found(rows: Asked[Any], pk: int | None, field: str) -> Any:
    if pk is None:
        return None
    row = rows.first(pk)
    if row is None:
        raise wrong([{"field": field, "what": _("There is nobody and nothing with this id.")}])
    return row


def readable(person: Person, number: str) -> Case:
    """The case, if this person may read its words; that somebody without a part did so is written down, as on the page."""
    case = Case.objects.visible_to(person).with_names().filter(number=number).first()
    if case is None:
        raise Http404
    return case


def noted(case: Case, person: Person, *, mistakes: bool = False) -> Case:
    if not case.parts.filter(person=person).exists():
        Reading.note(case.pk, person, Reading.WORDS)
    if mistakes and case.mistakes.exists():
        Reading.note(case.pk, person, Reading.MISTAKES)
    return case


def read(request: HttpRequest, number: CaseNumber) -> HttpResponse:
    """404 without a part in it: the head is found at /head by every colleague."""
    person = caller(request)
    case = noted(readable(person, number), person)
    return answer(Whole.of(case), etag=etag(case))


def read_head(request: HttpRequest, number: CaseNumber) -> HttpResponse:
    """Client, owner and where it stands, for everybody who works here."""
    case = Case.objects.with_names().filter(number=number).first()
    if case is None:
        raise Http404
    return answer(Head.of(case))


def correct(request: HttpRequest, number: CaseNumber, given: Correction) -> HttpResponse:
    """What was sent is corrected, together or not at all."""
    by, person = actor(request), caller(request)
    case = readable(person, number)
    with transaction.atomic():
        lock(case)
        must_match(request, etag(case), is_needed=True)
        if given.failure is not None:
            case.name_failure(by=by, failure=given.failure)
        if given.known_at is not None:
            case.move_known(by=by.pressing(also(by.press, "known")), known_at=given.known_at, why=given.why)
    return shown_after(person, number)


def shown_after(person: Person, number: str, *, status: int = 200) -> HttpResponse:
    """The case as it stands after a verb; 204 where the verb itself took the part away."""
    case = Case.objects.visible_to(person).with_names().filter(number=number).first()
    if case is None:
        return HttpResponse(status=204)
    return answer(Whole.of(case), status=status, etag=etag(case))


def offer_to(room: Room) -> None:
    options: dict[str, Any] = {"gives": Whole}
    room.offer(
        "POST",
        "/cases",
        create,
        name="create_case",
        says="Record a case",
        status=MADE,
        example=NEW,
        **options,
    )
    room.offer("GET", "/cases/{number}", read, name="read_case", says="Read a case", **options)
    room.offer(
        "PATCH",
        "/cases/{number}",
        correct,
        name="correct_case",
        says="Correct what went wrong, or since when it is known",
        example={"failure": "wrong_item"},
        if_match=True,
        **options,
    )
    room.offer(
        "GET",
        "/cases/{number}/head",
        read_head,
        name="read_head",
        says="Find who answers for a case",
        gives=Head,
    )
