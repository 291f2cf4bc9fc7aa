"""Which notices come by mail too: groups that a person may switch, and the quiet hours."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .models import Ways


class MayChoose(Enum):
    """Who may switch a group off: everybody, everybody but the bosses of sections, or nobody."""

    ALL, NO_BOSS, NOBODY = "all", "no_boss", "nobody"


@dataclass(frozen=True)
class Group:
    label: str | Promise
    is_on: bool
    may_choose: MayChoose


GROUPS = {
    "boss": Group(_("Notices to you as a boss"), True, MayChoose.NOBODY),
    "asked": Group(_("What is asked of you by name"), True, MayChoose.NOBODY),
    "late": Group(_("A time that has run out"), True, MayChoose.NOBODY),
    "customer": Group(_("What customers say"), True, MayChoose.NO_BOSS),
    "soon": Group(_("A time nearly used up (80 %)"), True, MayChoose.ALL),
    "half": Group(_("A time half used up (50 %)"), False, MayChoose.ALL),
    "colleagues": Group(_("What colleagues did"), True, MayChoose.ALL),
    "lists": Group(_("The list of the morning, the summary of the evening"), True, MayChoose.ALL),
}


def reminder_group(share: int) -> str:
    if share >= 100:
        return "late"
    return "soon" if share >= 80 else "half"


@dataclass(frozen=True)
class Way:
    """How one person is told by mail."""

    ways: "Ways | None"

    def wants(self, group: str) -> bool:
        shipped = GROUPS[group].is_on
        return shipped if self.ways is None else bool(self.ways.mail.get(group, shipped))

    def mail_at(self, group: str, now: dt.datetime, *, is_critical: bool = False) -> dt.datetime | None:
        """From when on the mail may leave: now, after the quiet hours, or never. A critical case knows no quiet hours."""
        if not self.wants(group):
            return None
        return now if is_critical else self.after_quiet(now)

    def after_quiet(self, now: dt.datetime) -> dt.datetime:
        ways = self.ways
        if ways is None or ways.quiet_from is None or ways.quiet_until is None:
            return now
        wall = timezone.localtime(now)
        minute, begins, ends = wall.hour * 60 + wall.minute, ways.quiet_from, ways.quiet_until
        is_quiet = begins <= minute < ends if begins < ends else minute >= begins or minute < ends
        if not is_quiet:
            return now
        day = wall.date() + dt.timedelta(days=1 if minute >= ends else 0)
        return timezone.make_aware(dt.datetime.combine(day, dt.time(ends // 60, ends % 60)))


class AllWays:
    """The ways of a batch of receivers: one query."""

    def __init__(self, people: Iterable[int]) -> None:
        from .models import Ways

        self.found = {ways.person_id: Way(ways) for ways in Ways.objects.filter(person__in=people)}

    def of(self, person_id: int) -> Way:
        return self.found.get(person_id, USUAL)


USUAL = Way(None)
