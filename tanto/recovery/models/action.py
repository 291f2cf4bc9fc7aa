from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import Work


class Action(models.Model):
    """What is done for her: one name and one time each. A colleague who was asked has accepted, or it is still the
    owner's to place: nobody commits for another (INV-28)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="actions")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="actions")
    kind = models.CharField(max_length=12, choices=Work, default=Work.CORRECTION)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reason = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="done_was_accepted", condition=Q(done_at__isnull=True) | Q(accepted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="accepted_or_declined",
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
            ),
            models.CheckConstraint(
                name="declined_with_a_reason", condition=Q(declined_at__isnull=True) | Q(reason__isnull=False)
            ),
        ]
        indexes = [
            models.Index(
                name="action_owed",
                fields=["person"],
                condition=Q(done_at__isnull=True, declined_at__isnull=True, dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.declined_at is None and self.dropped_at is None

    @property
    def is_asked(self) -> bool:
        """Does it wait for the name's yes or no?"""
        return self.is_open and self.accepted_at is None

    @property
    def is_promised(self) -> bool:
        """Did somebody take it, and is it still meant?"""
        return self.accepted_at is not None and self.dropped_at is None

    @property
    def slug(self) -> str:
        """Its place in an address."""
        return str(self.pk)
