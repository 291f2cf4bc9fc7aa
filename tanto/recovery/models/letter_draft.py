import datetime as dt
import math
from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from tanto import clocks
from tanto.people.models import Person

KEPT = dt.timedelta(days=30)


class LetterDraft(models.Model):
    """A letter as it is being typed, one for each who writes on a case, so that it goes on on another machine. Nothing of it is history:
    it is dropped when the letter leaves, when the case ends, when it is old, or when somebody in it is forgotten; so its text
    needs no salt and lies here, not among the words.

    goes_at: "send" was pressed, and the letter leaves then unless it is taken back (null: still being written); press: the key of
    that press; papers: ids of the documents that go with it; reason, in_there: what its writer said about the checker's findings.
    """

    case = models.ForeignKey("recovery.Case", on_delete=models.CASCADE, related_name="letter_drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    next_at = models.DateTimeField(null=True)
    is_last = models.BooleanField(default=False)
    papers = models.JSONField(default=list)
    at = models.DateTimeField()
    goes_at = models.DateTimeField(null=True)
    press = models.CharField(max_length=64, default="")
    reason = models.TextField(blank=True)
    in_there = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="letter_draft_once", fields=["case", "person"]),
            models.UniqueConstraint(
                name="one_letter_going", fields=["case"], condition=Q(goes_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="letter_going", fields=["goes_at"], condition=Q(goes_at__isnull=False)),
            models.Index(name="letter_draft_at", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"draft of {self.person_id} for {self.case_id}"

    @property
    def version(self) -> str:
        """Which state of it a page was drawn with."""
        return self.at.astimezone(dt.UTC).isoformat()

    @property
    def seconds(self) -> int:
        """Until it leaves, rounded up."""
        left = self.goes_at - clocks.now() if self.goes_at else dt.timedelta()
        return max(math.ceil(left.total_seconds()), 0)

    @classmethod
    def keep(
        cls,
        case_id: int,
        person: Person,
        *,
        at: dt.datetime,
        subject: str,
        body: str,
        next_at: dt.datetime | None,
        is_last: bool,
        papers: Sequence[int] = (),
    ) -> "LetterDraft | None":
        """As typed so far; None where nothing is left of it, or where it is on its way."""
        mine = cls.objects.filter(case=case_id, person=person)
        typed = {"subject": subject, "body": body, "next_at": next_at, "is_last": is_last, "papers": list(papers), "at": at}  # fmt: skip
        if mine.filter(goes_at__isnull=False).exists():
            return None
        if not (subject.strip() or body.strip()):
            mine.delete()
            return None
        return cls.objects.update_or_create(case_id=case_id, person=person, defaults=typed)[0]

    @classmethod
    def keep_body(cls, case_id: int, person: Person, *, at: dt.datetime, body: str) -> None:
        """Only the text is known; subject and time stay as they were kept."""
        mine = cls.objects.filter(case=case_id, person=person).first()
        if mine is None:
            cls.objects.create(case_id=case_id, person=person, body=body, at=at)
        elif mine.goes_at is None:
            mine.body, mine.at = body, at
            mine.save(update_fields=["body", "at"])

    @classmethod
    def drop(cls, case_id: int, person_id: int | None) -> None:
        """Its text was used, or is wanted no more. One that is on its way stays."""
        cls.objects.filter(case=case_id, person=person_id, goes_at=None).delete()

    @classmethod
    def drop_old(cls, now: dt.datetime) -> int:
        """Nobody wrote on for a month, or the case has ended."""
        old = cls.objects.filter(Q(at__lt=now - KEPT) | Q(case__end__isnull=False), goes_at=None)
        return old.delete()[0]
