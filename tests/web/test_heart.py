"""A worker says that it is alive."""

import datetime as dt

import pytest
from django.db import ProgrammingError

from tanto import clocks, worker
from tanto.web import heart as rhythm
from tanto.web.heart import Heart
from tanto.web.models import Heartbeat, in_seconds
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(monkeypatch):
    """The second on the machine's own clock, to be set by the test."""
    passed = [1000.0]
    monkeypatch.setattr(rhythm.time, "monotonic", lambda: passed[0])
    return passed


@pytest.fixture
def heart(moment, tmp_path):
    beating = Heart()
    beating.start(tmp_path / "worker.beat")
    beating.beat()
    return beating


def test_a_beat_is_written_every_five_seconds_at_most(heart, moment, django_assert_num_queries):
    moment[0] += 4.9
    with django_assert_num_queries(0):
        heart.beat()
    moment[0] += 0.1
    with django_assert_num_queries(1):
        heart.beat()


def test_a_beat_is_in_real_time_not_in_the_demos(moment, tmp_path):
    with clocks.travelling(at("2030-01-01 09:00")):
        heart = Heart()
        heart.start()
        heart.beat()
    (row,) = Heartbeat.objects.with_ages()
    assert dt.timedelta(0) <= row.age < dt.timedelta(seconds=10)
    assert dt.timedelta(seconds=-31) < row.late < dt.timedelta(seconds=-20)


def test_who_died_more_than_a_day_ago_is_gone(moment):
    Heartbeat.begin("old:1", patience=30)
    Heartbeat.objects.update(beat_at=in_seconds(-25 * 60 * 60))
    Heartbeat.begin("new:1", patience=30)
    assert [row.name for row in Heartbeat.objects.all()] == ["new:1"]


def test_the_same_name_begins_anew(moment):
    Heartbeat.begin("here:1", patience=30)
    Heartbeat.objects.update(started_at=in_seconds(-3600), beat_at=in_seconds(-60))
    Heartbeat.begin("here:1", patience=30)
    (row,) = Heartbeat.objects.with_ages()
    assert row.age < dt.timedelta(seconds=10)


def test_who_follows_a_dead_one_on_the_same_machine_clears_its_row(moment):
    for name in ("here:1", "there:1"):
        Heartbeat.begin(name, patience=30)
    Heartbeat.objects.update(beat_at=in_seconds(-60), next_by=in_seconds(-30))
    Heartbeat.begin("here:2", patience=30)
    assert {row.name for row in Heartbeat.objects.all()} == {"here:2", "there:1"}


def test_an_orderly_end_leaves_no_row(heart):
    heart.stop()
    assert not Heartbeat.objects.exists()


def test_a_beat_that_cannot_be_written_stops_no_work(heart, moment, monkeypatch):
    def broken(name, patience):
        raise ProgrammingError("no such column")

    monkeypatch.setattr(Heartbeat, "beat", broken)
    moment[0] += 5
    heart.beat()


def test_a_row_that_was_taken_away_comes_back(heart, moment):
    Heartbeat.objects.all().delete()
    moment[0] += 5
    heart.beat()
    assert Heartbeat.objects.count() == 1


def test_a_worker_beats_before_each_duty(cast: Cast, monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr(worker.heart, "beat", lambda: heard.append("beat"))
    cast.receive()
    worker.work()
    assert len(heard) == 14
