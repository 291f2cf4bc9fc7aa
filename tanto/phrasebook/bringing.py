"""A file of patterns taken in: first each is looked at, then all of them are entered by the verbs, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tanto.journal.actor import Actor
from tanto.people.models.keeper import must_keep_house
from tanto.web.pressing import also
from tanto.web.refusals import Refused
from tanto.wording import catalogues
from tanto.wording.patterns import pattern

from .carrying import Item, whole
from .models import HousePattern
from .models.guards import must_be_known, must_hold
from .models.row import columns_of, is_own
from .models.writing import MOST_OWN, too_many

WHAT: dict[str, Promise] = {
    "new": pgettext_lazy("pattern", "new"),
    "changed": pgettext_lazy("pattern", "changed"),
    "shipped": pgettext_lazy("pattern", "as shipped"),
    "off": pgettext_lazy("pattern", "switched off"),
    "on": pgettext_lazy("pattern", "switched on"),
}


@dataclass(frozen=True)
class Change:
    """What would happen to one pattern: nothing where `what` is empty. refused: why it cannot be taken."""

    item: Item
    what: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    refused: Refused | None = None

    @property
    def in_words(self) -> list[Promise]:
        return [WHAT[each] for each in self.what]


def look(items: Sequence[Item]) -> list[Change]:
    """Each of them against what the house has. Nothing is written."""
    rows = {row.code: row for row in HousePattern.objects.all()}
    changes = [looked_at(item, rows.get(item.code)) for item in items]
    new = [change for change in changes if "new" in change.what]
    own = [row for row in rows.values() if row.is_own and row.dropped_at is None]
    if new and len(own) + len(new) > MOST_OWN:
        changes = [Change(one.item, refused=too_many()) if one in new else one for one in changes]
    return changes


def looked_at(item: Item, row: HousePattern | None) -> Change:
    try:
        must_be_takeable(item, row)
    except Refused as refused:
        return Change(item, refused=refused)
    standing = row.pattern if row else catalogues.shipped().by_id.get(item.code)
    was_off = row is not None and row.is_off
    off = ["off"] if item.is_off and not was_off else ["on"] if was_off and not item.is_off else []
    if standing is None:
        return Change(item, ["new", *off])
    if item.columns is None:
        is_changed = row is not None and row.columns is not None
        return Change(item, [*(["shipped"] if is_changed else []), *off])
    before, after = columns_of(standing), whole(item)
    fields = [name for name, value in after.items() if before[name] != value]
    return Change(item, [*(["changed"] if fields else []), *off], fields)


def must_be_takeable(item: Item, row: HousePattern | None) -> None:
    language, group, _number = item.code.split("-")
    shipped = catalogues.shipped().by_id.get(item.code)
    must_be_known(language.lower(), group)
    if row is not None and row.dropped_at is not None:
        raise Refused(
            "pattern_dropped",
            _("This number was used here, and dropped."),
            _("What was dropped stays dropped, so that nobody wonders why it marks again."),
            _("Give it a number in the file that was never used."),
        )
    if shipped is None and (not is_own(item.code) or item.columns is None):
        raise Refused(
            "no_such_pattern",
            _("The program has no pattern of this number."),
            _("Numbers below 101 are the program’s; the house’s own begin there, and stand in the file with all of theirs."),
            _("Look whether the file is of a newer version, or give it a number from 101 on."),
        )  # fmt: skip
    if item.columns is not None:
        must_hold(pattern(item.code, dict(item.columns)), shipped)


@transaction.atomic
def bring(items: Sequence[Item], *, by: Actor) -> list[Change]:
    """Enter all of them, or none where one is refused: the refusal says which line."""
    must_keep_house(by)
    changes = look(items)
    for change in changes:
        if change.refused is not None:
            raise Refused(
                change.refused.code,
                _("Line %(line)d, %(code)s: %(what)s")
                % {"line": change.item.line, "code": change.item.code, "what": change.refused.what},
                change.refused.why,
                change.refused.instead,
                field="file",
            )
    for change in changes:
        enter(change, by)
    return changes


def enter(change: Change, by: Actor) -> None:
    item = change.item
    if "new" in change.what:
        language, group, _number = item.code.split("-")
        pressed = by.pressing(also(by.press, f"{item.code} new"))
        HousePattern.add(by=pressed, language=language.lower(), group=group, code=item.code, **whole(item))
    if change.what:
        row = HousePattern.kept(item.code)
        if "shipped" in change.what:
            row.as_shipped(by=by.pressing(also(by.press, f"{item.code} shipped")))
        if "changed" in change.what:
            row.change(by=by.pressing(also(by.press, f"{item.code} changed")), **whole(item))
        switch = row.switch_off if item.is_off else row.switch_on
        switch(by=by.pressing(also(by.press, f"{item.code} switched")))
