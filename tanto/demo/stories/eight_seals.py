"""Found at the packing check, twenty minutes before demo time: the notice waits on the boss's desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "seals": (
        "Eight seals are packed for Monday in 25 instead of 20. Found at the packing check; nothing has left the house. "
        "Their cold room is opened on Monday at 10:00.",
        "月曜納品のシール8個が、20ではなく25で梱包されています。梱包確認で見つけ、まだ出荷していません。"
        "先方の冷蔵室は月曜10時に開けられる予定です。",
    ),
}


def eight_seals(story: Story) -> Telling:
    """Found by ourselves at the packing check; the notice waits on the boss's desk."""
    yield "2026-11-13 17:12"
    story.receive(
        "seals",
        by="mori",
        code="F34",
        contact="Hamada",
        known_at=story.at("2026-11-13 17:08"),
        channel="counter",
        discovered="us",
    )
