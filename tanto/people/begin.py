"""A house begins: the firm, its hours, its first person who keeps it, its sections and their bosses. Once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Calendar
from tanto.clocks.models.calendar import week
from tanto.clocks.models.timing import forget
from tanto.journal.actor import Actor, system
from tanto.web.refusals import Refused

from .models import Firm, Person, Section
from .models.keeping_hours import must_be_known
from .models.passwords import must_be_strong


@dataclass(frozen=True)
class Lead:
    """A section and its boss, as they are named at the beginning; the boss is invited by mail."""

    section: str
    family: str
    given: str
    email: str


def begin_house(
    *,
    by: Actor,
    firm: Mapping[str, str],
    person: Mapping[str, Any],
    password: str,
    zone: str = "",
    country: str = "JP",
    section: Mapping[str, str] | None = None,
    leads: Sequence[Lead] = (),
    intake: int = 0,
) -> Person:
    """The first person of a house, who keeps it and leads its first section. firm: columns of Firm; person: of Person;
    section: names of the first section; intake: who takes in what comes from outside, 0 the first person, else the boss of so
    many lines down. Refused when somebody lives here already, also when two press at once."""
    must_be_strong(password)
    must_be_known(zone or settings.TIME_ZONE, country)
    must_be_distinct(str(person["email"]), leads)
    try:
        with transaction.atomic():
            if Person.objects.exists():
                raise lived_in()
            # One calendar of the company: whoever is second waits here for the first, and is told.
            Calendar.objects.filter(section=0).delete()
            Calendar.objects.create(
                section=0, name="company", zone=zone or settings.TIME_ZONE, country=country, hours=week()
            )
            forget()
            first = Person.join(by=by, password=password, **person, is_executive=True, is_administrator=True)
            made = Firm.objects.create(**firm)
            made.record("house_begun", by=first.actor, at=clocks.now())
            names = section or {"name_en": "Management", "name_ja": "経営"}
            top = Section.open(by=first.actor, **names, boss=first)
            first.change(by=first.actor, section=top)
            takes_in = first
            for number, lead in enumerate(leads, 1):
                boss = open_section(lead, top, first)
                takes_in = boss if number == intake else takes_in
            made.name_intake(by=first.actor, person=takes_in)
    except IntegrityError as error:
        raise lived_in() from error
    return first


@transaction.atomic
def keeper_for(*, firm: Mapping[str, str], person: Mapping[str, Any], password: str) -> Person:
    """Whoever has this address keeps the house from now on: who is here, somebody new, or the first of an empty house.
    A password is needed for whoever has none yet."""
    by, found = by_hand(), Person.objects.here().filter(email__iexact=person["email"]).first()
    if found is not None:
        if password:
            must_be_strong(password)
        found.change(by=by, password=password, is_administrator=True)
        return found
    if not person["family_en"]:
        raise Refused(
            "nameless",
            _("Nobody here has the address %(email)s, and no surname is given.") % {"email": person["email"]},
            _("Whoever keeps the house is one named person."),
            _("Say --family, and --password or TANTO_ADMIN_PASSWORD."),
        )
    if not Person.objects.exists():
        return begin_house(by=by, firm=firm, person=person, password=password)
    must_be_strong(password)
    top = Section.objects.order_by("pk").first()
    return Person.join(by=by, password=password, **person, section=top, is_administrator=True)


def open_section(lead: Lead, top: Section, first: Person) -> Person:
    """Its boss is somebody new, or who begins; gives back who."""
    boss = first
    if lead.email.lower() != first.email:
        boss = Person.join(
            by=first.actor,
            email=lead.email,
            family_en=lead.family,
            given_en=lead.given,
            language=first.language,
        )
    section = Section.open(by=first.actor, name_en=lead.section, name_ja=lead.section, boss=boss, parent=top)
    if boss != first:
        boss.change(by=first.actor, section=section)
        boss.invite(by=first.actor)
    return boss


def key_of_the_house() -> str:
    """Who begins from another machine shows that they started the program: it prints the address with this."""
    return salted_hmac("tanto.people.begin", "first", algorithm="sha256").hexdigest()[:24]


def is_key_of_the_house(given: str) -> bool:
    return constant_time_compare(given, key_of_the_house())


def by_hand() -> Actor:
    """Before anybody is here, the house itself lets the first one in."""
    return system("cli")


def must_be_distinct(email: str, leads: Sequence[Lead]) -> None:
    sections = [lead.section.casefold() for lead in leads]
    if len(set(sections)) < len(sections):
        raise Refused(
            "section_twice",
            _("Two sections have the same name."),
            _("Bad news is sent to one section; it must be clear which."),
            _("Give each section a name of its own, or leave a line empty."),
            field="leads",
        )
    addresses = [lead.email.lower() for lead in leads if lead.email.lower() != email.lower()]
    if len(set(addresses)) < len(addresses):
        raise Refused(
            "address_twice",
            _("Two bosses have the same address."),
            _("One address is one person; notices would reach the wrong one."),
            _("Correct one of them. Who leads two sections can be given the second one later, under People."),
            field="leads",
        )


def lived_in() -> Refused:
    return Refused(
        "lived_in",
        _("Somebody lives here already."),
        _("A house begins once; whoever keeps it lets the others in."),
        _("Sign in, or ask whoever keeps the house for an invitation."),
        status=409,
    )
