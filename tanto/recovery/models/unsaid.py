from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Pressure


class Unsaid(models.Model):
    """What she did not say but one of us noticed: a guess, never a fact, until she confirms or denies it (D10)."""

    OPEN, CONFIRMED, DENIED = "open", "confirmed", "denied"

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="unsaid")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default=OPEN)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="unsaid_settled_when",
                condition=Q(state="open", settled_at__isnull=True)
                | Q(state__in=["confirmed", "denied"], settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def slug(self) -> str:
        """Its place in an address."""
        return str(self.pk)


class PressureMap(models.Model):
    """What presses on her inside her firm (D13): ticks, and what would help her there. One row, its past in the journal."""

    case = models.OneToOneField(
        "recovery.Case", on_delete=models.PROTECT, related_name="pressure", primary_key=True
    )
    ticks = models.JSONField(default=list)
    helpful = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return ", ".join(self.ticks)

    @property
    def labels(self) -> list[str]:
        return [str(Pressure(tick).label) for tick in self.ticks]
