import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.kinds import KINDS
from tanto.clocks.models import Clock
from tanto.clocks.sweep import sweep
from tanto.notices.models import Notice
from tests.cast import Cast, at

NINE = at("2026-11-12 09:00")


def clock_of(case, kind="time_to_boss") -> Clock:
    return Clock.objects.of("case", case.pk).running().get(kind=kind)


def sweep_at(moment: dt.datetime) -> None:
    with clocks.travelling(moment):
        sweep(moment)


@pytest.fixture
def told(cast: Cast):
    with clocks.travelling(NINE):
        return cast.receive()


def kinds(case) -> list[str]:
    return list(case.history().values_list("kind", flat=True))


def test_at_half_the_time_the_boss_is_told_again(cast: Cast, told):
    sweep_at(at("2026-11-12 10:00"))
    assert Notice.objects.get(clock__isnull=False).person == cast.boss
    assert "boss_silent" not in kinds(told)


def test_a_reminder_is_told_once(cast: Cast, told):
    for _ in range(3):
        sweep_at(at("2026-11-12 10:05"))
    assert Notice.objects.filter(clock__isnull=False).count() == 1


def test_silence_climbs_to_the_deputy(cast: Cast, told):
    sweep_at(at("2026-11-12 11:00"))
    assert told.told_bosses.filter(boss__family_en="Nakamura", after_silence=100).exists()
    assert told.history().first().facts["boss"] == told.told_bosses.last().boss_id


def test_silence_climbs_to_an_executive(cast: Cast, told):
    sweep_at(at("2026-11-12 11:00"))
    sweep_at(at("2026-11-12 12:00"))
    assert told.told_bosses.filter(boss=cast.executive, after_silence=150).exists()


def test_only_the_highest_rung_passed_fires(cast: Cast, told):
    sweep_at(at("2026-11-12 17:00"))
    assert kinds(told).count("boss_silent") == 1
    assert told.told_bosses.filter(boss=cast.executive).exists()


def test_a_boss_who_read_stops_the_climb(cast: Cast, told):
    with clocks.travelling(at("2026-11-12 09:10")):
        told.acknowledge(by=cast.boss.actor)
    sweep_at(at("2026-11-12 17:00"))
    assert told.told_bosses.count() == 1


def test_the_clock_starts_when_it_became_known_not_when_it_was_written(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.receive(known_at=at("2026-11-11 17:00"))
    assert clock_of(case).due_at == at("2026-11-12 10:00")


def test_a_missed_announced_time_is_recorded(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.accountable()
    sweep_at(at("2026-11-12 11:00"))
    missed = case.history().get(kind="update_missed")
    assert missed.receivers == [["person", cast.owner.pk], ["person", cast.boss.pk]]


def test_the_announced_time_counts_when_it_is_earlier(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.accountable()
    clock = clock_of(case, "progress_update")
    assert clock.due_at == at("2026-11-12 11:00")
    assert clock.because["announced"] is True


def test_a_call_by_the_boss_keeps_the_announced_time(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.accountable()
    with clocks.travelling(at("2026-11-12 10:30")):
        case.speak(by=cast.boss.actor, words="Called and apologised.")
    clock = clock_of(case, "progress_update")
    assert (clock.started_at, clock.due_at) == (NINE, at("2026-11-12 11:00"))


def test_a_clock_that_throws_is_set_aside_and_holds_nobody_back(cast: Cast, monkeypatch):
    with clocks.travelling(NINE):
        bad, good = cast.receive(), cast.receive()
    spec = KINDS["time_to_boss"]

    def reach(due, now):
        if any(item.subject.pk == bad.pk for item in due):
            raise RuntimeError("a bad row")
        spec.reach(due, now)

    monkeypatch.setitem(KINDS, "time_to_boss", type(spec)(**{**vars(spec), "reach": reach}))
    sweep_at(at("2026-11-12 11:00"))
    assert "a bad row" in clock_of(bad).trouble
    assert clock_of(bad).next_at == at("2026-11-12 12:00")
    assert good.told_bosses.count() == 2


def test_the_sweep_costs_what_is_due(cast: Cast, django_assert_num_queries):
    with clocks.travelling(NINE):
        cast.receive()
    with django_assert_num_queries(1):
        sweep(NINE)


def test_a_follow_up_tells_the_owner_on_its_day(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.at_follow_up()
    sweep_at(at("2026-11-26 09:00"))
    assert case.history().get(kind="follow_up_due").receivers == [["person", cast.owner.pk]]
