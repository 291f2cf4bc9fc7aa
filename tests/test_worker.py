"""One thing that breaks holds nothing else back."""

import datetime as dt

import pytest

from tanto import clocks, worker
from tanto.journal.models import Entry, Seal
from tanto.notices.models import Letter, Notice
from tests.cast import Cast, at


@pytest.fixture(autouse=True)
def an_afternoon():
    """No list of the morning or the evening is handed out beside what is tested, whenever the tests run."""
    with clocks.travelling(at("2026-11-12 16:00")):
        yield


def test_a_duty_that_breaks_holds_the_others_back_not(cast: Cast, monkeypatch):
    def sweep(now):
        raise RuntimeError("a bad day")

    monkeypatch.setattr(worker, "sweep", sweep)
    cast.receive()
    worker.work()
    assert Letter.objects.get().state == "sent"


def test_an_entry_that_cannot_be_told_holds_the_others_back_not(cast: Cast):
    first, second = cast.draft(), cast.draft()
    bad = first.history().get(kind="case_received")
    Entry.objects.filter(pk=bad.pk).update(kind="of_another_version")
    worker.work()
    assert not Notice.objects.filter(entry=bad).exists()
    assert Notice.objects.filter(entry__subject_id=second.pk, entry__kind="case_received").exists()
    assert Entry.objects.filter(told_at__isnull=True).get() == bad


def test_a_letter_that_cannot_be_written_waits(cast: Cast, monkeypatch):
    monkeypatch.setattr("tanto.notices.post.written", lambda letter: 1 / 0)
    cast.receive()
    worker.work()
    letter = Letter.objects.get()
    assert (letter.state, letter.tries) == ("waiting", 1)


def test_the_day_before_is_sealed_and_mailed_out(cast: Cast, settings, monkeypatch):
    settings.SEAL_TO = "elsewhere@notary.example"
    monkeypatch.setattr(worker, "_sealed_until", {})
    with clocks.travelling(at("2026-11-12 16:00")):
        cast.receive()
    with clocks.travelling(at("2026-11-13 00:05")):
        worker.work()
    seal = Seal.objects.get()
    assert seal.day == dt.date(2026, 11, 12)
    assert seal.mailed_at is not None
    assert any("Tanto seal" in file.read_text() for file in settings.MAIL_FOLDER.glob("*.eml"))


def test_with_nothing_to_do_a_look_costs_a_handful_of_questions(cast: Cast, django_assert_max_num_queries):
    worker.work()
    with django_assert_max_num_queries(9):
        assert worker.work() == 0
