from django.db import models

from tanto.people.models import Section
from tanto.recovery.models import Case


class Tally(models.Model):
    """How many cases of a section stand in one state (a step or an end) at one severity: counters for lists, kept by the
    outbox so that nobody counts cases to draw a page."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20)
    severity = models.PositiveSmallIntegerField()
    n = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="tally_once", fields=["section", "state", "severity"])]

    def __str__(self) -> str:
        return f"{self.n} {self.state} S{self.severity} of section {self.section_id}"


class Counted(models.Model):
    """As what a case was last counted. The outbox locks this row before it reads the case, so that two workers who hold
    entries of one case do not count, or index, past each other. An empty state: not counted yet."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="+")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=20, default="")
    severity = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"case {self.case_id} as {self.state or 'nothing yet'}"
