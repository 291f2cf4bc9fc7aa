from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import lock, verb
from tanto.people.models import Firm
from tanto.people.models.keeper import must_keep_house
from tanto.web.refusals import Refused
from tanto.wording.patterns import pattern

from .guards import must_be_known, must_hold
from .row import FIRST_OWN, PatternRow, columns_of
from .switching import must_be_there

if TYPE_CHECKING:
    from .house_pattern import HousePattern

MOST_OWN = 500


class Writing(PatternRow):
    """Patterns of the house's own, and its own versions of those that came with the program."""

    class Meta:
        abstract = True

    @classmethod
    @transaction.atomic
    def add(
        cls, *, by: Actor, language: str, group: str, code: str = "", **columns: Any
    ) -> "HousePattern | None":
        """A pattern of our own with the next number of its group. columns: the fields of a Pattern. code: as another house numbered it,
        where it is free. None where this press was done before."""
        must_keep_house(by)
        if Entry.already(by.press):
            return None
        must_be_known(language, group)
        lock(Firm.kept())  # one number for one pattern, and no more of them than there may be
        if cls._base_manager.filter(dropped_at=None, code__regex=r"[0-9]{3}$").count() >= MOST_OWN:
            raise too_many()
        row = cast("HousePattern", cls(code=code or next_code(cls, language, group)))
        row.columns = held(row, columns)
        row.save(force_insert=True)
        row.record("pattern_added", by=by, at=clocks.now())
        return row

    @verb
    def change(self, *, by: Actor, seen: int | None = None, **columns: Any) -> None:
        """Its own version in this house; what is left out stays. seen: the number of the newest entry when it was read, where the
        writer knows it."""
        must_keep_house(by)
        must_be_there(self)
        if seen is not None and seen != self.head_number:
            raise Refused(
                "changed_meanwhile",
                _("It was changed since you read it."),
                _("What somebody else wrote meanwhile must not be lost without a word."),
                _("Open it again in another window, look at what is new, and write yours into it."),
                status=409,
            )
        before = columns_of(standing) if (standing := self.pattern) else {}
        after = held(self, before | columns)
        changed = sorted(name for name, value in after.items() if before.get(name) != value)
        if not changed:
            return
        is_shipped = self.shipped is not None and after == columns_of(self.shipped)
        self.columns = None if is_shipped else after
        self.save(update_fields=["columns"])
        self.record("pattern_changed", by=by, at=clocks.now(), columns=changed)


def held(row: PatternRow, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as they are stored, once the pattern that they make keeps its word."""
    made = pattern(row.code, dict(columns))
    must_hold(made, row.shipped)
    return columns_of(made)


def next_code(rows: type[PatternRow], language: str, group: str) -> str:
    """EN-BL-101, then 102; a number that was dropped is not used again."""
    start = f"{language.upper()}-{group}-"
    codes = rows._base_manager.filter(code__startswith=start).values_list("code", flat=True)
    numbers = [int(code.removeprefix(start)) for code in codes]
    return f"{start}{max([FIRST_OWN - 1, *numbers]) + 1}"


def too_many() -> Refused:
    return Refused(
        "too_many_patterns",
        _("The house has %(most)d patterns of its own already.") % {"most": MOST_OWN},
        _("Every text is read with all of them, while somebody types."),
        _("Drop one that finds nothing any more, or put two into one."),
        status=409,
    )
