"""A program outside is told of what happens: signed, thin, each thing once, again where it was not taken."""

import datetime as dt
import json

import pytest

from tanto import clocks, worker
from tanto.api.webhooks import courier
from tanto.api.webhooks.courier import KEPT, forget_deliveries, send_hooks
from tanto.api.webhooks.models import Delivery, Hook
from tanto.api.webhooks.retrying import WAITS
from tanto.journal.models import Entry
from tanto.notices.drain import drain
from tanto.notices.models import Notice
from tests.api.webhooks.receiver import Receiver, hook_to
from tests.cast import HOUSE, WORDS, Cast, at

NOON = at("2026-11-12 12:00")


@pytest.fixture(autouse=True)
def noon():
    with clocks.travelling(NOON):
        yield


def pass_on() -> None:
    """What happened goes out, as the worker does it."""
    drain(clocks.now())
    send_hooks(clocks.now())


def later(**by: int):
    return clocks.travelling(clocks.now() + dt.timedelta(**by))


def test_what_happens_to_a_case_arrives_signed(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver)
    case = cast.at_probe()
    worker.work()
    came = {one.said["type"]: one for one in receiver.came}
    confirmed = came["case.fix_confirmed"]
    assert confirmed.is_signed_by(hook.shown_secret())
    assert confirmed.said["data"]["number"] == case.number
    assert confirmed.said["data"]["step"] == "probe"
    assert confirmed.said["data"]["url"].endswith(f"/cases/{case.number}/")
    assert confirmed.headers["content-type"] == "application/json; charset=utf-8"


def test_the_time_of_the_signature_is_the_machines(cast: Cast, receiver: Receiver):
    import time

    hook_to(receiver)
    cast.receive()
    pass_on()
    assert abs(int(receiver.came[0].headers["webhook-timestamp"]) - time.time()) < 60
    assert receiver.came[0].said["timestamp"] == "2026-11-12T03:00:00.000Z"


def test_nobodys_name_and_nobodys_words_leave(cast: Cast, receiver: Receiver):
    hook_to(receiver, "cases", "customer", "clocks", "clients", "house")
    Entry.objects.update(told_at=None)  # also how the house was entered
    cast.closed()
    pass_on()
    told = " ".join(one.body for one in receiver.came)
    assert len(receiver.came) > 10
    for secret in (WORDS[:20], "Mori", "森", "Aya", "all well", "@"):
        assert secret not in told, secret
    for one in receiver.came:
        assert 60 not in one.said["data"].values()  # her score
        assert not {"owner", "person", "actor", "contact", "to", "before", "boss"} & set(one.said["data"])


def test_only_the_chosen_kinds_come(cast: Cast, receiver: Receiver):
    hook_to(receiver, "fix_confirmed", "clients")
    cast.at_probe()
    pass_on()
    assert [one.said["type"] for one in receiver.came] == ["client.taken_on", "case.fix_confirmed"]


def test_an_entry_is_written_down_once_for_each_webhook(cast: Cast, receiver: Receiver):
    hook_to(receiver, "cases")
    hook_to(receiver, "cases")
    cast.receive()
    drain(clocks.now())
    Entry.objects.update(told_at=None)
    drain(clocks.now())
    assert Delivery.objects.filter(type="case.received").count() == 2


def test_a_time_missed_tells_how_the_case_stands(cast: Cast, receiver: Receiver):
    hook_to(receiver, "clocks")
    case = cast.accountable()
    with later(days=3):
        worker.work()
        worker.work()
    missed = next(one.said for one in receiver.came if one.said["type"] == "case.update_missed")
    assert (missed["data"]["step"], missed["data"]["severity"]) == ("test", case.severity) or missed["data"][
        "step"
    ] == "address"
    assert missed["data"]["due_at"].startswith("2026-11-12T05:00")


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


def test_a_slow_one_holds_no_other_up(cast: Cast, receiver: Receiver, monkeypatch):
    """As many hands as there are; whoever waited longest is next."""
    hooks = [hook_to(receiver, "case_received") for _ in range(courier.HANDS + 2)]
    cast.receive()
    drain(clocks.now())
    served: list[int] = []
    monkeypatch.setattr(courier, "serve", lambda hook, until: served.append(hook))
    send_hooks(clocks.now())
    send_hooks(clocks.now())
    assert set(served) == {hook.pk for hook in hooks}


