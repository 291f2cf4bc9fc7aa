import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from tanto.clocks import saying
from tanto.clocks.models import Clock
from tanto.clocks.templatetags.clock import face, hour
from tanto.people.models import Person
from tanto.people.templatetags.seal import seal
from tanto.recovery.models import Case
from tanto.recovery.templatetags.rail import rail_mini
from tanto.web.templatetags.page import severity_bars

from ..search import lighting
from ..search.tokens import Term

register = template.Library()


@register.simple_tag
def lit(text: object, terms: Sequence[Term]) -> SafeString:
    """A name with what was searched for lit in it."""
    return lighting.lit(str(text), terms) if terms else conditional_escape(str(text))


@register.simple_tag
def step_ticks(case: Case) -> SafeString:
    """The seven stations of a row, as `rail_mini` draws them; there are nine pictures in each language, drawn once."""
    return ticks(get_language() or "en", case.step)


@lru_cache(maxsize=64)
def ticks(language: str, step: str | None) -> SafeString:
    return render_to_string("recovery/rail_mini.html", rail_mini(Case(step=step)))


@register.simple_tag
def bars(severity: int) -> SafeString:
    return drawn_bars(severity)


@lru_cache
def drawn_bars(severity: int) -> SafeString:
    return severity_bars(severity)


@register.simple_tag(takes_context=True)
def owner_seal(context: Context, person: Person) -> SafeString:
    """The seal of a row's owner: drawn once for each person on a page."""
    kept: Any = context.render_context
    drawn = kept.setdefault("owner_seals", {})
    if person.pk not in drawn:
        drawn[person.pk] = render_to_string("people/seal.html", seal(context, person, "duty"))
    return SafeString(drawn[person.pk])


@register.simple_tag
def row_chip(clock: Clock, now: dt.datetime) -> SafeString:
    """The chip of a running clock, as `chip` draws it, without a template for each of fifty rows."""
    seen = face(clock, now)
    if seen["far"]:
        first, last = saying.day(clock.due_at), hour(clock.due_at)
    else:
        said = gettext("%(left)s over") if seen["state"] in ("due", "over") else gettext("%(left)s left")
        first, last = said % {"left": seen["left"]}, hour(clock.due_at)
    look = f"chip is-{seen['state']}" if seen["state"] else "chip"
    dial = drawn_dial(seen["state"], seen["used"])
    return format_html('<span class="{}">{}<b>{}</b> <span>{}</span></span>', look, dial, first, last)


@lru_cache(maxsize=1024)
def drawn_dial(state: str, used: int) -> SafeString:
    return render_to_string("clocks/face.html", {"state": state, "used": used})
