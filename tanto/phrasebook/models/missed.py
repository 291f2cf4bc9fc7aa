"""Phrases that a reader would have marked and the program did not: each becomes a proposed pattern with its sentence."""

import datetime as dt
from typing import ClassVar, NamedTuple

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor, system
from tanto.journal.masking import WORDS
from tanto.journal.models import Entry, Subject, Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.people.models.keeper import must_keep_house
from tanto.web.refusals import Refused
from tanto.wording import checking, sentences
from tanto.wording.patterns import MODES

from ..names import unnamed

MOST_OPEN = 200
LONGEST_TEXT, LONGEST_WORDS, LONGEST_SENTENCE = 20_000, 120, 400
ACCEPTED, DROPPED = "accepted", "dropped"


class Parts(NamedTuple):
    """A sentence around the words that were marked in it."""

    before: str
    marked: str
    after: str


class Missed(Subject):
    """words: the sentence, without the names of ours; start, end: what was marked in it; day: the day only, and nobody's name, so that
    nobody is found by it (B-13). code: the pattern that came of it."""

    subject_kind: ClassVar[str] = "missed"

    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    mode = models.CharField(max_length=20)
    day = models.DateField()
    outcome = models.CharField(max_length=8, default="", blank=True)
    code = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="missed_outcome_known", condition=Q(outcome__in=["", ACCEPTED, DROPPED])),
            models.CheckConstraint(name="missed_marks_something", condition=Q(start__lt=models.F("end"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"missed {self.pk}"

    def journal_state(self) -> dict[str, object]:
        return {
            "words": self.words_id,
            "marked": [self.start, self.end],
            "mode": self.mode,
            "outcome": self.outcome or None,
            "pattern": self.code or None,
        }

    @staticmethod
    def may_be_settled_by(person: Person) -> bool:
        return person.may_keep_house()

    @property
    def sentence(self) -> str:
        return str(self.words)

    @property
    def parts(self) -> Parts:
        text = self.sentence
        return Parts(text[: self.start], text[self.start : self.end], text[self.end :])

    @classmethod
    @transaction.atomic
    def tell(
        cls, *, by: Actor, text: str, words: str, mode: str = "ext", language: str = ""
    ) -> "Missed | None":
        """These words in this text should have been found. Nobody is named with it, also not in the record. None where this press
        was done before."""
        if Entry.already(by.press):
            return None
        told = sentence_of(text, words, language)
        if mode not in MODES:
            raise no_such_mode()
        language = checking.spoken(told.marked, language)[0]
        open_ones = cls.objects.filter(outcome="", mode=mode, language=language).select_related("words")
        if known := next((one for one in open_ones if one.parts == told), None):
            return known
        if cls.objects.filter(outcome="").count() >= MOST_OPEN:
            raise too_many()
        kept = Words.keep("".join(told), language)
        start = len(told.before)
        made = cls.objects.create(
            words=kept,
            start=start,
            end=start + len(told.marked),
            language=language,
            mode=mode,
            day=clocks.today(),
        )
        nobody = system(by.via).pressing(by.press)
        made.record("phrase_missed", by=nobody, at=start_of_day(), words=kept)
        return made

    @verb
    def accept(self, *, by: Actor, code: str) -> None:
        """It is found from now on, by this pattern."""
        self._settle(ACCEPTED, by=by, code=code)

    @verb
    def drop(self, *, by: Actor) -> None:
        """It is to stay unfound."""
        self._settle(DROPPED, by=by)

    def _settle(self, outcome: str, *, by: Actor, code: str = "") -> None:
        """Its sentence goes: what is kept of it stands in the pattern, as an example that somebody wrote for it."""
        must_keep_house(by)
        if self.outcome:
            return
        now = clocks.now()
        Words.objects.filter(pk=self.words_id, masked_at=None).update(text=None, salt=None, masked_at=now)
        self.outcome, self.code = outcome, code
        self.save(update_fields=["outcome", "code"])
        self.record(WORDS, by=by, at=now, masked=[self.words_id])
        self.record(f"missed_{outcome}", by=by, at=now, pattern=code)


def start_of_day() -> dt.datetime:
    """The first minute of today on the office wall: nobody is found by the hour."""
    return timezone.localtime(clocks.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def sentence_of(text: str, words: str, language: str) -> Parts:
    """The sentence in which the words stand, without the names of ours."""
    words = words.strip()
    if not words or len(words) > LONGEST_WORDS or len(text) > LONGEST_TEXT:
        raise Refused(
            "missed_without_words",
            _("It is not said which words should have been found, or they are very many."),
            _("A pattern grows from a few words, and from the sentence around them."),
            _("Mark at most %(most)d signs.") % {"most": LONGEST_WORDS},
            field="words",
        )
    place = text.find(words)
    if place < 0:
        raise Refused(
            "missed_elsewhere",
            _("These words do not stand in the text."),
            _("The sentence around them becomes the example."),
            _("Copy them from the text as they stand there."),
            field="words",
        )
    touched = [span for span in sentences.split(text) if span.end > place and span.start < place + len(words)]
    start, end = touched[0].start, touched[-1].end
    told = Parts(unnamed(text[start:place]), unnamed(words), unnamed(text[place + len(words) : end]))
    if sum(map(len, told)) > LONGEST_SENTENCE:
        raise Refused(
            "missed_too_long",
            _("The sentence around these words is very long."),
            _("An example that nobody reads to its end helps nobody."),
            _("Give a shorter sentence that holds the words."),
            field="text",
        )
    return told


def no_such_mode() -> Refused:
    return Refused(
        "no_such_mode",
        _("It is not clear where this text stands."),
        _("What hurts a customer may be all right on a board, and the other way round."),
        _("Choose one of the list."),
        field="mode",
    )


def too_many() -> Refused:
    return Refused(
        "too_many_missed",
        _("There are %(most)d proposals already that nobody looked at.") % {"most": MOST_OPEN},
        _("One more would lie under the others."),
        _("Tell whoever keeps the house."),
        status=409,
    )
