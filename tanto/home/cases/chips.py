"""The active filter as words, each with the address of the list without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tanto.recovery.steps import End, Step

from .filters import Filters


@dataclass(frozen=True)
class Chip:
    label: str
    rest: str


def chips(filters: Filters, named: Mapping[str, Any]) -> list[Chip]:
    """What narrows the list, in the order people say it."""
    asked: list[tuple[str, object]] = [
        ("q", filters.q),
        ("mine", filters.mine and _("mine")),
        ("late", filters.late and _("past due")),
        ("draft", filters.draft and Step.DRAFT.label),
        ("step", filters.step and Step(filters.step).label),
        ("end", filters.end and End(filters.end).label),
        ("severity", filters.severity and f"S{filters.severity}"),
        ("section", named["section"]),
        ("client", named["client"]),
        ("owner", named["owner"] and _("owner: %(name)s") % {"name": named["owner"]}),
        ("tag", named["tag"] and _("tag: %(name)s") % {"name": named["tag"]}),
    ]
    return [Chip(str(label), filters.without(name).address()) for name, label in asked if label]
