"""What rooms above find to worry about, for the line on top of every page of whoever keeps the house, and for its page."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Each gives rows that are there only while somebody has to look. Asked with every page: one look into an index each.
WORRIES: "list[Callable[[dt.datetime], QuerySet[Any]]]" = []
