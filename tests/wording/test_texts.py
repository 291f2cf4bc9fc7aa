"""The texts to start from: what the checker says of them, what stands in their braces, and values nobody should trust."""

import pytest

from tanto.wording import catalogues, texts
from tanto.wording.texts import PLACEHOLDERS, Text

STAFF = "Mori|森|Suzuki|鈴木|Sato|佐藤|Sasaki|佐々木|Tanaka|田中|Yamaguchi|山口"
HOUSE = catalogues.shipped().changed({}, STAFF)
EVERY = list(texts.shipped().values())
both = pytest.mark.parametrize("language", ["en", "ja"])
each = pytest.mark.parametrize("text", EVERY, ids=lambda text: text.id)


def nothing(_name: str) -> None:
    return None


def filled(text: Text, language: str, knows) -> Text:
    subject, body = (
        texts.fill(part[language], knows, language) for part in (text.subject or {language: ""}, text.body)
    )
    return text.in_words(language, subject=subject, body=body)


def examples(language: str):
    return lambda name: PLACEHOLDERS[name].example[language]


def gone(text: Text, language: str) -> Text:
    """As it left: the time and the link in their places."""
    text, body = filled(text, language, examples(language)), ""
    body = text.body[language]
    for name in ("next_time", "link"):
        body = body.replace("{" + name + "}", PLACEHOLDERS[name].example[language])
    return text.in_words(language, subject=text.subject.get(language, ""), body=body)


def test_there_are_thirty_eight():
    assert [text.id for text in EVERY] == [f"T-{number:02}" for number in range(1, 39)]


@both
@each
def test_the_checker_has_nothing_to_say(text: Text, language: str):
    stages = [text, filled(text, language, nothing), gone(text, language)]
    found = [
        (hit.id, hit.text)
        for stage in stages
        for hit in texts.hits_in(stage, language, HOUSE)
        if hit.level != "hint"
    ]
    assert found == []


@both
@each
def test_every_place_is_known_and_the_same_in_both_languages(text: Text, language: str):
    whole = text.subject[language] + "\n" + text.body[language]
    assert list(texts.unknown(whole)) == []
    named_in = {one: set(texts.names_in(text.subject[one] + text.body[one])) for one in ("en", "ja")}
    apart = named_in["en"] ^ named_in["ja"]
    assert apart <= {
        "firm",
        "firm_ours",
        "me",
        "my_name",
        "contact",
        "boss",
        "boss_name",
        "section",
        "case_no",
    }


@both
@each
def test_nothing_is_filled_with_nothing(text: Text, language: str):
    whole = filled(text, language, nothing).body[language]
    assert "None" not in whole
    wanted = [name for name in texts.names_in(text.body[language]) if not PLACEHOLDERS[name].is_late]
    assert all(PLACEHOLDERS[name].gap(language) in whole for name in wanted)
    assert bool(texts.gap(whole.replace("{next_time}", ""))) == bool(wanted)


@both
@each
def test_what_left_has_no_gap(text: Text, language: str):
    assert texts.gap(gone(text, language).body[language]) == ""


