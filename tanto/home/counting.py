"""Counters kept by the outbox: how many cases of a section stand where, at which severity."""

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from tanto.many import set_each
from tanto.recovery.models import Case

from .models import Counted

Place = tuple[int, str, int]  # section, step or end, severity


def hold(case_ids: Sequence[int]) -> dict[int, Counted]:
    """Lock what these cases were counted as, until the transaction ends: of two workers the second waits here, and reads
    the cases after the first. The ids must be sorted."""
    Counted.objects.bulk_create([Counted(case_id=pk) for pk in case_ids], ignore_conflicts=True)
    held = Counted.objects.select_for_update().filter(case_id__in=case_ids).order_by("case_id")
    return {counted.case_id: counted for counted in held}


def count(held: dict[int, Counted]) -> None:
    """Count these cases where they stand now, and no longer where they stood. Doing it twice changes nothing."""
    change: Counter[Place] = Counter()
    moved = []
    columns = ("pk", "section_id", "step", "end", "severity")
    for pk, section, step, end, severity in Case.objects.filter(pk__in=held).values_list(*columns):
        counted, state = held[pk], step or end
        before = (counted.section_id, counted.state, counted.severity)
        if before == (section, state, severity):
            continue
        if counted.section_id is not None:
            change[(counted.section_id, counted.state, counted.severity)] -= 1
        change[(section, state, severity)] += 1
        moved.append((pk, section, state, severity))
    set_each(Counted, ["section", "state", "severity"], moved)
    add(change)


def add(change: Counter[Place]) -> None:
    """One statement for all counters, always in the same order, so that two workers never wait crosswise."""
    places = [(*place, n) for place, n in sorted(change.items()) if n]
    if not places:
        return
    statement = (
        f"INSERT INTO home_tally (section_id, state, severity, n) VALUES {', '.join(['(%s, %s, %s, %s)'] * len(places))} "  # noqa: S608 - places only
        "ON CONFLICT (section_id, state, severity) DO UPDATE SET n = home_tally.n + excluded.n"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for place in places for value in place])
