from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person


class Mistake(models.Model):
    """What went wrong on our side, named by the step of our work, never by a person (INV-21). Who wrote it
    down is kept for thanks and is shown nowhere beside it."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="mistakes")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    work_step = models.CharField(max_length=120)
    effect = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="mistake_has_a_step", condition=~Q(work_step=""))]

    def __str__(self) -> str:
        return f"{self.work_step}: {self.words}"
