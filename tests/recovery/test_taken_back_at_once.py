"""Taken back in the very moment in which it leaves: it is the one or the other, on both databases."""

import datetime as dt
import threading

import pytest
from django.db import connection

from tanto import clocks
from tanto.recovery.models import Case, LetterDraft
from tanto.recovery.outgoing import write_due
from tanto.web.refusals import Refused
from tests.cast import MONDAY, make_cast

OVER = MONDAY + dt.timedelta(seconds=20)


def at_once(*does) -> None:
    together = threading.Barrier(len(does))

    def one(do) -> None:
        try:
            with clocks.travelling(OVER):
                together.wait(timeout=20)
                do()
        except Refused:
            return
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(do,)) for do in does]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_taken_back_or_leaves_and_two_workers_write_it_once(settings):
    settings.TAKE_BACK = 20
    with clocks.travelling(MONDAY):
        cast = make_cast()
        cases = [cast.accountable() for _ in range(8)]
    for case in cases:
        with clocks.travelling(MONDAY):
            case.send(by=cast.owner.actor, body="Mori. {next_time}", next_at=MONDAY + dt.timedelta(hours=3))
        fresh = Case.objects.get(pk=case.pk)
        at_once(
            lambda case=fresh: case.take_back_letter(by=cast.owner.actor),
            lambda: write_due(OVER),
            lambda: write_due(OVER),
        )
        what = list(case.history().values_list("kind", flat=True))
        assert what.count("letter_written") + what.count("letter_taken_back") == 1
        assert LetterDraft.objects.filter(case=case).exists() == ("letter_taken_back" in what)
