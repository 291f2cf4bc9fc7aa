import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.wording import checks, naming


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


@pytest.mark.parametrize(
    "text",
    [
        "The cause was a worn tool.",
        "This was caused by our packing.",
        "It is late because we forgot the label.",
        "That was our mistake.",
        "原因は工具の摩耗です。",
        "弊社の不手際でございます。",
    ],
)
def test_a_stated_cause_is_found(text):
    assert checks.cause_claimed(text)


@pytest.mark.parametrize(
    "text",
    [
        "The cause is not known yet.",
        "I call you at nine because the truck leaves at eight.",
        "We are finding out what happened.",
        "原因は現在調査中でございます。",
        "原因を確認しております。",
    ],
)
def test_what_states_no_cause_passes(text):
    assert not checks.cause_claimed(text)


@pytest.mark.parametrize(
    ("text", "sorry", "conditional"),
    [
        ("I am sorry for the trouble.", True, False),
        ("I am sorry if you felt that way.", True, True),
        ("ご不快に思われたのでしたら、お詫びいたします。", True, True),
        ("ご迷惑をおかけし、申し訳ございません。", True, False),
        ("Thank you for your patience.", False, False),
    ],
)
def test_an_apology_is_told_from_its_opposite(text, sorry, conditional):
    assert (checks.is_sorry(text), checks.is_conditional_sorry(text)) == (sorry, conditional)


@pytest.mark.parametrize(
    "text", ["It is only a small amount.", "Only ¥84,000.", "金額が小さいため。", "少額です。", "わずか8万円"]
)
def test_little_money_is_found_as_a_reason(text):
    assert checks.is_about_money(text)


PEOPLE = {
    1: naming.NameForms("Mori", "Aya", "森", "彩"),
    2: naming.NameForms("Morimoto", "Ken", "森本", "健"),
    3: naming.NameForms("Sato", "Yu", "佐藤", "悠"),
    4: naming.NameForms("Sato", "Emi", "佐藤", "恵美"),
}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@Mori please look", [1]),
        ("@Morimoto please look", [2]),
        ("@森 お願いします", [1]),
        ("@森本さん、@森さん", [2, 1]),
        ("@Sato please", []),
        ("@Sato Emi please", [4]),
        ("＠佐藤悠さん", [3]),
        ("mail to a@b.example", []),
    ],
)
def test_a_mention_means_one_person(text, meant):
    assert naming.mentioned(text, PEOPLE) == meant


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sato forgot the label", "Sato"),
        ("森が忘れた", "森"),
        ("森林の絵", ""),
        ("森 彩の確認漏れ", "森 彩"),
        ("The satisfaction was low", ""),
        ("佐藤さんの確認漏れ", "佐藤"),
    ],
)
def test_a_name_in_a_mistake_is_found(text, named):
    assert naming.person_named(text, PEOPLE.values()) == named
