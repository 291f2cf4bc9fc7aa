"""What the pages of the webhooks can do, a program can, under the name of whoever keeps the house."""

import pytest

from tanto import clocks
from tanto.api.webhooks.courier import send_hooks
from tanto.api.webhooks.models import Delivery, Hook
from tanto.people.models import Person
from tests.api.conftest import Program
from tests.api.webhooks.receiver import Receiver
from tests.cast import Cast


@pytest.fixture
def keeper(cast: Cast) -> Program:
    return Program(Person.objects.get(is_administrator=True), "house")


def entered(keeper: Program, receiver: Receiver, **headers):
    body = {"url": receiver.url, "kinds": ["case_received", "customer"], "description": "ERP"}
    return keeper.post("/hooks", body, **headers)


def test_a_webhook_is_entered_and_the_same_key_enters_one(keeper, receiver: Receiver):
    first, again = (entered(keeper, receiver, Idempotency_Key="k1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["secret"] == Hook.objects.get().shown_secret()
    assert again.json() == first.json() | {"secret": None}
    assert first["Location"] == f"/api/v1/hooks/{Hook.objects.get().pk}"
    assert keeper.get("/hooks").json()["items"][0]["secret"] is None


def test_what_a_page_refuses_is_refused(keeper, receiver: Receiver):
    private = keeper.post("/hooks", {"url": "https://10.0.0.1/", "kinds": ["cases"]})
    assert (private.status_code, private.json()["code"], private.json()["field"]) == (
        422,
        "hook_address",
        "url",
    )
    assert keeper.post("/hooks", {"url": receiver.url, "kinds": ["noted"]}).status_code == 422
    assert keeper.post("/hooks", {"url": receiver.url, "kinds": []}).json()["code"] == "hook_kinds"


def test_a_change_must_know_what_it_changes(keeper, receiver: Receiver):
    made = entered(keeper, receiver)
    address = made["Location"].removeprefix("/api/v1")
    assert keeper.ask("PATCH", address, {"kinds": ["clocks"]}).status_code == 428
    changed = keeper.ask("PATCH", address, {"kinds": ["clocks"]}, If_Match=made["ETag"])
    assert (changed.status_code, changed.json()["kinds"]) == (200, ["clocks"])
    assert keeper.ask("PATCH", address, {"description": "x"}, If_Match=made["ETag"]).status_code == 412


def test_a_test_is_sent_and_read_and_sent_again(keeper, receiver: Receiver):
    address = entered(keeper, receiver)["Location"].removeprefix("/api/v1")
    assert keeper.post(f"{address}/test").json()["waiting"] == 1
    send_hooks(clocks.now())
    (message,) = keeper.get(f"{address}/messages").json()["items"]
    assert (message["type"], message["state"], message["answer"]) == ("hook.test", "sent", "thanks")
    again = keeper.post(f"{address}/messages/{message['id']}/repetition")
    assert again.json()["state"] == "waiting"
    send_hooks(clocks.now())
    assert [one.id for one in receiver.came] == [message["message_id"]] * 2


def test_off_and_on_and_what_was_missed(keeper, cast: Cast, receiver: Receiver):
    address = entered(keeper, receiver)["Location"].removeprefix("/api/v1")
    keeper.post(f"{address}/test")
    assert keeper.put(f"{address}/state", {"on": False}).json()["off"] == "person"
    refused = keeper.post(f"{address}/test")
    assert (refused.status_code, refused.json()["code"]) == (409, "hook_off")
    assert len(keeper.get(f"{address}/messages?which=untaken").json()["items"]) == 1
    assert keeper.put(f"{address}/state", {"on": True}).json()["off"] == ""
    assert keeper.post(f"{address}/repetition", {"since": "2026-01-01T00:00:00+09:00"}).json()["waiting"] == 1
    assert Delivery.objects.get().state == "waiting"


def test_a_new_secret_is_told_once(keeper, receiver: Receiver):
    made = entered(keeper, receiver)
    address = made["Location"].removeprefix("/api/v1")
    new = keeper.post(f"{address}/secret", Idempotency_Key="k2").json()["secret"]
    assert new == Hook.objects.get().shown_secret() != made.json()["secret"]
    assert keeper.post(f"{address}/secret", Idempotency_Key="k2").json()["secret"] is None
