from django.db import models
from django.db.models import F, Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import End


class EndProposal(models.Model):
    """An end that one person alone cannot set: proposed by one, agreed or refused by another (3.4). parent: the case
    that carries on, for a merger."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="end_proposals")
    end = models.CharField(max_length=20, choices=[(e.value, e.label) for e in End if e is not End.CLOSED])
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey("recovery.CustomerWord", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_agreed = models.BooleanField(default=False)
    refusal = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_end_proposal", fields=["case"], condition=Q(answered_at__isnull=True)
            ),
            models.CheckConstraint(
                name="two_people_end_it", condition=Q(answered_by__isnull=True) | ~Q(by=F("answered_by"))
            ),
            models.CheckConstraint(
                name="agreed_by_somebody",
                condition=Q(is_agreed=False) | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="merger_names_the_other", condition=~Q(end=End.MERGED) | Q(parent__isnull=False)
            ),
            models.CheckConstraint(
                name="withdrawal_is_her_word", condition=~Q(end=End.WITHDRAWN) | Q(word__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.end} proposed {self.at}"
