import datetime as dt
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from ..models import Person

register = template.Library()


@register.inclusion_tag("people/seal.html", takes_context=True)
def seal(context: Context, person: Person | None, state: str = "") -> dict[str, Any]:
    """The seal of one named person in a line of text: "", mine (in your hands now), duty (mine if it is yours),
    owed, past."""
    if state == "duty":
        user = context.get("user")
        state = "mine" if person is not None and user == person else ""
    return {"person": person, "state": state, "surname": person.surname() if person else ""}


@register.inclusion_tag("people/stamp.html", takes_context=True)
def stamp(
    context: Context,
    name: str,
    full_name: str,
    at: dt.datetime,
    state: str = "",
    taken: str = "",
    pressed: str = "",
) -> dict[str, Any]:
    """The round date stamp of a box: day above, surname on the equator, hour below. It is pressed in motion when
    the form that was just taken is the one named `pressed`."""
    local = timezone.localtime(at)
    japanese = (get_language() or "").startswith("ja")
    return {
        "day": f"{local.month}.{local.day}" if japanese else date_format(local, "j M"),
        "hour": local.strftime("%H:%M"),
        "surname": name,
        "full_name": full_name,
        "is_long": len(name) > (2 if japanese else 7),
        "state": state,
        "fresh": bool(taken) and taken == pressed,
    }


@register.simple_tag
def no_house() -> bool:
    """Is there nobody who could sign in?"""
    return not Person.objects.exists()
