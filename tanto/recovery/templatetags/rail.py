from typing import Any

from django import template
from django.utils.translation import gettext

from ..models import Case
from ..steps import RAIL

register = template.Library()


@register.inclusion_tag("recovery/rail_mini.html")
def rail_mini(case: Case) -> dict[str, Any]:
    """The seven stations as ticks, for a row of a list: done, open, ahead."""
    here = RAIL.index(case.step_now) if case.step_now in RAIL else (len(RAIL) if case.step is None else -1)
    ticks = ["d" if index < here else "o" if index == here else "" for index in range(len(RAIL))]
    return {"ticks": ticks, "number": here + 1, "is_closed": case.step is None}


@register.filter
def client_name(case: Case) -> str:
    """The client of a case, or that it is not named yet."""
    return case.client.name() if case.client else gettext("Client not named yet")
