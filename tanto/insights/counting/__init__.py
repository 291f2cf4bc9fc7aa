"""Counting: one question to the database for each source, grouped by section and month, however many cases there are.

A clock or a follow-up counts in the month in which it was due, an end in the month in which it was decided, everything
else in the month in which its case became known. What is not due yet is not counted; what is overdue counts as a failure.
"""

from collections.abc import Iterator

from .cases import case_figures
from .clocks import clock_figures
from .ends import end_figures
from .scope import Counted, Scope

__all__ = ["Counted", "Scope", "count"]


def count(scope: Scope) -> Iterator[Counted]:
    """Everything that this page knows, as (figure, section, month, tally)."""
    yield from clock_figures(scope)
    yield from case_figures(scope)
    yield from end_figures(scope)
