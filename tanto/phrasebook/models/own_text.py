from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.people.models import Person, Section
from tanto.web.refusals import Refused
from tanto.wording import texts
from tanto.wording.checking import Hit
from tanto.wording.texts import Text

from .. import house
from .text_guards import must_be_filled, must_be_known, must_be_sound

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

LANGUAGES = [("en", "English"), ("ja", "日本語")]


class OwnText(Subject):
    """A section's own words for one text in one language; the shipped ones stay beside it. Every version is kept.

    version: how often it was written; is_own: whether its own words are in force, or the shipped ones again.
    """

    subject_kind: ClassVar[str] = "own_text"
    versions: "RelatedManager[TextVersion]"

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="own_texts")
    text = models.CharField(max_length=8)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    is_own = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="own_text_once", fields=["section", "text", "language"]),
            models.CheckConstraint(
                name="own_text_has_words", condition=models.Q(is_own=False) | ~models.Q(body="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language}) of {self.section_id}"

    def journal_state(self) -> dict[str, Any]:
        words = f"{self.subject}\n{self.body}".encode("utf-8", "surrogatepass")
        return {
            "section": self.section_id,
            "text": self.text,
            "language": self.language,
            "own": self.is_own,
            "version": self.version,
            "words": sha256(words).hexdigest(),
        }

    def journal_facts(self) -> dict[str, Any]:
        return {"text": self.text, "section": self.section_id, "language": self.language}

    @classmethod
    def may_write(cls, person: Person, section: Section) -> bool:
        """Its boss or deputy, and whoever keeps the house."""
        return person.is_here and (
            person.pk in (section.boss_id, section.deputy_id) or person.may_keep_house()
        )

    @classmethod
    @transaction.atomic
    def of(cls, section: Section, text: str, language: str) -> "OwnText":
        """The row, made when words are first written. Call inside the transaction of the verb."""
        if text not in texts.shipped() or language not in dict(LANGUAGES):
            raise LookupError(f"no text {text!r} in {language!r}")
        return cls.objects.get_or_create(section=section, text=text, language=language)[0]

    @verb
    def write_text(
        self, *, by: Actor, body: str, subject: str = "", reason: str = "", was: int | None = None
    ) -> None:
        """Own words from now on. was: the version that was read; somebody may have been faster. Where the checker would stop
        them, they are kept only with a reason (at least five signs)."""
        self._must_be_theirs(by)
        self._must_be_as_read(was)
        subject, body = " ".join(subject.replace("\x00", "").split()), cleaned(body)
        if self.is_own and (subject, body) == (self.subject, self.body):
            return
        must_be_filled(subject, body)
        must_be_known(subject, body)
        must_be_sound(self.hits(subject, body), reason)
        self._keep("text_written", by=by, subject=subject, body=body, is_own=True, reason=reason.strip())

    @verb
    def as_shipped(self, *, by: Actor) -> None:
        """The shipped words again; its own stay among the versions."""
        self._must_be_theirs(by)
        if self.is_own:
            self._keep("text_as_shipped", by=by, subject="", body="", is_own=False)

    @verb
    def bring_back(self, *, by: Actor, version: int) -> None:
        """An earlier version in force again, as a new one; with its reason, if it had one."""
        self._must_be_theirs(by)
        found = self.versions.filter(number=version, is_own=True).first()
        if found is None:
            raise Refused(
                "no_such_version",
                _("There is no version %(number)s with words of its own.") % {"number": version},
                _("Only what was kept here once can be brought back."),
                _("Choose one from the list."),
                field="version",
            )
        must_be_known(found.subject, found.body)
        must_be_sound(self.hits(found.subject, found.body), found.reason)
        kept = {"subject": found.subject, "body": found.body, "reason": found.reason}
        self._keep("text_written", by=by, is_own=True, **kept)

    def hits(self, subject: str, body: str) -> list[Hit]:
        """What the checker says of these words, read as this text is read."""
        text = self.shipped.in_words(self.language, subject=subject, body=body)
        return texts.hits_in(text, self.language, house.catalogue())

    @property
    def shipped(self) -> Text:
        return texts.shipped()[self.text]

    def _must_be_theirs(self, by: Actor) -> None:
        person = Person.objects.filter(pk=by.person_id or 0).first()
        if by.kind != "system" and (person is None or not self.may_write(person, self.section)):
            raise Refused(
                "not_your_texts",
                _("Only the section’s boss or deputy, and whoever keeps the house, change its texts."),
                _("What a whole section writes to customers is answered for by who leads it."),
                _("Propose your words to your boss."),
                status=409,
            )

    def _must_be_as_read(self, was: int | None) -> None:
        if was is not None and was != self.version:
            raise Refused(
                "text_moved",
                _("Somebody else has changed this text meanwhile."),
                _("Their words would be lost without a word."),
                _("Your words stand below. Look at the newest version, then keep yours or take theirs."),
                status=409,
                field="body",
            )

    def _keep(self, kind: str, *, by: Actor, subject: str, body: str, is_own: bool, reason: str = "") -> None:
        self.subject, self.body, self.is_own = subject, body, is_own
        self.version += 1
        self.save()
        self.versions.create(
            number=self.version,
            subject=subject,
            body=body,
            is_own=is_own,
            reason=reason,
            by_id=by.person_id,
            at=clocks.now(),
        )
        told = [("person", pk) for pk in (self.section.boss_id, self.section.deputy_id) if pk]
        told = [receiver for receiver in told if receiver[1] != by.person_id]
        self.record(
            kind, by=by, at=clocks.now(), tell=told, name=self.shipped.name["en"], version=self.version
        )


class TextVersion(models.Model):
    """One state of a section's text: who wrote it when, and why, if the checker would have stopped it."""

    own_text = models.ForeignKey(OwnText, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    is_own = models.BooleanField(default=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="text_version_once", fields=["own_text", "number"]),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.own_text_id}"


def cleaned(body: str) -> str:
    """Line ends as one sign, no NUL (which no database takes), no empty lines around it."""
    lines = body.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")
