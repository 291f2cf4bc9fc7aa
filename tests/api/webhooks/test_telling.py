"""A program outside is told of what happens: signed, thin, each thing once."""

import datetime as dt
import json

import pytest

from tanto import clocks, worker
from tanto.api.webhooks import courier
from tanto.api.webhooks.courier import KEPT, forget_deliveries, send_hooks
from tanto.api.webhooks.models import Delivery, Hook
from tanto.journal.models import Entry
from tanto.notices.drain import drain
from tests.api.webhooks.outside import NOON, later, pass_on
from tests.api.webhooks.receiver import Receiver, hook_to
from tests.cast import HOUSE, WORDS, Cast


@pytest.fixture(autouse=True)
def noon():
    with clocks.travelling(NOON):
        yield


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
