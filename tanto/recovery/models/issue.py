from django.db import models
from django.db.models import Q

from tanto.journal.models import Words
from tanto.people.models import Person

from ..steps import OPEN_ISSUES, IssueState, Step


class Issue(models.Model):
    """What troubles her, in her wording. Ranks have no ties, so exactly one open issue comes first: the most immediate
    (INV-14). person: who works on it; origin: the step at which it was named; since: when it came into its state."""

    case = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, related_name="issues")
    words = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.REPORTED)
    since = models.DateTimeField()
    origin = models.CharField(max_length=10, choices=Step, default=Step.QUESTION)
    confirmed_at = models.DateTimeField(null=True)
    fixed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(name="one_rank_each", fields=["case", "rank"]),
            models.CheckConstraint(name="issue_state_known", condition=Q(state__in=IssueState.values)),
            models.CheckConstraint(
                name="worked_on_when_confirmed",
                condition=Q(state__in=[IssueState.REPORTED, IssueState.WITHDRAWN])
                | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="fixed_since_when",
                condition=~Q(state__in=[IssueState.FIXED, IssueState.ACCEPTED]) | Q(fixed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="accepted_since_when",
                condition=Q(state=IssueState.ACCEPTED, accepted_at__isnull=False)
                | (~Q(state=IssueState.ACCEPTED) & Q(accepted_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ISSUES

    @property
    def slug(self) -> str:
        """Its place in an address."""
        return str(self.pk)
