"""The pages of the webhooks: for whoever keeps the house, and for nobody else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanto import clocks
from tanto.api.webhooks.courier import send_hooks
from tanto.api.webhooks.kinds import TOLD, public_type
from tanto.api.webhooks.models import Delivery, Hook
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.keeping.doctor import webhooks as doctor
from tanto.notices.drain import drain
from tanto.people.models import Person
from tanto.web.models import Heartbeat
from tests.api.webhooks.receiver import Receiver, hook_to
from tests.cast import HOUSE, Cast, at
from tests.recovery.test_receiving import refusal

NOON = at("2026-11-12 12:00")


@pytest.fixture(autouse=True)
def noon():
    with clocks.travelling(NOON):
        yield


@pytest.fixture
def keeper(cast: Cast, client):
    client.force_login(Person.objects.get(is_administrator=True))
    return client


def pass_on() -> None:
    drain(clocks.now())
    send_hooks(clocks.now())


def every_address(hook: Hook) -> list[str]:
    message = Delivery.of_test(hook.pk, "{}", clocks.now())
    mine = f"/house/hooks/{hook.pk}/"
    return [
        "/house/hooks/", "/house/hooks/standing/", "/house/hooks/new/", mine, f"{mine}entry/", f"{mine}secret/",
        f"{mine}switch/", f"{mine}test/", f"{mine}again/", f"{mine}messages/{message.pk}/again/",
    ]  # fmt: skip


def test_for_nobody_else_these_addresses_exist(cast: Cast, client, receiver: Receiver):
    hook = hook_to(receiver)
    before = Entry.objects.count()
    for person in (cast.owner, cast.boss, cast.executive, cast.quality, cast.stranger):
        client.force_login(person)
        for address in every_address(hook):
            assert client.get(address).status_code in (404, 405), address
            assert client.post(address, {"press": "x"}).status_code in (404, 405), address
        assert client.get(f"/house/hooks/{hook.pk}/").status_code == 404
        assert client.post(f"/house/hooks/{hook.pk}/test/", {"press": "x"}).status_code == 404
    assert Entry.objects.count() == before


@pytest.mark.parametrize("does", ["open", "change", "rotate", "switch_off", "send_test", "replay_failed"])
def test_the_verbs_ask_for_the_keeper_too(cast: Cast, receiver: Receiver, does):
    hook, by = hook_to(receiver), cast.boss.actor
    calls = {
        "open": lambda: Hook.open(by=by, url="https://a.example/", kinds=["cases"]),
        "change": lambda: hook.change(by=by, description="Mine"),
        "rotate": lambda: hook.rotate(by=by),
        "switch_off": lambda: hook.switch_off(by=by),
        "send_test": lambda: hook.send_test(by=by),
        "replay_failed": lambda: hook.replay_failed(by=by, since=NOON),
    }
    with refusal("not_the_keeper"):
        calls[does]()


def test_a_webhook_is_entered_and_its_secret_shown_once(keeper, receiver: Receiver):
    fields = {
        "url": receiver.url,
        "description": "ERP",
        "kinds": ["clocks"],
        "only_customer": ["fix_confirmed"],
    }
    page = keeper.post("/house/hooks/new/", fields | {"press": "p"})
    hook = Hook.objects.get()
    secret = hook.shown_secret()
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert secret in page.content.decode()
    assert hook.kinds == ["clocks", "fix_confirmed"]
    assert hook.history().get().kind == "hook_opened"
    assert keeper.post("/house/hooks/new/", fields | {"press": "p"}).status_code == 302
    assert Hook.objects.count() == 1
    for address in ("/house/hooks/", f"/house/hooks/{hook.pk}/", f"/house/hooks/{hook.pk}/entry/"):
        assert secret not in keeper.get(address).content.decode()


@pytest.mark.parametrize(
    "url",
    ["http://example.com/", "https://127.0.0.1/", "https://10.0.0.1/", "https://2130706433/", "nonsense"],
)
def test_an_address_that_may_not_be_reached_is_refused_in_place(keeper, url):
    page = keeper.post("/house/hooks/new/", {"url": url, "kinds": ["cases"]})
    assert page.status_code == 422
    assert "TANTO_HOOKS_MAY_REACH" in page.content.decode()
    assert not Hook.objects.exists()


@pytest.mark.parametrize("kinds", [[], ["noted"], ["person_joined"], ["nonsense"]])
def test_what_never_leaves_cannot_be_chosen(keeper, receiver: Receiver, kinds):
    assert keeper.post("/house/hooks/new/", {"url": receiver.url, "kinds": kinds}).status_code == 422
    with refusal("hook_kinds"):
        Hook.open(by=HOUSE, url=receiver.url, kinds=kinds)


def test_a_change_says_what_changed_and_no_address(keeper, receiver: Receiver):
    hook = hook_to(receiver)
    fields = {"url": receiver.url + "?key=hush", "description": "ERP", "kinds": ["cases"], "press": "p"}
    assert keeper.post(f"/house/hooks/{hook.pk}/entry/", fields).status_code == 302
    changed = hook.history().first()
    assert (changed.kind, changed.facts["columns"]) == ("hook_changed", ["description", "kinds", "url"])
    assert "hush" not in str(Entry.objects.values_list("facts", "after"))


def test_a_test_is_sent_and_stands_in_the_log(keeper, receiver: Receiver):
    hook = hook_to(receiver)
    keeper.post(f"/house/hooks/{hook.pk}/test/", {"press": "p"})
    keeper.post(f"/house/hooks/{hook.pk}/test/", {"press": "p"})
    receiver.answer((200, {}, "<b>どうも</b>".encode()))
    pass_on()
    page = keeper.get(f"/house/hooks/{hook.pk}/").content.decode()
    assert [one.said["type"] for one in receiver.came] == ["hook.test"]
    assert receiver.came[0].is_signed_by(hook.shown_secret())
    assert "&lt;b&gt;どうも&lt;/b&gt;" in page
    assert Delivery.objects.get().message_id in page


def test_a_secret_is_replaced_and_both_hold_for_a_day(keeper, receiver: Receiver):
    hook = hook_to(receiver)
    old = hook.shown_secret()
    page = keeper.post(f"/house/hooks/{hook.pk}/secret/", {"press": "p"}).content.decode()
    hook.refresh_from_db()
    assert hook.shown_secret() in page
    assert hook.signing_secrets(clocks.now()) == [hook.shown_secret(), old]
    assert keeper.post(f"/house/hooks/{hook.pk}/secret/", {"press": "p"}).status_code == 302


def test_switched_off_nothing_is_sent_and_a_test_is_refused(keeper, cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "cases")
    cast.receive()
    drain(clocks.now())
    keeper.post(f"/house/hooks/{hook.pk}/switch/", {"to": "off", "press": "p"})
    pass_on()
    cast.receive("Another one")
    pass_on()
    assert receiver.came == []
    assert Delivery.objects.get(type="case.received").state == "held"
    page = keeper.post(f"/house/hooks/{hook.pk}/test/", {"press": "t"})
    assert (page.status_code, "switched off" in page.content.decode()) == (409, True)
    keeper.post(f"/house/hooks/{hook.pk}/switch/", {"to": "on", "press": "q"})
    keeper.post(f"/house/hooks/{hook.pk}/again/", {"since": "2026-11-12", "press": "r"})
    send_hooks(clocks.now())
    assert [one.said["type"] for one in receiver.came] == ["case.received"]
    kinds = list(hook.history().values_list("kind", flat=True))
    assert kinds == ["hook_replayed", "hook_switched_on", "hook_switched_off", "hook_opened"]


def test_one_message_goes_again_with_its_id(keeper, cast: Cast, receiver: Receiver):
    hook = hook_to(receiver, "case_received")
    cast.receive()
    pass_on()
    message = Delivery.objects.get()
    keeper.post(f"/house/hooks/{hook.pk}/messages/{message.pk}/again/", {"press": "p"})
    send_hooks(clocks.now())
    assert [one.id for one in receiver.came] == [message.message_id] * 2
    other = hook_to(receiver)
    assert keeper.post(f"/house/hooks/{other.pk}/messages/{message.pk}/again/").status_code == 404


@pytest.mark.parametrize("since", ["", "nonsense", "0001-01-01", "9999-12-31"])
def test_odd_days_send_nothing_again(keeper, receiver: Receiver, since):
    hook = hook_to(receiver)
    Delivery.of_test(hook.pk, "{}", NOON)
    Delivery.objects.update(state="failed", next_at=None)
    assert keeper.post(f"/house/hooks/{hook.pk}/again/", {"since": since}).status_code == 302
    assert Delivery.objects.get().state == "failed"


def test_the_log_is_read_page_by_page_at_a_fixed_price(keeper, receiver: Receiver):
    hook = hook_to(receiver)
    keeper.get(f"/house/hooks/{hook.pk}/")
    counts = set()
    for size in (1, 10, 60):
        for _ in range(size):
            Delivery.of_test(hook.pk, "{}", NOON)
        with CaptureQueriesContext(connection) as asked:
            page = keeper.get(f"/house/hooks/{hook.pk}/")
        counts.add(len(asked))
    assert len(counts) == 1
    assert counts.pop() <= 8
    seen: list[str] = []
    address = f"/house/hooks/{hook.pk}/"
    while page:
        page = keeper.get(address)
        seen += [row.delivery.message_id for row in page.context["rows"]]
        older = page.context["older"]
        address, page = f"/house/hooks/{hook.pk}/?before={older}", older
    assert len(seen) == len(set(seen)) == 71


def test_the_list_costs_the_same_however_many(keeper, receiver: Receiver):
    keeper.get("/house/hooks/")
    counts = set()
    for _ in range(3):
        hook_to(receiver)
        Delivery.of_test(hook_to(receiver).pk, "{}", NOON)
        with CaptureQueriesContext(connection) as asked:
            assert keeper.get("/house/hooks/").status_code == 200
        counts.add(len(asked))
    assert len(counts) == 1


@pytest.mark.parametrize("odd", ["²", "9" * 50, "-1", "x", "\x00"])
def test_odd_places_break_nothing(keeper, receiver: Receiver, odd):
    hook = hook_to(receiver)
    assert keeper.get(f"/house/hooks/{hook.pk}/", {"before": odd, "which": odd}).status_code == 200
    assert keeper.get(f"/house/hooks/{'9' * 25}/").status_code == 404


def failing(hook: Hook, *, aside: bool) -> None:
    Hook.objects.filter(pk=hook.pk).update(failing_since=NOON - dt.timedelta(hours=37), failures=9)
    hook.refresh_from_db()
    if aside:
        hook.set_aside(by=HOUSE)


def test_the_doctor_says_which_take_nothing_and_since_when(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver)
    assert (doctor().said, doctor().trouble) == ("1 on", "")
    failing(hook, aside=True)
    assert "127.0.0.1 (webhook" in doctor().said
    assert "takes nothing since 2026-11-10 14:00 UTC, set aside" in doctor().said
    assert doctor().trouble


def test_the_house_says_so_and_every_page_of_the_keeper(keeper, receiver: Receiver):
    Heartbeat.begin("here:1", patience=30)
    hook = hook_to(receiver)
    assert "All is well." in keeper.get("/house/").content.decode()
    assert "takes nothing" not in keeper.get("/house/hooks/standing/").content.decode()
    failing(hook, aside=True)
    assert "All is well." not in keeper.get("/house/").content.decode()
    assert "takes nothing since" in keeper.get("/house/hooks/standing/").content.decode()
    assert "Something in the program stands still." in keeper.get("/people/").content.decode()
    assert "switch the webhook on" in keeper.get(f"/house/hooks/{hook.pk}/").content.decode()


def test_the_notice_of_a_webhook_set_aside_reads_well(cast: Cast, client, receiver: Receiver):
    hook = hook_to(receiver)
    failing(hook, aside=True)
    drain(clocks.now())
    client.force_login(Person.objects.get(is_administrator=True))
    page = client.get("/notices/").content.decode()
    assert "127.0.0.1 has taken no message since" in page
    assert f'href="/house/hooks/{hook.pk}/"' in page


def test_the_record_holds_after_all_of_this(cast: Cast, receiver: Receiver):
    hook = hook_to(receiver)
    hook.change(by=HOUSE, kinds=["clocks"])
    hook.rotate(by=HOUSE)
    failing(hook, aside=True)
    hook.switch_on(by=HOUSE)
    hook.send_test(by=HOUSE)
    pass_on()
    assert verify().broken == ""
    Hook.objects.update(url="https://elsewhere.example/")
    assert verify().broken != ""


def test_every_kind_of_the_house_is_told_or_left_out_on_purpose():
    from tanto.api.webhooks.kinds import GROUPS, LABELS, LEFT_OUT
    from tanto.journal.events import EVENTS

    told = set(TOLD)
    assert told | LEFT_OUT == set(EVENTS), "say in tanto/api/webhooks/kinds.py whether these leave"
    assert not told & LEFT_OUT
    assert sum(map(len, GROUPS.values())) == len(told)
    assert set(GROUPS) == set(LABELS)
    assert not set(GROUPS) & told
    assert len({public_type(kind) for kind in told}) == len(told)


def test_the_name_of_a_type_is_the_same_whether_read_from_the_list_or_the_record(cast: Cast):
    from tanto.api.webhooks.kinds import subject_kind_of

    cast.closed()
    seen = set(Entry.objects.filter(kind__in=TOLD).values_list("kind", "subject_kind"))
    assert len(seen) > 10
    for kind, subject in seen:
        assert subject_kind_of(kind) == subject