def test_both_secrets_sign_for_a_day(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "case_received")
    old = hook.shown_secret()
    hook.rotate(by=HOUSE)
    new = hook.shown_secret()
    cast.receive()
    pass_on()
    assert receiver.came[0].is_signed_by(old)
    assert receiver.came[0].is_signed_by(new)
    with later(hours=25):
        hook.send_test(by=HOUSE)
        pass_on()
    assert receiver.came[1].is_signed_by(new)
    assert not receiver.came[1].is_signed_by(old)


def test_a_secret_of_another_house_sends_nothing_and_says_why(cast: Cast, receiver: Receiver, settings):
    hook = hook_to(receiver, "case_received")
    settings.SECRET_KEY = "the key of another house"
    cast.receive()
    pass_on()
    assert receiver.came == []
    assert "another key" in Delivery.objects.get().trouble
    hook.rotate(by=HOUSE)
    with later(seconds=6):
        pass_on()
    assert receiver.came[0].is_signed_by(hook.shown_secret())


def test_the_database_alone_tells_no_secret(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver)
    secret = hook.shown_secret()
    assert secret.startswith("whsec_")
    assert secret not in json.dumps(Hook.objects.values().get(), default=str)
    assert secret[6:20] not in json.dumps(list(Entry.objects.values()), default=str)


def test_a_lease_that_ran_out_is_taken_up_and_the_late_hand_writes_nothing(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "case_received")
    cast.receive()
    drain(clocks.now())
    lost = Delivery.claim(hook.pk, clocks.now())
    assert lost is not None
    assert Delivery.claim(hook.pk, clocks.now()) is None
    with later(seconds=61):
        send_hooks(clocks.now())
        from tanto.api.webhooks.calling import Answer

        assert not lost.settle(Answer(500), clocks.now())
    assert Delivery.objects.get().state == "sent"


def test_after_a_restore_nothing_of_before_leaves_by_itself(cast: Cast, receiver: Receiver):
    from tanto.keeping.restore import settle

    hook = hook_to(receiver, "case_received", "house")
    cast.receive()
    settle({"made_at": "2026-11-11T00:00:00+00:00"})
    pass_on()
    assert [one.said["type"] for one in receiver.came] == ["house.restored"]
    hook.replay_failed(by=HOUSE, since=NOON)
    pass_on()
    assert receiver.came[-1].said["type"] == "case.received"


def test_messages_older_than_thirty_days_go(cast: Cast, receiver: Receiver, monkeypatch):
    monkeypatch.setattr(courier, "_looked", 0.0)
    hook_to(receiver, "cases")
    cast.at_question()
    pass_on()
    with clocks.travelling(NOON + KEPT + dt.timedelta(minutes=1)):
        cast.receive("Today")
        drain(clocks.now())
        assert forget_deliveries(clocks.now()) > 0
        assert set(Delivery.objects.values_list("made_at", flat=True)) == {clocks.now()}


def test_every_question_of_the_worker_and_of_the_pages_goes_by_an_index(cast: Cast, receiver: Receiver):
    from django.db import connection

    hook = hook_to(receiver)
    mine = Delivery.objects.filter(hook=hook)
    asked = [
        (Hook.due(clocks.now()), "delivery_due"),
        (Delivery.due(clocks.now()).filter(hook=hook).order_by("next_at", "pk"), "delivery_due"),
        (mine.untaken().order_by("-pk"), "delivery_untaken"),
        (mine.order_by("-pk"), "delivery_log"),
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a table with nothing in it is quicker read as a whole
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        for rows, index in asked:
            assert index in rows.explain(), index


def test_with_nothing_to_send_a_look_is_one_question(
    cast: Cast, receiver: Receiver, django_assert_num_queries
):
    hook_to(receiver)
    cast.at_probe()
    pass_on()
    with django_assert_num_queries(1):
        send_hooks(clocks.now())


def test_a_thousand_entries_cost_the_outbox_three_questions(
    cast: Cast, receiver: Receiver, django_assert_num_queries
):
    from tanto.api.webhooks.following import follow

    for _ in range(3):
        hook_to(receiver, "cases", "clocks")
    cast.at_probe()
    entries = list(Entry.objects.all())
    with django_assert_num_queries(2):
        follow(entries)
    assert Delivery.objects.count() > 15
