from django.db import models
from django.db.models import F, Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Confidence, FactKind


class Fact(models.Model):
    """Something known, with where it is known from and how surely. What contradicts it stands beside it; neither is
    overwritten (A10). contradicts: the one earlier fact it speaks against."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="facts")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=FactKind)
    confidence = models.CharField(max_length=8, choices=Confidence)
    contradicts = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="contradicted_by"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(name="fact_not_against_itself", condition=~Q(contradicts=F("id"))),
            models.CheckConstraint(name="fact_kind_known", condition=Q(kind__in=FactKind.values)),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def is_evidence(self) -> bool:
        """Sure, and seen, measured or on paper: what somebody told alone supports no statement of cause."""
        return self.confidence == Confidence.SURE and self.kind != FactKind.STATEMENT


def supported(facts: "list[Fact]") -> "list[Fact]":
    """Evidence that no other evidence speaks against."""
    evidence = [fact for fact in facts if fact.is_evidence]
    against = {fact.contradicts_id for fact in evidence} | {
        fact.pk for fact in evidence if fact.contradicts_id in {other.pk for other in evidence}
    }
    return [fact for fact in evidence if fact.pk not in against]
