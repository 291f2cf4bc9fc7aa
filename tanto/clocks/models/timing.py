"""How time is counted in this house now: its calendars and its rules, read at most every ten seconds in each process."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import get_language

from ..kinds import KINDS, Rule, Tells, kind_of
from ..targets import Target, Targets
from ..working import Timetable
from .calendar import Calendar, timetable_of
from .clock_rule import ClockRule

LASTS = 10.0  # seconds until another process’s change is seen


@dataclass(frozen=True)
class Timing:
    """calendars: by section, the company's under 0; by_id: the same by id; set_rules: what the house set itself."""

    calendars: Mapping[int, Calendar]
    by_id: Mapping[int, Calendar]
    set_rules: Mapping[str, ClockRule]
    known: dict[tuple[str, str], Rule] = field(default_factory=dict, repr=False)
    known_tells: dict[str, Tells] = field(default_factory=dict, repr=False)
    known_rungs: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    timetables: dict[int, Timetable] = field(default_factory=dict, repr=False)

    def rule(self, kind: str) -> Rule:
        """A kind of clock as it is set here."""
        key = (kind, get_language() or "")
        if key not in self.known:
            self.known[key] = self.read(kind)
        return self.known[key]

    def read(self, kind: str) -> Rule:
        shipped, own = kind_of(kind), self.set_rules.get(kind)
        if own is None:
            return Rule(kind, shipped, shipped.targets, shipped.tells, label=shipped.label)
        named = own.name_ja if (get_language() or "en").startswith("ja") and own.name_ja else own.name_en
        return Rule(
            kind,
            shipped,
            read_targets(own),
            {int(share): tuple(codes) for share, codes in own.tells.items()},
            words={"en": own.words_en, "ja": own.words_ja},
            label=named if own.is_own else shipped.label,
            is_set=True,
            is_retired=own.retired_at is not None,
            starts=own.starts,
            stops=own.stops,
        )

    def timetable(self, calendar_id: int) -> Timetable:
        """The hours of a calendar; asked of every clock, so known by heart."""
        if calendar_id not in self.timetables:
            known = self.by_id.get(calendar_id) or Calendar.objects.get(pk=calendar_id)
            self.timetables[calendar_id] = known.timetable()
        return self.timetables[calendar_id]

    def tells(self, kind: str) -> Tells:
        """Who hears at which share; asked of every clock at every look, so known by heart."""
        found = self.known_tells.get(kind)
        if found is None:
            found = self.known_tells[kind] = self.rule(kind).tells
        return found

    def rungs(self, kind: str) -> tuple[int, ...]:
        """At which shares somebody hears, the lowest first."""
        found = self.known_rungs.get(kind)
        if found is None:
            found = self.known_rungs[kind] = tuple(sorted(self.tells(kind)))
        return found

    def rules(self) -> list[Rule]:
        """Every kind with a target that a house may set, then its own deadlines."""
        kinds = [kind for kind, shipped in KINDS.items() if any(shipped.targets)]
        return [self.rule(kind) for kind in kinds] + [self.rule(own.kind) for own in self.own()]

    def own(self) -> list[ClockRule]:
        return [rule for rule in self.set_rules.values() if rule.is_own]


def read_targets(own: ClockRule) -> Targets:
    one, two, three, four = (Target.read(stored) if stored else None for stored in own.targets)
    return one, two, three, four


_kept: tuple[float, Timing] | None = None


def timing() -> Timing:
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > LASTS:
        calendars = list(Calendar.objects.all())
        read = Timing(
            {calendar.section: calendar for calendar in calendars},
            {calendar.pk: calendar for calendar in calendars},
            {rule.kind: rule for rule in ClockRule.objects.all()},
        )
        _kept = (now, read)
    return _kept[1]


def forget() -> None:
    """Something was changed: read again, now and once it is committed."""
    drop()
    transaction.on_commit(drop)


def drop() -> None:
    global _kept
    _kept = None
    timetable_of.cache_clear()
