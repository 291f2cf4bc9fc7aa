"""What a house sets itself: other targets, other hearers, other words, and deadlines of its own."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.models.timing import timing
from tanto.clocks.sweep import sweep
from tanto.clocks.targets import Target
from tanto.journal.verify import verify
from tanto.notices.models import Notice
from tanto.people.models import Firm
from tests.cast import HOUSE, Cast, at
from tests.clocks.test_rules import NINE, at_once, last, running
from tests.recovery.test_receiving import refusal

HOUR = Target("minutes", 60)
ALL_ALIKE = (HOUR, HOUR, HOUR, HOUR)
HEARD = {50: ("duty",), 100: ("owner", "boss")}


def set_rule(kind: str, **rule) -> None:
    Firm.kept().set_rule(by=HOUSE, kind=kind, **{"targets": ALL_ALIKE, "tells": HEARD} | rule)


def sweep_at(moment: dt.datetime) -> None:
    with clocks.travelling(moment):
        sweep(moment)


def heard(case, kind: str) -> set[int]:
    return {pk for _kind, pk in case.history().filter(kind=kind).first().receivers}


def test_a_rule_that_the_house_set_counts_for_clocks_that_start_afterwards(cast: Cast):
    before = at_once(cast)
    Firm.kept().set_rule(by=HOUSE, kind="first_response", targets=ALL_ALIKE, tells=HEARD)
    after = at_once(cast)
    assert running(before, "first_response").due_at == at("2026-11-12 13:00")
    assert running(after, "first_response").due_at == at("2026-11-12 10:00")
    Firm.kept().reset_rule(by=HOUSE, kind="first_response")
    assert not timing().rule("first_response").is_set
    assert verify().broken == ""


def test_people_hear_in_the_words_of_the_house(cast: Cast, client):
    words = {"en": "{number}: ring her now, it is {share} %", "ja": ""}
    Firm.kept().set_rule(by=HOUSE, kind="first_response", targets=ALL_ALIKE, tells=HEARD, words=words)
    case = at_once(cast)
    with clocks.travelling(at("2026-11-12 09:31")):
        sweep(clocks.now())
    client.force_login(cast.owner)
    assert f"{case.number}: ring her now, it is 50 %" in client.get("/notices/").content.decode()


def test_a_law_s_deadline_is_entered_as_data_and_kept_by_its_fact(cast: Cast):
    """As the British FCA asks (eight weeks to a final response) or the American CFPB (fifteen days to a response)."""
    eight_weeks, fifteen_days = Target("elapsed_days", 56), Target("elapsed_days", 15)
    enter = Firm.kept().enter_deadline
    enter(
        by=HOUSE,
        name_en="Final response",
        starts="told",
        stops="ended",
        targets=(eight_weeks,) * 4,
        tells=HEARD,
    )
    enter(
        by=HOUSE, name_en="Response", starts="told", stops="letter", targets=(fifteen_days,) * 4, tells=HEARD
    )
    case = at_once(cast)
    assert running(case, "own-1").due_at == NINE + dt.timedelta(days=56)
    with clocks.travelling(at("2026-11-12 10:00")):
        case.finish_listening(by=cast.owner.actor, intensity=2)
        case.write(by=cast.owner.actor, body="Mori, {next_time}", next_at=at("2026-11-12 12:00"))
    assert last(case, "own-2").is_kept
    with clocks.travelling(NINE + dt.timedelta(days=57)):
        sweep(clocks.now())
    assert case.history().filter(kind="clock_late", facts__task="own-1").exists()


def test_an_ended_deadline_starts_no_clock_any_more(cast: Cast):
    Firm.kept().enter_deadline(
        by=HOUSE, name_en="Response", starts="told", stops="letter", targets=ALL_ALIKE, tells=HEARD
    )
    Firm.kept().reset_rule(by=HOUSE, kind="own-1")
    assert running(at_once(cast), "own-1") is None


NOTHING = Target("minutes", 0)
AN_AGE = Target("working_days", 10_000_000)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("target_of_nothing", {"targets": (NOTHING, HOUR, HOUR, HOUR)}),
        ("target_too_long", {"targets": (HOUR, HOUR, AN_AGE, HOUR)}),
        ("no_target", {"targets": (None, None, None, None)}),
        ("nobody_hears", {"tells": {100: ()}}),
        ("nobody_hears", {"tells": {100: ("the whole section",)}}),
        ("no_such_clock", {"kind": "coffee_break"}),
        ("nobody_above_hears", {"kind": "time_to_boss"}),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(cast: Cast, code, change):
    rule = {"kind": "first_response", "targets": ALL_ALIKE, "tells": HEARD} | change
    with refusal(code):
        Firm.kept().set_rule(by=HOUSE, **rule)


def test_only_who_keeps_the_house_sets_its_rules(cast: Cast):
    with refusal("not_the_keeper"):
        Firm.kept().set_rule(by=cast.boss.actor, kind="first_response", targets=ALL_ALIKE, tells=HEARD)


def test_a_deadline_needs_a_beginning_and_an_end(cast: Cast):
    with refusal("deadline_without_ends"):
        Firm.kept().enter_deadline(
            by=HOUSE, name_en="Response", starts="someday", stops="letter", targets=ALL_ALIKE, tells=HEARD
        )


def test_whom_the_house_names_hears_when_a_boss_is_silent(cast: Cast):
    set_rule("time_to_boss", tells={50: ("duty",), 100: ("quality", "next_boss"), 120: ("owner",)})
    case = at_once(cast)
    clock = running(case, "time_to_boss")
    sweep_at(clock.due_at)
    assert cast.quality.pk in heard(case, "boss_silent")
    assert case.told_bosses.count() == 2
    sweep_at(clock.moment_of(120))
    assert heard(case, "clock_late") == {cast.owner.pk}
    assert case.told_bosses.count() == 2


def test_whom_the_house_names_hears_when_an_announced_time_stays_missed(cast: Cast):
    set_rule("progress_update", tells={100: ("owner",), 120: ("quality",), 130: ("executive", "owner")})
    with clocks.travelling(NINE):
        case = cast.accountable()
    clock = running(case, "progress_update")
    sweep_at(clock.due_at)
    assert heard(case, "update_missed") == {cast.owner.pk}
    sweep_at(clock.moment_of(120))
    assert heard(case, "clock_late") == {cast.quality.pk}
    sweep_at(clock.moment_of(130))
    assert heard(case, "update_still_missed") == {cast.executive.pk, cast.owner.pk}


def test_whom_the_house_names_hears_on_the_day_of_a_follow_up(cast: Cast):
    set_rule("follow_up", tells={100: ("owner", "boss"), 110: ("quality",)})
    with clocks.travelling(NINE):
        case = cast.at_follow_up()
    clock = running(case, "follow_up")
    sweep_at(clock.due_at)
    assert heard(case, "follow_up_due") == {cast.owner.pk, cast.boss.pk}
    sweep_at(clock.moment_of(110))
    assert heard(case, "follow_up_missed") == {cast.quality.pk}


def test_a_clock_that_was_moved_reminds_anew(cast: Cast):
    set_rule("progress_update", tells={50: ("duty",), 100: ("owner",)})
    with clocks.travelling(NINE):
        case = cast.accountable()
    clock = running(case, "progress_update")
    sweep_at(clock.moment_of(50))
    later = clock.due_at + dt.timedelta(days=1)
    clock.refresh_from_db()
    clock.move_due(later, now=clock.moment_of(50), because={})
    sweep_at(clock.moment_of(50))
    assert Notice.objects.filter(clock=clock.pk, share=50, person=cast.owner).count() == 2


def test_whom_the_house_names_hears_when_a_client_is_offered_and_nobody_answers(cast: Cast):
    set_rule("client_handover", tells={50: ("owner",), 100: ("quality", "stand_in")})
    with clocks.travelling(NINE):
        cast.client.plan_handover(by=cast.owner.actor, to=cast.colleague, reason="New area.")
    clock = Clock.objects.running().get(kind="client_handover")
    sweep_at(clock.moment_of(50))
    assert Notice.objects.get(clock=clock.pk).person == cast.owner
    sweep_at(clock.due_at)
    assert heard(cast.client, "handover_late") == {cast.quality.pk, cast.deputy.pk}
