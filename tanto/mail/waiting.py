"""The worker's duty of taking in what was kept."""

import datetime as dt
from collections.abc import Sequence

from .models import Arrival, Mailbox
from .taking import take_each

AT_ONCE = 40  # of one transaction: a tenth of a second in which pages wait for the write lock or a number
MEMORY = 16 * 1024 * 1024  # bytes of messages that are read at once; reading takes several times as much
BATCHES = 5  # of one look; the clocks are looked at between


def take_waiting(now: dt.datetime) -> int:
    """Take what waits, the oldest first; how many. An idle look is one look at a small index."""
    done = 0
    for _ in range(BATCHES):
        waiting = Arrival.to_take(now).order_by("next_at", "id").select_related("file")
        found = list(waiting[:AT_ONCE])
        arrivals = found[: that_fit(found)]
        share_mailboxes(arrivals)
        take_each(arrivals)
        done += len(arrivals)
        if len(arrivals) == len(found) < AT_ONCE:
            break
    return done


def that_fit(arrivals: Sequence[Arrival]) -> int:
    """How many of these may lie in memory side by side; one always may."""
    size = 0
    for count, arrival in enumerate(arrivals):
        size += arrival.size
        if count and size > MEMORY:
            return count
    return len(arrivals)


def share_mailboxes(arrivals: list[Arrival]) -> None:
    """Each mailbox is read once, with who owns what comes through it."""
    whole = Mailbox.objects.select_related("duty", "section__boss", "section__deputy")
    boxes = whole.in_bulk({one.mailbox_id for one in arrivals if one.mailbox_id}) if arrivals else {}
    for one in arrivals:
        one.mailbox = boxes.get(one.mailbox_id or 0)
