"""Seven factors, triggers, two words on top (dictionary 3.5)."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.recovery.models import severity
from tanto.recovery.steps import Severity, Trigger
from tests.cast import Cast, at
from tests.recovery.test_receiving import refusal


@pytest.mark.parametrize(
    ("points", "expected"), [(0, 4), (3, 4), (4, 3), (7, 3), (8, 2), (12, 2), (13, 1), (21, 1)]
)
def test_points_become_a_severity(points, expected):
    assert severity.by_points(points) == expected


@pytest.mark.parametrize(("others", "expected"), [((0, 0), 0), ((0, 1), 1), ((1, 1), 2), ((0, 2), 3)])
def test_a_pattern_of_cases_has_points(others, expected):
    assert severity.of_pattern(*others) == expected


@pytest.mark.parametrize("trigger", Trigger)
def test_what_is_serious_by_itself_needs_no_points(cast: Cast, trigger):
    case = cast.receive(severity=4)
    case.assess(by=cast.owner.actor, triggers=[trigger.value])
    assert case.severity == severity.FLOORS[trigger]


def test_the_first_weighing_may_say_minor(cast: Cast):
    case = cast.receive()
    case.assess(by=cast.owner.actor)
    assert case.severity == Severity.S4


def test_a_milder_weighing_later_lowers_nothing(cast: Cast):
    case = cast.receive()
    case.assess(by=cast.owner.actor, promise=3, harm=3, their_customers=2)
    case.assess(by=cast.owner.actor)
    assert (case.severity, case.last_assessment.result) == (2, 4)


def test_feeling_and_pattern_are_known_to_the_case(cast: Cast):
    cast.receive("An earlier trouble")
    case = cast.receive()
    case.finish_listening(by=cast.owner.actor, intensity=4)
    case.assess(by=cast.owner.actor, harm=3)
    last = case.last_assessment
    assert (last.feeling, last.pattern, last.points, case.severity) == (3, 2, 8, 2)


def test_raising_needs_a_word_and_goes_one_up(cast: Cast):
    case = cast.receive()
    with refusal("reason_missing"):
        case.raise_severity(by=cast.owner.actor, words="")
    case.raise_severity(by=cast.owner.actor, words="The auditor comes on Monday.")
    assert case.severity == 2


def test_their_own_clients_make_it_serious(cast: Cast):
    case = cast.receive()
    case.map_pressure(by=cast.owner.actor, ticks=["own_clients"])
    assert case.severity == 2


def test_a_second_failure_makes_it_serious_and_the_boss_owes_a_call(cast: Cast):
    case = cast.at_test()
    cast.boss_goes(case)
    case.reject_fix(by=cast.customer.actor)
    assert case.severity == 2
    assert Clock.objects.of("case", case.pk).running().get(kind="boss_contact").duty == cast.boss.pk


def test_a_new_severity_measures_running_clocks_from_their_own_start(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.receive()
        case.assess(by=cast.owner.actor, triggers=["line_stop"])
        clock = Clock.objects.of("case", case.pk).running().get(kind="time_to_boss")
    assert (clock.started_at, clock.due_at, clock.calendar) == (
        at("2026-11-12 09:00"),
        at("2026-11-12 09:15"),
        None,
    )


def test_an_announced_time_stays_announced(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.accountable()
        told = case.next_told_at
        case.raise_severity(by=cast.owner.actor, words="More.")
        clock = Clock.objects.of("case", case.pk).running().get(kind="progress_update")
    assert case.next_told_at == told == clock.due_at


def test_the_quality_lead_may_prove_a_later_moment(cast: Cast):
    case = cast.receive(known_at=clocks.now() - dt.timedelta(hours=5))
    case.ask(by=cast.owner.actor, person=cast.quality, text="The mail came at noon, see its header.")
    case.move_known(
        by=cast.quality.actor, known_at=clocks.now() - dt.timedelta(hours=1), why="Header of the mail."
    )
    clock = Clock.objects.of("case", case.pk).get(kind="time_to_boss")
    assert clock.started_at == case.known_at
