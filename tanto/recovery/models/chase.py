from django.db import models

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Channel, Step, Tried


class Chase(models.Model):
    """She asked where it stands before we told her (A14)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="chases")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel)
    words = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"chase {self.at}"


class Attempt(models.Model):
    """We tried to reach her and heard nothing back yet. It counts as effort, never as an answer (INV-06)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel)
    result = models.CharField(max_length=12, choices=Tried)
    step = models.CharField(max_length=10, choices=Step, blank=True)
    is_last = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.channel} {self.at}: {self.result}"
