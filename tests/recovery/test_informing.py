import pytest

from tanto.clocks.models import Clock
from tests.cast import Cast
from tests.recovery.test_receiving import refusal


@pytest.fixture
def told(cast: Cast):
    return cast.receive(by=cast.colleague)


def test_reading_puts_the_seal_and_stops_the_clock(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    assert told.boss_who_read.boss == cast.boss
    assert not Clock.objects.of("case", told.pk).running().filter(kind="time_to_boss").exists()


def test_owner_and_recorder_hear_that_it_was_read(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    assert told.history().first().receivers == [["person", cast.colleague.pk]]


def test_who_was_not_told_cannot_seal(cast: Cast, told):
    with refusal("not_told"):
        told.acknowledge(by=cast.stranger.actor)


def test_reading_twice_is_reading_once(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    told.acknowledge(by=cast.boss.actor)
    assert told.history().filter(kind="boss_read").count() == 1


def test_thanks_come_after_reading(cast: Cast, told):
    with refusal("read_first"):
        told.thank(by=cast.boss.actor, words="Thank you")


def test_the_reporter_is_thanked(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    told.thank(by=cast.boss.actor, words="Thank you for telling me so quickly.")
    assert told.history().first().receivers == [["person", cast.colleague.pk]]


def test_the_decision_opens_after_the_thanks(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    with refusal("thank_first"):
        told.decide_contact(by=cast.boss.actor, decision="call")


def test_not_now_needs_a_reason(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    told.thank(by=cast.boss.actor)
    with refusal("reason_missing"):
        told.decide_contact(by=cast.boss.actor, decision="not_now")


def test_not_now_with_a_reason_is_a_decision(cast: Cast, told):
    told.acknowledge(by=cast.boss.actor)
    told.thank(by=cast.boss.actor)
    told.decide_contact(by=cast.boss.actor, decision="not_now", reason="They asked for one voice only.")
    assert told.boss_decided
