"""How much one person has read in a minute: a limit, not a record. It lives in one process alone."""

import threading
import time
from collections import deque

from django.utils.translation import gettext_lazy as _

from tanto.web.refusals import Refused

MOST = 120  # texts of one person in a minute, on one machine
LENGTH = 20_000  # signs of a text; a longer one counts as several


class Pace:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.read: dict[int, deque[float]] = {}

    def allows(self, person: int, signs: int = 0) -> bool:
        now, weight = time.monotonic(), 1 + signs // (LENGTH + 1)
        with self.lock:
            mine = self.read.setdefault(person, deque())
            while mine and mine[0] < now - 60:
                mine.popleft()
            if len(mine) + weight > MOST:
                return False
            mine.extend([now] * weight)
            return True


PACE = Pace()


def must_keep_pace(person: int, text: str) -> None:
    if not PACE.allows(person, len(text)):
        raise Refused(
            "texts_too_fast",
            _("More text came in this minute than is read for one person."),
            _("Reading takes the machine that everybody here works on."),
            _("Wait a minute and send it again; many texts at once are read by “tanto check-text”."),
            status=429,
        )
