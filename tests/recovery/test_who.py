"""Ownership that cannot be lost: offers that fall back, absences, a boss who decides, a client who changes hands."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clients.models import Client
from tanto.clocks.sweep import sweep
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.people.models import Person
from tanto.recovery.models import Case
from tests.cast import HOUSE, Cast, at
from tests.recovery.test_receiving import refusal

DAY = dt.timedelta(days=1)


def away(cast: Cast, person: Person | None = None, deputy: Person | None = None) -> None:
    now = clocks.now()
    (person or cast.owner).be_away(
        by=HOUSE, since=now - dt.timedelta(hours=1), until=now + 5 * DAY, deputy=deputy or cast.deputy
    )


@pytest.mark.parametrize(("severity", "minutes"), [(1, 30), (2, 30), (3, 240), (4, 240)])
def test_an_offer_that_nobody_answers_falls_back(cast: Cast, severity, minutes):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.receive(severity=severity)
        case.offer(by=cast.owner.actor, to=cast.deputy)
    with clocks.travelling(at("2026-11-12 09:00") + dt.timedelta(minutes=minutes - 1)):
        sweep(clocks.now())
        assert case.open_offer is not None
    with clocks.travelling(at("2026-11-12 09:00") + dt.timedelta(minutes=minutes)):
        sweep(clocks.now())
    assert case.open_offer is None
    entry = case.history().get(kind="offer_expired")
    assert entry.receivers == [["person", cast.owner.pk], ["person", cast.deputy.pk]]


def test_while_the_owner_is_away_the_deputy_acts_and_the_owner_stays(cast: Cast):
    case = cast.receive()
    away(cast)
    case.finish_listening(by=cast.deputy.actor, intensity=2)
    assert (case.owner, case.visits.first().done_by) == (cast.owner, cast.deputy)


def test_who_stands_in_hears_what_the_owner_hears(cast: Cast):
    case = cast.receive()
    away(cast)
    case.hear(by=cast.customer.actor, text="And the lid.", channel="web")
    assert case.history().first().receivers == [["person", cast.owner.pk], ["person", cast.deputy.pk]]


def test_a_deputy_from_another_section_may_read_while_standing_in(cast: Cast, client):
    case = cast.receive()
    away(cast, deputy=cast.stranger)
    client.force_login(cast.stranger)
    assert "Which paper" in client.get(f"/cases/{case.number}/").content.decode()
    with clocks.travelling(clocks.now() + 6 * DAY):
        assert not Case.objects.visible_to(cast.stranger).exists()


def test_when_the_deputy_leaves_the_clients_deputy_acts_then_the_boss(cast: Cast):
    case = cast.receive()
    away(cast, deputy=cast.stranger)
    cast.stranger.leave(by=HOUSE)
    assert case.stand_in == cast.deputy
    away(cast, person=cast.deputy, deputy=cast.colleague)
    assert Case.objects.get(pk=case.pk).stand_in == cast.boss


def test_my_day_shows_the_duties_of_whom_i_stand_in_for(cast: Cast, client):
    cast.accountable()
    away(cast)
    client.force_login(cast.deputy)
    page = client.get("/").content.decode()
    assert "for Mori Aya, who is away" in page
    client.force_login(cast.stranger)
    assert "who is away" not in client.get("/").content.decode()


def test_an_absent_boss_is_replaced_by_the_deputy(cast: Cast):
    away(cast, person=cast.boss, deputy=cast.executive)
    case = cast.receive()
    assert case.told_bosses.get().boss == cast.client.main.section.deputy


def test_clocks_do_not_wait_for_who_is_away(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.accountable()
        away(cast)
    with clocks.travelling(at("2026-11-12 12:00")):
        sweep(clocks.now())
    assert case.history().filter(kind="update_missed").exists()


@pytest.mark.parametrize("fault", ["oneself", "left", "away"])
def test_an_absence_needs_somebody_who_is_there(cast: Cast, fault):
    deputy = cast.stranger
    if fault == "oneself":
        deputy = cast.owner
    if fault == "left":
        cast.stranger.leave(by=HOUSE)
        deputy = Person.objects.get(pk=cast.stranger.pk)
    if fault == "away":
        away(cast, person=cast.stranger, deputy=cast.colleague)
    with refusal("deputy_not_here"):
        away(cast, deputy=deputy)


def test_an_early_return_ends_the_standing_in(cast: Cast):
    case = cast.receive()
    away(cast)
    Person.objects.get(pk=cast.owner.pk).come_back(by=HOUSE)
    assert case.stand_in is None


def test_a_forced_change_is_read_by_both_and_by_the_quality_lead_after_a_self_report(cast: Cast):
    case = cast.receive(discovered="us")
    case.force_owner(by=cast.boss.actor, to=cast.deputy, ground="talked", reason="We spoke this morning.")
    told = {pk for _kind, pk in case.history().first().receivers}
    assert told == {cast.owner.pk, cast.deputy.pk, cast.quality.pk}
    assert case.owner_spans.last().kind == "forced"


def test_who_has_a_thing_to_do_cannot_leave(cast: Cast):
    case = cast.accountable()
    case.ask_action(by=cast.owner.actor, what="A label", person=cast.stranger, due_at=clocks.now() + DAY)
    with refusal("still_owns"):
        cast.stranger.leave(by=HOUSE)


def test_a_client_changes_hands_when_taken_and_told(cast: Cast):
    case = cast.receive()
    client = Client.objects.get(pk=cast.client.pk)
    client.plan_handover(by=cast.owner.actor, to=cast.colleague, reason="Mori moves to Osaka.")
    client.accept_handover(by=cast.colleague.actor)
    assert client.main == cast.owner
    client.tell_of_handover(by=cast.owner.actor, words="Called together; she knows the name.")
    assert client.main == cast.colleague
    drain(clocks.now())
    assert case.open_offer.to == cast.colleague
    assert case.owner == cast.owner
    assert verify().broken == ""


def test_the_outbox_drained_again_offers_nothing_twice(cast: Cast):
    case = cast.receive()
    test_a_client_changes_hands_when_taken_and_told(cast)
    offers = case.offers.count()
    from tanto.journal.models import Entry

    Entry.objects.filter(kind="tanto_changed").update(told_at=None)
    drain(clocks.now())
    assert case.offers.count() == offers


def test_the_tanto_is_not_changed_by_a_correction(cast: Cast):
    with clocks.travelling(clocks.now() + 3 * DAY), refusal("hand_it_over"):
        cast.client.change(by=cast.boss.actor, main=cast.colleague, deputy=cast.deputy)


def test_after_a_self_report_the_quality_lead_hears_of_a_hand_over(cast: Cast):
    cast.receive(discovered="us")
    client = Client.objects.get(pk=cast.client.pk)
    with refusal("reason_missing"):
        client.plan_handover(by=cast.boss.actor, to=cast.colleague, reason=" ")
    client.plan_handover(by=cast.boss.actor, to=cast.colleague, reason="Asked for it herself.")
    assert ["person", cast.quality.pk] in client.history().first().receivers


def test_ownerless_minutes_are_none_and_shown(cast: Cast, client):
    case = cast.receive(by=cast.colleague)
    case.accept(by=cast.owner.actor)
    client.force_login(cast.owner)
    page = client.get(f"/cases/{case.number}/parts/side/").content.decode()
    assert case.ownerless_minutes == 0
    assert "Ownerless minutes" in page
