"""Thirty-eight small troubles of the half year, one or two a week."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..telling import Telling
from . import autumn, endings, spring
from .telling import SmallTrouble

if TYPE_CHECKING:
    from ..story import Story

MINORS = [*spring.MINORS, *autumn.MINORS]
ENDINGS: dict[str, Callable[[SmallTrouble], Telling]] = {
    "closed": endings.close,
    "twice": endings.close_twice,
    "withdrawn": endings.drop,
    "silent": endings.stay_silent,
    "address": endings.wait_for_a_part,
    "question": endings.compare_lists,
}


def tellings(story: Story) -> list[Telling]:
    """Each of them as a story of its own."""
    return [
        ENDINGS.get(row.until, SmallTrouble.tell)(SmallTrouble(story, row, number))
        for number, row in enumerate(MINORS)
    ]
