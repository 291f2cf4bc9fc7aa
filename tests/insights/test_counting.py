"""Each figure on a small story, told with the verbs: what is counted, of how many."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tanto import clocks
from tanto.insights.board import Board
from tanto.insights.wanted import Wanted
from tanto.recovery.models import Case, OwnerSpan
from tests.cast import MONDAY, Cast, at

TUESDAY = "2026-11-10 10:00"


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


@contextmanager
def when(text: str) -> Iterator[None]:
    with clocks.travelling(at(text)):
        yield


def counted(key: str, *, month: int = -1, **wanted: object) -> tuple[int, int]:
    """(counted, of how many) in the newest month, all sections together."""
    row = next(row for row in Board(Wanted(**wanted)).rows if row.figure.key == key)
    return row.cells[month].measure.hits, row.cells[month].measure.n


def lengths(key: str) -> dict[tuple[int, bool], int]:
    """How many took so long, and whether they are complete."""
    board = Board(Wanted())
    return dict(board.counted[key, None, len(board.months) - 1].seen)


def followed_up(cast: Cast) -> Case:
    """Solved on Monday the 9th; to be asked again on the morning of the 24th, after a holiday."""
    case = cast.at_follow_up()
    assert case.next_follow_up.due_at == at("2026-11-24 09:00")
    return case


def closed(cast: Cast) -> Case:
    case = followed_up(cast)
    with when("2026-11-24 15:00"):
        case.confirm_lasting(by=cast.customer.actor, words="All well.")
    return case


# M02


def test_the_time_to_the_boss_runs_from_knowing_to_reading(cast: Cast):
    cast.receive()
    read = cast.receive()
    with when("2026-11-09 10:20"):
        read.acknowledge(by=cast.boss.actor)
    with when("2026-11-09 11:00"):
        assert lengths("M02") == {(20, True): 1, (60, False): 1}


def test_a_notice_read_in_time_is_kept_and_an_unread_one_is_missed(cast: Cast):
    cast.receive()
    read = cast.receive()
    with when("2026-11-09 10:20"):
        read.acknowledge(by=cast.boss.actor)
        assert counted("M02-in-time") == (0, 0)  # nothing is due yet
    with when(TUESDAY):
        assert counted("M02-in-time") == (1, 2)


def test_a_notice_that_came_to_another_section_is_one_notice(cast: Cast):
    case = cast.draft()
    case.place(by=cast.colleague.actor, client=cast.client, contact=cast.customer, channel="phone")
    with when("2026-11-09 10:30"):
        case.acknowledge(by=cast.boss.actor)
    with when(TUESDAY):
        assert counted("M02-in-time") == (1, 1)


# M49, M10


def test_first_words_count_when_they_were_due(cast: Cast):
    cast.accountable()
    cast.receive()
    with when("2026-11-09 10:30"):
        assert counted("M49") == (0, 0)
    with when(TUESDAY):
        assert counted("M49") == (1, 2)


def test_an_announced_time_is_kept_by_a_message_until_then(cast: Cast):
    case = cast.accountable()  # announced for 12:00
    with when("2026-11-09 11:00"):
        case.speak(by=cast.owner.actor, words="It is being packed.", next_at=at("2026-11-09 14:00"))
    with when("2026-11-09 13:00"):
        assert counted("M10") == (1, 1)
    with when(TUESDAY):
        assert counted("M10") == (1, 2)


def test_a_late_message_stays_late(cast: Cast):
    case = cast.accountable()
    with when("2026-11-09 12:01"):
        case.speak(by=cast.owner.actor, words="It is being packed.", next_at=at("2026-11-09 14:00"))
        assert counted("M10") == (0, 1)


# M21, M22


def test_confirmed_is_solved_and_nothing_more_of_all_that_ended(cast: Cast):
    closed(cast)
    dropped = cast.receive()
    dropped.ask_to_drop(by=cast.customer.actor, words="Leave it.")
    dropped.agree_to_end(by=cast.boss.actor)
    with when("2026-11-24 16:00"):
        assert counted("M21") == (1, 2)


def test_what_was_no_case_is_counted_beside(cast: Cast):
    case = cast.receive()
    case.propose_no_case(by=cast.owner.actor, reason="A question, not a trouble")
    case.agree_to_end(by=cast.quality.actor)
    row = next(row for row in Board(Wanted()).rows if row.figure.key == "M21")
    assert (row.cells[-1].measure.n, row.cells[-1].measure.left_out) == (0, 1)


@pytest.mark.parametrize(("back", "hits"), [("2027-02-22 10:00", 1), ("2027-02-23 10:00", 0)])
def test_coming_back_within_ninety_days_is_a_reopening(cast: Cast, back: str, hits: int):
    case = closed(cast)
    with when(back):
        case.reopen(by=cast.customer.actor, words="It is wrong again.")
        assert counted("M22", month=-4) == (hits, 1)


def test_a_closed_case_that_stayed_closed_is_one_of_those_closed(cast: Cast):
    closed(cast)
    with when("2026-11-24 16:00"):
        assert counted("M22") == (0, 1)


# M11, M12


def test_chases_are_counted_per_case(cast: Cast):
    case = cast.receive()
    cast.receive()
    for hour in ("11:00", "12:00"):
        with when(f"2026-11-09 {hour}"):
            case.chase(by=cast.customer.actor)
    with when(TUESDAY):
        assert counted("M11") == (2, 2)
        assert counted("M11-none") == (1, 2)


def test_a_bounce_is_a_declined_offer_or_a_move_to_another(cast: Cast):
    case = cast.receive(by=cast.colleague)  # offered to the client's tanto
    case.decline(by=cast.owner.actor, reason="I am at a fair until Friday.")
    case.force_owner(by=cast.boss.actor, to=cast.deputy, ground="talked", reason="She knows the client.")
    assert counted("M12") == (2, 1)


def test_coming_to_the_clients_tanto_is_no_bounce(cast: Cast):
    cast.receive(by=cast.colleague).accept(by=cast.owner.actor)
    assert counted("M12") == (0, 1)


# M44


def test_no_case_is_without_an_owner(cast: Cast):
    cast.receive(by=cast.colleague).accept(by=cast.owner.actor)
    cast.draft()
    assert counted("M44") == (0, 2)


def test_a_minute_without_an_owner_would_be_seen(cast: Cast):
    case = cast.receive()
    OwnerSpan.objects.filter(case=case).update(since=MONDAY + dt.timedelta(minutes=7))
    assert counted("M44") == (7, 1)


# M17, M43


def test_a_follow_up_on_its_day_is_kept(cast: Cast):
    closed(cast)
    with when("2026-11-24 20:00"):
        assert counted("M17") == (0, 0)  # the day is not over
    with when("2026-11-25 10:00"):
        assert counted("M17") == (1, 1)


def test_a_follow_up_on_the_next_day_is_missed(cast: Cast):
    case = followed_up(cast)
    with when("2026-11-25 09:00"):
        assert counted("M17") == (0, 1)  # so far
        case.confirm_lasting(by=cast.customer.actor, words="All well.")
        assert counted("M17") == (0, 1)


def test_a_follow_up_that_fell_away_in_time_is_not_counted(cast: Cast):
    case = followed_up(cast)
    case.report_residual(by=cast.customer.actor, words="One label is still wrong.")
    with when("2026-11-25 10:00"):
        assert counted("M17") == (0, 0)


def test_a_call_back_is_kept_until_the_time_the_customer_named(cast: Cast):
    case, other = cast.accountable(), cast.accountable()
    for asked in (case, other):
        asked.ask_for_call(by=cast.customer.actor, at=at("2026-11-09 11:00"))
    with when("2026-11-09 10:50"):
        case.call_back(by=cast.owner.actor, words="Please send it by mail too.")
    with when(TUESDAY):
        assert counted("M43") == (1, 2)


def test_a_time_that_the_customer_replaced_is_not_counted(cast: Cast):
    case = cast.accountable()
    case.ask_for_call(by=cast.customer.actor, at=at("2026-11-09 11:00"))
    with when("2026-11-09 10:30"):
        case.ask_for_call(by=cast.customer.actor, at=at("2026-11-09 15:00"))
    with when(TUESDAY):
        assert counted("M43") == (0, 1)


# M01, M45


def test_a_draft_is_recorded_when_it_is_placed(cast: Cast):
    case = cast.draft()
    cast.draft()
    with when("2026-11-09 10:30"):
        case.place(by=cast.colleague.actor, client=cast.client, contact=cast.customer, channel="phone")
    with when("2026-11-09 11:00"):
        assert lengths("M01") == {(30, True): 1, (60, False): 1}


def test_contacts_are_counted_until_nothing_more(cast: Cast):
    case = cast.at_test()
    with when("2026-11-09 12:00"):
        case.chase(by=cast.customer.actor)
    with when("2026-11-09 14:00"):
        case.confirm_fix(by=cast.customer.actor, words="Yes.")
        case.say_nothing_more(by=cast.customer.actor)
        assert lengths("M45") == {(3, True): 1}


def test_what_is_settled_in_one_contact_counts_as_one(cast: Cast):
    cast.at_follow_up()
    assert lengths("M45") == {(1, True): 1}


# Where and when


@pytest.mark.parametrize(("known", "month"), [("2026-11-30 23:30", -2), ("2026-12-01 00:30", -1)])
def test_a_month_begins_on_the_office_wall(cast: Cast, known: str, month: int):
    with when("2026-12-01 08:00"):
        cast.receive(known_at=at(known))
        assert counted("M44", month=month) == (0, 1)


def test_a_severity_and_a_section_are_looked_at_alone(cast: Cast):
    cast.receive(severity=2)
    cast.receive()
    with when(TUESDAY):
        assert counted("M44", severity=2) == (0, 1)
        assert counted("M49", severity=2) == (0, 1)
        assert counted("M49", section=cast.colleague.section_id) == (0, 0)
        assert counted("M49", section=cast.owner.section_id) == (0, 2)


def test_what_fell_away_with_its_case_was_neither_kept_nor_missed(cast: Cast):
    case = cast.receive()
    case.propose_no_case(by=cast.owner.actor, reason="A question, not a trouble")
    case.agree_to_end(by=cast.quality.actor)
    with when(TUESDAY):
        assert counted("M49") == (0, 0)
