import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

_elsewhen: ContextVar[dt.datetime | None] = ContextVar("elsewhen", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC: the machine's, plus the demo's lead; or where a test or story travelled."""
    elsewhen = _elsewhen.get()
    if elsewhen is not None:
        return elsewhen
    return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=settings.CLOCK_AHEAD)  # noqa: TID251 - the one place


def today() -> dt.date:
    """The day on the office wall."""
    return timezone.localtime(now()).date()


def ahead(moment: dt.datetime) -> float:
    """Seconds by which a clock that shows `moment` now runs ahead of the machine."""
    return (moment - dt.datetime.now(dt.UTC)).total_seconds()  # noqa: TID251


@contextmanager
def travelling(moment: dt.datetime) -> Iterator[None]:
    """Inside, now() is `moment`."""
    token = _elsewhen.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _elsewhen.reset(token)
