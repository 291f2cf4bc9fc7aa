"""The case page and the pages beside it: drawers, presence, undo, doubles while typing, absences, one contact."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.recovery.views.drawers import DRAWERS
from tests.cast import Cast, at
from tests.recovery.test_receiving import refusal

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def owner(cast: Cast, client):
    client.force_login(cast.owner)
    return client


@pytest.mark.parametrize("name", DRAWERS)
def test_every_drawer_opens_alone_and_on_the_page(cast: Cast, owner, name, django_assert_max_num_queries):
    case = cast.at_test()
    with django_assert_max_num_queries(46):
        page = owner.get(f"/cases/{case.number}/?open={name}")
    assert 'id="drawer"' in page.content.decode()
    alone = owner.get(f"/cases/{case.number}/drawers/{name}/", headers={"HX-Request": "true"})
    assert 'id="drawer"' in alone.content.decode()
    assert "<html" not in alone.content.decode()
    assert owner.get(f"/cases/{case.number}/drawers/{name}/").url.endswith("#drawer")


def test_a_press_in_a_drawer_leaves_it_open(cast: Cast, owner):
    case = cast.receive()
    answer = owner.post(f"/cases/{case.number}/notes/", {"text": "In the hall.", "open": "notes"})
    assert answer.url == f"/cases/{case.number}/?taken=note&open=notes#drawer"


def test_two_people_on_a_case_see_each_other_and_that_it_moved(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.boss)
    client.post(f"/cases/{case.number}/here/", {"head": case.head_number, "writing": "1"})
    client.force_login(cast.owner)
    head = case.head_number
    case.note(by=cast.boss.actor, text="I am on it.")
    page = client.post(f"/cases/{case.number}/here/", {"head": head}).content.decode()
    assert "is writing here just now" in page
    assert "The case has moved on" in page


def test_a_step_just_taken_is_undone_by_one_press(cast: Cast, owner):
    case = cast.at_question()
    owner.post(f"/cases/{case.number}/issue/", {"wording": "The note", "read_back": "on"})
    assert "is taken." in owner.get(f"/cases/{case.number}/").content.decode()
    owner.post(f"/cases/{case.number}/back/", {"to": "question"})
    case.refresh_from_db()
    assert case.step == "question"
    owner.post(f"/cases/{case.number}/on/")
    case.refresh_from_db()
    assert case.step == "cushion"


def test_likely_doubles_while_typing_show_heads_to_all_and_words_to_who_may_read(cast: Cast, client):
    case = cast.receive("The invoice says 60, the delivery note says 54.")
    query = {"words": "invoice 60 but the delivery note says 54", "client": cast.client.pk}
    client.force_login(cast.owner)
    assert "delivery note says 54." in client.get("/cases/like/", query).content.decode()
    client.force_login(cast.stranger)
    page = client.get("/cases/like/", query).content.decode()
    assert case.number in page
    assert "delivery note says 54." not in page
    assert (
        case.number
        not in client.get("/cases/like/", {"words": "A pump leaks oil on our floor"}).content.decode()
    )


def test_the_same_client_lately(cast: Cast, owner):
    first, second = cast.receive(), cast.receive("Another trouble")
    page = owner.get("/cases/like/", {"client": cast.client.pk, "but": second.pk}).content.decode()
    assert first.number in page
    assert second.number not in page


def test_a_minor_trouble_in_one_contact_has_every_record(cast: Cast, owner):
    case = cast.receive(severity=4)
    fields = {
        "intensity": 0, "wording": "A second copy of the note", "sentence": "I see that it holds you up.",
        "statement": "I am Mori and I am accountable.", "action": "Sent it while we spoke.", "channel": "phone",
        "words": "It is here. Solved.", "nothing_more": "No, thank you.",
    }  # fmt: skip
    owner.post(f"/cases/{case.number}/one-contact/", fields)
    case.refresh_from_db()
    done = set(case.visits.filter(done_at__isnull=False).values_list("step", flat=True))
    assert case.step == "follow_up"
    assert done == {"listen", "question", "cushion", "address", "test", "probe"}
    assert [word.answer for word in case.customer_words.all()] == ["solved", "nothing_more"]


def test_a_cushion_of_two_sentences_stops_the_one_contact_too(cast: Cast):
    case = cast.receive(severity=4)
    with refusal("cushion_one_sentence"):
        case.settle_in_one(
            by=cast.owner.actor, intensity=0, wording="A", sentence="One. Two.", statement="I am accountable.",
            action="Sent.", words="Solved.", nothing_more="No.",
        )  # fmt: skip
    case.refresh_from_db()
    assert case.step == "listen"


@pytest.mark.parametrize(
    ("address", "field"), [("/me/absence/", "deputy"), ("/clients/{client}/handover/", "to")]
)
def test_forms_of_people_say_what_is_missing(cast: Cast, owner, address, field):
    page = owner.post(address.format(client=cast.client.pk), {"since": "2030-01-01", "until": "2030-01-05"})
    assert page.status_code == 422
    assert "A group cannot be accountable." in page.content.decode()


def test_an_absence_is_entered_and_ended_on_my_page(cast: Cast, owner):
    owner.post("/me/absence/", {"since": "2030-01-01", "until": "2030-01-05", "deputy": cast.deputy.pk})
    assert "Sasaki Aya stands in" in owner.get("/me/").content.decode()
    owner.post("/me/absence/end/")
    assert "No absence is entered." in owner.get("/me/").content.decode()


def test_nobody_enters_the_absence_of_another_but_the_boss(cast: Cast, client):
    fields = {"since": "2030-01-01", "until": "2030-01-05", "deputy": cast.deputy.pk}
    for person, status in ((cast.stranger, 404), (cast.boss, 302)):
        client.force_login(person)
        assert client.post(f"/people/{cast.owner.pk}/absence/", fields).status_code == status


def test_going_back_and_on_keeps_what_was_said(cast: Cast):
    case = cast.accountable()
    case.go_back(by=cast.owner.actor, to="question", why="She called again. Two things.")
    for _ in range(2):
        case.go_on(by=cast.owner.actor)
    assert case.step == "address"
    assert case.is_accountable
    case.report_fixed(by=cast.owner.actor, how="Done.")
    case.go_back(by=cast.owner.actor, to="address", why="Not yet.")
    assert str(case.visit.words).startswith("I am Mori")


def test_a_draft_needs_the_way_it_came(cast: Cast, owner):
    case = cast.draft(by=cast.owner)
    page = owner.post(f"/cases/{case.number}/place/", {"client": cast.client.pk})
    assert page.status_code == 422
    assert "It is not said how it reached us." in page.content.decode()


def test_only_milder_severities_are_offered_for_lowering(cast: Cast, client):
    case = cast.receive(severity=2)
    client.force_login(cast.boss)
    page = client.get(f"/cases/{case.number}/?open=severity").content.decode()
    assert "S3 Moderate" in page
    assert 'value="2">S2' not in page


def test_a_new_trouble_needs_a_new_cushion_and_a_new_word(cast: Cast):
    with clocks.travelling(clocks.now() - dt.timedelta(hours=2)):
        case = cast.at_probe()
    case.name_more(by=cast.customer.actor, words="Your catalogue is two years old.")
    case.agree_issue(by=cast.owner.actor, wording="A new catalogue", read_back=True)
    assert case.step == "cushion"
    assert not case.may_go_on
    with refusal("facts_missing"):
        case.go_on(by=cast.owner.actor)


def test_on_a_friday_the_next_morning_offered_is_a_working_one(cast: Cast, client):
    with clocks.travelling(at("2026-11-20 17:30")):
        case = cast.accountable()
        client.force_login(cast.owner)
        page = client.get(f"/cases/{case.number}/").content.decode()
    assert 'value="2026-11-24T09:00"' in page  # Monday is a holiday
    assert 'value="2026-11-21T09:00"' not in page
