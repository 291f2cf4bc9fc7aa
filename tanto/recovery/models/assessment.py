from django.db import models
from django.db.models import Q

from tanto.people.models import Person

from . import severity


class Assessment(models.Model):
    """One weighing of a case: seven factors of 0 to 3 points, the triggers ticked, and what came out. Never changed; a
    new weighing is a new row."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="assessments")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    safety = models.PositiveSmallIntegerField()
    their_customers = models.PositiveSmallIntegerField()
    promise = models.PositiveSmallIntegerField()
    harm = models.PositiveSmallIntegerField()
    feeling = models.PositiveSmallIntegerField()
    pattern = models.PositiveSmallIntegerField()
    money = models.PositiveSmallIntegerField()
    triggers = models.JSONField(default=list)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="factors_to_three",
                condition=Q(**{f"{factor}__lte": 3 for factor in severity.FACTORS}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points} points"

    @property
    def points(self) -> int:
        return sum(getattr(self, factor) for factor in severity.FACTORS)

    @property
    def result(self) -> int:
        """The severity that points and triggers give, 1 to 4."""
        actual_harm = 1 if self.safety == 3 else 4
        return min(severity.by_points(self.points), severity.floor(self.triggers), actual_harm)
