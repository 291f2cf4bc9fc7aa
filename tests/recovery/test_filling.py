"""Texts filled from a case: in the customer's language and words, with a fixed number of questions."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clients.models import Contact
from tanto.clocks.models import Clock
from tanto.recovery.filling import Filling, title_of
from tanto.recovery.models import Case
from tanto.wording import catalogues, texts
from tanto.wording.texts import PLACEHOLDERS
from tests.cast import MONDAY, Cast
from tests.recovery.test_receiving import refusal

EVERY = list(texts.shipped().values())


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


def fresh(case: Case) -> Case:
    return Case.objects.with_names().get(pk=case.pk)


def in_japanese(cast: Cast) -> None:
    Contact.objects.filter(pk=cast.customer.pk).update(language="ja")


def body(case: Case, name: str) -> str:
    return Filling(fresh(case)).fill(texts.shipped()[name])[1]


def test_an_update_says_what_the_case_knows(cast: Cast):
    case = cast.accountable()
    cast.contain(case)
    text = body(case, "T-11")
    for part in (
        "Dear Ms. Kiuchi,",
        "at Monday 9 November, 10:00",
        "Done since my last message: [what is done since the last message].",
        "Next, by Monday 9 November, 15:00: A corrected delivery note.",
        "“A correct delivery note by Monday nine”, is at this stage: in work.",
        "again by {next_time}",
        "{link}",
        "Mori Aya, Sales East, direct 03-0000-2711",
    ):
        assert part in text


def test_what_was_finished_since_she_heard_from_us_is_told(cast: Cast):
    case = cast.accountable()
    with clocks.travelling(MONDAY + dt.timedelta(hours=1)):
        cast.contain(case)
        assert "Done since my last message: The lot is stopped." in body(case, "T-11")
        assert "so that it does not grow: The lot is stopped." in body(case, "T-06")


def test_in_japanese_everybody_is_called_as_is_right(cast: Cast):
    in_japanese(cast)
    text = body(cast.accountable(), "T-11")
    assert text.startswith("白樺沢精密\n木内様\n\nいつもお世話になっております。多摩橋機工の森でございます。")
    assert "11月9日（月）10時時点" in text
    assert text.endswith("多摩橋機工　東日本営業部　森 彩／直通 03-0000-2711")


def test_the_test_question_names_what_was_fixed_and_when(cast: Cast):
    text = body(cast.at_test(), "T-19")
    assert (
        "about “A correct delivery note by Monday nine”, as of Monday 9 November, 10:00: "
        "The corrected note is with you since noon." in text
    )


def test_her_word_stands_as_she_said_it(cast: Cast):
    text = body(cast.at_probe(), "T-23")
    assert 'On 9 November 2026 you told us: "Yes, this is right".' in text


def test_a_time_that_passed_is_the_time_we_missed(cast: Cast):
    case = cast.accountable()
    assert "[the time we promised and missed]" in body(case, "T-13")
    with clocks.travelling(MONDAY + dt.timedelta(hours=3)):
        assert "contact you by Monday 9 November, 12:00, and I did not" in body(case, "T-13")


def test_nobody_known_is_addressed_as_one_does(cast: Cast):
    case = cast.draft("Wet boxes")
    assert body(case, "T-12").startswith("Dear colleagues,")
    text = Filling(fresh(case)).fill(texts.shipped()["T-12"], "ja")[1]
    assert "ご担当者様\n" in text or "colleagues" in text


def test_her_first_words_stand_for_an_issue_nobody_has_named(cast: Cast):
    assert "What I understand so far: “The invoice says 60" in body(cast.at_question(), "T-01")
    long = cast.receive("word " * 100)
    assert "[the most immediate issue, in the customer’s words]" in body(long, "T-01")


@pytest.mark.parametrize(
    "typed", ["{link} and {next_time}", "[what is done next]", "{me.__class__}", "<b>{0}</b>"]
)
def test_what_the_customer_typed_stays_words(cast: Cast, typed: str):
    case = cast.at_question()
    case.agree_issue(by=cast.owner.actor, wording=typed, read_back=True)
    text = body(case, "T-06").replace("{next_time}", "15:00")
    shown = text.partition("worry that ")[2].partition(" is causing")[0]
    assert shown.replace("\u2060", "") == f"“{typed}”"
    assert texts.gap(shown) == ""


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", [text.id for text in EVERY])
def test_every_text_is_filled_from_a_real_case(cast: Cast, language: str, name: str):
    if language == "ja":
        in_japanese(cast)
    case = cast.at_test()
    text = texts.shipped()[name]
    subject, filled = Filling(fresh(case)).fill(text)
    assert "None" not in subject + filled
    assert set(texts.names_in(subject + filled)) <= {"next_time", "link"}
    known = text.in_words(language, subject=subject, body=filled)
    house = catalogues.shipped().changed({}, "Sato|佐藤")
    assert [hit for hit in texts.hits_in(known, language, house) if hit.level != "hint"] == []


def test_all_texts_of_a_case_cost_a_fixed_number_of_questions(cast: Cast, django_assert_max_num_queries):
    case = fresh(cast.at_probe())
    with django_assert_max_num_queries(9):
        filling = Filling(case)
        for text in EVERY:
            filling.fill(text)


def test_a_short_text_asks_only_for_what_it_says(cast: Cast, django_assert_num_queries):
    case = fresh(cast.accountable())
    filling = Filling(case)
    filling.fill(texts.shipped()["T-02"])
    with django_assert_num_queries(0):
        filling.fill(texts.shipped()["T-02"])


def test_every_place_the_case_fills_is_in_the_table_as_such(cast: Cast):
    from_case = {name for name, place in PLACEHOLDERS.items() if place.origin == "case"}
    assert set(Filling(fresh(cast.receive())).places) == from_case


@pytest.mark.parametrize(
    ("language", "section", "title"),
    [
        ("ja", "東日本営業部", "東日本営業部長"),
        ("ja", "お客様窓口", "お客様窓口 責任者"),
        ("en", "Sales East", "Head of Sales East"),
    ],
)
def test_a_boss_has_a_title(language, section, title):
    from django.utils import translation

    with translation.override(language):
        assert title_of(section) == title


def test_a_letter_with_a_gap_does_not_leave(cast: Cast):
    case = cast.accountable()
    text = body(case, "T-11")
    with refusal("gap_left"):
        case.write(by=cast.owner.actor, body=text, next_at=MONDAY + dt.timedelta(hours=2))
    whole = text.replace("[what is done since the last message]", "The note is corrected")
    case.write(by=cast.owner.actor, body=whole, next_at=MONDAY + dt.timedelta(hours=2))


def test_a_call_that_a_letter_promises_after_it_is_solved_is_a_clock(cast: Cast):
    case = cast.at_probe()
    case.write(by=cast.owner.actor, body=body(case, "T-20"), next_at=MONDAY + dt.timedelta(hours=4))
    clock = Clock.objects.of("case", case.pk).running().get(kind="call_back")
    assert (clock.due_at, clock.duty) == (MONDAY + dt.timedelta(hours=4), cast.owner.pk)
