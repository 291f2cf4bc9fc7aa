from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import BossDecision


class ToldBoss(models.Model):
    """A boss who was told of a case, and what this boss did with it: read, thanked, decided, in this order."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="told_bosses")
    boss = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="told_of")
    told_at = models.DateTimeField()
    after_silence = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True)
    thanks = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=10, choices=BossDecision, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["told_at", "id"]
        constraints = [
            models.UniqueConstraint(name="boss_told_once", fields=["case", "boss"]),
            models.CheckConstraint(
                name="read_before_thanks", condition=Q(thanked_at__isnull=True) | Q(read_at__isnull=False)
            ),
            models.CheckConstraint(
                name="thanks_before_decision",
                condition=Q(decided_at__isnull=True) | Q(thanked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="not_now_has_a_reason", condition=~Q(decision="not_now") | Q(reason__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="told_boss_waiting", fields=["boss"], condition=Q(decided_at__isnull=True)),
            models.Index(
                name="told_boss_unread",
                fields=["boss"],
                condition=Q(read_at__isnull=True, decided_at__isnull=True),
            ),
        ]

    @property
    def is_owed(self) -> bool:
        """Is a decision wanted, for the first time or again after a second failure?"""
        failed = self.case.second_failure_at
        return self.decided_at is None or (failed is not None and self.decided_at < failed)

    def __str__(self) -> str:
        return f"{self.boss_id} told {self.told_at}"
