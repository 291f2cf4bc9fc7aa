"""Many stories, one order of time."""

import pytest

from tanto import clocks
from tanto.demo.telling import at, tell_side_by_side
from tests.cast import Cast


def test_stories_go_on_in_the_order_of_time(db):
    heard = []

    def story(name, *moments):
        for moment in moments:
            yield moment
            assert clocks.now() == at(moment)
            heard.append(name)

    one = story("one", "2026-06-01 10:00", "2026-06-03 10:00")
    other = story("other", "2026-06-02 10:00", "2026-06-04 10:00")
    days = []
    tell_side_by_side([one, other, story("nobody")], until="2026-06-05 10:00", heard=days.append)
    assert heard == ["one", "other", "one", "other"]
    assert [day.day for day in days] == [1, 2, 3, 4]


def test_no_story_goes_back_in_time(db):
    with pytest.raises(ValueError, match="goes back"):
        tell_side_by_side([iter(["2026-06-02 10:00", "2026-06-01 10:00"])], until="2026-06-05 10:00")


def test_what_runs_out_between_two_beats_rings_at_its_own_minute(cast: Cast):
    def story():
        yield "2026-11-09 10:00"
        cast.receive(severity=1)
        yield "2026-11-09 18:00"

    tell_side_by_side([story()], until="2026-11-09 18:00")
    case = cast.owner.cases_owned.get()
    told = list(case.told_bosses.order_by("pk").values_list("told_at", flat=True))
    assert told[:2] == [at("2026-11-09 10:00"), at("2026-11-09 10:15")]
