from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import ApologyLevel, Channel, Reaction


class Apology(models.Model):
    """Who apologised, how far it went (K22), by which way, and what she answered. person: who spoke; heard: her words.
    "Accepted" needs her words (A33)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="apologies")
    level = models.CharField(max_length=2, choices=ApologyLevel)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reaction = models.CharField(max_length=12, choices=Reaction, blank=True)
    heard = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(name="apology_level_known", condition=Q(level__in=ApologyLevel.values)),
            models.CheckConstraint(
                name="reaction_in_her_words",
                condition=Q(reaction__in=["", Reaction.NEUTRAL]) | Q(heard__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.at}"

    @property
    def wants_another(self) -> bool:
        """Has she more to say? Then we are not done apologising (A33)."""
        return self.reaction in (Reaction.MORE_TO_SAY, Reaction.REFUSED)
