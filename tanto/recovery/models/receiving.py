import datetime as dt
from collections.abc import Sequence
from typing import Self

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.clocks.models import Calendar, Clock
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.journal.models import Entry, Words
from tanto.journal.verbs import verb
from tanto.people.models import Person, Section
from tanto.web.refusals import Refused
from tanto.wording.signals import signals

from ..steps import Channel, Discovered, Failure, Severity, Step
from .fresh import Fresh
from .guards import another_client, must_be_here, must_be_past, must_fit, must_have_words
from .linking import Linking
from .listening import Listening
from .number import CaseNumber
from .owning import Owning
from .sensing import clean_name
from .trail import Part
from .verbatim import Verbatim

HEARD = ["case", "words", "is_hers", "speaker", "heard_by", "channel", "at", "original", "signals", "sender"]


class Receiving(Owning, Listening, Linking):
    """ "I have it": whoever hears of trouble records it and owns it from that second."""

    class Meta(Owning.Meta):
        abstract = True

    @classmethod
    def receive(
        cls,
        text: str,
        *,
        by: Actor,
        client: Client | None = None,
        contact: Contact | None = None,
        is_unknown_client: bool = False,
        known_at: dt.datetime | None = None,
        channel: str = "",
        discovered: str = Discovered.CUSTOMER,
        severity: int = Severity.S3,
        failure: str = "",
        language: str = "",
        files: Sequence[tuple[File, str]] = (),
        section: Section | None = None,
        original: str = "",
    ) -> Self:
        """Record words or a photograph; the recorder owns the case at once, the boss is told, a named client's tanto is
        asked.

        Without a client (or "unknown") and a channel it is a draft: owned, told and running all the same. section: whose
        it is while no client is named; original: where the whole mail is read.
        """
        if before := cls.received(by.press):
            return before
        Calendar.company()  # a new house makes it now: what is rolled back later must not stay in mind
        try:
            return cls._receive(
                text.strip(),
                by=by,
                client=contact.client if contact and client is None else client,
                contact=contact,
                is_unknown_client=is_unknown_client,
                known_at=known_at or clocks.now(),
                channel=channel,
                discovered=discovered,
                severity=severity,
                failure=failure,
                language=language,
                files=files,
                section=section,
                original=original,
            )
        except IntegrityError:  # two presses of one form at the same instant: the other one made it
            if made := cls.received(by.press):
                return made
            raise

    @classmethod
    def received(cls, press: str) -> "Self | None":
        """The case that an earlier press of the same form made."""
        made = Entry.made_by(press, "case_received") if press else None
        return cls._default_manager.get(pk=made) if made is not None else None

    @classmethod
    @transaction.atomic
    def _receive(
        cls,
        text: str,
        *,
        by: Actor,
        client: Client | None,
        contact: Contact | None,
        is_unknown_client: bool,
        known_at: dt.datetime,
        channel: str,
        discovered: str,
        severity: int,
        failure: str,
        language: str,
        files: Sequence[tuple[File, str]],
        section: Section | None,
        original: str,
    ) -> Self:
        now = clocks.now()
        given, text = text, text or (clean_name(files[0][1]) if files else "")
        must_have_words(text)
        must_be_past(known_at, now)
        must_fit(client, contact)
        recorder = must_be_here(by)
        is_placed = bool(channel) and (client is not None or is_unknown_client)
        if section is None or client is not None:
            section = section_for(client, recorder)
        boss = section.first_boss(recorder)
        number, (pk, words_id) = CaseNumber.take(now, cls, Words)  # late: others wait for it until we commit
        case = cls(
            pk=pk,
            number=number,
            owner=recorder,
            recorder=recorder,
            section=section,
            client=client,
            contact=contact,
            severity=severity,
            failure=failure,
            channel=channel,
            discovered=discovered,
            known_at=known_at,
            opened_at=now,
            step=Step.LISTEN if is_placed else Step.DRAFT,
        )
        fresh = case.fresh = Fresh(boss)
        case.begin(Step.LISTEN if is_placed else Step.DRAFT)
        case.own_since(now, kind="interim")
        case.let_in(recorder, Part.OWNER)
        words, is_hers = Words.of(text, language), discovered == Discovered.CUSTOMER and bool(given)
        words.pk = words_id
        case.add(
            Words, ["pk", "text", "salt", "language"], (words_id, words.text, words.salt, words.language)
        )
        speaker = contact.pk if contact is not None and is_hers else None
        said_besides = signals(text) if original else []
        heard = (pk, words_id, is_hers, speaker, recorder.pk, channel, known_at, original, said_besides, "")
        case.add(Verbatim, HEARD, heard)
        for file, name in files:
            sender = contact if channel in (Channel.MAIL, Channel.WEB) else None
            case.attach_now(file, name, by=by, channel=channel, sender=sender)
        told = case.tell_boss(after_silence=0)
        case.owe_from_the_start()
        case.record_now(
            "case_received",
            by=by,
            tell=[told],
            words=words,
            owner=recorder,
            boss=told,
            client=client,
            contact=contact,
            known_at=known_at,
        )
        if client is not None and client.main_id != recorder.pk:
            case.offer_now(client.main, by=by)
        case.fresh = None
        fresh.write(case)
        return case

    @verb
    def name_failure(self, *, by: Actor, failure: str) -> None:
        """What went wrong, in one word; it may be said better later."""
        self.must_be_owners(by)
        if failure != self.failure:
            was, self.failure = self.failure, Failure(failure).value
            self.save()
            self.record_now("failure_named", by=by, failure=failure, was=was)

    @verb
    def place(
        self,
        *,
        by: Actor,
        client: Client | None = None,
        contact: Contact | None = None,
        is_unknown_client: bool = False,
        channel: str = "",
    ) -> None:
        """Say who it is and how it reached us. Naming the client re-routes the case to the client's section, tells
        the boss there, and offers the case to the tanto."""
        self.must_be_owners(by)
        client = client or (contact.client if contact and self.client_id is None else None)
        must_fit(client or self.client, contact or self.contact)
        if client is not None and self.client_id not in (None, client.pk):
            raise another_client(self.client)
        if contact is not None and contact.pk != self.contact_id:
            self.links.filter(revoked_at__isnull=True).update(revoked_at=clocks.now())
        named = client if client is not None and self.client_id is None else None
        self.client = client or self.client
        self.contact = contact or self.contact
        self.channel = channel or self.channel
        if self.step == Step.DRAFT and self.channel and (self.client is not None or is_unknown_client):
            self.move_to(Step.LISTEN, by=by)
        boss = self.reroute(named) if named is not None else None
        self.save()
        self.record_now(
            "case_placed", by=by, tell=[boss] if boss else [], client=self.client, contact=self.contact
        )
        if named is not None and named.main_id != self.owner_id:
            self.offer_now(named.main, by=by)

    def reroute(self, client: Client) -> Person | None:
        """The case belongs to the section of the client's tanto; its boss, if new, who must now be told."""
        self.section = section_for(client, self.recorder)
        Clock.route(self.subject_kind, self.pk, section=self.section_id)
        boss = self.section.bosses_for(self.owner, self.recorder)[0]
        if self.told_bosses.filter(boss=boss).exists():
            return None
        self.save()
        return self.tell_boss(after_silence=0)


def section_for(client: Client | None, recorder: Person) -> Section:
    """The main tanto's section, else the recorder's."""
    section = (client.main.section if client else None) or recorder.section or Section.objects.first()
    if section is None:
        raise Refused(
            "no_section",
            _("There is no section yet, so nobody's boss could be told."),
            _("No case is saved without a notice to a boss."),
            _("Ask whoever keeps the house to enter your section and its boss."),
        )
    return section
