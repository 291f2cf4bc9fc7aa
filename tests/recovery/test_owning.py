import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.models import Clock
from tests.cast import HOUSE, Cast, at
from tests.recovery.test_receiving import refusal


@pytest.fixture
def offered(cast: Cast):
    return cast.receive(by=cast.colleague)


def test_the_tanto_takes_it(cast: Cast, offered):
    offered.accept(by=cast.owner.actor)
    assert offered.owner == cast.owner
    assert [s.person for s in offered.owner_spans.order_by("since")] == [cast.colleague, cast.owner]


def test_until_taken_the_recorder_stays_responsible(cast: Cast, offered):
    assert offered.owner == cast.colleague
    offered.finish_listening(by=cast.colleague.actor, intensity=2)


def test_taking_it_twice_is_taking_it_once(cast: Cast, offered):
    offered.accept(by=cast.owner.actor)
    offered.accept(by=cast.owner.actor)
    assert offered.owner_spans.count() == 2


def test_only_who_was_asked_can_take_it(cast: Cast, offered):
    with refusal("no_offer"):
        offered.accept(by=cast.stranger.actor)


def test_declining_needs_a_reason(cast: Cast, offered):
    with refusal("reason_missing"):
        offered.decline(by=cast.owner.actor, reason=" ")


def test_declined_it_stays_with_who_offered(cast: Cast, offered):
    offered.decline(by=cast.owner.actor, reason="I am at a client's all day.")
    assert (offered.owner, offered.open_offer) == (cast.colleague, None)
    assert offered.history().first().receivers == [["person", cast.colleague.pk]]


def test_a_second_offer_replaces_the_first(cast: Cast, offered):
    offered.offer(by=cast.colleague.actor, to=cast.deputy)
    with refusal("no_offer"):
        offered.accept(by=cast.owner.actor)
    offered.accept(by=cast.deputy.actor)
    assert offered.owner == cast.deputy


def test_it_cannot_be_offered_to_somebody_who_left(cast: Cast, offered):
    cast.stranger.leave(by=HOUSE)
    with refusal("owner_left"):
        offered.offer(by=cast.colleague.actor, to=cast.stranger)


def test_somebody_who_left_meanwhile_cannot_take_it(cast: Cast, offered):
    offered.offer(by=cast.colleague.actor, to=cast.stranger)
    cast.stranger.leave(by=HOUSE)
    with refusal("owner_left"):
        offered.accept(by=cast.stranger.actor)


def test_the_old_owner_cannot_go_on(cast: Cast, offered):
    offered.accept(by=cast.owner.actor)
    with refusal("not_the_owner"):
        offered.finish_listening(by=cast.colleague.actor, intensity=2)


def test_the_duties_go_with_the_case(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.accountable()
        case.offer(by=cast.owner.actor, to=cast.deputy)
        case.accept(by=cast.deputy.actor)
    assert Clock.objects.of("case", case.pk).running().get(kind="progress_update").duty == cast.deputy.pk


def test_who_owns_a_case_cannot_leave(cast: Cast):
    case = cast.draft(by=cast.stranger)
    with refusal("still_owns") as caught:
        cast.stranger.leave(by=HOUSE)
    assert case.number in str(caught.value.what)


def test_who_is_tanto_cannot_leave(cast: Cast):
    with refusal("still_owns"):
        cast.deputy.leave(by=HOUSE)


def test_spans_have_neither_gap_nor_overlap(cast: Cast, offered):
    with clocks.travelling(clocks.now() + dt.timedelta(minutes=5)):
        offered.accept(by=cast.owner.actor)
    since = list(offered.owner_spans.order_by("since").values_list("since", flat=True))
    assert since[0] == offered.opened_at
    assert since == sorted(set(since))
