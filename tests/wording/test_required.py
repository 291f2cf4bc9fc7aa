"""What a message still lacks at its step, whoever wrote it and in whichever words."""

import pytest

from tanto.wording.checking import Draft
from tanto.wording.naming import NameForms
from tanto.wording.report import report
from tanto.wording.required import book

MORI = NameForms("Mori", "Aya", "森", "彩")
ACKNOWLEDGED = (
    "Thank you for telling us. I am sorry for the trouble this is causing you. I am Mori Aya, and I take personal responsibility"
    " for the next steps. I will call you by Tuesday 9 June, 15:00, even if I do not have the full answer yet."
)


def missing(text: str, step: str, **given: object) -> list[str]:
    told = report(Draft(text, step=step, **given))  # type: ignore[arg-type]
    return [one.id for one in told.missing]


def test_a_good_acknowledgement_lacks_nothing():
    told = report(Draft(ACKNOWLEDGED, step="acknowledgement"))
    assert (told.hits, told.missing, told.is_blocked) == ([], [], False)


@pytest.mark.parametrize(
    "text",
    [
        "We regret any inconvenience this may have caused. Someone will contact you shortly.\nRegards,\nCustomer Support Team",
        "ご不便をおかけしたかもしれません。担当の者から後ほどご連絡いたします。何卒ご了承ください。",
    ],
)
def test_a_bad_acknowledgement_lacks_name_time_and_who_answers(text: str):
    assert {"NAME", "TIME", "ACCOUNT"} <= set(missing(text, "acknowledgement"))


def test_an_absent_colleague_needs_a_call_back_with_a_time_and_a_name():
    good = (
        "鈴木はただいま席を外しております。14時に戻りますので、14時15分までに折り返しお電話いたします。"
        "恐れ入りますが、お名前とお電話番号を伺えますか。森と申します。"
    )
    assert missing(good, "absent") == ["READ_BACK"]
    assert {"CALLBACK", "TIME", "NAME"} <= set(missing("鈴木は席を外しております。", "absent"))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("I call you at 15:00.\n\nMori Aya, direct 03-0000-0011", True),
        ("I call you at 15:00. Regards, Ms. Aya Mori", True),
        ("I call you at 15:00.\n\nCustomer Support", False),
        ("15時にお電話いたします。\n\n森部品　営業部　森 彩／直通 03-0000-0011", True),
        (
            "森の中の倉庫を確認いたします。15時にお電話いたします。",
            True,
        ),  # may be hers: the detectors rather accept
        ("15時にお電話いたします。", False),
    ],
)
def test_the_writers_own_name_is_asked_for_where_it_is_known(text: str, there: bool):
    assert ("NAME" not in missing(text, "acknowledgement", me=(MORI,))) is there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("お電話いたします。\n森 彩", True),
        ("お電話いたします。\n森部品　営業部　森彩／直通 03-0000-0011", True),
        ("お電話いたします。\nお客様相談窓口", False),
        ("I call you.\nMori Aya", True),
        ("I call you.\nKind regards", False),
        ("I call you.\nThe Sales Team", False),
        ("This is Kato of Mori Parts.", True),
    ],
)
def test_a_name_is_seen_also_where_nobody_knows_who_writes(text: str, there: bool):
    assert ("NAME" not in missing(text, "acknowledgement")) is there


def test_one_question_is_one_question():
    asked = "Thank you. So that I can help in the right order, may I ask one thing? Which point is the most immediate for you?"
    assert missing(asked, "question") == []
    assert "ONE_QUESTION" in missing(asked + " And who decided that?", "question")
    assert (
        missing(
            "ありがとうございます。正しい順番で解決するため、一点だけ伺います。最もお急ぎの点はどちらでしょうか。",
            "question",
        )
        == []
    )


def test_no_answer_is_put_into_her_mouth():
    assert missing("Is it solved for you? One word is enough; your view decides.", "test") == []
    assert "NOT_LEADING" in missing(
        "I am sure it is solved. Is it? One word is enough; your view decides.", "test"
    )
    assert "NOT_LEADING" in missing(
        "解決したものと存じます。お客様のご判断はいかがでしょうか。ひと言お聞かせください。", "test"
    )


def test_a_cushion_is_one_short_sentence():
    assert missing("Having your line wait for parts must be very hard on your team.", "cushion") == []
    assert "ONE_SENTENCE" in missing("That is hard for you. We replace it.", "cushion")
    assert "WORDS" in missing("That must be hard on you " + "and on the people " * 8 + "there.", "cushion")
    assert "SIGNS" in missing("貴社の" + "お客様への" * 20 + "ご負担をお察しいたします。", "cushion")


def test_a_notice_to_the_boss_has_three_lines():
    notice = (
        "[S2] SR-2026-0001 Shirakaba\n1 What: six short.\n2 Effect: line waits. Next 15:00.\n3 Need: a van."
    )
    assert missing(notice, "boss_notice") == []
    assert missing(notice + "\nmore", "boss_notice") == ["THREE_LINES"]


def test_a_long_update_is_too_long():
    assert "LINES" in missing("\n".join(["We are still checking, I write at 15:00."] * 9), "update")


def test_every_step_asks_in_both_languages():
    for step in (rule["steps"][0] for rule in book()["rules"].values()):
        for text in ("", "はい。"):
            for one in report(Draft(text, step=step)).missing:
                assert one.label
                assert one.add or one.id in ("ONE_SENTENCE", "THREE_LINES")


@pytest.mark.parametrize("need", book()["needs"], ids=str)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_sentence_it_offers_is_what_it_asks_for(need: str, language: str):
    words = book()["needs"][need][language]
    rule = next(
        name
        for name, one in book()["rules"].items()
        if need in (*one.get("needs", ()), *one.get("wants", ()))
    )
    if words.get("add", "(")[0] in "(（":
        return
    told = report(Draft(words["add"], language=language, step=rule))
    assert need not in [one.id for one in told.missing]
    assert [hit for hit in told.hits if hit.level != "hint" and hit.group != "empty"] == []


def test_an_apology_and_nothing_else_is_empty():
    assert [
        hit.id for hit in report(Draft("誠に申し訳ございません。深くお詫びいたします。", step="address")).hits
    ] == ["X20"]
    assert [hit.id for hit in report(Draft("We are very sorry about this.", step="update")).hits] == ["X20"]
    assert report(Draft("We are very sorry about this.", step="listen")).hits == []
    assert report(Draft("I am sorry. I will call the driver now.", step="address")).hits == []


def test_a_sentence_she_has_read_is_said_in_new_words():
    sent = [
        "いつもお世話になっております。森部品の森でございます。\n引き続き確認を進めております。16時にご連絡いたします。"
    ]
    again = "いつもお世話になっております。\n引き続き、確認を進めております。\n17時にご連絡いたします。"
    told = report(Draft(again, step="update", sent_before=sent))
    assert [(hit.id, hit.text) for hit in told.hits] == [("X19", "引き続き、確認を進めております。")]


def test_what_stays_inside_is_not_asked_for_an_apology():
    assert report(Draft("We are sorry.", ("board",), step="address")).hits == []
