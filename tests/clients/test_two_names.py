"""A client has two names at every instant (INV-02), in the verb and on the page."""

import pytest

from tanto.clients.models import Client
from tests.cast import HOUSE, Cast
from tests.recovery.test_receiving import refusal


def test_main_and_deputy_are_two_people(cast: Cast, client):
    with refusal("deputy_is_main"):
        Client.take_on(by=HOUSE, code="F98", name_en="X", main=cast.owner, deputy=cast.owner)
    client.force_login(cast.owner)
    fields = {"code": "F98", "name_en": "X", "main": cast.owner.pk, "deputy": cast.owner.pk}
    page = client.post("/clients/new/", fields)
    assert page.status_code == 422
    for sentence in ("are the same person", "must still reach the other", "Choose two people."):
        assert sentence in page.content.decode()


def test_who_left_serves_nobody(cast: Cast):
    cast.stranger.leave(by=HOUSE)
    with refusal("person_left"):
        Client.take_on(by=HOUSE, code="F98", name_en="X", main=cast.stranger, deputy=cast.owner)


def test_a_tanto_cannot_leave_and_a_hand_over_keeps_two_names(cast: Cast):
    with refusal("still_owns"):
        cast.owner.leave(by=HOUSE)
    client = Client.objects.get(pk=cast.client.pk)
    client.plan_handover(by=cast.owner.actor, to=cast.deputy, reason="Mori moves.")
    client.accept_handover(by=cast.deputy.actor)
    client.tell_of_handover(by=cast.owner.actor, words="Called her.")
    assert (client.main, client.deputy) == (cast.deputy, cast.owner)
    assert client.spans.count() == 2


def test_the_hand_over_is_walked_on_the_page(cast: Cast, client):
    at = f"/clients/{cast.client.pk}/handover/"
    client.force_login(cast.owner)
    client.post(at, {"to": cast.colleague.pk, "reason": "Mori moves."})
    assert client.post(f"{at}told/", {"words": ""}).status_code == 422
    client.post(f"{at}told/", {"words": "Called her together."})
    client.force_login(cast.stranger)
    assert client.post(f"{at}acceptance/").status_code == 422
    client.force_login(cast.colleague)
    assert "A client, offered to you" in client.get("/asked/").content.decode()
    client.post(f"{at}acceptance/")
    assert Client.objects.get(pk=cast.client.pk).main == cast.colleague


@pytest.mark.parametrize("words", ["", "Too many clients."])
def test_a_hand_over_can_be_declined_with_a_reason(cast: Cast, client, words):
    found = Client.objects.get(pk=cast.client.pk)
    found.plan_handover(by=cast.owner.actor, to=cast.colleague, reason="Mori moves.")
    client.force_login(cast.colleague)
    client.post(f"/clients/{found.pk}/handover/refusal/", {"words": words})
    assert (found.open_handover is None) == bool(words)


def test_no_case_without_a_boss_to_be_told(cast: Cast, client):  # INV-07
    case = cast.receive()
    assert case.told_bosses.count() == 1
    assert case.history().first().receivers == [["person", cast.boss.pk]]
