from django.db import models
from django.db.models import Q

from tanto.journal.models import Words


class Issue(models.Model):
    """What troubles her, in her wording. At most one open issue of a case is the most immediate one (INV-14)."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="issues")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    is_most_immediate = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField()
    fixed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_most_immediate",
                fields=["case"],
                condition=Q(is_most_immediate=True, accepted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="accepted_was_fixed", condition=Q(accepted_at__isnull=True) | Q(fixed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)
