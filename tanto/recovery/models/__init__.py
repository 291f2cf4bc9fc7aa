"""The case: one owner, seven steps, the boss. Each ability of a case has its own file; the columns stand in row.py."""

from .action import Action
from .case import Case
from .customer_word import CustomerWord
from .issue import Issue
from .link import Link
from .number import CaseNumber
from .offer import Offer
from .told_boss import ToldBoss
from .trail import OwnerSpan, Part, StepVisit
from .verbatim import Verbatim

__all__ = [
    "Action",
    "Case",
    "CaseNumber",
    "CustomerWord",
    "Issue",
    "Link",
    "Offer",
    "OwnerSpan",
    "Part",
    "StepVisit",
    "ToldBoss",
    "Verbatim",
]
