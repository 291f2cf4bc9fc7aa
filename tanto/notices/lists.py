"""The lists that a day begins and ends with: rooms above make them known, notices carry them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from tanto.people.models import Person


@dataclass(frozen=True)
class DayList:
    """A list for one person. sentence: what it is, for the page of notices; address: where it stands in the program; write:
    the subject and the text of the mail as they are true when it leaves, in the active language."""

    sentence: str | Promise
    address: str
    write: Callable[[Person, dt.datetime], tuple[str, str]]


LISTS: dict[str, DayList] = {}
