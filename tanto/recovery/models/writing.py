import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.notices.models import Letter
from tanto.phrasebook.guards import NOTHING_SAID, Said
from tanto.web.refusals import Refused

from ..steps import Channel, Step, Tried
from .addressing import Addressing
from .document import Document
from .enclosing import Enclosing
from .finding import Finding
from .guards import must_be_ahead
from .letter_guards import (
    must_be_signed,
    must_have_listened,
    must_have_no_gap,
    must_have_text,
    says,
    with_time,
)
from .link import Link
from .linking import Linking
from .listening import Listening
from .looking_over import LETTER
from .owing import LETTER as BY_LETTER
from .row import iso

# What a letter settles, beside the deadlines of the house that a letter keeps.
WRITTEN = ("progress_update", "first_response", "first_report", "interim_report", "test_question")
NO_REASON: Mapping[str, Words] = {}
QUESTIONS = (Step.TEST, Step.PROBE, Step.FOLLOW_UP)


class Writing(Addressing, Listening, Finding, Linking, Enclosing):
    """Telling her: a letter from the case with her link, or what was said by telephone."""

    class Meta(Addressing.Meta):
        abstract = True

    @verb
    def write(
        self,
        *,
        by: Actor,
        body: str,
        subject: str = "",
        next_at: dt.datetime | None = None,
        is_last: bool = False,
        papers: Sequence[int] = (),
        said: Said = NOTHING_SAID,
    ) -> None:
        """Send a letter with the link. It holds a human name and, until it is resolved, the next announced time
        (INV-10); it is closed until the customer was heard (INV-13); it states no cause that no fact supports (INV-17).
        is_last: the letter after which a silent customer's case may end; papers: ids of the documents that go with it."""
        self.must_be_owners(by)
        must_have_listened(self)
        must_have_text(body)
        must_be_signed(body, self.owner, self.hand(by))
        typed = body
        self.must_announce(next_at)
        enclosed = self.enclosed(papers)
        link = self.link_for_letter(by)
        body = with_time(body, next_at, link.contact.language)
        self.must_say_when(body, next_at)
        must_have_no_gap(body)
        must_have_no_gap(subject, "subject")
        self.must_leave_well(subject, by=by, field="subject", said=said.unseen)
        letter: dict[str, Any] = {"typed": typed, "step": LETTER, "is_last": is_last}
        lifted = self.must_leave_well(body, by=by, field="body", said=said, **letter)
        self.leave_house(
            "letter_written",
            by=by,
            link=link,
            words=Words.keep(body.strip()),
            subject=Words.keep(" ".join(subject.split()) or self.number),
            next_at=next_at,
            is_last=is_last,
            enclosed=enclosed,
            lifted=lifted,
        )

    def leave_house(
        self,
        event: str,
        *,
        by: Actor,
        link: Link,
        words: Words,
        subject: Words,
        next_at: dt.datetime | None,
        is_last: bool = False,
        enclosed: Sequence[Document] = (),
        lifted: Mapping[str, Words] = NO_REASON,
    ) -> None:
        """What a letter settles. What it settled is written down with it: it is owed again if she does not get it."""
        before = self.owed_in_writing(next_at)
        self.announced_now(next_at)
        self.settle_letter()
        self.settle_question()
        self.see_to_letters()
        if self.step in QUESTIONS or is_last:
            made = self.tried(by, channel=Channel.MAIL, result=Tried.WRITTEN, is_last=is_last)
            before["attempt"] = made.pk
        self.record_now(
            event,
            by=by,
            tell=[link.contact],
            words=words,
            subject=subject,
            contact=link.contact,
            link=link.pk,
            next_at=next_at,
            answers_to=self.owner,
            before_letter=before,
            **self.papers_left(enclosed),
            **lifted,
        )

    def owed_in_writing(self, next_at: dt.datetime | None) -> dict[str, Any]:
        """What she waits for from us until a letter leaves, by kind of clock with the moment it is due; what was announced."""
        kinds = [*WRITTEN, "her_answer", *self.own_deadlines(BY_LETTER)]
        running = Clock.objects.of(self.subject_kind, self.pk).running().filter(kind__in=kinds)
        owed = {kind: iso(due) for kind, due in running.values_list("kind", "due_at")}
        is_asked = owed.pop("her_answer", None) is not None
        return {"owed": owed, "is_asked": is_asked, "announced": iso(self.next_told_at)}

    def see_to_letters(self) -> None:
        """She hears from us: letters that came back are seen to by it."""
        letters = Letter.objects.filter(entry__subject_kind=self.subject_kind, entry__subject_id=self.pk)
        letters.filter(state=Letter.BOUNCED, seen_to_at=None).update(seen_to_at=clocks.now())

    @verb
    def speak(
        self,
        *,
        by: Actor,
        words: str,
        channel: str = Channel.PHONE,
        next_at: dt.datetime | None = None,
        said: Said = NOTHING_SAID,
    ) -> None:
        """Write down what was told by telephone or on a visit, by the owner or by a boss who was told: the boss goes
        first, and need not wait for a step. It counts as an update; without a new time the one announced before stays."""
        is_boss = by.person_id != self.owner_id and self.told_bosses.filter(boss_id=by.person_id).exists()
        must_have_text(words)
        typed = words
        words = with_time(words, next_at, self.contact.language if self.contact else "en")
        must_have_no_gap(words)
        if not is_boss:
            self.must_be_owners(by)
            must_have_listened(self)
        lifted = self.must_leave_well(words, typed=typed, by=by, field="body", said=said)
        if next_at is None and self.next_told_at is not None and self.next_told_at > clocks.now():
            self.put_off("progress_update", announced=self.next_told_at)
        elif not is_boss:
            self.must_announce(next_at)
            self.announced_now(next_at)
        if not is_boss:
            self.settle_question()
        self.see_to_letters()
        self.record_now(
            "told_by_voice",
            by=by,
            tell=[self.owner],
            words=Words.keep(words.strip()),
            channel=channel,
            next_at=next_at or self.next_told_at,
            **lifted,
        )

    def announced_now(self, next_at: dt.datetime | None) -> None:
        """What she was told becomes a clock: until it is solved the next message, after that a call."""
        if next_at is not None and self.resolved_at is None:
            self.announce(next_at)
            self.save()
        elif next_at is not None and self.is_open:
            self.start_clock_until("call_back", duty=self.owner_id, due=next_at)

    @verb
    def look_at_letter(self, *, by: Actor, letter: Letter, went: bool) -> None:
        """A letter that "may have gone": somebody looked. It went, or it is sent again with the same Message-ID."""
        self.must_be_owners(by)
        if letter.settle(went=went, at=clocks.now()):
            self.record_now("letter_looked_at", by=by, contact=letter.contact, went=went)

    def must_say_when(self, body: str, next_at: dt.datetime | None) -> None:
        """INV-10: the time stands in the text too, where the customer reads it."""
        if next_at is not None and not says(body, next_at):
            raise Refused(
                "next_time_not_said",
                _("The text does not say when the customer hears from you next."),
                _("A time that only we know calms nobody."),
                _("Write it into the text, or put {next_time} where it belongs."),
                field="body",
            )

    def must_announce(self, next_at: dt.datetime | None) -> None:
        """INV-10: until it is solved, every message says when the next one comes."""
        if self.resolved_at is not None and next_at is None:
            return
        if next_at is None:
            raise Refused(
                "next_time_missing",
                _("The time of the next message is missing."),
                _("Until it is solved the customer waits, and a time to wait for is half the relief."),
                _("Give a date and a clock time, also if it will only be “no news yet”."),
                field="next_at",
            )
        must_be_ahead(next_at, "next_at")
