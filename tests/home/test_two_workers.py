"""Two workers hold entries of the same cases, and one is killed: counters and index are right all the same."""

import os
import signal

import pytest

from tanto import clocks
from tanto.home.models import Said
from tanto.home.search import index
from tanto.home.search.asking import Question, keys_of
from tanto.home.search.tokens import terms
from tanto.journal.models import Entry
from tests.cast import make_cast
from tests.home.test_tallies import counted, tallied
from tests.notices.test_two_workers import is_postgresql, start_worker, wait_until


@pytest.mark.postgresql
@pytest.mark.skipif(not is_postgresql, reason="SQLite has one writer; this story is PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_counters_and_index_are_right_whoever_was_faster(tmp_path):
    cast = make_cast()
    Entry.objects.update(told_at=clocks.now())
    cases = [cast.receive(f"Box {number} is wet") for number in range(40)]
    for said in ("dry", "damp", "soaked"):  # entries of one case lie far apart: in batches of both workers
        for case in cases:
            case.hear(by=cast.owner.actor, text=f"Now it is {said}.")
    for case in cases:
        case.finish_listening(by=cast.owner.actor, intensity=1)
    first, second = start_worker(tmp_path), start_worker(tmp_path)
    try:
        wait_until(lambda: Said.objects.count() > 60)
        os.kill(first.pid, signal.SIGKILL)
        wait_until(lambda: not Entry.objects.filter(told_at__isnull=True).exists())
    finally:
        first.kill()
        second.terminate()
        first.wait(10)
        second.wait(20)
    assert tallied() == counted()
    for said in ("box", "dry", "damp", "soaked"):
        found = index.find(Question(terms(said), keys_of(cast.owner)), below=None, want=99)
        assert set(found) == {case.pk for case in cases}, said
