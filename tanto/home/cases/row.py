"""One row of the list, drawn in one go: fifty times a template with its tags costs more than the database does."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tanto.clocks.templatetags.clock import said
from tanto.recovery.models import Case
from tanto.recovery.steps import End, Step
from tanto.recovery.templatetags.rail import client_name
from tanto.web.templatetags.page import icon

from ..search.lighting import lit
from ..search.tokens import Term
from .faces import bars, chip, ticks
from .listing import Row

ROW = (
    '<li><span class="when"><label class="pick"><input type="checkbox" name="case" value="{number}" form="bulk"{checked}>'
    '<span class="visually-hidden">{choose}</span></label>{when}</span>'
    '<div><p class="what"><a href="/cases/{number}/">{client}</a></p>'
    '<p class="for"><span class="num">{number}</span>{contact} · <span class="severity">{bars}S{severity}</span> · {state}{tags}</p>'
    '{snippet}</div><div class="act">{ticks} {seal}</div></li>'
)
TAG = ' <a class="badge is-note" href="/cases/?which=all&amp;tag={}">{}</a>'


def drawn(
    row: Row,
    terms: Sequence[Term],
    now: dt.datetime,
    chosen: Collection[str],
    seal: Callable[[Case], SafeString],
) -> SafeString:
    """seal: draws the seal of a case's owner, once for each person on the page."""
    case = row.case
    return format_html(
        ROW,
        number=case.number,
        checked=" checked" if case.number in chosen else "",
        choose=gettext("Choose %(number)s") % {"number": case.number},
        when=when(row, now),
        client=shown(client_name(case), terms),
        contact=format_html(" · {}", shown(case.contact.address(), terms)) if case.contact else "",
        bars=bars(case.severity),
        severity=case.severity,
        state=End(case.end).label if case.end else Step(case.step or Step.DRAFT).label,
        tags=format_html_join("", TAG, ((quote(tag.name), tag.name) for tag in row.tags)),
        snippet=format_html('<p class="found words is-small">{}</p>', row.snippet) if row.snippet else "",
        ticks=ticks(case.step),
        seal=seal(case),
    )


def shown(name: str, terms: Sequence[Term]) -> str:
    return lit(name, terms) if terms else name


def when(row: Row, now: dt.datetime) -> SafeString:
    """The clock that is due next; else when it ended, or since when it is known."""
    if row.clock is not None:
        return chip(row.clock, now)
    if row.case.end:
        return format_html(
            '<span class="chip is-kept">{}<b>{}</b></span>', icon("tick"), said(row.case.ended_at)
        )
    return format_html('<span class="chip is-theirs">{}</span>', said(row.case.known_at))
