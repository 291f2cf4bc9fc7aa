"""The small pictures of a row, each drawn by its own template once and kept."""

import datetime as dt
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from tanto.clocks import saying
from tanto.clocks.models import Clock
from tanto.clocks.templatetags.clock import face, hour
from tanto.recovery.models import Case
from tanto.recovery.templatetags.rail import rail_mini
from tanto.web.templatetags.page import severity_bars


def chip(clock: Clock, now: dt.datetime) -> SafeString:
    """The chip of a running clock, as the tag `chip` draws it."""
    seen = face(clock, now)
    if seen["far"]:
        first = saying.day(clock.due_at)
    else:
        left = gettext("%(left)s over") if seen["state"] in ("due", "over") else gettext("%(left)s left")
        first = left % {"left": seen["left"]}
    look = f"chip is-{seen['state']}" if seen["state"] else "chip"
    dial = drawn_dial(seen["state"], seen["used"])
    return format_html(
        '<span class="{}">{}<b>{}</b> <span>{}</span></span>', look, dial, first, hour(clock.due_at)
    )


@lru_cache(maxsize=1024)
def drawn_dial(state: str, used: int) -> SafeString:
    return render_to_string("clocks/face.html", {"state": state, "used": used})


def ticks(step: str | None) -> SafeString:
    """The seven stations, as the tag `rail_mini` draws them: nine pictures in each language."""
    return drawn_ticks(get_language() or "en", step)


@lru_cache(maxsize=64)
def drawn_ticks(language: str, step: str | None) -> SafeString:
    return render_to_string("recovery/rail_mini.html", rail_mini(Case(step=step)))


@lru_cache
def bars(severity: int) -> SafeString:
    return severity_bars(severity)
