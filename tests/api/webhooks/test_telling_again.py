"""What a program outside did not take: it comes again, waits longer each time, and is set aside in the end, kept and told."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.api.webhooks.courier import send_hooks
from tanto.api.webhooks.models import Delivery, Hook
from tanto.api.webhooks.retrying import WAITS
from tanto.notices.drain import drain
from tanto.notices.models import Notice
from tests.api.webhooks.outside import NOON, later, pass_on
from tests.api.webhooks.receiver import Receiver, hook_to
from tests.cast import HOUSE, Cast


@pytest.fixture(autouse=True)
def noon():
    with clocks.travelling(NOON):
        yield


def test_what_was_not_taken_comes_again_with_the_same_id(cast: Cast, receiver: Receiver):
    hook_to(receiver, "case_received")
    receiver.answer(500)
    cast.receive()
    pass_on()
    waiting = Delivery.objects.get()
    assert (waiting.state, waiting.tries, waiting.status) == ("waiting", 1, 500)
    assert dt.timedelta(seconds=5) <= waiting.next_at - clocks.now() < dt.timedelta(seconds=6)
    with later(seconds=6):
        pass_on()
    assert [one.id for one in receiver.came] == [waiting.message_id] * 2
    assert Delivery.objects.get().state == "sent"
    assert Hook.objects.get().failing_since is None


def test_the_waits_grow_over_a_day_and_a_half():
    assert list(WAITS) == sorted(WAITS)
    assert dt.timedelta(hours=36) <= dt.timedelta(seconds=sum(WAITS)) < dt.timedelta(hours=37)


@pytest.mark.parametrize("said", ["7200", "Thu, 12 Nov 2226 05:00:00 GMT"])
def test_who_asks_to_be_left_alone_is(cast: Cast, receiver: Receiver, said):
    hook_to(receiver, "cases")
    receiver.answer((503, {"Retry-After": said}, b"later"))
    cast.receive()
    cast.receive("Another one")
    pass_on()
    with later(minutes=119):
        pass_on()
    assert len(receiver.came) == 1
    with later(days=1, seconds=1):
        pass_on()
    assert len(receiver.came) > 2


@pytest.mark.parametrize("said", ["soon", "-5", "²", "9" * 400, ""])
def test_a_retry_after_that_is_nonsense_changes_nothing(cast: Cast, receiver: Receiver, said):
    hook_to(receiver, "case_received")
    receiver.answer((429, {"Retry-After": said.encode("latin-1", "replace").decode("latin-1")}, b""))
    cast.receive()
    pass_on()
    assert Delivery.objects.get().next_at < clocks.now() + dt.timedelta(seconds=6)


def test_gone_switches_the_webhook_off_and_tells_the_keeper(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "cases")
    receiver.answer(410)
    cast.at_question()
    pass_on()
    hook.refresh_from_db()
    assert (hook.off_why, len(receiver.came)) == ("gone", 1)
    assert sorted(Delivery.objects.values_list("state", flat=True))[0] == "failed"
    assert not Delivery.objects.filter(state="waiting").exists()
    drain(clocks.now())
    told = Notice.objects.get(entry__kind="hook_gone")
    assert told.person.is_administrator
    before = Delivery.objects.count()
    cast.receive("Another one")
    pass_on()
    assert (Delivery.objects.count(), len(receiver.came)) == (before, 1)


def fail_for_a_day_and_a_half(receiver: Receiver) -> dt.datetime:
    """Tried whenever it is due, until nothing is any more; when that was."""
    receiver.answer(*[500] * 400)
    moment = clocks.now()
    while (waiting := Delivery.objects.filter(state="waiting").order_by("next_at").first()) is not None:
        rest = waiting.hook.rest_until or waiting.next_at
        moment = max(moment, waiting.next_at, rest)
        with clocks.travelling(moment):
            send_hooks(moment)
    return moment


def test_who_takes_nothing_for_a_day_and_a_half_is_set_aside_and_the_keeper_told(
    cast: Cast, receiver: Receiver
):
    hook = hook_to(receiver, "case_received", "listened")
    cast.receive()
    drain(clocks.now())
    end = fail_for_a_day_and_a_half(receiver)
    hook.refresh_from_db()
    assert hook.off_why == "failing"
    assert dt.timedelta(hours=36) <= end - NOON < dt.timedelta(hours=41)
    assert len(receiver.came) == len(WAITS) + 1
    assert len({one.id for one in receiver.came}) == 1
    with clocks.travelling(end):
        drain(end)
        assert Notice.objects.get(entry__kind="hook_set_aside").person.is_administrator


def test_what_comes_while_it_is_set_aside_is_kept_and_sent_again(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "case_received")
    cast.receive()
    drain(clocks.now())
    end = fail_for_a_day_and_a_half(receiver)
    with clocks.travelling(end):
        cast.receive("Another one")
        pass_on()
        assert sorted(Delivery.objects.values_list("state", flat=True)) == ["failed", "held"]
        receiver.answers.clear()
        receiver.came.clear()
        hook.switch_on(by=HOUSE)
        hook.replay_failed(by=HOUSE, since=NOON)
        send_hooks(end)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert len(receiver.came) == 2


def test_one_message_that_is_refused_sets_nothing_aside(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "case_received")
    cast.receive()
    drain(clocks.now())
    bad = Delivery.objects.get()
    for number in range(len(WAITS) + 1):
        receiver.answer(400, 200)
        with clocks.travelling(NOON + dt.timedelta(hours=12 * number)):
            hook.send_test(by=HOUSE)
            Delivery.objects.filter(hook=hook, type="hook.test", state="waiting").update(
                next_at=clocks.now() + dt.timedelta(seconds=1)
            )
            send_hooks(clocks.now())
            with later(seconds=2):
                send_hooks(clocks.now())
    bad.refresh_from_db()
    hook.refresh_from_db()
    assert (bad.state, hook.is_on) == ("failed", True)


def test_who_is_down_is_not_hammered(cast: Cast, receiver: Receiver):
    hook_to(receiver, "cases")
    receiver.answer(*[500] * 99)
    for number in range(10):
        cast.receive(f"Box {number}")
    pass_on()
    assert len(receiver.came) == 3
    assert Hook.objects.get().rest_until is not None
