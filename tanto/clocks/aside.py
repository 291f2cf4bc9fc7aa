"""Clocks that the sweep set aside because reaching them broke."""

import datetime as dt

from .models import Clock
from .models.clock import RunningClocks
from .sweep import ASIDE


def set_aside(now: dt.datetime) -> RunningClocks:
    """Those that wait for another try. Whatever is aside comes up again within the hour: that is how the index on
    the next moment finds them, and how an old trouble of a clock that was moved since is not counted."""
    return Clock.objects.running().filter(next_at__lte=now + ASIDE).exclude(trouble="")


def since(clock: Clock) -> dt.datetime:
    """When it was set aside."""
    assert clock.next_at is not None
    return clock.next_at - ASIDE


def try_again(clock_id: int, *, now: dt.datetime) -> bool:
    """Let the next sweep look at it, not the one in an hour; False if it is not aside. Twice is once.

    No entry in the journal: nothing of the matter changes, nobody is owed more or less. What the sweep then does is a
    verb of the subject, which writes its own.
    """
    return bool(set_aside(now).filter(pk=clock_id, next_at__gt=now).update(next_at=now))
