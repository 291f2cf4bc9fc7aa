"""When a message that was not taken is tried again: soon, then ever later, over a day and a half."""

import datetime as dt
import secrets
import time
from email.utils import parsedate_to_datetime

from .calling import Answer

MINUTE, HOUR = 60, 3600
WAITS = (
    5, 30, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 10 * HOUR, 10 * HOUR + 10 * MINUTE,
)  # fmt: skip
JITTER = 10  # per cent at most, always later: what failed together does not come back together
LONGEST_ASKED = dt.timedelta(days=1)


def wait_after(tries: int, answer: Answer, now: dt.datetime) -> dt.timedelta | None:
    """How long after so many tries; None where it is given up. Retry-After is never undercut."""
    if answer.status == 410 or tries > len(WAITS):
        return None
    seconds = WAITS[tries - 1] * 1000
    wait = dt.timedelta(milliseconds=seconds + secrets.randbelow(seconds * JITTER // 100))
    return max(wait, asked_to_wait(answer, now) or dt.timedelta())


def asked_to_wait(answer: Answer, now: dt.datetime) -> dt.timedelta | None:
    """What Retry-After says, in seconds or as a date; at most a day, nonsense is nothing."""
    if not answer.later:
        return None
    if answer.later.isascii() and answer.later.isdigit() and len(answer.later) < 10:
        asked = dt.timedelta(seconds=int(answer.later))
    else:
        try:
            date = parsedate_to_datetime(answer.later)
            asked = dt.timedelta(seconds=date.timestamp() - time.time())  # noqa: TID251 - the other side lives in real time
        except (ValueError, OverflowError, OSError):
            return None
    return min(max(asked, dt.timedelta()), LONGEST_ASKED)
