"""How the program runs: for who keeps the house, and for the machines that watch over it."""

import datetime as dt
import json

import pytest
from django.db import OperationalError

from tanto import clocks
from tanto.clocks.aside import set_aside
from tanto.clocks.models import Clock
from tanto.clocks.sweep import sweep
from tanto.home.house import readiness
from tanto.journal.models import Entry
from tanto.people.models import Person
from tanto.web.models import Heartbeat, in_seconds
from tests.cast import Cast, at

LINE = "Something in the program stands still."


@pytest.fixture
def keeper(cast: Cast) -> Person:
    """Who keeps the house, with a worker at work."""
    Heartbeat.begin("here:1", patience=30)
    return Person.objects.get(is_administrator=True)


def falls_silent(seconds: int) -> None:
    Heartbeat.objects.update(beat_at=in_seconds(-seconds), next_by=in_seconds(30 - seconds))


def broken_clock(cast: Cast) -> Clock:
    """A clock that the sweep set aside."""
    case = cast.receive()
    clock = Clock.objects.of("case", case.pk).running().get(kind="time_to_boss")
    moment = clocks.now() + dt.timedelta(minutes=59)
    trouble = "IntegrityError('null value\\nDETAIL:  Failing row contains (Which paper)')"
    Clock.objects.filter(pk=clock.pk).update(next_at=moment, trouble=trouble)
    return clock


def test_only_who_keeps_the_house_finds_its_page(cast: Cast, client, keeper):
    for person in (cast.owner, cast.boss, cast.executive, cast.stranger):
        client.force_login(person)
        assert client.get("/house/").status_code == 404
        assert client.post("/house/clocks/1/again/").status_code == 404
    client.force_login(keeper)
    assert client.get("/house/").status_code == 200


def test_a_house_in_order_says_so_and_no_line_stands_on_any_page(client, keeper):
    client.force_login(keeper)
    assert "All is well." in client.get("/house/").content.decode()
    assert LINE not in client.get("/people/").content.decode()


def test_a_clock_set_aside_stands_there_with_its_number_and_no_case_words(cast: Cast, client, keeper):
    broken_clock(cast)
    number = cast.owner.cases_owned.get().number
    client.force_login(keeper)
    page = client.get("/house/").content.decode()
    assert number in page
    assert "IntegrityError(&#x27;null value" in page
    assert "Which paper" not in page
    assert LINE in page


def test_tried_again_it_is_looked_at_by_the_next_sweep(cast: Cast, client, keeper):
    clock = broken_clock(cast)
    entries = Entry.objects.count()
    client.force_login(keeper)
    for _ in range(2):
        assert client.post(f"/house/clocks/{clock.pk}/again/").status_code == 302
    assert "is being tried" in client.get("/house/").content.decode()
    assert Entry.objects.count() == entries
    sweep(clocks.now())
    assert not set_aside(clocks.now()).exists()


def test_a_clock_that_is_not_aside_is_not_moved(cast: Cast, client, keeper):
    clock = Clock.objects.of("case", cast.receive().pk).running().first()
    client.force_login(keeper)
    client.post(f"/house/clocks/{clock.pk}/again/")
    assert Clock.objects.get(pk=clock.pk).next_at == clock.next_at


def test_the_trouble_of_a_clock_moved_since_is_not_counted(cast: Cast):
    clock = broken_clock(cast)
    later = clocks.now() + dt.timedelta(hours=5)
    Clock.objects.filter(pk=clock.pk).update(next_at=later)
    assert not set_aside(clocks.now()).exists()


def test_entries_nobody_was_told_of_are_listed_after_five_minutes(cast: Cast, client, keeper):
    with clocks.travelling(at("2026-11-12 16:00")):
        case = cast.receive()
    client.force_login(keeper)
    with clocks.travelling(at("2026-11-12 16:04")):
        assert LINE not in client.get("/people/").content.decode()
    with clocks.travelling(at("2026-11-12 16:06")):
        page = client.get("/house/").content.decode()
    assert "Entries nobody was told of" in page
    assert case.number in page
    assert LINE in page


