"""Many stories told side by side in the order of time, as a house lives: clocks ring when they run out, and whoever must
hear of something hears of it before the next thing happens."""

import datetime as dt
import heapq
from collections.abc import Callable, Iterable, Iterator
from zoneinfo import ZoneInfo

from django.db.models import Min

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.sweep import sweep
from tanto.notices.drain import drain

TOKYO = ZoneInfo("Asia/Tokyo")
Pair = tuple[str, str]  # English and Japanese
Telling = Iterator[str]  # a story yields the moment, on the office wall, at which it goes on
Heard = Callable[[dt.date], None]


def at(text: str) -> dt.datetime:
    """A moment on the office wall: "2026-11-13 17:30" """
    return dt.datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def tell_side_by_side(tellings: Iterable[Telling], *, until: str, heard: Heard = lambda day: None) -> None:
    """Go on with the story whose next moment comes first, to the last moment of all. heard: called with each new day."""
    begun = enumerate(tellings)
    waiting = [(at(first), place, telling) for place, telling in begun if (first := next(telling, ""))]
    heapq.heapify(waiting)
    day = None
    while waiting:
        moment, place, telling = heapq.heappop(waiting)
        if day != moment.date():
            heard(day := moment.date())
        ring_until(moment)
        with clocks.travelling(moment):
            following = next(telling, "")
            drain(moment)
        if following:
            if at(following) < moment:
                raise ValueError(f"A story goes back from {moment} to {following}.")
            heapq.heappush(waiting, (at(following), place, telling))
    ring_until(at(until))


def ring_until(moment: dt.datetime) -> None:
    """What ran out on the way rings at its own minute."""
    while True:
        due = Clock.objects.running().aggregate(at=Min("next_at"))["at"]
        if due is None or due > moment:
            return
        with clocks.travelling(due):
            if not sweep(due):
                return
            drain(due)
