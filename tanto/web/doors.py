"""Doors that rooms above may put beside the sign-in form (the demo does)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Door:
    """address: POSTed to; name and what: who one comes in as, and why."""

    address: str
    name: str | Promise
    what: str | Promise


DOORS: list[Callable[[], list[Door]]] = []


def doors() -> list[Door]:
    return [door for put_up in DOORS for door in put_up()]
