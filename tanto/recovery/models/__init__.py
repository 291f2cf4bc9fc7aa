"""The case: one owner, seven steps, the boss. Each ability of a case has its own file; the columns stand in row.py."""

from .action import Action
from .apology import Apology
from .assessment import Assessment
from .attachment import Attachment
from .case import Case
from .chase import Attempt, Chase
from .customer_word import CustomerWord
from .document import Document, DocumentText
from .end_proposal import EndProposal
from .fact import Fact
from .follow_up import FollowUp
from .issue import Issue
from .letter_draft import LetterDraft
from .link import Link
from .mistake import Mistake
from .near_miss import NearMiss
from .note import Note
from .number import CaseNumber
from .offer import Offer
from .presence import Presence
from .reading import Reading
from .tag import CaseTag, Tag
from .told_boss import ToldBoss
from .trail import OwnerSpan, Part, StepVisit
from .unsaid import PressureMap, Unsaid
from .verbatim import Verbatim

__all__ = [
    "Action",
    "Apology",
    "Assessment",
    "Attachment",
    "Attempt",
    "Case",
    "CaseNumber",
    "CaseTag",
    "Chase",
    "CustomerWord",
    "Document",
    "DocumentText",
    "EndProposal",
    "Fact",
    "FollowUp",
    "Issue",
    "LetterDraft",
    "Link",
    "Mistake",
    "NearMiss",
    "Note",
    "Offer",
    "OwnerSpan",
    "Part",
    "Presence",
    "PressureMap",
    "Reading",
    "StepVisit",
    "Tag",
    "ToldBoss",
    "Unsaid",
    "Verbatim",
]