def test_every_placeholder_is_used_by_a_text_or_kept_for_the_house():
    used = {name for text in EVERY for one in ("en", "ja") for name in texts.names_in(text.subject[one] + text.body[one])}  # fmt: skip
    assert set(PLACEHOLDERS) - used == {"amount"}
    assert all(
        place.label[one] and place.help[one] and place.example[one]
        for place in PLACEHOLDERS.values()
        for one in ("en", "ja")
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Dear {contcat},", [("{contcat}", 1, "contact")]),
        ("Hello\n{nxt_time}", [("{nxt_time}", 2, "next_time")]),
        ("{me.__class__}", [("{me.__class__}", 1, "me")]),
        ("{0} {}", [("{0}", 1, ""), ("{}", 1, "")]),
        ("{me!r:>9}", [("{me!r:>9}", 1, "me")]),
        ("｛contact｝様", [("｛contact｝", 1, "contact")]),
        ("{ me }", [("{ me }", 1, "me")]),
        ("half {contact", [("{", 1, "")]),
        ("{contact}様、{next_time}に", []),
    ],
)
def test_what_no_case_could_fill_is_named_with_its_line(typed, told):
    assert [tuple(one) for one in texts.unknown(typed)] == told


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("{link}", "{\u2060link}"),
        ("the {next_time} lid", "the {\u2060next_time} lid"),
        ("[what is done next]", "[\u2060what is done next]"),
        ("{me.__class__}", "{me.__class__}"),
        ("100 % {}", "100 % {\u2060}"),
        ("%(me)s %s", "%(me)s %s"),
    ],
)
def test_what_a_customer_typed_is_no_place_of_ours(value, shown):
    text = texts.fill("You wrote: {issue}. {phone}", {"issue": value, "phone": "{me}"}.get, "en")
    assert text == f"You wrote: “{shown}”. {{\u2060me}}"
    assert texts.gap(text) == ""


@pytest.mark.parametrize(
    ("template", "values", "language", "said"),
    [
        ("{contact}様", {"contact": "木内"}, "ja", "木内様"),
        ("{contact}様", {"contact": "木内様"}, "ja", "木内様"),
        ("{contact}", {"contact": "ご担当者様"}, "ja", "ご担当者様"),
        ("Dear {contact},", {"contact": "Ms. Kiuchi"}, "en", "Dear Ms. Kiuchi,"),
        ("{helper}さん", {"helper": "田中"}, "ja", "田中さん"),
        ("{helper}さん", {"helper": "田中さん"}, "ja", "田中さん"),
        ("{me}でございます", {"me": "森"}, "ja", "森でございます"),
        ("「{customer_word}」", {"customer_word": "はい。"}, "ja", "「はい」"),
        ("{issue}の件", {"issue": "「A」の箱"}, "ja", "「『A』の箱」の件"),
        ("{done}.", {"done": ["A.", "B"]}, "en", "A; B."),
        ("{done}。", {"done": ["A。", "B"]}, "ja", "A、B。"),
        ("{effect}.", {"effect": "Two lines\nwait."}, "en", "Two lines wait."),
        ("{amount} {qty}", {"amount": 84000, "qty": 1200}, "en", "¥84,000 1,200"),
        ("{amount}", {"amount": 84000}, "ja", "84,000円"),
        ("{done}", {"done": []}, "en", "[what is done since the last message]"),
    ],
)
def test_a_value_is_said_as_its_kind_is_said(template, values, language, said):
    assert texts.fill(template, values.get, language) == said


def test_a_subject_stays_short():
    assert len(texts.fill("About {issue}", {"issue": "box " * 90}.get, "en", is_subject=True)) <= 50


def test_a_text_among_ourselves_is_no_letter():
    inside = {text.id for text in EVERY if not text.is_external}
    assert inside == {"T-31", "T-32", "T-33", "T-34", "T-35", "T-36"}
    steps = {step for text in EVERY for step in text.steps}
    offered = {text.id for step in steps for text in texts.fitting(EVERY, step)}
    assert len(steps) == 9
    assert not offered & (inside | {"T-04"})


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("gift", "T-27"),
        ("お詫び状", "T-16"),
        ("t-08", "T-08"),
        ("wrong item", "T-09"),
        ("bondary letter", "T-28"),
    ],
)
def test_a_text_is_found_by_its_words(wanted, first):
    assert texts.find(EVERY, wanted)[0].id == first


def test_what_is_found_nowhere_is_nothing():
    assert texts.find(EVERY, "zzzz qqqq") == []
    assert texts.find(EVERY, "  ") == EVERY


@pytest.mark.parametrize("hostile", ["{" * 5000, "{a" * 5000, "｛" * 5000 + "}", "{me}" * 5000])
def test_endless_braces_are_read_at_once(hostile):
    texts.fill(hostile, nothing, "en")
    assert isinstance(list(texts.unknown(hostile)), list)
    assert texts.gap("{next_time}" + hostile)
