from django.db import models
from django.db.models import Q

from tanto.clients.models import Contact
from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Answer, Channel, Step


class CustomerWord(models.Model):
    """Her judgement. heard_by: the colleague who wrote it down when she spoke; none when she pressed herself."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="customer_words")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=10, choices=Step)
    answer = models.CharField(max_length=12, choices=Answer)
    words = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="heard_words_are_written", condition=Q(heard_by__isnull=True) | Q(words__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
