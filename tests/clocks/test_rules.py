"""Deadlines are data: what is shipped, what a house sets, and what a clock does by it."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.kinds import HEARERS, KINDS, STARTS, STOPS
from tanto.clocks.models import Calendar, Clock
from tanto.clocks.sweep import sweep
from tanto.notices.models import Notice
from tanto.people.models import Firm
from tanto.recovery.models import Case
from tanto.recovery.steps import Channel
from tests.cast import HOUSE, Cast, at, speaking

NINE = at("2026-11-12 09:00")


def running(case, kind: str) -> Clock | None:
    return Clock.objects.of("case", case.pk).running().filter(kind=kind).first()


def last(case, kind: str) -> Clock:
    return Clock.objects.of("case", case.pk).filter(kind=kind).order_by("pk").last()


def at_once(cast: Cast, **known):
    with clocks.travelling(NINE):
        return cast.receive(**known)


@pytest.mark.parametrize(
    ("code", "kind", "targets"),
    [
        ("CLK-01", "time_to_record", ["10 min", "15 min", "30 min", "1 hour"]),
        ("CLK-02", "acceptance", ["15 min", "30 min", "2 hours of working time", "4 hours of working time"]),
        (
            "CLK-03",
            "time_to_boss",
            ["15 min", "30 min", "2 hours of working time", "the end of the working day"],
        ),
        ("CLK-04", "boss_contact", ["1 hour", "4 hours of working time", "1 working day", "3 working days"]),
        (
            "CLK-05",
            "first_response",
            ["30 min", "1 hour of working time", "4 hours of working time", "1 working day"],
        ),
        ("CLK-07", "clarify", ["1 hour", "2 hours of working time", "1 working day", "2 working days"]),
        (
            "CLK-08",
            "progress_update",
            ["2 hours", "4 hours of working time", "1 working day", "3 working days"],
        ),
        ("CLK-10", "containment", ["4 hours", "1 working day", "3 working days", "–"]),
        (
            "CLK-15",
            "test_question",
            ["4 hours of working time", "1 working day", "2 working days", "3 working days"],
        ),
        ("CLK-16", "her_answer", ["20 working days"] * 4),
        ("CLK-18", "first_report", ["1 day", "1 working day", "–", "–"]),
        ("CLK-18", "interim_report", ["3 working days", "3 working days", "–", "–"]),
        ("CLK-18", "final_report", ["10 working days", "10 working days", "–", "–"]),
        ("CLK-22", "thanks", ["1 hour of working time"] * 2 + ["4 hours of working time", "1 working day"]),
        ("CLK-25", "client_handover", ["1 working day"] * 4),
    ],
)
def test_the_targets_of_the_dictionary_are_shipped(code, kind, targets):
    from tanto.clocks import saying

    assert KINDS[kind].code == code
    assert [saying.target(target) for target in KINDS[kind].targets] == targets


def test_follow_ups_are_asked_after_the_days_of_the_dictionary():
    days = [target.amounts for target in KINDS["follow_up"].targets]
    assert days == [(3, 14, 30, 90), (14, 30, 90), (14, 30), (14,)]


def test_first_words_are_owed_to_a_customer_who_told_us_until_a_name_and_a_time_are_given(cast: Cast):
    case = at_once(cast)
    assert running(case, "first_response").due_at == at("2026-11-12 13:00")
    with clocks.travelling(at("2026-11-12 10:00")):
        case.finish_listening(by=cast.owner.actor, intensity=2)
        case.speak(by=cast.owner.actor, words="Mori here.", next_at=at("2026-11-12 15:00"))
    assert last(case, "first_response").is_kept


def test_who_found_it_themselves_owes_no_first_response(cast: Cast):
    assert running(at_once(cast, discovered="us"), "first_response") is None


def test_a_draft_is_to_be_recorded_and_reminds_only_its_holder(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.draft()
    with clocks.travelling(at("2026-11-12 09:20")):
        sweep(clocks.now())
    assert [n.person for n in Notice.objects.filter(clock=last(case, "time_to_record").pk)] == [
        cast.colleague
    ]
    with clocks.travelling(at("2026-11-12 09:25")):
        case.place(by=cast.colleague.actor, client=cast.client, channel="phone")
    assert last(case, "time_to_record").is_kept


def test_what_comes_first_is_to_be_asked_after_listening(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.at_question()
        assert running(case, "clarify").due_at == at("2026-11-13 09:00")
        case.agree_issue(by=cast.owner.actor, wording="The note", read_back=True)
    assert running(case, "clarify") is None


def test_going_back_to_what_is_clear_already_asks_nothing_again(cast: Cast):
    case = cast.at_cushion()
    case.go_back(by=cast.owner.actor, to="question")
    assert running(case, "clarify") is None


def test_in_a_serious_case_harm_is_to_be_stopped_and_a_report_to_be_written(cast: Cast):
    case = at_once(cast, severity=2)
    assert (
        running(case, "containment").due_at == running(case, "first_report").due_at == at("2026-11-13 09:00")
    )
    with clocks.travelling(at("2026-11-12 10:00")):
        case.finish_listening(by=cast.owner.actor, intensity=2)
        cast.contain(case)
        case.write(by=cast.owner.actor, body="Mori, {next_time}", next_at=at("2026-11-12 12:00"))
    assert last(case, "containment").is_kept
    assert last(case, "first_report").is_kept


def write(cast: Cast, case, moment: str) -> None:
    with clocks.travelling(at(moment)):
        case.write(
            by=cast.owner.actor,
            body="Is it solved? Mori, {next_time}",
            next_at=clocks.now() + dt.timedelta(hours=3),
        )


def test_after_the_first_report_the_next_and_the_final_one_are_owed_until_all_is_fixed(cast: Cast):
    case = at_once(cast, severity=2)
    with clocks.travelling(NINE):
        case.finish_listening(by=cast.owner.actor, intensity=2)
    assert (running(case, "interim_report"), running(case, "final_report")) == (None, None)
    write(cast, case, "2026-11-12 10:00")
    assert running(case, "interim_report").due_at == at("2026-11-17 10:00")
    assert running(case, "final_report").due_at == at("2026-11-27 09:00")
    write(cast, case, "2026-11-16 10:00")
    assert running(case, "interim_report").due_at == at("2026-11-19 10:00")
    assert running(case, "final_report").started_at == NINE
    Case.objects.filter(pk=case.pk).update(step="test")
    write(cast, Case.objects.get(pk=case.pk), "2026-11-18 10:00")
    assert last(case, "interim_report").is_kept
    assert last(case, "final_report").is_kept
    assert running(case, "final_report") is None


def test_a_minor_case_has_no_clock_for_what_it_does_not_owe(cast: Cast):
    case = at_once(cast, severity=4)
    assert {running(case, "containment"), running(case, "first_report")} == {None}


def test_the_test_question_is_owed_and_then_it_is_her_time(cast: Cast):
    case = cast.at_test()
    assert running(case, "test_question").duty == cast.owner.pk
    case.write(
        by=cast.owner.actor,
        body="Is it solved? Mori, {next_time}",
        next_at=clocks.now() + dt.timedelta(hours=3),
    )
    assert running(case, "test_question") is None
    assert running(case, "her_answer").waits == "hers"


def test_her_answer_ends_her_time(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.at_test()
        case.confirm_fix(
            by=speaking(cast.customer, heard_by=cast.owner), words="Solved.", channel=Channel.PHONE
        )
    assert last(case, "test_question").stopped_at == NINE
    assert running(case, "her_answer").started_at == NINE


def test_a_silent_customer_is_never_late_but_we_are_reminded_and_an_executive_looks(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.at_probe()
    for day, share in (("2026-11-16 10:00", 10), ("2026-11-19 10:00", 25), ("2026-11-27 10:00", 50)):
        with clocks.travelling(at(day)):
            sweep(clocks.now())
        assert Notice.objects.filter(
            person=cast.owner, share=share, clock=running(case, "her_answer").pk
        ).exists()
    with clocks.travelling(at("2026-12-11 10:00")):
        sweep(clocks.now())
    assert ["person", cast.executive.pk] in case.history().get(kind="answer_outstanding").receivers


def test_thanks_are_owed_from_the_moment_of_reading(cast: Cast):
    case = at_once(cast)
    with clocks.travelling(at("2026-11-12 10:00")):
        case.acknowledge(by=cast.boss.actor)
    assert running(case, "thanks").due_at == at("2026-11-12 14:00")
    case.thank(by=cast.boss.actor)
    assert running(case, "thanks") is None


def test_an_offer_is_late_before_it_expires_and_both_are_apart(cast: Cast):
    with clocks.travelling(NINE):
        case = cast.receive(by=cast.colleague)
    assert running(case, "acceptance").due_at == at("2026-11-12 11:00")
    assert running(case, "offer").due_at == at("2026-11-12 13:00")
    with clocks.travelling(at("2026-11-12 13:01")):
        sweep(clocks.now())
    kinds = list(case.history().values_list("kind", flat=True))
    assert "offer_expired" in kinds
    assert [e.facts["task"] for e in case.history().filter(kind="clock_late")].count("acceptance") == 1


def test_a_client_offered_to_a_new_tanto_waits_one_working_day(cast: Cast):
    with clocks.travelling(NINE):
        cast.client.plan_handover(by=cast.owner.actor, to=cast.colleague, reason="New area.")
    clock = Clock.objects.running().get(kind="client_handover")
    assert (clock.duty, clock.due_at) == (cast.colleague.pk, at("2026-11-13 09:00"))
    with clocks.travelling(at("2026-11-13 09:00")):
        sweep(clocks.now())
        cast.client.accept_handover(by=cast.colleague.actor)
    assert cast.client.history().filter(kind="handover_late").exists()
    assert not Clock.objects.running().filter(kind="client_handover").exists()


def test_who_is_told_at_the_moment_of_lateness_can_open_the_case(cast: Cast):
    quality = cast.stranger
    quality.change(by=HOUSE, is_quality_lead=True)
    case = at_once(cast, severity=1)
    Clock.objects.filter(subject_id=case.pk).exclude(kind="containment").delete()
    due = Clock.objects.get(subject_id=case.pk, kind="containment").due_at
    assert not Case.objects.visible_to(quality).filter(pk=case.pk).exists()
    with clocks.travelling(due):
        sweep(due)
    assert Case.objects.visible_to(quality).filter(pk=case.pk).exists()


def test_the_last_levels_hear_when_nobody_does_anything(cast: Cast):
    case = at_once(cast)
    clock = running(case, "first_response")
    for share, person in ((100, cast.boss), (150, cast.executive)):
        with clocks.travelling(clock.moment_of(share)):
            sweep(clocks.now())
        entry = case.history().filter(kind="clock_late", facts__task="first_response").first()
        assert ["person", person.pk] in entry.receivers
    assert case.parts.filter(person=cast.executive, why="told").exists()


def test_a_worker_asleep_for_two_days_tells_once_and_forgets_nobody(cast: Cast):
    case = at_once(cast)
    with clocks.travelling(at("2026-11-16 09:00")):
        sweep(clocks.now())
        sweep(clocks.now())
    (entry,) = case.history().filter(kind="clock_late", facts__task="first_response")
    assert entry.facts["share"] == 200
    assert {pk for _kind, pk in entry.receivers} >= {cast.owner.pk, cast.boss.pk, cast.executive.pk}


def test_who_is_away_hears_together_with_who_stands_in(cast: Cast):
    case = at_once(cast)
    cast.owner.be_away(
        by=cast.owner.actor, since=at("2026-11-12 08:00"), until=at("2030-01-01 08:00"), deputy=cast.deputy
    )
    with clocks.travelling(running(case, "first_response").due_at):
        sweep(clocks.now())
    entry = case.history().filter(kind="clock_late").first()
    assert {cast.owner.pk, cast.deputy.pk} <= {pk for _kind, pk in entry.receivers}


def test_a_clock_whose_person_left_tells_the_others(cast: Cast):
    case = at_once(cast)
    clock = running(case, "first_response")
    type(cast.owner).objects.filter(pk=cast.owner.pk).update(left_at=NINE)
    with clocks.travelling(clock.due_at):
        sweep(clocks.now())
    assert ["person", cast.boss.pk] in case.history().filter(kind="clock_late").first().receivers


def test_a_clock_that_ends_before_it_starts_is_over_at_once_and_tells_once(cast: Cast):
    case = at_once(cast)
    clock = Clock.start(
        "case", case.pk, "action", duty=cast.owner.pk, started_at=NINE, due_at=NINE - dt.timedelta(hours=1),
        calendar=None, part=99,
    )  # fmt: skip
    assert clock.used(NINE) == 100
    assert clock.moment_of(50) <= NINE + dt.timedelta(minutes=1)


def test_a_clock_without_a_calendar_counts_around_the_clock(cast: Cast):
    case = at_once(cast, severity=1)
    assert running(case, "first_response").calendar_id is None
    assert running(case, "first_response").due_at == at("2026-11-12 09:30")


def test_every_code_of_a_shipped_rule_is_known():
    codes = {code for kind in KINDS.values() for told in kind.tells.values() for code in told}
    assert codes <= set(HEARERS)
    assert STARTS
    assert STOPS


def test_no_button_stops_a_clock():
    from django.urls import get_resolver

    def routes(resolver, before=""):
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            yield from routes(pattern, route) if hasattr(pattern, "url_patterns") else [route]

    assert not [route for route in routes(get_resolver()) if "clock" in route and "stop" in route]


def test_a_section_s_own_hours_count_for_its_cases(cast: Cast):
    night = [[(18 * 60, 23 * 60)]] * 7
    Firm.kept().set_hours(by=HOUSE, hours=night, section=cast.owner.section_id, name="nights")
    case = at_once(cast)
    assert running(case, "first_response").due_at == at("2026-11-12 22:00")
    assert Calendar.of(cast.owner.section_id).name == "nights"
