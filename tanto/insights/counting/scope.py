from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tanto.recovery.models import Case

from ..months import Months
from ..tallies import Tally

Counted = tuple[str, int, int, Tally]


@dataclass(frozen=True)
class Scope:
    """What is looked at: some months, one section or all (None), one severity or all (None)."""

    months: Months
    section: int | None = None
    severity: int | None = None

    def of_cases(self, before: str = "") -> Q:
        """The filter of a question that reaches its case by `before`, such as "case__"."""
        wanted = Q()
        if self.section is not None:
            wanted &= Q(**{f"{before}section": self.section})
        if self.severity is not None:
            wanted &= Q(**{f"{before}severity": self.severity})
        return wanted

    def cases(self) -> QuerySet[Case]:
        return Case.objects.filter(self.of_cases())
