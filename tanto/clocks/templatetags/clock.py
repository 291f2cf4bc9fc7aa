import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tanto import clocks

from .. import saying, working
from ..kinds import HEARERS
from ..models import Clock
from ..targets import Target

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
def age(moment: dt.datetime) -> str:
    """How long ago: 12 min, 1 h 38, 2 days."""
    return saying.length(clocks.now() - moment)


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


@register.filter
def wall_hours(intervals: Any) -> str:
    return saying.hours(intervals)


@register.filter
def as_target(aim: Target | None) -> str:
    return saying.target(aim)


@register.filter
def hearers(codes: Iterable[str]) -> list[Any]:
    """Who hears, in words."""
    return [HEARERS[code] for code in codes if code in HEARERS]


@register.simple_tag
def clock_label(clock: Clock) -> str:
    return str(clock.rule.label)


@register.inclusion_tag("clocks/chip.html")
def chip(clock: Clock) -> dict[str, Any]:
    return face(clock, clocks.now())


@register.inclusion_tag("clocks/dial.html")
def dial(clock: Clock) -> dict[str, Any]:
    return face(clock, clocks.now())


@register.inclusion_tag("clocks/why.html")
def why_time(clock: Clock, heard: Mapping[int, Any] | None = None) -> dict[str, Any]:
    """Started when and why, counted which hours, due when, who is told at which share. heard: by share, who was told."""
    now = clocks.now()
    rule, timetable = clock.rule, clock.timetable
    until = clock.stopped_at or max(now, clock.due_at)
    counted = (
        list(working.stretches_between(clock.started_at, min(until, clock.due_at), timetable))
        if timetable
        else []
    )
    return face(clock, now) | {
        "rule": rule,
        "counted": counted[:6],
        "more_counted": len(counted) - 6,
        "target": clock.because.get("target") and Target.read(clock.because["target"]),
        "rungs": [
            {
                "share": rung,
                "at": clock.moment_of(rung),
                "codes": rule.tells[rung],
                "is_past": clock.fired >= rung,
                "told": (heard or {}).get(rung, ()),
            }
            for rung in rule.rungs
        ],
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
        "kind": clock.rule,
        "used": min(used, 100),
        "state": state,
        "far": far,
        "left": saying.length(clock.due_at - now),
    }
