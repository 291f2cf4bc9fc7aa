from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks import saying
from tanto.journal.actor import Actor
from tanto.journal.models import Entry, Words
from tanto.people.models import Person
from tanto.phrasebook import guards
from tanto.phrasebook.checked import CAUSE, UNCONFIRMED, Checked
from tanto.wording import catalogues, checking, checks
from tanto.wording.checking import Hit

from ..steps import Step, Tried
from .finding import Finding
from .listening import Listening
from .note import Note, digest_of
from .trail import Part

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

# What a letter is for, by where the case stands; `update` wherever something was told before.
LETTER_AT = {Step.QUESTION: "acknowledgement", Step.CUSHION: "acknowledgement", Step.ADDRESS: "address", Step.TEST: "test", Step.PROBE: "probe", Step.FOLLOW_UP: "follow_up"}  # fmt: skip
PAPERS = frozenset({"apology", "incident_report", "boss_notice"})  # what a paper is read as
TOLD_BEFORE = {"acknowledgement", "address"}
LETTER = "letter"  # the step of a text that is a letter: the case knows which
MOST_LETTERS = 20  # sent before, that are looked at


class LookingOver(Listening, Finding):
    """A text that leaves the house is read first, with what this case knows: her words, what she has read, what is a fact."""

    notes: "RelatedManager[Note]"

    class Meta(Listening.Meta):
        abstract = True

    def looked_over(
        self,
        text: str,
        *,
        by: Actor,
        mode: str = "ext",
        step: str = "",
        is_last: bool = False,
        in_there: Iterable[str] = (),
        is_growing: bool = False,
    ) -> Checked:
        """What is said about a text of this case. mode: one, or several with spaces between; step: what it is for; `letter` is told by
        where the case stands."""
        modes = tuple(mode.split())
        if {"ext", "apology_letter"} & {*modes} and not self.supported_facts:
            modes = (*modes, UNCONFIRMED)
        draft = guards.draft(
            text,
            *modes,
            language=self.contact.language if self.contact else "",
            said=[text for text in self.verbatims.values_list("words__text", flat=True) if text],
            step=self.letter_step(is_last=is_last) if step == LETTER else step,
            me=tuple({one.pk: one.name_forms for one in (self.owner, self.hand(by))}.values()),
            sent_before=self.letters_before() if step == LETTER else (),
            is_growing=is_growing,
        )
        is_open = UNCONFIRMED in modes
        more = cause_stated(text) if is_open else ()
        checked = Checked(
            draft, more=more, in_there=in_there, known=self.known_words(text, by, step), admits=not is_open
        )
        if checked.unconfirmed:
            checked.readers = self.readers_besides(by.person_id)
            checked.reading_at = f"/cases/{self.number}/readings/"
        return checked

    def known_words(self, text: str, by: Actor, step: str) -> dict[str, str]:
        """What fills the sentences that a writer can put in. In a letter the time of the next step is the one that is announced."""
        is_japanese = bool(checking.JAPANESE.search(text)) or getattr(self.contact, "language", "") == "ja"
        writer = self.hand(by)
        known = {
            "me": writer.surname("ja") if is_japanese else writer.name("en"),
            "phone": writer.phone or "–",
            "reply_link": "{link}",
        }
        if step == LETTER:
            return known | {"time_1": "{next_time}"}
        if step not in PAPERS:
            return known
        if self.next_told_at is None or self.next_told_at < clocks.now():
            return known | {"next_time": "{time_1}"}  # for the writer to fill: nothing is, on paper
        with translation.override("ja" if is_japanese else "en"):
            return known | {"next_time": saying.letter_time(self.next_told_at)}

    def letter_step(self, *, is_last: bool = False) -> str:
        """What a letter that is written now is for: a step or a kind of message of the checker."""
        if is_last:
            return "unreachable"
        step = LETTER_AT.get(Step(self.step)) if self.step else None
        if step in TOLD_BEFORE and (self.is_accountable_now or self.has_told):
            return "update"
        if step in ("test", "probe") and self.was_asked_here:
            return "update"  # the customer has the question
        if step == "follow_up" and not self.is_time_to_follow_up:  # type: ignore[attr-defined]
            return ""
        return step or ""

    @property
    def was_asked_here(self) -> bool:
        """Did the question of this step leave in a letter that did not come back?"""
        if self.step == Step.TEST:
            return bool(self.running("her_answer"))
        written = self.attempts.filter(result=Tried.WRITTEN)
        return self.visit is not None and written.filter(at__gt=self.visit.since).exists()

    @property
    def is_accountable_now(self) -> bool:
        """Was accountability stated on this stay?"""
        return self.visits.filter(done_at__isnull=True, step=Step.ADDRESS, words__isnull=False).exists()

    @property
    def has_told(self) -> bool:
        return self.history().filter(kind__in=("letter_written", "told_by_voice")).exists()

    def letters_before(self) -> list[str]:
        """What she has read from us in this case."""
        letters: list[Entry] = list(self.history().filter(kind="letter_written")[:MOST_LETTERS])
        ids = [entry.facts["words"]["words"] for entry in letters]
        texts = Words.objects.filter(pk__in=ids, masked_at=None).values_list("text", flat=True)
        return [text for text in texts if text]

    def was_read_over(self, text: str, by: Actor) -> bool:
        """Did somebody else agree to this very text?"""
        read = self.notes.filter(digest=digest_of(text), agreed_by__isnull=False)
        return read.exclude(agreed_by=by.person_id).exists()

    def readers_besides(self, person_id: int | None) -> list[Person]:
        """Who may be asked to read a text over: who has a part in the case, and the section's boss."""
        ids = set(Part.objects.filter(case=self.pk).values_list("person_id", flat=True)) | {
            self.section.boss_id
        }
        return list(Person.objects.here().filter(pk__in=ids - {person_id}).order_by("family_en"))

    def must_be_supported(self, checked: Checked, text: str, *, by: Actor, field: str = "body") -> None:
        """INV-17: a cause is stated to a customer only when a fact supports it, or when a second reader agreed to the text as it was
        typed."""
        if checked.unconfirmed and not self.was_read_over(text, by):
            raise cause_without_fact(checked, field)

    def must_leave_well(
        self,
        text: str,
        *,
        by: Actor,
        field: str,
        typed: str = "",
        said: guards.Said = guards.NOTHING_SAID,
        **what: Any,
    ) -> dict[str, Any]:
        """A text to the customer: its findings are lifted, and its causes supported. typed: as it was written, where places in it were
        filled since. Gives what the entry keeps."""
        checked = self.looked_over(text, by=by, in_there=said.in_there, **what)
        self.must_be_supported(checked, typed or text, by=by, field=field)
        return guards.must_be_lifted(checked, field=field, said=said)


def cause_stated(text: str) -> list[Hit]:
    """The cause that the guard of letters finds, as a hit."""
    found = checks.CAUSE.search(text)
    if found is None:
        return []
    speaks = (get_language() or "en")[:2]
    why = catalogues.groups()["PR"]["why"][speaks if speaks in catalogues.LANGUAGES else "en"]
    rewrite = (
        "原因は現在調べております。" if checking.JAPANESE.search(text) else "We are looking into the cause."
    )
    return [Hit(CAUSE, "block", found.start(), found.end(), found.group(), why, rewrite, "PR")]


def cause_without_fact(checked: Checked, field: str) -> guards.Hurts:
    return guards.Hurts(
        "cause_without_fact",
        _("The text states a cause: “%(claim)s”.") % {"claim": checked.unconfirmed[0].first.text},
        _("No fact here supports it yet, and a cause that turns out wrong costs more trust than none."),
        _(
            "Apologise for the trouble and say when you will know more; or enter the fact with its source first; or let a colleague read the text over."
        ),
        field=field,
        checked=checked,
    )
