"""The engine: where a hit stands in the text as it was typed, what cancels it, and what is left to the customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.wording import catalogues, patterns, sentences
from tanto.wording.checking import LONGEST, MOST_HITS, Draft, check
from tanto.wording.normalising import normalise
from tanto.wording.patterns import Pattern


def marked(text: str, **given: object) -> list[str]:
    return [hit.text for hit in check(Draft(text, **given))]  # type: ignore[arg-type]


@given(
    st.text(
        alphabet=st.sampled_from("ab  \t\r\n'’`。.ｶﾞﾊﾟ㈱①髙㍿ﬁe\u0301が　 \U0001f600\u200d\u202e"),
        max_size=60,
    )
)
def test_every_place_in_the_normal_text_leads_back_to_the_typed_one(text: str):
    normal = normalise(text)
    places = [normal.at(place) for place in range(len(normal.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert normalise(normal.text).text == normal.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sure, that  isn’t\tour   fault.", "isn’t\tour   fault"),
        ("㈱森部品です。それはﾃﾞｷﾏｾﾝ。早急に対応します。", "早急に"),
        ("ｿﾞｳﾆﾁｭｳ…早急ﾆではなく早急に。", "早急に"),
    ],
)
def test_a_hit_stands_where_it_was_typed(text: str, words: str):
    assert words in marked(text)


def test_sentences_end_where_people_end_them():
    text = "Mr. Mori calls at 3 p.m. on Monday. Is it 3.5 kg? Yes!\nBest regards"
    assert [text[a:b] for a, b in sentences.split(text)] == [
        "Mr. Mori calls at 3 p.m. on Monday.",
        "Is it 3.5 kg?",
        "Yes!",
        "Best regards",
    ]
    text = "「解決した。」とのお言葉をいただきました。本当ですか？はい"
    assert [text[a:b] for a, b in sentences.split(text)] == [
        "「解決した。」とのお言葉をいただきました。",
        "本当ですか？",
        "はい",
    ]


def test_what_the_customer_said_is_left_alone():
    said = ["Your driver told me it was my own mistake!"]
    quoted = "You wrote “it was my own mistake”. It was not: we sent the wrong part."
    assert not [hit for hit in check(Draft(quoted, said=said)) if hit.group == "BL"]
    assert "mistake was ours" not in quoted
    assert marked("> The courier was late, they said.\nI will call you at 15:00.") == []


def test_a_quotation_that_is_not_hers_is_read():
    assert [hit.id for hit in check(Draft("As we say, “the courier was late”."))] == ["EN-BL-02"]


def test_a_mixed_text_is_read_in_both_languages():
    groups = {hit.id[:2] for hit in check(Draft("The courier was late.\n早急に対応いたします。"))}
    assert groups == {"EN", "JA"}


def test_a_remedy_in_the_next_sentence_counts_where_the_message_is_asked():
    assert marked("折り返しお電話いたします。") == ["折り返し"]
    assert marked("折り返しお電話いたします。14時15分までにいたします。") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\u202e\u200f שלום",
        "🙇‍♂️" * 50,
        "ｱ" * 3000,
        "a" * 300_000,
        "、".join(["それで"] * 20_000),
        "\x00\ud800x",
    ],
)
def test_no_text_breaks_it(text: str):
    assert isinstance(check(Draft(text, ("ext_unconfirmed", "apology_letter"))), list)


def test_a_very_long_text_is_read_to_a_bound():
    late = "The courier was late. "
    assert marked("x" * (LONGEST + 10) + late) == []
    assert marked(late + "x" * LONGEST) == ["courier was late"]


def test_an_expression_that_would_run_away_stays_linear():
    hangs = Pattern(id="EN-XX-01", find="(a+)+$|(a|aa)+b", why={"en": "x"})
    house = catalogues.shipped().changed({"EN-XX-01": hangs})
    assert len(check(Draft("a" * 100_000 + "!", catalogue=house))) == 0


@pytest.mark.parametrize("wrong", ["(", "(?!x)y", "(?<=x)y", r"(a)\1", "x{1001}{1001}", "a" * 5000])
def test_what_re2_does_not_read_is_refused_with_its_reason(wrong: str):
    with pytest.raises(patterns.PatternError) as refused:
        patterns.compiled(wrong)
    assert str(refused.value)


def test_what_must_not_stand_beside_a_hit_cancels_it():
    assert marked("お忙しいところ恐れ入ります。") == []
    assert marked("忙しくてご連絡が遅れました。") != []


def test_a_group_named_hit_narrows_what_is_marked():
    own = Pattern(id="EN-XX-01", find=r"\bplease (?P<hit>do the needful)", why={"en": "x"})
    house = catalogues.shipped().changed({"EN-XX-01": own})
    assert marked("Please do the needful.", catalogue=house) == ["do the needful"]


def test_a_pattern_switched_off_is_silent():
    house = catalogues.shipped().changed({"EN-BL-02": None})
    assert marked("The courier was late.", catalogue=house) == []


def tapped(text: str, name: str) -> str:
    """The text after one tap on the first hit of this pattern."""
    hit = next(hit for hit in check(Draft(text)) if hit.id == name)
    assert hit.instead
    return text[: hit.instead[0]] + hit.rewrite + text[hit.instead[1] :]


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("EN-VG-01", "I check it.  I’ll call you shortly.", "I check it.  I’ll call you by {next_time}."),
        ("EN-VG-02", "Later I will call you.", "By {next_time} I will call you."),
        ("EN-PV-02", "An error has occurred in your order.", "We made an error in your order."),
        ("EN-SW-02", "Yes. Please call again later.", "Yes. I will call you by {next_time}."),
        ("JA-RG-01", "遅れまして､すみませんでした｡", "遅れまして､申し訳ございませんでした｡"),
        ("JA-VG-03", "はい。本日中にお送りします。", "はい。{time_1}までにお送りします。"),
        ("JA-RG-07", "お待ちしております！", "お待ちしております。"),
        (
            "JA-PV-09",
            "はい。様子を見てください。",
            "はい。{next_time}に私{me}からお電話し、ご様子を伺います。",
        ),
    ],
)
def test_a_rewrite_takes_the_place_of_the_sentence_or_of_the_words(name: str, text: str, after: str):
    assert tapped(text, name) == after


def test_a_team_that_signs_gives_its_line_to_a_name():
    text = "I call you at 15:00.\n\nBest regards,\nCustomer Support Team"
    assert tapped(text, "EN-PV-08").endswith("15:00.\n\nBest regards,\n{me}, {section}, direct {phone}")


def test_a_hit_over_two_sentences_gives_up_both_and_no_third():
    wide = Pattern(
        id="EN-XX-01", find=r"(?s)\s*\bthis is.*two", scope="message", say="Three.", why={"en": "x"}
    )
    house = catalogues.shipped().changed({"EN-XX-01": wide})
    text = "Zero.\n\nThis is one. And two, too. Four."
    hit = next(hit for hit in check(Draft(text, catalogue=house)) if hit.id == "EN-XX-01")
    assert text[slice(*hit.instead or ())] == "This is one. And two, too."


def test_what_must_not_stand_beside_it_may_be_an_expression_and_cannot_hang():
    own = Pattern(id="EN-BL-101", find="late", not_after="never |(a+)+(b|$)", not_before=" again|!")
    house = catalogues.Catalogue([own])
    text = f"Late. NEVER late. Late again. late! {'a' * 400}late, {'a' * 5000}? late."
    assert [hit.start for hit in check(Draft(text, catalogue=house))] == [0, text.rindex("late")]


def test_a_pattern_that_finds_every_sign_costs_no_more_than_the_text():
    everything = Pattern(id="JA-VG-101", find="あ", not_after="い", scope="message")
    house = catalogues.Catalogue([everything])
    assert len(check(Draft("あ" * 100_000, catalogue=house))) == MOST_HITS