def test_a_worker_silent_for_a_minute_is_told_to_administrators_only(cast: Cast, client, keeper):
    falls_silent(55)
    client.force_login(keeper)
    assert LINE not in client.get("/people/").content.decode()
    falls_silent(65)
    assert LINE in client.get("/people/").content.decode()
    assert "The worker is silent." in client.get("/house/").content.decode()
    client.force_login(cast.owner)
    assert LINE not in client.get("/people/").content.decode()


def test_the_line_costs_one_question_and_only_administrators(
    cast: Cast, client, keeper, django_assert_num_queries
):
    from tanto.home.house.standing import needs_a_look

    with django_assert_num_queries(1):
        assert needs_a_look() is False


def test_the_page_costs_the_same_with_one_row_or_many(
    cast: Cast, client, keeper, django_assert_max_num_queries
):
    for _ in range(5):
        broken_clock(cast)
    client.force_login(keeper)
    with django_assert_max_num_queries(17):
        page = client.get("/house/").content.decode()
    assert page.count("Try again now") == 5


def test_ready_means_every_check_is_ok_and_says_since_when(client, keeper):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    checks = json.loads(answer.content)
    assert list(checks) == ["database", "migrations", "worker", "disk"]
    assert all(check["state"] == "ok" and check["since"] for check in checks.values())


def test_not_ready_without_a_beat_for_thirty_seconds(client, keeper):
    before = json.loads(client.get("/readyz").content)["worker"]["since"]
    falls_silent(31)
    with clocks.travelling(clocks.now() + dt.timedelta(hours=1)):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    check = json.loads(answer.content)["worker"]
    assert check["state"] == "trouble"
    assert check["since"] > before


def test_not_ready_when_the_disk_is_full_or_the_database_gone(client, keeper, settings, monkeypatch):
    def gone() -> bool:
        raise OperationalError("gone")

    settings.DISK_FLOOR = 2**62
    monkeypatch.setitem(readiness.CHECKS, "database", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    states = {name: check["state"] for name, check in json.loads(answer.content).items()}
    assert states == {"database": "trouble", "migrations": "ok", "worker": "ok", "disk": "trouble"}


def test_ready_needs_no_sign_in_and_counts_nothing(client, keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        text = client.get("/readyz").content.decode()
    assert "here:1" not in text


def figures(client, **how) -> dict[str, float]:
    answer = client.get("/metrics", **how)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_the_figures_say_what_waits_and_for_how_long(cast: Cast, client, keeper):
    with clocks.travelling(at("2026-11-12 16:00")):
        cast.receive()
    with clocks.travelling(at("2026-11-12 16:10")):
        broken_clock(cast)
        found = figures(client)
    assert found["tanto_cases_open"] == 2
    assert found["tanto_clocks_set_aside"] == 1
    assert found["tanto_outbox_oldest_seconds"] >= 600
    assert found["tanto_outbox_entries"] == Entry.objects.filter(told_at=None).count()
    assert 0 <= found["tanto_worker_heartbeat_age_seconds"] < 10


def test_the_figures_ask_so_much_and_no_more(cast: Cast, client, keeper, django_assert_max_num_queries):
    for _ in range(5):
        cast.receive()
    with django_assert_max_num_queries(10):
        figures(client)


def test_requests_are_counted_by_route_and_status(cast: Cast, client):
    name = 'tanto_http_requests_total{route="case",status="404"}'
    before = figures(client).get(name, 0)
    client.force_login(cast.stranger)
    client.get("/cases/SR-1999-0001/")
    assert figures(client)[name] == before + 1
    assert f"{name.replace('requests_total', 'request_seconds_count')}" in figures(client)


@pytest.mark.parametrize(
    "how",
    [
        {"REMOTE_ADDR": "10.0.0.8"},
        {"headers": {"X-Forwarded-For": "10.0.0.8"}},
        {"headers": {"Forwarded": "for=10.0.0.8"}},
        {"headers": {"Via": "1.1 proxy"}},
    ],
)
def test_the_figures_are_not_there_for_who_comes_from_elsewhere(db, client, how):
    assert client.get("/metrics", **how).status_code == 404


def test_with_a_token_the_token_decides(db, client, settings):
    settings.METRICS_TOKEN = "a token long enough"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
    from_afar = {"REMOTE_ADDR": "10.0.0.8", "headers": {"Authorization": "Bearer a token long enough"}}
    assert figures(client, **from_afar)["tanto_cases_open"] == 0
