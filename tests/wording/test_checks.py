import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.wording import checks, texts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("…", 0),
        ("I can see how hard this is for you.", 1),
        ("I can see how hard this is", 1),
        ("Mr. Hara, having no parts at 9.30 a.m. must be very hard on you.", 1),
        ("Hard. Very hard.", 2),
        ("ご負担の大きさを、重く受け止めております。", 1),
        ("「なぜですか。」とのお言葉、重く受け止めております。", 1),
        ("お察しいたします。申し訳ございません。", 2),
        ("One line\nand another", 2),
    ],
)
def test_sentences_are_counted(text, count):
    assert checks.sentences(text) == count


@given(st.text())
def test_any_text_can_be_read(text):
    assert checks.sentences(text) >= 0
    checks.is_first_person(text)
    checks.is_unconditional(text)


@pytest.mark.parametrize(
    ("text", "is_first"),
    [
        ("I am accountable.", True),
        ("We are accountable.", False),
        ("私が責任を持ちます。", True),
        ("私どもが責任を持ちます。", False),
        ("弊社が責任を持ちます。", False),
    ],
)
def test_one_person_speaks(text, is_first):
    assert checks.is_first_person(text) is is_first


@pytest.mark.parametrize(
    "text", ["if the factory agrees", "I will try to", "可能な限り", "努力いたします", "担当できる場合は"]
)
def test_conditions_are_found(text):
    assert not checks.is_unconditional(text)


def test_a_name_is_found_however_it_is_spaced():
    assert checks.names("東日本営業部　高橋　直美", "高橋 直美")
    assert not checks.names("nobody", "", "森")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ["update", "test", "probe", "follow_up"])
def test_every_draft_carries_name_and_link(language, name):
    subject, body = texts.draft(name, language, me="Mori", surname="森", number="SR-1")
    assert "SR-1" in subject
    assert "{link}" in body
    assert "Mori" in body


def test_a_draft_says_what_is_still_open():
    _, body = texts.draft("update", "ja", me="森 彩", surname="森", ours="多摩橋")
    assert texts.gap(body)
    assert texts.gap("All is said. {link}") == ""
