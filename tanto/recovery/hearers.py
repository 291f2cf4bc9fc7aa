"""Who hears that the time of a clock is used up: codes of the rules become people of one case (dictionary 3.7)."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client
from tanto.clocks.kinds import Due, Tells
from tanto.people.models import Person, Section
from tanto.people.models.section import Ladder

from .models import ToldBoss

DUTY, STAND_IN, OWNER = "duty", "stand_in", "owner"
BOSS, NEXT_BOSS, EXECUTIVE, QUALITY = "boss", "next_boss", "executive", "quality"
SILENT = "silent"
ABOVE = (NEXT_BOSS, EXECUTIVE)
CODES = {
    DUTY: _("the person on duty"),
    STAND_IN: _("the client’s deputy"),
    OWNER: _("the owner"),
    BOSS: _("the section’s boss"),
    NEXT_BOSS: _("the next boss up"),
    EXECUTIVE: _("an executive"),
    QUALITY: _("the quality leads"),
    SILENT: _("every boss told who has not read it"),
}


class Hearers:
    """The people of a batch of clocks: sections, deputies and absences are looked up once for all of them."""

    def __init__(self, due: Sequence[Due]) -> None:
        self.due = due
        self.chains: dict[int, list[Person]] = {}

    @cached_property
    def sections(self) -> dict[int, Section]:
        """All of them: a firm has few, and a chain climbs through those above."""
        found = Section.objects.select_related("boss", "deputy").in_bulk()
        for section in found.values():
            section.parent = found.get(section.parent_id or 0)
        return found

    @cached_property
    def ladder(self) -> Ladder:
        return Ladder()

    @cached_property
    def deputies(self) -> dict[int, tuple[int, int]]:
        """By client: its main tanto and deputy."""
        clients = {item.subject.client_id for item in self.due} - {None}
        rows = Client.objects.filter(pk__in=clients).values_list("pk", "main_id", "deputy_id")
        return {pk: (main, deputy) for pk, main, deputy in rows}

    @cached_property
    def away(self) -> dict[int, int]:
        """Who is away, with who stands in."""
        return {person: absence.deputy_id for person, absence in self.ladder.away.items()}

    @cached_property
    def quality(self) -> list[int]:
        return [person.pk for person in Person.objects.quality_leads()]

    @cached_property
    def silent(self) -> dict[int, list[int]]:
        """By case: the bosses told who have not pressed that they read it."""
        found: dict[int, list[int]] = {}
        unread = ToldBoss.objects.filter(
            case__in=[item.subject.pk for item in self.due], read_at__isnull=True
        )
        for case_id, boss_id in unread.order_by("pk").values_list("case_id", "boss_id"):
            found.setdefault(case_id, []).append(boss_id)
        return found

    def chain(self, section_id: int) -> list[Person]:
        if section_id not in self.chains:
            self.chains[section_id] = self.ladder.of(self.sections.get(section_id))
        return self.chains[section_id]

    def of(self, item: Due, codes: Iterable[str]) -> list[int]:
        """The ids of everybody who hears, each once, with who stands in for somebody away."""
        found: dict[int, None] = {}
        for code in codes:
            for person in self.named(item, code):
                found[person] = None
                if person in self.away:
                    found[self.away[person]] = None
        return list(found)

    def can_read(self, item: Due, person: int) -> bool:
        """Without being let in: who owns it, and who leads its section; everybody else is given a part."""
        section = self.sections[item.subject.section_id]
        return person in (item.subject.owner_id, section.boss_id, section.deputy_id)

    def named(self, item: Due, code: str) -> list[int]:
        case = item.subject
        if code == DUTY:
            return [item.clock.duty]
        if code == OWNER:
            return [case.owner_id]
        if code == STAND_IN:
            main, deputy = self.deputies.get(case.client_id, (0, 0))
            other = main if item.clock.duty == deputy else deputy
            return [other] if other else []
        if code == QUALITY:
            return self.quality
        if code == SILENT:
            return self.silent.get(case.pk, [])
        chain = [person for person in self.chain(case.section_id) if person.pk != case.owner_id]
        if code == EXECUTIVE:
            chain = [person for person in chain if person.is_executive] or chain[-1:]
        elif code == NEXT_BOSS:
            chain = self.above(case.section_id, chain)
        return [person.pk for person in chain[:1]]

    def above(self, section_id: int, chain: list[Person]) -> list[Person]:
        """The chain without the section's own boss and deputy; where nobody is above, the deputy."""
        section = self.sections.get(section_id)
        own = {section.boss_id, section.deputy_id} if section else set()
        return [person for person in chain if person.pk not in own] or chain[1:] or chain


def codes_between(tells: Tells, fired: int, share: int) -> tuple[str, ...]:
    """Who hears when `share` is reached after `fired`: below 100 percent this rung's; beyond, everybody of the rungs
    that were passed since, so that a worker that slept tells once and forgets nobody."""
    return codes_of(tuple(tells.items()), fired, share)


@lru_cache(maxsize=1024)
def codes_of(tells: tuple[tuple[int, tuple[str, ...]], ...], fired: int, share: int) -> tuple[str, ...]:
    passed = [
        codes for rung, codes in sorted(tells) if rung == share or (rung >= 100 and fired < rung <= share)
    ]
    return tuple(dict.fromkeys(code for codes in passed for code in codes))
