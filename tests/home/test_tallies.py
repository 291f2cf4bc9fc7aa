"""The stored counters say what counting says."""

import random
from collections import Counter

from tanto import clocks
from tanto.home import following
from tanto.home.models import Tally
from tanto.journal.models import Entry
from tanto.notices.drain import drain
from tanto.recovery.models import Case
from tests.cast import Cast


def tallied() -> dict:
    return {(t.section_id, t.state, t.severity): t.n for t in Tally.objects.exclude(n=0)}


def counted() -> dict:
    rows = Case.objects.values_list("section_id", "step", "end", "severity")
    return dict(Counter((section, step or end, severity) for section, step, end, severity in rows))


def test_counters_are_right_after_verbs_by_chance(cast: Cast):
    chance = random.Random(5)
    for _ in range(20):
        made = chance.choice(
            [
                cast.receive,
                cast.draft,
                cast.at_question,
                cast.at_address,
                cast.at_test,
                cast.at_probe,
                cast.closed,
            ]
        )()
        if chance.random() < 0.4 and made.is_open:
            made.raise_severity(by=made.owner.actor, words="The line stops.")
        if chance.random() < 0.5:
            drain(clocks.now())
    drain(clocks.now())
    assert tallied() == counted()


def test_an_entry_told_twice_is_counted_once(cast: Cast):
    cast.receive()
    drain(clocks.now())
    following.follow(list(Entry.objects.all()))
    assert tallied() == counted()


def test_entries_out_of_order_count_the_case_as_it_is(cast: Cast):
    case = cast.at_test()
    following.follow(list(case.history()))  # the newest first
    assert tallied() == counted()


def test_a_missed_time_costs_nothing(cast: Cast, django_assert_num_queries):
    cast.receive()
    case = Case.objects.get()
    entry = Entry(subject_kind="case", subject_id=case.pk, kind="clock_late", facts={"share": 100}, after={})
    with django_assert_num_queries(0):
        following.follow([entry] * 100)
