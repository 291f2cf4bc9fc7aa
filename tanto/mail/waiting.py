"""The worker's duty of taking in what was kept."""

import datetime as dt

from .models import Arrival
from .taking import take

AT_ONCE = 100  # of one look; the clocks are looked at between


def take_waiting(now: dt.datetime) -> int:
    """Take what waits, the oldest first; how many. An idle look is one look at a small index."""
    waiting = (
        Arrival.to_take(now)
        .order_by("next_at", "id")
        .select_related("file", "mailbox__duty", "mailbox__section__boss")
    )
    arrivals = list(waiting[:AT_ONCE])
    for arrival in arrivals:
        take(arrival)
    return len(arrivals)
