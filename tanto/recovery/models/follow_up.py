from django.db import models
from django.db.models import Q

DONE = ["satisfied", "residual", "unreached", "cancelled"]


class FollowUp(models.Model):
    """One asking-again: `days` after "nothing more" (or after another end), due on a working morning. result: satisfied,
    residual, unreached (three attempts), cancelled (the case went on)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_follow_up_a_day", fields=["case", "days"], condition=Q(done_at__isnull=True)
            ),
            models.CheckConstraint(
                name="follow_up_done_how",
                condition=Q(done_at__isnull=True, result="") | Q(done_at__isnull=False, result__in=DONE),
            ),
        ]

    def __str__(self) -> str:
        return f"day {self.days}: {self.result or 'open'}"
