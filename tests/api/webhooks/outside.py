"""What the tests of webhooks do again and again."""

import datetime as dt

from tanto import clocks
from tanto.api.webhooks.courier import send_hooks
from tanto.notices.drain import drain
from tests.cast import at

NOON = at("2026-11-12 12:00")


def pass_on() -> None:
    """What happened goes out, as the worker does it."""
    drain(clocks.now())
    send_hooks(clocks.now())


def later(**by: int):
    return clocks.travelling(clocks.now() + dt.timedelta(**by))
