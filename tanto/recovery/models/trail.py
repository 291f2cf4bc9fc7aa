from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.many import insert_each
from tanto.people.models import Person

from ..steps import Step


class OwnerSpan(models.Model):
    """Who owned the case since when. One ends where the next begins: neither gap nor overlap can exist (INV-01)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="owner_spans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    kind = models.CharField(
        max_length=10, choices=[(k, k) for k in ("interim", "tanto", "assigned", "forced")]
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="owner_span_since", fields=["case", "since"])]

    def __str__(self) -> str:
        return f"{self.person_id} since {self.since}"


class StepVisit(models.Model):
    """One stay of the case at a step. `case.step` is the truth; visits are the history, one of them open at most.
    words: what was said to the customer at this step, or why the case came back to it."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="visits")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=Step)
    since = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="visit_number_once", fields=["case", "number"]),
            models.UniqueConstraint(
                name="one_open_visit", fields=["case"], condition=Q(done_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.number}: {self.step}"


class Part(models.Model):
    """Why somebody may read the words of a case."""

    OWNER, TOLD, WAS_ASKED = "owner", "told", "asked"

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    why = models.CharField(max_length=10, choices=[(k, k) for k in (OWNER, TOLD, WAS_ASKED)])

    class Meta:
        constraints = [models.UniqueConstraint(name="part_once", fields=["case", "person", "why"])]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.why}"

    @classmethod
    def give(cls, case_id: int, person: Person, why: str) -> None:
        """Let somebody read the words; a second time does nothing."""
        insert_each(Part, ["case", "person", "why"], [(case_id, person.pk, why)], known_is_fine=True)
