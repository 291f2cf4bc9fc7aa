"""What a newcomer stumbled over once stays smooth."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.recovery.models import Case
from tanto.wording.texts import PLACEHOLDERS
from tests.cast import Cast, at
from tests.recovery.test_receiving import refusal


def test_a_draft_that_nobody_finished_does_not_leave(cast: Cast):
    case = cast.accountable()
    with refusal("gap_left"):
        body = f"Done: {PLACEHOLDERS['done'].gap('en')}. Next by {{next_time}}. Mori {{link}}"
        case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1))


def test_the_draft_on_the_page_has_a_gap_that_must_be_filled(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    assert "[what is done since the last message]" in client.get(f"/cases/{case.number}/").content.decode()


def test_the_boss_goes_first_and_need_not_wait_for_a_step(cast: Cast):
    case = cast.receive()
    case.speak(by=cast.boss.actor, words="Called and apologised for the trouble.")
    assert case.history().first().kind == "told_by_voice"
    with refusal("listen_first"):
        case.speak(by=cast.owner.actor, words="I am on it.")


def test_an_announced_time_stands_after_not_solved(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.at_test()
    with clocks.travelling(at("2026-11-12 10:00")):
        case.reject_fix(by=cast.customer.actor, words="No.")
    clock = Clock.objects.of("case", case.pk).running().get(kind="progress_update")
    assert clock.due_at == case.next_told_at == at("2026-11-12 11:00")


def test_fixing_it_finishes_nobodys_other_deed(cast: Cast):
    case = cast.at_test()
    assert case.actions.filter(done_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("hour", "code"), [("2026-11-14 03:00", "call_time_closed"), ("2026-11-12 08:00", "call_time_passed")]
)
def test_she_is_promised_only_a_call_that_can_be_kept(cast: Cast, hour, code):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.accountable()
        with refusal(code) as caught:
            case.ask_for_call(by=cast.customer.actor, at=at(hour))
    assert "16" in str(caught.value.instead) or code == "call_time_passed"


def test_her_page_shows_what_she_answered_and_the_call_agreed(cast: Cast, client):
    case = cast.at_test()
    token = case.link_of(cast.customer).token
    client.post(f"/c/{token}/answer/", {"answer": "not_solved", "words": "The sum is wrong.", "press": "a"})
    client.post(f"/c/{token}/call/", {"at": "2090-01-05T10:00", "press": "b"})
    page = client.get(f"/c/{token}/").content.decode()
    assert "The sum is wrong." in page
    assert "calls you" in page


def test_not_solved_stands_where_the_owner_looks_first(cast: Cast, client):
    case = cast.at_test()
    case.reject_fix(by=cast.customer.actor, words="The sum is wrong.")
    client.force_login(cast.owner)
    day = client.get("/").content.decode()
    assert "Not solved: begin again" in day
    assert "The sum is wrong." in day


def test_a_reopened_case_owes_the_customer_a_message(cast: Cast):
    case = cast.closed()
    case.reopen(by=cast.customer.actor, words="It came back.")
    assert Clock.objects.of("case", case.pk).running().get(kind="progress_update").duty == cast.owner.pk


def test_back_and_press_again_is_not_a_second_trouble(cast: Cast, client):
    client.force_login(cast.owner)
    for press in ("one", "two"):
        client.post("/cases/new/", {"words": "The box is wet.", "press": press})
    assert Case.objects.count() == 1


@pytest.mark.parametrize("place", ["cushion/", "boss-contact/", "answer/", "letters/"])
def test_an_address_that_only_takes_presses_leads_back_to_its_page(cast: Cast, client, place):
    case = cast.receive()
    client.force_login(cast.owner)
    assert client.get(f"/cases/{case.number}/{place}").url == case.get_absolute_url()


def test_a_question_that_was_sent_says_so(cast: Cast, client):
    case = cast.at_test()
    body = "Is it solved? Next by {next_time}. Mori {link}"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1))
    client.force_login(cast.owner)
    assert "Ask again" in client.get(f"/cases/{case.number}/").content.decode()


def test_nobody_asks_how_it_has_been_before_it_could_have_been(cast: Cast, client):
    case = cast.at_follow_up()
    client.force_login(cast.owner)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "two weeks ago" not in page
    assert "The follow-up may be asked from" in page


def test_a_letter_that_may_have_gone_stands_on_my_day(cast: Cast, client):
    case = cast.accountable()
    body = "On its way by {next_time}. Mori"
    case.write(by=cast.owner.actor, body=body, next_at=clocks.now() + dt.timedelta(hours=1))
    drain(clocks.now())
    Letter.objects.filter(contact=cast.customer).update(state="unclear", next_at=None)
    client.force_login(cast.owner)
    assert "may have gone. Please look." in client.get("/asked/").content.decode()
