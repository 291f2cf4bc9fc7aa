"""Turns entries into sentences for a reader. Names are looked up for the whole list at once: three queries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from tanto.clients.models import Client, Contact
from tanto.clocks import saying
from tanto.clocks.models.timing import timing
from tanto.journal.events import EVENTS, SUBJECTS, Event
from tanto.journal.models import Entry, Words
from tanto.journal.models.entry import is_words
from tanto.people.models import Person

from .lists import LISTS
from .models import Notice

PERSON_FACTS = ("owner", "before", "to", "boss", "person", "tanto")


@dataclass
class Told:
    """One entry as a reader sees it."""

    entry: Entry
    event: Event
    sentence: str
    said: Mapping[str, Any]
    words: str
    words_language: str
    person: Person | None
    contact: Contact | None
    is_hers: bool

    @property
    def at(self) -> dt.datetime:
        return self.entry.at

    @property
    def is_her_words(self) -> bool:
        return self.is_hers or self.event.hers

    @property
    def after_seal(self) -> str:
        """The sentence where the actor's seal already stands before it."""
        return self.sentence.removeprefix(self.person.name() if self.person else "").lstrip()

    @property
    def address(self) -> str:
        return SUBJECTS[self.entry.subject_kind].address(self.entry.facts)


@dataclass
class Names:
    """Everybody a list of entries speaks of."""

    people: Mapping[int, Person]
    contacts: Mapping[int, Contact]
    clients: Mapping[int, Client]
    words: Mapping[int, Words]

    @classmethod
    def of(cls, entries: Sequence[Entry], *, with_words: bool) -> "Names":
        people: set[int] = set()
        contacts: set[int] = set()
        clients: set[int] = set()
        words: set[int] = set()
        for entry in entries:
            (contacts if entry.actor_kind == "contact" else people).add(entry.actor_id or 0)
            people.add(entry.entered_by or 0)
            people.update(entry.facts.get(name) or 0 for name in PERSON_FACTS)
            contacts.add(entry.facts.get("contact") or 0)
            clients.add(entry.facts.get("client") or 0)
            words.update(entry.words_ids())
        return cls(
            Person.objects.in_bulk(people - {0}),
            Contact.objects.in_bulk(contacts - {0}),
            Client.objects.in_bulk(clients - {0}),
            Words.objects.in_bulk(words) if with_words else {},
        )

    def actor(self, entry: Entry) -> str:
        if entry.actor_kind == "person":
            person = self.people.get(entry.actor_id or 0)
            return person.name() if person else "–"
        if entry.actor_kind == "contact":
            contact = self.contacts.get(entry.actor_id or 0)
            return contact.address() if contact else "–"
        return "Tanto"

    def said(self, name: str, fact: Any, now: dt.datetime) -> Any:
        if fact is None:
            return "–" if name.endswith("_at") else ""
        if name == "task":
            return str(timing().rule(fact).label)
        if name in PERSON_FACTS:
            return self.people[fact].name()
        if name == "contact":
            return self.contacts[fact].address()
        if name == "client":
            return self.clients[fact].name()
        if name.endswith("_at"):
            return saying.said(dt.datetime.fromisoformat(fact), now)
        if is_words(fact):
            return str(self.words.get(fact["words"], ""))
        if isinstance(fact, str):
            return gettext(fact) if fact else ""
        return fact


def tell(entries: Iterable[Entry], now: dt.datetime, *, with_words: bool = True) -> list[Told]:
    """Sentences in the active language, in the order given."""
    entries = list(entries)
    names = Names.of(entries, with_words=with_words)
    return [told(entry, names, now) for entry in entries]


def told(entry: Entry, names: Names, now: dt.datetime) -> Told:
    event = EVENTS[entry.kind]
    facts = {
        name: event.codes[name](fact).label if name in event.codes and fact else names.said(name, fact, now)
        for name, fact in entry.facts.items()
    }
    entered = names.people.get(entry.entered_by or 0)
    sentence = gettext(str(event.sentence)) % (facts | {"actor": names.actor(entry)})
    if entered is not None:
        sentence += " " + gettext("(written down by %(name)s)") % {"name": entered.name()}
    main = entry.facts.get("words")
    shown = names.words.get(main["words"]) if is_words(main) else None
    return Told(
        entry=entry,
        event=event,
        sentence=sentence,
        said=facts,
        words=legible(shown) if shown else "",
        words_language=shown.language if shown else "",
        person=names.people.get(entry.actor_id or 0) if entry.actor_kind == "person" else None,
        contact=names.contacts.get(entry.actor_id or 0) if entry.actor_kind == "contact" else None,
        is_hers=entry.actor_kind == "contact",
    )


def legible(words: Words) -> str:
    """A text as a colleague reads it: masked words say so, and the customer's link is never shown."""
    if words.text is None:
        return gettext("(masked)")
    return words.text.replace("{link}", gettext("[address of the customer’s page]"))


@dataclass
class Line:
    """One notice as its reader sees it: what, about which number, and where to go."""

    notice: Notice
    told: Told | None
    sentence: str
    number: str
    address: str


def lines(notices: Iterable[Notice], now: dt.datetime) -> list[Line]:
    """Notices of entries, clocks and lists in the active language, in the order given: a fixed number of queries."""
    notices = list(notices)
    entries = {notice.entry.pk: notice.entry for notice in notices if notice.entry is not None}
    heard = {told.entry.pk: told for told in tell(entries.values(), now, with_words=False)}
    return [line(notice, heard.get(notice.entry_id or 0), now) for notice in notices]


def line(notice: Notice, told: Told | None, now: dt.datetime) -> Line:
    if told is not None:
        number = told.entry.facts.get("number", "")
        return Line(notice, told, own_words(told.entry.facts, now) or told.sentence, number, told.address)
    if notice.list:
        shown = LISTS[notice.list]
        return Line(notice, None, str(shown.sentence), "", shown.address)
    facts = notice.facts
    sentence = own_words(facts, now) or reminder(facts["task"], notice.share or 0)
    return Line(
        notice, None, sentence, facts["number"], SUBJECTS[notice.subject_kind or "case"].address(facts)
    )


def reminder(kind: str, share: int) -> str:
    """What is owed and how much of the time is used up."""
    if share >= 100:
        return gettext("%(task)s: still open") % {"task": timing().rule(kind).duty}
    return gettext("%(task)s: %(share)d %% of the time has passed") % {
        "task": timing().rule(kind).duty,
        "share": share,
    }


def own_words(facts: Mapping[str, Any], now: dt.datetime) -> str:
    """The words that this house set for a kind of clock, with its number, time and share put in."""
    words = timing().rule(facts["task"]).own_words if "task" in facts else ""
    if not words or ("clock" not in facts and "due_at" not in facts):
        return ""
    due = saying.said(dt.datetime.fromisoformat(facts["due_at"]), now)
    for name, value in (("number", facts.get("number", "")), ("due", due), ("share", facts.get("share", ""))):
        words = words.replace("{" + name + "}", str(value))
    return words
