"""What the house did to its patterns, out and in again."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto.people.bearer import actor
from tanto.people.views import keeper
from tanto.web.api.answering import answer
from tanto.web.api.kinds import Flag, Given, Shown
from tanto.web.api.routes import Room

from ..bringing import Change, bring, look
from ..carrying import MOST_ITEMS, Item, Unreadable, once_each, standing
from .shapes import COLUMNS, Code, PatternColumns, columns_from

OFF = {"id": "EN-BL-01", "is_off": True, "columns": None}


class HouseVersion(Given):
    """columns: null where the program's version holds."""

    id: Code
    is_off: Flag = False
    columns: PatternColumns | None = None

    def item(self, line: int) -> Item:
        return Item(line, self.id, self.is_off, columns_from(self.columns) if self.columns else None)


class HouseVersions(Given):
    """look_only: say what would change, and change nothing."""

    items: Annotated[list[HouseVersion], Field(min_length=1, max_length=MOST_ITEMS)]
    look_only: Flag = False


class VersionShown(Shown):
    id: str
    is_off: bool
    columns: Mapping[str, Any] | None


class VersionsShown(Shown):
    example: ClassVar[dict[str, Any]] = {"items": [OFF]}

    items: list[VersionShown]


class ChangeShown(Shown):
    """what: new, changed, shipped, off, on; empty where it is like that already. refused: why it cannot be taken."""

    id: str
    what: list[str]
    fields: list[str]
    refused: str | None

    @classmethod
    def of(cls, change: Change) -> "ChangeShown":
        refused = str(change.refused) if change.refused else None
        return cls(id=change.item.code, what=change.what, fields=change.fields, refused=refused)


class ChangesShown(Shown):
    example: ClassVar[dict[str, Any]] = {"changes": [{"id": "EN-BL-01", "what": ["off"], "fields": [], "refused": None}]}  # fmt: skip

    changes: list[ChangeShown]


def read(request: HttpRequest) -> HttpResponse:
    """Everything that differs from how the program came; it can be sent in again, here or in another house."""
    keeper(request)
    items = [VersionShown(id=item.code, is_off=item.is_off, columns=item.columns) for item in standing()]
    return answer(VersionsShown(items=items))


def take(request: HttpRequest, given: HouseVersions) -> HttpResponse:
    """All of it or nothing. What is not among the items stays as it is."""
    keeper(request)
    try:
        items = once_each([one.item(line) for line, one in enumerate(given.items, 1)])
    except Unreadable as wrong:
        raise wrong.refused from wrong
    changes = look(items) if given.look_only else bring(items, by=actor(request))
    return answer(ChangesShown(changes=[ChangeShown.of(change) for change in changes]))


def offer_to(room: Room) -> None:
    room.offer("GET", "/pattern-changes", read, name="read_pattern_changes", says="What the house did to its patterns", gives=VersionsShown, scope="house")  # fmt: skip
    room.offer("POST", "/pattern-changes", take, name="take_pattern_changes", says="Take in what another house did", gives=ChangesShown, scope="house", example={"items": [OFF, {"id": "EN-BL-101", "is_off": False, "columns": COLUMNS}], "look_only": True})  # fmt: skip
