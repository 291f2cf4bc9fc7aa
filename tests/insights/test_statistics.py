"""Intervals against published values, and what must hold for every count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.insights.statistics import gamma_below, kaplan_meier, poisson, wilson

# Freireich et al. (1963): weeks until relapse with 6-MP (+ still well) and with placebo, as in every textbook.
TREATED = [
    (6, 1, 3),
    (7, 1, 1),
    (10, 1, 1),
    (13, 1, 1),
    (16, 1, 1),
    (22, 1, 1),
    (23, 1, 1),
    (6, 0, 1),
    (9, 0, 1),
]
TREATED += [(10, 0, 1), (11, 0, 1), (17, 0, 1), (19, 0, 1), (20, 0, 1), (25, 0, 1), (32, 0, 2), (34, 0, 1)]
TREATED += [(35, 0, 1)]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
lengths = st.lists(st.tuples(st.integers(0, 500), st.booleans(), st.integers(1, 9)), max_size=30)


@pytest.mark.parametrize(("hits", "n", "low", "high"), [(41, 50, 0.692, 0.902), (9, 12, 0.468, 0.911)])
def test_wilson_is_as_in_the_dictionary(hits, n, low, high):
    assert wilson(hits, n) == pytest.approx((low, high), abs=0.0005)


@given(st.integers(1, 5000), st.data())
def test_a_share_lies_in_its_interval(n, more):
    hits = more.draw(st.integers(0, n))
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    assert low < high


@given(st.integers(0, 400), st.integers(1, 400))
def test_hits_and_misses_mirror_each_other(hits, more):
    low, high = wilson(hits, hits + more)
    assert wilson(more, hits + more) == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_what_is_no_share_is_refused():
    with pytest.raises(ValueError, match="5 of 4"):
        wilson(5, 4)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0, 3.6889),
        (1, 0.0253, 5.5716),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (100, 81.3636, 121.6266),
    ],
)
def test_the_interval_of_a_count_is_exact(events, low, high):
    assert poisson(events, 1) == pytest.approx((low, high), abs=0.0005)


def test_no_event_in_530_shipments_is_not_no_risk():
    assert poisson(0, 530)[1] == pytest.approx(0.0070, abs=0.00005)


@given(st.integers(0, 200_000), st.floats(0.5, 1e6))
def test_a_rate_lies_in_its_interval_and_the_tails_are_equal(events, exposure):
    low, high = poisson(events, exposure)
    assert low <= events / exposure < high
    assert 1 - gamma_below(events + 1, high * exposure) == pytest.approx(0.025, abs=1e-6)
    assert events == 0 or gamma_below(events, low * exposure) == pytest.approx(0.025, abs=1e-6)


def test_a_textbook_median_with_open_ones():
    waiting = kaplan_meier(TREATED)
    assert (waiting.n, waiting.complete, waiting.median) == (21, 9, 23)
    assert (waiting.low, waiting.high, waiting.ninetieth) == (13, None, None)


def test_a_textbook_median_when_all_are_complete():
    waiting = kaplan_meier([(weeks, True, 1) for weeks in PLACEBO])
    assert (waiting.median, waiting.low, waiting.high, waiting.ninetieth) == (8, 4, 11, 17)


def test_of_nothing_nothing_is_known():
    waiting = kaplan_meier([])
    assert (waiting.n, waiting.median, waiting.low, waiting.high, waiting.ninetieth) == (
        0,
        None,
        None,
        None,
        None,
    )


@given(lengths)
def test_the_median_lies_in_its_interval(observed):
    waiting = kaplan_meier(observed)
    if waiting.median is not None:
        assert waiting.low is not None
        assert waiting.low <= waiting.median
        assert waiting.high is None or waiting.high >= waiting.median


@given(lengths)
def test_a_ninetieth_is_said_only_of_what_is_nearly_all_complete(observed):
    waiting = kaplan_meier(observed)
    assert waiting.ninetieth is None or waiting.complete >= 0.9 * waiting.n


@given(lengths.filter(bool), st.integers(0, 500))
def test_leaving_something_open_never_makes_us_look_faster(observed, length):
    before = kaplan_meier([*observed, (length, True, 1)]).median
    after = kaplan_meier([*observed, (length, False, 1)]).median
    assert after is None or (before is not None and after >= before)


@given(lengths)
def test_counted_together_or_one_by_one_is_the_same(observed):
    assert kaplan_meier(observed) == kaplan_meier(
        [(length, is_complete, 1) for length, is_complete, count in observed for _ in range(count)]
    )
