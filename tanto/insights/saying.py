"""Numbers as people say them, in the language of the reader. Below five only counts, never a rate."""

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tanto.clocks import saying

from .figures import Figure, Shape
from .tallies import Measure


def month(first: dt.date) -> str:
    """October 2026 / 2026年10月"""
    return formats.date_format(first, "Y年n月" if saying.is_japanese() else "F Y")


def short_month(first: dt.date) -> str:
    """Oct / 10月"""
    return formats.date_format(first, "n月" if saying.is_japanese() else "M")


def number(value: float, shape: Shape) -> str:
    match shape:
        case Shape.SHARE:
            return f"{value * 100:.0f} %"
        case Shape.RATE:
            return f"{value:.2f}"
        case Shape.NUMBER:
            return f"{value:.0f}"
    return saying.length(dt.timedelta(minutes=value))


def value(measure: Measure, figure: Figure) -> str:
    """82 %; of few the counts: 3 of 4; of none a dash."""
    if not measure.n:
        return "–"
    if measure.is_few and figure.shape is not Shape.SUM:
        return counts(measure, figure)
    if measure.value is None:
        return _("more than half are open")
    return number(measure.value, figure.shape)


def interval(measure: Measure, figure: Figure) -> str:
    """69 to 90 %"""
    if measure.low is None:
        return ""
    if measure.high is None:
        return _("%(low)s or longer") % {"low": number(measure.low, figure.shape)}
    low, high = number(measure.low, figure.shape), number(measure.high, figure.shape)
    return _("%(low)s to %(high)s") % {"low": low.removesuffix(" %"), "high": high}


def counts(measure: Measure, figure: Figure) -> str:
    """What it rests on: 41 of 50; 17 in 50 cases."""
    words = {"hits": measure.hits, "n": measure.n}
    if not measure.n:
        return _("nothing yet")
    match figure.shape:
        case Shape.SHARE:
            return _("%(hits)d of %(n)d") % words
        case Shape.RATE:
            return ngettext("%(hits)d in %(n)d case", "%(hits)d in %(n)d cases", measure.n) % words
        case Shape.MINUTES if measure.hits < measure.n:
            return _("%(n)d cases, %(open)d still open") % (words | {"open": measure.n - measure.hits})
    return ngettext("%(n)d case", "%(n)d cases", measure.n) % words


def ninetieth(measure: Measure, figure: Figure) -> str:
    if measure.ninetieth is None or figure.shape is not Shape.MINUTES:
        return ""
    return _("nine of ten within %(length)s") % {"length": number(measure.ninetieth, figure.shape)}


def in_words(first: dt.date, measure: Measure, figure: Figure) -> str:
    """One month for who listens: "October 2026: 82 % (69 to 90 %), 41 of 50"."""
    parts = [value(measure, figure)]
    if said := interval(measure, figure):
        parts[0] += f" ({said})"
    if parts[0] != (rests := counts(measure, figure)):
        parts.append(rests)
    return f"{month(first)}: {', '.join(parts)}"
