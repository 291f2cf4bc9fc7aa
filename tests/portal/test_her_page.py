import datetime as dt

import pytest

from tanto import clocks
from tanto.journal.models import Entry
from tanto.recovery.models import CustomerWord
from tanto.recovery.models.link import PURPOSE
from tanto.web.tokens import signature
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
    assert client.get(f"/c/4711-{signature(PURPOSE, 4711, '')}/").status_code == 404


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


def two_fixed(cast: Cast):
    case = cast.at_question()
    case.agree_issue(by=cast.owner.actor, wording="The note", then=["The gaskets"], read_back=True)
    case.cushion(by=cast.owner.actor, sentence="I see how hard it is.")
    cast.account_for(case)
    for issue in case.open_issues():
        case.report_fixed(by=cast.owner.actor, how="Done.", issue=issue.pk)
    return case


@pytest.mark.parametrize(
    ("answers", "step", "answer"),
    [
        (("solved", "solved"), "probe", "solved"),
        (("solved", "not_solved"), "address", "partly"),
        (("not_solved", "not_solved"), "address", "not_solved"),
    ],
)
def test_she_answers_for_each_issue(cast: Cast, client, answers, step, answer):
    case = two_fixed(cast)
    address = f"/c/{case.link_of(cast.customer).token}/"
    assert client.get(address).content.decode().count("in-two") == 2
    fields = {f"issue-{issue.pk}": said for issue, said in zip(case.open_issues(), answers, strict=True)}
    client.post(f"{address}answer/", fields | {"words": "As I say."})
    case.refresh_from_db()
    assert (case.step, case.customer_words.get().answer) == (step, answer)


def test_one_issue_left_out_is_asked_again(cast: Cast, client):
    case = two_fixed(cast)
    address = f"/c/{case.link_of(cast.customer).token}/"
    page = client.post(f"{address}answer/", {f"issue-{case.open_issues()[0].pk}": "solved", "words": "Half."})
    assert page.status_code == 422
    assert "Please answer for each of them." in page.content.decode()
    assert "Half." in page.content.decode()


def test_she_asks_where_it_stands_and_it_is_counted(cast: Cast, client, asked, address):
    page = client.post(f"{address}where/", {}, follow=True).content.decode()
    assert "before you had to ask" in page
    assert asked.chases.count() == 1


def test_she_asks_to_drop_it_and_it_waits_for_a_boss(cast: Cast, client, asked, address):
    page = client.post(f"{address}drop/", {"words": ""})
    assert page.status_code == 422
    client.post(f"{address}drop/", {"words": "We bought elsewhere."})
    asked.refresh_from_db()
    assert asked.is_open
    assert "until somebody above has looked at it" in client.get(address).content.decode().lower()


def test_she_takes_an_issue_back_but_not_the_last(cast: Cast, client):
    case = two_fixed(cast)
    address = f"/c/{case.link_of(cast.customer).token}/"
    first, second = case.open_issues()
    client.post(f"{address}issues/{first.pk}/")
    assert [issue.pk for issue in case.open_issues()] == [second.pk]
    page = client.post(f"{address}issues/{second.pk}/")
    assert "This is the last open issue." in page.content.decode()


def test_she_sends_a_photograph_and_sees_only_her_own(cast: Cast, client, asked, address):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tanto.files.models import File

    asked.attach(by=cast.owner.actor, file=File.keep([b"ours"]), name="ours.txt")
    client.post(f"{address}files/", {"papers": SimpleUploadedFile("box.txt", b"hers")})
    page = client.get(address).content.decode()
    assert "box.txt" in page
    assert "ours.txt" not in page
    ours = asked.attachments.get(name="ours.txt")
    assert client.get(f"{address}files/{ours.pk}/").status_code == 404
    assert client.get(f"{address}files/{asked.attachments.get(name='box.txt').pk}/").status_code == 200


def test_a_link_that_ran_out_can_be_asked_for_and_is_opened_by_a_person(cast: Cast, client, asked, address):
    with clocks.travelling(clocks.now() + dt.timedelta(days=40)):
        assert "Ask for a new link" in client.get(address).content.decode()
        client.post(f"{address}again/")
        assert asked.history().first().kind == "link_asked"
        assert client.get(address).status_code == 404
        asked.hand_link(by=cast.owner.actor)
        assert client.get(asked.live_link.url.removeprefix("http://localhost:8000")).status_code == 200


def test_a_closed_link_cannot_be_asked_for(cast: Cast, client, asked, address):
    asked.revoke_link(by=cast.owner.actor)
    before = asked.history().count()
    assert client.post(f"{address}again/").status_code == 404
    assert asked.history().count() == before


def test_a_merged_case_tells_her_where_it_goes_on(cast: Cast, client):
    earlier, later = cast.receive(), cast.receive("Once more")
    address = f"/c/{later.link_of(cast.customer).token}/"
    later.propose_merger(by=cast.owner.actor, into=earlier, reason="One event.")
    later.agree_to_end(by=cast.quality.actor)
    assert earlier.number in client.get(address).content.decode()


def test_containment_and_what_nobody_took_are_not_shown_to_her(cast: Cast, client, asked, address):
    case = cast.accountable()
    cast.contain(case)
    case.ask_action(
        by=cast.owner.actor,
        what="Nobody took this",
        person=cast.deputy,
        due_at=clocks.now() + dt.timedelta(hours=1),
    )
    page = client.get(f"/c/{case.link_of(cast.customer).token}/").content.decode()
    assert "A corrected delivery note" in page
    assert "The lot is stopped" not in page
    assert "Nobody took this" not in page
