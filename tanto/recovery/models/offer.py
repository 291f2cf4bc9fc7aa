from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person


class Offer(models.Model):
    """A hand-over offered to one person. Until it is accepted the owner stays responsible."""

    ACCEPTED, DECLINED, REPLACED, EXPIRED = "accepted", "declined", "replaced", "expired"

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="offers")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    reason = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_offer", fields=["case"], condition=Q(answered_at__isnull=True)
            ),
            models.CheckConstraint(
                name="offer_answered_how",
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False, answer__in=["accepted", "declined", "replaced", "expired"]),
            ),
        ]

    def __str__(self) -> str:
        return f"to {self.to_id}: {self.answer or 'open'}"
