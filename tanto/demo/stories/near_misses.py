"""What nearly went wrong, told without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.recovery.models import NearMiss

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "near_1": (
        "Two labels of neighbouring sizes lay in one tray; noticed before printing the second sheet.",
        "隣り合うサイズのラベルが同じトレーに入っていた。二枚目を印刷する前に気づいた。",
    ),
    "near_1_step": ("label printing", "ラベル印刷"),
    "near_2": (
        "A date was nearly told on the telephone from an old list.",
        "電話で、古い一覧の納期をお答えしそうになった。",
    ),
    "near_2_step": ("giving a date", "納期回答"),
}


def near_misses(story: Story) -> Telling:
    """What nearly went wrong, told without a name."""
    for number, moment in ((1, "2026-10-06 10:00"), (2, "2026-10-21 15:00")):
        yield moment
        miss, _code = NearMiss.tell(
            what=story.said(f"near_{number}"), work_step=story.said(f"near_{number}_step")
        )
        miss.thank(by=story.who("ando"), text=story.said("thanks"))
