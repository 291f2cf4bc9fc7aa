from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..help.screens import FOR_THE_CUSTOMER, SCREENS, page_of_step
from ..style import style_address

register = template.Library()

# One stroke each, drawn on a grid of 24.
ICONS = {
    "arrow": ["M5 12h14M13 6l6 6-6 6"],
    "bell": ["M6 16V11a6 6 0 1112 0v5l1.5 2h-15L6 16zM10 20.5h4"],
    "case": ["M5 4h10l4 4v12H5zM8 11h8M8 15h8"],
    "chart": ["M4 20V4M4 20h16M9 16v-4M13.5 16V8M18 16v-6"],
    "cross": ["M6 6l12 12M18 6L6 18"],
    "day": ["M4 7h16M4 12h16M4 17h9"],
    "half": ["M12 4a8 8 0 100 16 8 8 0 000-16zM12 4v16"],
    "key": ["M8.5 19a4 4 0 110-8 4 4 0 010 8zM11.5 12L19 4.5M15.5 8l3 3"],
    "person": ["M12 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM5 20c.5-4 3.5-6 7-6s6.5 2 7 6"],
    "phone": [
        "M5 4h4l2 5-2.5 1.5a11 11 0 005 5L15 13l5 2v4a1.5 1.5 0 01-1.6 1.5C10.6 20 4 13.4 3.5 5.6A1.5 1.5 0 015 4z"
    ],
    "plus": ["M12 5v14M5 12h14"],
    "print": ["M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"],
    "ring": ["M12 6a6 6 0 100 12 6 6 0 000-12z"],
    "say": ["M5 5h14v10h-8l-4 4v-4H5z"],
    "search": ["M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20 20"],
    "stop": ["M8 3h8l5 5v8l-5 5H8l-5-5V8l5-5zM12 8v5M12 16v.2"],
    "look": ["M12 4L2.8 19.5h18.4L12 4zM12 10v4.5M12 17v.2"],
    "tick": ["M5 12.5l4.5 4.5L19 7.5"],
    "write": ["M4 20l1-4L16.5 4.5a1.8 1.8 0 012.5 0l.5.5a1.8 1.8 0 010 2.5L8 19l-4 1z"],
}


@register.simple_tag
def icon(name: str) -> SafeString:
    paths = format_html_join("", '<path d="{}"/>', ((path,) for path in ICONS[name]))
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', paths)


@register.simple_tag
def press() -> SafeString:
    """The key of one form: pressed twice, it is one."""
    return format_html('<input type="hidden" name="press" value="{}">', uuid4().hex)


@register.simple_tag
def style() -> str:
    return style_address()


@register.simple_tag
def about(name: str) -> SafeString:
    """What a screen is for, in one line, and the way to its page of the handbook. Costs no query."""
    screen = SCREENS[name]
    line = format_html("{} ", screen.line) if screen.line else ""
    return format_html('<p class="about">{}{}</p>', line, help_link(screen.page, _("How this works")))


@register.simple_tag
def about_step(step: str) -> SafeString:
    """The way from an open step to its page of the handbook."""
    return help_link(page_of_step(step), _("About this step"))


def help_link(page: str, label: str) -> SafeString:
    spoken = (
        f"?in={get_language()}" if page == FOR_THE_CUSTOMER else ""
    )  # chosen by us, in no cookie of the customer
    return format_html('<a class="how" href="/help/{}/{}">{}</a>', page, spoken, label)


LIFTED = {"ext", "apology_letter", "board"}  # modes of the reply checker whose findings a reason lifts


@register.inclusion_tag("web/field.html")
def field(bound: BoundField, refused: Any = None) -> dict[str, Any]:
    """A labelled field with its hint; a refusal about it stands right above the box, what the reply checker found right below."""
    mine = refused if refused and refused.field == bound.name and bound.form.is_bound else None
    kind, widget = getattr(bound.field.widget, "input_type", ""), bound.field.widget
    check, fields = widget.attrs.get("data-check", ""), bound.form.fields
    return {
        "field": bound,
        "refused": mine,
        "is_choice": kind == "radio"
        or (getattr(widget, "allow_multiple_selected", False) and kind == "checkbox"),
        "check": check,
        "checked": getattr(mine, "checked", None),
        "lifts": bool(LIFTED.intersection(check.split())) and "override" in fields,
        "reason": bound.form.data.get("override", ""),
        "is_tick": kind == "checkbox" and not getattr(widget, "allow_multiple_selected", False),
    }


@register.filter
def severity_bars(severity: int) -> SafeString:
    """Four bars, as for a radio signal: read without colour."""
    bars = [(0, 11, 5), (5, 7.5, 8.5), (10, 4, 12), (15, 0.5, 15.5)]
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="3.5" height="{}" rx=".6"/>',
        (("on" if i < 5 - severity else "off", x, y, h) for i, (x, y, h) in enumerate(bars)),
    )
    return format_html('<svg viewBox="0 0 20 16" aria-hidden="true">{}</svg>', drawn)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Line breaks kept, everything else escaped."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in str(text).splitlines()))


@register.filter
def at(rows: dict[Any, Any], key: Any) -> Any:
    """The row of a key, or nothing."""
    return rows.get(key)
