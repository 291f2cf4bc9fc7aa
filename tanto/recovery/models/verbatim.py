from django.db import models

from tanto.clients.models import Contact
from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Channel


class Verbatim(models.Model):
    """Words as they were spoken or written. speaker: the contact, if known; none with `is_hers` false: our own finding."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="verbatims")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    is_hers = models.BooleanField(default=True)
    speaker = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(name="words_of_one_verbatim", fields=["words"])]

    def __str__(self) -> str:
        return str(self.words)
