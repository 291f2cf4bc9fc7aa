"""The forms of a case: fields.py what they are made of, receiving.py "I have it", steps.py the seven steps, work.py issues and
actions, around.py everything else."""

from . import around, work
from .fields import MomentField, OfCase, lines, soon_times
from .receiving import CaptureForm, PlaceForm
from .steps import (
    AccountForm,
    AddressForm,
    CallBackForm,
    CushionForm,
    DecisionForm,
    DeclineForm,
    FixedForm,
    HearForm,
    IssueForm,
    LetterForm,
    ListenForm,
    OfferForm,
    ReadOverForm,
    SpokenForm,
    ThanksForm,
    WordForm,
)

__all__ = [
    "AccountForm",
    "AddressForm",
    "CallBackForm",
    "CaptureForm",
    "CushionForm",
    "DecisionForm",
    "DeclineForm",
    "FixedForm",
    "HearForm",
    "IssueForm",
    "LetterForm",
    "ListenForm",
    "MomentField",
    "OfCase",
    "OfferForm",
    "PlaceForm",
    "ReadOverForm",
    "SpokenForm",
    "ThanksForm",
    "WordForm",
    "around",
    "lines",
    "soon_times",
    "work",
]
