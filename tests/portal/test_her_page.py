import datetime as dt

import pytest

from tanto import clocks
from tanto.journal.models import Entry
from tanto.recovery.models import CustomerWord
from tanto.recovery.models.link import signature
from tests.cast import Cast


@pytest.fixture
def asked(cast: Cast):
    return cast.at_test()


@pytest.fixture
def address(cast: Cast, asked) -> str:
    return f"/c/{asked.link_of(cast.customer).token}/"


def test_opening_it_changes_nothing(client, address):
    before = Entry.objects.count()
    for _ in range(3):
        assert client.get(address).status_code == 200
    assert Entry.objects.count() == before
    assert not CustomerWord.objects.exists()


def test_it_shows_her_words_the_owner_and_the_question(client, address):
    page = client.get(address).content.decode()
    assert "Which paper is true?" in page
    assert "Mori" in page
    assert "Is it solved for you?" in page


def test_it_shows_nothing_from_inside(cast: Cast, client, asked, address):
    asked.acknowledge(by=cast.boss.actor)
    asked.thank(by=cast.boss.actor, words="Inside words")
    page = client.get(address).content.decode()
    assert "Inside words" not in page
    assert "Strength of feeling" not in page


def test_her_answer_is_taken(client, asked, address):
    client.post(f"{address}answer/", {"answer": "solved", "words": "Yes.", "press": "a"})
    asked.refresh_from_db()
    assert asked.step == "probe"


def test_pressed_twice_it_is_one_answer(client, asked, address):
    for _ in range(2):
        answer = client.post(f"{address}answer/", {"answer": "not_solved", "press": "same"})
        assert answer.status_code == 302
    assert CustomerWord.objects.count() == 1


def test_solved_with_something_else_goes_to_the_question(client, asked, address):
    client.post(f"{address}answer/", {"answer": "solved", "more": "Your catalogue is old.", "press": "a"})
    asked.refresh_from_db()
    assert asked.step == "question"
    assert [w.answer for w in CustomerWord.objects.all()] == ["solved", "more"]


def test_no_choice_says_so_and_keeps_her_words(client, address):
    page = client.post(f"{address}answer/", {"words": "It is complicated."})
    assert page.status_code == 422
    assert "Please choose one of the answers." in page.content.decode()
    assert "It is complicated." in page.content.decode()


def test_an_answer_to_a_question_that_has_passed_is_refused_gently(client, asked, address):
    client.post(f"{address}answer/", {"answer": "solved", "press": "a"})
    page = client.post(f"{address}answer/", {"answer": "not_solved", "words": "No!", "press": "b"})
    assert page.status_code == 409
    assert "No!" in page.content.decode()


def test_she_adds_words_at_any_time(cast: Cast, client, asked, address):
    client.post(f"{address}words/", {"words": "The box is wet too.", "press": "a"})
    assert asked.verbatims.last().speaker == cast.customer


def test_empty_words_are_refused_with_a_reason(client, address):
    page = client.post(f"{address}words/", {"words": " "})
    assert page.status_code == 422
    assert "There are no words yet." in page.content.decode()


def test_she_asks_to_be_called(client, asked, address):
    client.post(f"{address}call/", {"at": "2090-01-05T10:00", "press": "a"})
    assert asked.history().first().kind == "call_asked"


def test_a_call_in_the_past_is_refused(client, asked, address):
    page = client.post(f"{address}call/", {"at": "2020-01-05T10:00"})
    assert page.status_code == 422
    assert "already passed" in page.content.decode()


@pytest.mark.parametrize("token", ["1-abc", "abc", "999999-" + "0" * 40, "1-" + "0" * 40, "١-" + "0" * 40])
def test_a_forged_link_is_404_and_says_what_to_do(client, address, token):
    page = client.get(f"/c/{token}/")
    assert page.status_code == 404


def test_a_link_that_never_was_is_404(client, db):
    assert client.get(f"/c/4711-{signature(4711, '')}/").status_code == 404


def test_an_expired_link_is_404_and_says_whom_to_call(cast: Cast, client, asked, address):
    asked.links.update(expires_at=clocks.now() - dt.timedelta(minutes=1))
    page = client.get(address)
    assert page.status_code == 404
    assert "Its time has run out" in page.content.decode()
    assert cast.owner.phone in page.content.decode()


def test_a_revoked_link_is_404_and_takes_no_answer(cast: Cast, client, asked, address):
    asked.revoke_link(by=cast.owner.actor)
    assert client.post(f"{address}answer/", {"answer": "solved"}).status_code == 404
    assert not CustomerWord.objects.exists()


def test_she_closes_the_link_herself(client, asked, address):
    client.post(f"{address}end/")
    assert client.get(address).status_code == 404


def test_a_new_letter_renews_the_link(cast: Cast, asked, address):
    asked.links.update(expires_at=clocks.now() - dt.timedelta(minutes=1))
    link = asked.link_of(cast.customer)
    assert link.is_live(clocks.now())
    assert asked.links.filter(revoked_at__isnull=True).count() == 1


def test_it_speaks_her_language(cast: Cast, client, address):
    cast.customer.change(by=cast.owner.actor, language="ja")
    page = client.get(address).content.decode()
    assert '<html lang="ja">' in page
    assert "解決" in page


def test_a_closed_case_opens_again_with_one_word(cast: Cast, client):
    case = cast.closed()
    token = case.link_of(cast.customer).token
    client.post(f"/c/{token}/words/", {"words": "It came back.", "press": "a"})
    case.refresh_from_db()
    assert (case.step, case.end) == ("listen", None)


def test_two_links_open_two_cases_and_never_each_other(cast: Cast, client, address):
    other = cast.receive("A second matter")
    page = client.get(address).content.decode()
    assert other.number not in page
