"""The kinds of clocks. Rooms make their own known at start; the sweep calls back what they named."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import Clock


@dataclass(frozen=True)
class Due:
    """A clock that reached a rung, with its locked subject."""

    clock: "Clock"
    subject: Any
    share: int


@dataclass(frozen=True)
class ClockKind:
    """kind: its name in rows; label: for people; duty: the sentence of "my day"; rungs: percents at which somebody
    is told; reach: the verb that tells, given a list; model: the subject whose row is locked first."""

    kind: str
    label: str | Promise
    duty: str | Promise
    rungs: tuple[int, ...]
    model: type[models.Model]
    reach: Callable[[Sequence[Due], dt.datetime], None]


KINDS: dict[str, ClockKind] = {}


def declare(*kinds: ClockKind) -> None:
    for kind in kinds:
        KINDS[kind.kind] = kind
