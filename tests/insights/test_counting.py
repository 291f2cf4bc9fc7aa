"""Each figure on a small story, told with the verbs."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.insights.board import Board
from tanto.insights.wanted import Wanted
from tanto.recovery.models import Case, OwnerSpan
from tests.cast import MONDAY, Cast, at, speaking


def told(key: str, **wanted):
    """(counted, of, value) of this month, all sections together."""
    board = Board(Wanted(**wanted))
    row = next(row for row in board.rows if row.figure.key == key)
    measure = row.cells[-1].measure
    return measure.hits, measure.n


@pytest.fixture
def monday():
    with clocks.travelling(MONDAY):
        yield


def later(**span):
    return clocks.travelling(clocks.now() + dt.timedelta(**span))


def test_everything_runs(cast, monday):
    case = cast.at_follow_up()
    with clocks.travelling(at("2026-11-24 10:00")):
        case.confirm_lasting(by=cast.customer.actor, words="All well.")
        board = Board(Wanted())
    for row in board.rows:
        print(row.figure.key, row.cells[-1], row.cells[-1].measure)
