"""The road from a pressed form to the page: what is refused stands in place, nothing typed is lost."""

import pytest

from tanto.recovery.models import Case
from tests.cast import HOUSE, Cast


@pytest.fixture
def owner(cast: Cast, client):
    client.force_login(cast.owner)
    return client


def test_I_have_it_in_one_press(owner, cast: Cast):  # noqa: N802
    answer = owner.post("/cases/new/", {"words": "The box is wet.", "press": "a"})
    case = Case.objects.get()
    assert answer.url == f"/cases/{case.number}/?taken=capture"
    assert case.owner == cast.owner


def test_a_double_press_makes_one_case(owner):
    for _ in range(2):
        owner.post("/cases/new/", {"words": "The box is wet.", "press": "same"})
    assert Case.objects.count() == 1


def test_empty_words_are_refused_on_the_page(owner):
    page = owner.post("/cases/new/", {"words": "  ", "press": "a"})
    assert page.status_code == 422
    for part in ("There are no words yet.", "cannot be found again later", "Write one sentence"):
        assert part in page.content.decode()


def test_a_client_that_does_not_exist_is_refused_and_the_words_stay(owner):
    page = owner.post("/cases/new/", {"words": "The box is wet.", "client": "4711"})
    assert page.status_code == 422
    assert "The box is wet." in page.content.decode()
    assert not Case.objects.exists()


def test_a_refusal_in_japanese(owner):
    owner.cookies["django_language"] = "ja"
    page = owner.post("/cases/new/", {"words": "", "press": "a"}).content.decode()
    assert "お言葉" in page
    assert "There are no words" not in page


def test_offering_to_somebody_who_left_is_refused_on_the_page(owner, cast: Cast):
    case = cast.receive()
    cast.stranger.leave(by=HOUSE)
    page = owner.post(f"/cases/{case.number}/offer/", {"to": cast.stranger.pk})
    assert page.status_code == 422
    assert "does not work here any more" in page.content.decode()


def test_a_step_out_of_order_keeps_what_was_typed(owner, cast: Cast):
    case = cast.receive()
    page = owner.post(f"/cases/{case.number}/cushion/", {"sentence": "I see how hard it is."})
    assert page.status_code == 409
    assert "I see how hard it is." in page.content.decode()


def test_a_cushion_of_two_sentences_is_refused_in_place(owner, cast: Cast):
    case = cast.at_cushion()
    page = owner.post(f"/cases/{case.number}/cushion/", {"sentence": "It is hard. I see it."})
    assert page.status_code == 422
    assert "The cushion has 2 sentences." in page.content.decode()
    assert "It is hard. I see it." in page.content.decode()


def test_the_slower_of_two_browsers_loses_no_word(owner, cast: Cast):
    case = cast.at_cushion()
    owner.post(f"/cases/{case.number}/cushion/", {"sentence": "I see how hard it is.", "press": "one"})
    page = owner.post(f"/cases/{case.number}/cushion/", {"sentence": "The slower words.", "press": "two"})
    assert page.status_code == 409
    assert "The slower words." in page.content.decode()


def test_htmx_gets_the_case_alone(owner, cast: Cast):
    case = cast.receive()
    page = owner.post(f"/cases/{case.number}/listening/", {"intensity": 2}, headers={"HX-Request": "true"})
    assert page.content.decode().lstrip().startswith('<div class="stack" id="case">')


def test_without_htmx_every_form_is_a_plain_post(owner, cast: Cast):
    case = cast.receive()
    answer = owner.post(f"/cases/{case.number}/listening/", {"intensity": 2})
    assert answer.status_code == 302


def test_the_whole_road_by_pressing(owner, cast: Cast):
    case = cast.receive()
    at = f"/cases/{case.number}"
    owner.post(f"{at}/listening/", {"intensity": 3})
    owner.post(f"{at}/issue/", {"wording": "The note", "read_back": "on"})
    owner.post(f"{at}/cushion/", {"sentence": "I see how hard it is."})
    owner.post(
        f"{at}/accountability/",
        {
            "statement": "I am accountable.",
            "action": "A note",
            "action_due_at": "2090-01-05T10:00",
            "next_at": "2090-01-04T10:00",
        },
    )
    owner.post(
        f"{at}/letters/",
        {
            "subject": "S",
            "body": "Mori here {link} {next_time}",
            "next_at": "2090-01-04T10:00",
            "channel": "mail",
        },
    )
    owner.post(f"{at}/letters/", {"body": "Said it.", "next_at": "2090-01-04T10:00", "channel": "phone"})
    owner.post(f"{at}/actions/{case.actions.get().pk}/end/")
    owner.post(f"{at}/fix/", {"how": "It is there."})
    owner.post(f"{at}/answer/", {"answer": "solved", "words": "Yes, it is.", "channel": "phone"})
    owner.post(f"{at}/answer/", {"answer": "nothing_more", "words": "No, nothing.", "channel": "phone"})
    case.refresh_from_db()
    assert case.step == "follow_up"
    kinds = set(case.history().values_list("kind", flat=True))
    assert {"letter_written", "told_by_voice", "action_done", "fix_confirmed"} <= kinds


def test_the_boss_presses_on_the_page(client, cast: Cast):
    case = cast.receive()
    client.force_login(cast.boss)
    at = f"/cases/{case.number}"
    client.post(f"{at}/reading/")
    client.post(f"{at}/thanks/", {"words": "Thank you."})
    client.post(f"{at}/boss-contact/", {"decision": "call"})
    assert case.told_bosses.get().decision == "call"


def test_the_tanto_takes_and_hands_over_on_the_page(client, cast: Cast):
    case = cast.receive(by=cast.colleague)
    client.force_login(cast.owner)
    client.post(f"/cases/{case.number}/offer/acceptance/")
    client.post(f"/cases/{case.number}/offer/", {"to": cast.deputy.pk})
    client.force_login(cast.deputy)
    client.post(f"/cases/{case.number}/offer/refusal/", {"reason": "I am away tomorrow."})
    case.refresh_from_db()
    assert (case.owner, case.open_offer) == (cast.owner, None)


def test_an_administrator_sees_no_words_by_that(client, cast: Cast):
    case = cast.receive()
    keeper = type(cast.owner).objects.get(is_administrator=True)
    client.force_login(keeper)
    assert "Which paper" not in client.get(f"/cases/{case.number}/").content.decode()


def test_a_case_number_that_never_was_is_404(owner):
    assert owner.get("/cases/SR-1999-0001/").status_code == 404
