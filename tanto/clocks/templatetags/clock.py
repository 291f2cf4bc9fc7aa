import datetime as dt
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tanto import clocks

from .. import saying
from ..kinds import KINDS
from ..models import Clock

register = template.Library()


@register.filter
def said(moment: dt.datetime | None) -> SafeString | str:
    """<time> that reads "today 18:00" and holds the exact moment on hover."""
    if moment is None:
        return ""
    return as_time(moment, saying.said(moment, clocks.now()))


@register.filter
def hour(moment: dt.datetime | None) -> SafeString | str:
    return as_time(moment, saying.hour(moment)) if moment else ""


@register.filter
def weekday(moment: dt.datetime) -> str:
    return saying.day(moment)


@register.filter
def letter_time(moment: dt.datetime) -> str:
    return saying.letter_time(moment)


@register.filter
def field_time(moment: dt.datetime | None) -> str:
    """For <input type="datetime-local">: the office wall's time."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""


def as_time(moment: dt.datetime, text: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), saying.exact(moment), text
    )


@register.simple_tag
def clock_label(clock: Clock) -> str:
    return str(KINDS[clock.kind].label)


@register.simple_tag
def task(kind: str, share: int) -> str:
    """A reminder: what is owed and how much of the time is used up."""
    return gettext("%(task)s: %(share)d %% of the time has passed") % {
        "task": KINDS[kind].duty if kind in KINDS else kind,
        "share": share,
    }


@register.inclusion_tag("clocks/chip.html")
def chip(clock: Clock) -> dict[str, Any]:
    return face(clock, clocks.now())


@register.inclusion_tag("clocks/dial.html")
def dial(clock: Clock) -> dict[str, Any]:
    return face(clock, clocks.now())


@register.inclusion_tag("clocks/why.html")
def why_time(clock: Clock) -> dict[str, Any]:
    """Started when and why, counted which hours, due when, who is told at which share."""
    now = clocks.now()
    rungs = KINDS[clock.kind].rungs
    return face(clock, now) | {
        "rungs": [{"share": rung, "at": clock.moment_of(rung)} for rung in rungs],
        "default": clock.because.get("default") and dt.datetime.fromisoformat(clock.because["default"]),
        "announced": clock.because.get("announced", False),
    }


def face(clock: Clock, now: dt.datetime) -> dict[str, Any]:
    """What a clock shows at `now`: how full, how long, which state."""
    used = clock.used(clock.stopped_at or now)
    state = ""
    if clock.stopped_at is not None:
        state = "kept" if clock.is_kept else "done"
    elif used >= 150:
        state = "over"
    elif used >= 100:
        state = "due"
    elif used >= 80:
        state = "soon"
    far = saying.day(clock.due_at) != saying.day(now) and clock.due_at > now
    return {
        "clock": clock,
        "kind": KINDS[clock.kind],
        "used": min(used, 100),
        "state": state,
        "far": far,
        "left": saying.length(clock.due_at - now),
    }
