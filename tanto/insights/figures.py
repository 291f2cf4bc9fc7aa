"""The figures of the page (dictionary 3.8), each with what it means, how it is counted, and which way is good. They are
counted in `counting`, under their key."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Shape(Enum):
    """What kind of number it is, for words and drawings."""

    SHARE, RATE, MINUTES, NUMBER, SUM = range(5)


class Good(Enum):
    HIGH, LOW, NONE = _("Higher is better."), _("Lower is better."), _("It must be 0.")


@dataclass(frozen=True)
class Figure:
    """key: its place in addresses, the dictionary's id first; ripens: how long after its month a value is not final."""

    key: str
    shape: Shape
    good: Good
    label: Text
    means: Text
    formula: Text
    ripens: dt.timedelta = dt.timedelta()

    @property
    def code(self) -> str:
        """The dictionary's id."""
        return self.key.partition("-")[0]


FIGURES = [
    Figure(
        "M02", Shape.MINUTES, Good.LOW, _("Until a boss has read it"),
        _("Within this time after somebody here knew, a boss had read half of the cases."),
        _("Median of (first “I have read it” − known since), by the month in which it became known. Unread cases count as open."),
    ),
    Figure(
        "M02-in-time", Shape.SHARE, Good.HIGH, _("Read by a boss in time"),
        _("How many notices a boss read before their time was over."),
        _("Notices read until due ÷ notices due in the month. When a case moves to another section, the notice there counts."),
    ),
    Figure(
        "M49", Shape.SHARE, Good.HIGH, _("First words in time"),
        _("How many customers heard a name and the next time from us before it was late."),
        _("First words until due ÷ first words due in the month."),
    ),
    Figure(
        "M10", Shape.SHARE, Good.HIGH, _("Announced times kept"),
        _("How often the customer had heard from us by the time we had announced."),
        _("Announced times with a message, or the customer’s “solved”, until then ÷ announced times due in the month."),
    ),
    Figure(
        "M21", Shape.SHARE, Good.HIGH, _("Solved, in the customer’s words"),
        _("How many ended cases ended with the customer’s own “solved” and “nothing more”."),
        _("Cases with both words ÷ cases ended in the month: closed, dropped or unconfirmed. Cases carried on in another one and cases that were none are counted beside. A case that came back counts with its last end."),
    ),
    Figure(
        "M22", Shape.SHARE, Good.LOW, _("Came back within 90 days"),
        _("How many cases that the customer had closed were open again within 90 days."),
        _("Closings followed by the customer’s return within 90 days ÷ closings by the customer in the month. A month is final 90 days after it."),
        dt.timedelta(days=90),
    ),
    Figure(
        "M11", Shape.RATE, Good.LOW, _("Chases per case"),
        _("How often a customer had to ask us where it stands."),
        _("Chases so far ÷ cases that became known in the month, without those that were none."),
    ),
    Figure(
        "M11-none", Shape.SHARE, Good.HIGH, _("Cases without a chase"),
        _("How many customers never had to ask."),
        _("Cases without a chase so far ÷ cases that became known in the month, without those that were none."),
    ),
    Figure(
        "M44", Shape.SUM, Good.NONE, _("Minutes without an owner"),
        _("How long cases stood without a named person. It is always 0, and shown because nobody believes it otherwise."),
        _("Minutes from the opening of a case to its first owner, added up over all cases that became known in the month. Each later owner begins where the last one ends."),
    ),
    Figure(
        "M17", Shape.SHARE, Good.HIGH, _("Follow-ups on their day"),
        _("How often we reached the customer on the day on which we wanted to ask again."),
        _("Reached until twelve hours after the morning it was due ÷ follow-ups due in the month. Given up counts as missed; cancelled in time, because the case went on, is not counted."),
    ),
    Figure(
        "M43", Shape.SHARE, Good.HIGH, _("Call-backs kept"),
        _("How often we had called by the time the customer named."),
        _("Called, or solved, until then ÷ call-backs due in the month. A time that the customer replaced by another is not counted."),
    ),
    Figure(
        "M01", Shape.MINUTES, Good.LOW, _("Until it is recorded"),
        _("Within this time after somebody here knew, half of the cases were recorded with client and way."),
        _("Median of (no draft any more − known since), by the month in which it became known. Drafts count as open."),
    ),
    Figure(
        "M12", Shape.RATE, Good.LOW, _("Declined or moved, per case"),
        _("How often a case was declined, or given to somebody who is not the client’s tanto."),
        _("Offers declined + changes to another owner than the client’s tanto ÷ cases that became known in the month, without those that were none."),
    ),
    Figure(
        "M45", Shape.NUMBER, Good.LOW, _("Customer’s contacts until “nothing more”"),
        _("Half of the customers had to speak or write to us at most so often."),
        _("Median of the receipt + every later word, question after the state and answer to “is it solved?”, by the month of the first “nothing more”. What is said within an hour of the receipt belongs to it."),
    ),
]  # fmt: skip
BY_KEY = {figure.key: figure for figure in FIGURES}
