"""The first morning: the firm, its people and sections, and the clients with their tantos and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.clients.models import Client, Contact
from tanto.clocks.models import Calendar, Day
from tanto.journal.actor import system
from tanto.people.models import Firm, Person, Section

from .clients import CLIENTS, ROLES
from .firm import CLOSED_DAYS, FIRM, PASSWORD, PEOPLE, SECTIONS, address_of, telephone

if TYPE_CHECKING:
    from .story import Story

HOUSE = system("demo")


def move_in(story: Story) -> None:
    firm = Firm.objects.create(**FIRM)
    calendar = Calendar.company()
    for day, name in CLOSED_DAYS:
        Day.objects.create(calendar=calendar, day=day, name=name)
    for key in PEOPLE:
        story.people[key] = join(key, story.language)
    firm.name_intake(by=HOUSE, person=story.people["tanaka"])
    for key, (name_en, name_ja, boss, deputy) in SECTIONS.items():
        section = Section.open(
            by=HOUSE, name_en=name_en, name_ja=name_ja, boss=story.people[boss], deputy=story.people[deputy]
        )
        for person in (person for person, row in PEOPLE.items() if row[4] == key):
            story.people[person].change(by=HOUSE, section=section)
    for code in CLIENTS:
        take_on(story, code)


def join(key: str, language: str) -> Person:
    family_ja, given_ja, given, digits, _section, role = PEOPLE[key]
    return Person.join(
        by=HOUSE,
        password=PASSWORD,
        email=address_of(key),
        family_en=key.capitalize(),
        given_en=given,
        family_ja=family_ja,
        given_ja=given_ja,
        phone=telephone(digits),
        language=language,
        is_executive=role == "executive",
        is_administrator=role == "administrator",
        is_quality_lead=role == "quality_lead",
    )


def take_on(story: Story, code: str) -> None:
    name_en, name_ja, city, main, deputy, contacts = CLIENTS[code]
    is_japanese = story.language == "ja"
    story.clients[code] = Client.take_on(
        by=HOUSE,
        code=code,
        name_en=name_en,
        name_ja=name_ja,
        city=city[is_japanese],
        main=story.people[main],
        deputy=story.people[deputy],
    )
    for contact_en, contact_ja, title, role, digits in contacts:
        story.contacts[contact_en] = Contact.meet(
            story.clients[code],
            by=HOUSE,
            name_en=contact_en,
            name_ja=contact_ja,
            title=title,
            role=ROLES[role][is_japanese],
            email=f"{contact_en.lower()}@{code.lower()}.example",
            phone=telephone(digits),
            language=story.language,
        )
