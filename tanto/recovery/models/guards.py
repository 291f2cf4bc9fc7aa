"""What must hold before a verb goes on. Each guard refuses with what, why and what instead."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.refusals import Refused


def must_have_words(text: str, field: str = "words") -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise Refused(
            "empty_words",
            _("There are no words yet."),
            _("The words, as they were said, are the one thing that cannot be found again later."),
            _("Write one sentence as you heard it. Everything else can follow."),
            field=field,
        )
    return text


def must_be_past(known_at: dt.datetime, now: dt.datetime) -> None:
    if known_at < now - dt.timedelta(days=730):
        raise Refused(
            "known_long_ago",
            _("The moment when it became known lies more than two years back."),
            _("It is probably a slip of the pen, and the boss’s clock starts there."),
            _("Check the year."),
            field="known_at",
        )
    if known_at > now + dt.timedelta(minutes=1):
        raise Refused(
            "known_in_future",
            _("The moment when it became known lies in the future."),
            _("The boss's clock starts when somebody here first knew."),
            _("Choose the moment when the first of us heard or saw it."),
            field="known_at",
        )


def must_fit(client: Client | None, contact: Contact | None) -> None:
    if client is not None and contact is not None and contact.client_id != client.pk:
        raise contact_of_another(client, contact)


def must_work_there(client: Client | None, contact: Contact | None) -> None:
    """Words are spoken by somebody of this client."""
    if contact is not None and (client is None or contact.client_id != client.pk):
        raise contact_of_another(client, contact)


def contact_of_another(client: Client | None, contact: Contact) -> Refused:
    return Refused(
        "contact_of_another",
        _("%(contact)s does not belong to %(client)s.")
        % {"contact": contact.address(), "client": client.name() if client else "–"},
        _("The link shows this case to one contact, and to nobody of another firm."),
        _("Choose a contact of this client, or leave the contact open."),
        field="contact",
    )


def must_be_here(by: Actor) -> Person:
    """INV-03: an owner is one person who works here now."""
    person = Person.held(by.person_id) if by.person_id else None
    if person is None:
        raise Refused(
            "owner_is_a_person",
            _("Only a person who works here can own a case."),
            _("A group, a mailbox or somebody who left cannot be accountable to a customer."),
            _("Choose one person."),
            field="to",
        )
    return person


def must_be_able_to_own(person: Person) -> None:
    """The person's row is held until the verb ends, so that nobody leaves in the same moment."""
    if Person.held(person.pk) is None:
        raise Refused(
            "owner_left",
            _("%(name)s does not work here any more.") % {"name": person.name()},
            _("An owner must be able to answer the customer today."),
            _("Choose one person who is here."),
            field="to",
        )


def must_be_ahead(moment: dt.datetime, field: str) -> None:
    if moment <= clocks.now():
        raise Refused(
            "time_passed",
            _("This time has already passed."),
            _("The customer plans the day around the time we announce."),
            _("Give a date and a clock time that is still to come."),
            field=field,
        )


def another_client(client: Client | None) -> Refused:
    return Refused(
        "client_named",
        _("This case is of %(client)s.") % {"client": client.name() if client else ""},
        _("Its words were read by the people of that client’s section, and links may be out."),
        _("Open a case of its own for the other client."),
        status=409,
        field="client",
    )


def must_be_a_machine(by: Actor) -> None:
    """What came by mail is taken in by the mail room alone; a colleague writes under the own name."""
    if by.kind != "system":
        raise Refused(
            "machine_only",
            _("Only the program itself can enter this."),
            _("It stands for a message that came in, and the message is kept beside it."),
            _("Write down what you heard, or a note among ourselves."),
            status=409,
        )
