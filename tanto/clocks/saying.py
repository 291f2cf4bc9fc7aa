"""Moments and lengths as people say them, in the language of the reader."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, ngettext

from .targets import Target


def is_japanese() -> bool:
    return (get_language() or "en").startswith("ja")


def hour(moment: dt.datetime) -> str:
    """18:00"""
    return timezone.localtime(moment).strftime("%H:%M")


def day(moment: dt.datetime) -> str:
    """Mon 16 Nov / 11月16日（月）"""
    return written(
        timezone.localtime(moment).date(), "n月j日（D）" if is_japanese() else "D j M", get_language()
    )


@lru_cache(maxsize=1024)
def written(date: dt.date, form: str, language: str | None) -> str:
    """A day in the active language; a list says the same few days many times."""
    return formats.date_format(date, form)


def said(moment: dt.datetime, now: dt.datetime) -> str:
    """today 18:00 / 今日 18:00; other days by name, other years with the year."""
    local, wall = timezone.localtime(moment), timezone.localtime(now)
    apart = (local.date() - wall.date()).days
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if apart in near:
        return f"{near[apart]} {hour(moment)}"
    name = day(moment)
    if local.year != wall.year:
        name = f"{local.year}年{name}" if is_japanese() else f"{name} {local.year}"
    return f"{name} {hour(moment)}"


def letter_time(moment: dt.datetime) -> str:
    """With the weekday, for letters: "Tuesday 9 June, 15:00" / 「6月9日（火）15時」."""
    local = timezone.localtime(moment)
    if is_japanese():
        minutes = f"{local.minute}分" if local.minute else ""
        return formats.date_format(local, "n月j日（D）") + f"{local.hour}時{minutes}"
    return formats.date_format(local, "l j F, H:i")


def exact(moment: dt.datetime) -> str:
    """Friday 13 November 2026, 18:00 JST"""
    local = timezone.localtime(moment)
    if is_japanese():
        return written(local.date(), "Y年n月j日（D）", get_language()) + f"{local:%H:%M}"
    return written(local.date(), "l j F Y", get_language()) + f", {local:%H:%M} {local.tzname()}"


def length(span: dt.timedelta) -> str:
    """30 min, 1 h 38, 2 days: rounded so that nobody is told more time than there is."""
    minutes = int(abs(span).total_seconds() // 60)
    if minutes < 60:
        return gettext("%(n)d min") % {"n": minutes}
    if minutes < 60 * 24:
        hours, rest = divmod(minutes, 60)
        if rest:
            return gettext("%(h)d h %(m)d min") % {"h": hours, "m": rest}
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = minutes // (60 * 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def hours(intervals: Iterable[Sequence[int]]) -> str:
    """9:00–12:00, 13:00–18:00; empty where nobody works."""
    return ", ".join(f"{minutes(start)}–{minutes(end)}" for start, end in intervals)


def minutes(count: int) -> str:
    return f"{count // 60}:{count % 60:02}"


def target(aim: Target | None) -> str:
    """How long: 30 min, 4 working hours, 2 working days, on day 14, 30."""
    if aim is None:
        return "–"
    count = aim.amount
    match aim.unit:
        case "minutes":
            return length(dt.timedelta(minutes=count))
        case "working_minutes":
            return gettext("%(length)s of working time") % {"length": length(dt.timedelta(minutes=count))}
        case "working_days":
            return ngettext("%(n)d working day", "%(n)d working days", count) % {"n": count}
        case "end_of_day":
            return gettext("the end of the working day")
        case "elapsed_days":
            return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}
    return gettext("after %(days)s days, on a working morning") % {"days": ", ".join(map(str, aim.amounts))}
