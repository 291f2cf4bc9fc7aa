"""How a recovery ends, and that it can always begin again."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.sweep import sweep
from tanto.journal.verify import verify
from tanto.recovery.models import Case
from tests.cast import Cast, at, speaking
from tests.recovery.test_every_verb import silent, unreached
from tests.recovery.test_receiving import refusal

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("severity", "days"), [(1, [3, 14, 30, 90]), (2, [14, 30, 90]), (3, [14, 30]), (4, [14])]
)
def test_follow_ups_are_planned_by_severity(cast: Cast, severity, days):
    case = cast.at_probe()
    Case.objects.filter(pk=case.pk).update(severity=severity)
    case.say_nothing_more(by=cast.customer.actor)
    assert [planned.days for planned in case.follow_ups.all()] == days
    assert Clock.objects.of("case", case.pk).running().filter(kind="follow_up").count() == len(days)


def test_the_third_day_keeps_it_open_and_the_fourteenth_closes_it(cast: Cast):
    case = cast.at_probe()
    Case.objects.filter(pk=case.pk).update(severity=1)
    with clocks.travelling(at("2026-11-09 10:00")):
        case.say_nothing_more(by=cast.customer.actor)
    with clocks.travelling(at("2026-11-12 10:00")):
        case.confirm_lasting(by=cast.customer.actor)
        assert case.step == "follow_up"
    with clocks.travelling(at("2026-11-24 10:00")):
        case.confirm_lasting(by=cast.customer.actor)
    assert case.end == "closed_by_customer"


def test_later_follow_ups_go_on_after_closing_and_can_reopen(cast: Cast):
    case = cast.closed()
    assert case.next_follow_up.days == 30
    with clocks.travelling(clocks.now() + 40 * DAY):
        sweep(clocks.now())
        assert case.history().filter(kind="follow_up_due", facts__days=30).exists()
        case.confirm_lasting(by=cast.customer.actor)
        assert case.next_follow_up is None
    case.reopen(by=cast.customer.actor, words="It is back.")
    assert (case.step, case.reopened, case.owner) == ("listen", 1, cast.owner)
    assert [str(issue) for issue in case.issues.filter(state="reported")] == ["It is back."]


def test_three_attempts_close_on_her_nothing_more(cast: Cast):
    case = unreached(cast)
    case.give_up_follow_up(by=cast.owner.actor)
    assert (case.end, case.closing_word.answer) == ("closed_by_customer", "nothing_more")


def test_please_drop_it_ends_when_the_boss_agrees(cast: Cast):
    case = cast.accountable()
    case.ask_to_drop(by=speaking(cast.customer, heard_by=cast.owner), words="Leave it.", channel="phone")
    assert case.is_open
    with refusal("not_yours_to_agree"):
        case.agree_to_end(by=cast.owner.actor)
    case.agree_to_end(by=cast.boss.actor)
    assert (case.end, case.closing_word.answer, case.next_follow_up.days) == ("withdrawn", "dropped", 30)


def test_the_boss_may_say_that_it_goes_on(cast: Cast):
    case = cast.accountable()
    case.ask_to_drop(by=cast.customer.actor, words="Leave it.")
    case.refuse_end(by=cast.boss.actor, reason="We call first.")
    assert (case.step, case.open_end_proposal) == ("address", None)


def test_a_silent_customer_is_ended_by_an_executive_and_never_counts_as_resolved(cast: Cast):
    case = silent(cast)
    case.propose_unconfirmed(by=cast.owner.actor, reason="Silent since September.")
    with refusal("not_yours_to_agree"):
        case.agree_to_end(by=cast.boss.actor)
    case.agree_to_end(by=cast.executive.actor)
    assert (case.end, case.resolved_at, case.next_follow_up.days) == ("ended_unconfirmed", None, 90)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(resolved_at=clocks.now())


def test_a_word_from_her_ends_the_waiting(cast: Cast):
    case = silent(cast)
    case.hear(by=cast.customer.actor, text="I was ill.", channel="web")
    with refusal("not_tried_enough"):
        case.propose_unconfirmed(by=cast.owner.actor, reason="Silent.")


def test_the_later_record_is_carried_on_in_the_earlier(cast: Cast):
    earlier, later = cast.receive(), cast.receive("Once more: which paper?")
    later.propose_merger(by=cast.owner.actor, into=earlier, reason="One event.")
    later.agree_to_end(by=cast.quality.actor)
    assert (later.end, later.parent) == ("merged", earlier)
    later.reopen(by=cast.customer.actor, words="And the gaskets?")
    assert later.end == "merged"
    assert str(earlier.verbatims.last()) == "And the gaskets?"


def test_what_was_no_case_stays_and_can_be_found(cast: Cast, client):
    case = cast.draft("A test mail")
    case.propose_no_case(by=cast.colleague.actor, reason="Sent by our own printer.")
    case.agree_to_end(by=case.section.boss.actor)
    client.force_login(cast.stranger)
    assert case.number in client.get(f"/cases/?q={case.number}").content.decode()
    assert case.end == "not_a_case"


@pytest.mark.parametrize("end", ["closed", "withdrawn", "unconfirmed", "no_case"])
def test_every_end_opens_again_with_everything_in_it(cast: Cast, end):
    case = {
        "closed": cast.closed,
        "withdrawn": lambda: dropped(cast),
        "unconfirmed": lambda: ended(cast),
    }.get(end, lambda: no_case(cast))()
    heard = case.verbatims.count()
    case.reopen(by=cast.customer.actor, words="It is back.")
    assert (case.step, case.end, case.verbatims.count()) == ("listen", None, heard + 1)
    assert case.told_bosses.exists()
    assert verify().broken == ""


def dropped(cast: Cast) -> Case:
    case = cast.accountable()
    case.ask_to_drop(by=cast.customer.actor, words="Leave it.")
    case.agree_to_end(by=cast.boss.actor)
    return case


def ended(cast: Cast) -> Case:
    case = silent(cast)
    case.propose_unconfirmed(by=cast.owner.actor, reason="Silent.")
    case.agree_to_end(by=cast.executive.actor)
    return case


def no_case(cast: Cast) -> Case:
    case = cast.receive()
    case.propose_no_case(by=cast.owner.actor, reason="A test.")
    case.agree_to_end(by=cast.boss.actor)
    return case


@pytest.mark.parametrize("end", ["closed_by_customer", "withdrawn"])
def test_no_hand_closes_without_her_word(cast: Cast, end):
    case = cast.accountable()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(step=None, end=end, ended_at=clocks.now())
