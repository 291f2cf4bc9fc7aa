"""Lists that somebody looks at again and again, kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tanto.home.cases.filters import Filters
from tanto.home.models import SavedView
from tanto.recovery.steps import End

if TYPE_CHECKING:
    from ..story import Story
    from ..telling import Pair, Telling

SAID: dict[str, Pair] = {
    "view_labels": ("Labels", "ラベルの件"),
    "view_unheard": ("Ended without a word", "お返事のないまま区切り"),
    "view_west": ("West, open", "西日本・対応中"),
}


def kept_views(story: Story) -> Telling:
    """Two shared by the quality lead, one that a boss keeps for himself."""
    yield "2026-07-02 17:00"
    keep(story, "ando", "view_labels", Filters(which="all", tag=story.said("tag_labels")), is_shared=True)
    yield "2026-08-20 09:30"
    keep(story, "ando", "view_unheard", Filters(which="all", end=End.UNCONFIRMED), is_shared=True)
    yield "2026-09-01 17:30"
    section = story.people["nakamura"].section_id or 0
    keep(story, "nakamura", "view_west", Filters(section=section), is_shared=False)


def keep(story: Story, who: str, name: str, shown: Filters, *, is_shared: bool) -> None:
    person = story.people[who]
    SavedView.keep(
        person, by=story.who(who), name=story.said(name), address=shown.address(), is_shared=is_shared
    )
