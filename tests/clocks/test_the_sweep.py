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


def again(case) -> list[int]:
    clock = Clock.objects.of("case", case.pk).get(kind="boss_again")
    return list(Notice.objects.filter(clock=clock.pk).order_by("pk").values_list("person_id", flat=True))


def test_a_critical_notice_is_told_every_five_minutes_until_a_boss_has_read_it(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.receive(severity=1)
    for minute in range(1, 12):
        sweep_at(NINE + dt.timedelta(minutes=minute))
    assert again(case) == [cast.boss.pk] * 2
    sweep_at(NINE + dt.timedelta(minutes=15))  # the deputy is told now, and again five minutes on
    sweep_at(NINE + dt.timedelta(minutes=20))
    assert case.told_bosses.last().boss_id == again(case)[-1]
    with clocks.travelling(NINE + dt.timedelta(minutes=21)):
        case.acknowledge(by=cast.boss.actor)
    sweep_at(NINE + dt.timedelta(minutes=40))
    assert len(again(case)) == 5


def test_a_worker_asleep_tells_a_critical_notice_once_more_not_a_hundred_times(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.receive(severity=1)
    sweep_at(NINE + dt.timedelta(days=2))
    sweep_at(NINE + dt.timedelta(days=2, seconds=30))
    assert again(case).count(cast.boss.pk) == 1


def test_a_case_that_becomes_critical_while_unread_is_told_again_from_then_on(cast: Cast, told):
    assert not Clock.objects.running().filter(kind="boss_again").exists()
    with clocks.travelling(NINE + dt.timedelta(minutes=20)):
        told.raise_severity(by=cast.owner.actor, words="The line stands.")
        assert not Clock.objects.running().filter(kind="boss_again").exists()
        told.raise_severity(by=cast.owner.actor, words="And the next one.")
    assert clock_of(told, "boss_again").due_at == NINE + dt.timedelta(minutes=25)


def test_no_quiet_hours_hold_a_critical_notice_back(cast: Cast):
    from tanto.notices.models import Ways

    Ways.choose(cast.boss, by=cast.boss.actor, mail={}, quiet_from=dt.time(20), quiet_until=dt.time(7))
    night = at("2026-11-12 23:00")
    with clocks.travelling(night):
        case = cast.receive(severity=1)
    sweep_at(night + dt.timedelta(minutes=5))
    clock = clock_of(case, "boss_again")
    assert Notice.objects.get(clock=clock.pk).mail_at == night + dt.timedelta(minutes=5)
