"""How many cases fall under a filter, from the stored counters: nothing is counted to draw a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from tanto.people.models.named import in_language
from tanto.recovery.steps import End, Step

from ..models import Tally
from . import filters as filtering
from .filters import ENDED, OPEN, Filters

STEPS, ENDS = frozenset(Step.values), frozenset(End.values)
Place = tuple[int, str, int]  # section, state, severity


@dataclass(frozen=True)
class Figures:
    """places: how many stand where; sections: the names of those that have cases, by id."""

    places: Mapping[Place, int]
    sections: Mapping[int, str]

    @classmethod
    def now(cls) -> "Figures":
        """All counters and the sections they stand for: one query, a row for each section, state and severity."""
        columns = ("section_id", "state", "severity", "n", "section__name_en", "section__name_ja")
        rows = list(Tally.objects.exclude(n=0).values_list(*columns))
        names = {row[0]: row[4:] for row in rows}
        return cls(
            {(section, state, severity): n for section, state, severity, n, _en, _ja in rows},
            dict(
                sorted(((pk, in_language(ja, en)) for pk, (en, ja) in names.items()), key=lambda row: row[1])
            ),
        )

    def of(self, filters: Filters) -> int | None:
        """How many; None where a filter asks for more than the counters know."""
        others = (filters.q, filters.client, filters.tag, filters.mine, filters.owner, filters.late)
        if any(others):
            return None
        states = self.states(filters)
        return sum(
            n
            for (section, state, severity), n in self.places.items()
            if state in states and filters.section in (0, section) and filters.severity in (0, severity)
        )

    def states(self, filters: Filters) -> set[str]:
        wanted = set(STEPS | ENDS)
        if filters.which == OPEN:
            wanted &= STEPS
        elif filters.which == ENDED:
            wanted &= ENDS
        for state in filter(None, (filters.step, filters.end, Step.DRAFT.value if filters.draft else "")):
            wanted &= {state}
        return wanted

    def whole(self) -> dict[str, int]:
        """Open and ended, of the whole house."""
        opened = sum(n for (_section, state, _severity), n in self.places.items() if state in STEPS)
        return {OPEN: opened, ENDED: sum(self.places.values()) - opened}

    def of_address(self, address: str) -> int | None:
        return self.of(filtering.read(dict(parse_qsl(address)))[0])
