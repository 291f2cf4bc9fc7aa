"""Japanese beside its patterns: words, and the honorific level of what is said to a customer."""

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tanto.wording.checking import Draft, check
from tanto.wording.japanese import keigo, words
from tanto.wording.japanese.keigo import entries

KEICO = Path(__file__).parents[3] / "shared" / "data" / "keico" / "keico.csv"
EXAMPLES = [
    (name, text, kind) for name, one in entries().items() for kind in ("fire", "ok") for text in one[kind]
]


def told(text: str, *modes: str, **given: object) -> list[str]:
    hits = check(Draft(text, modes or ("ext",), **given))  # type: ignore[arg-type]
    return [hit.id for hit in hits if hit.group == keigo.GROUP]


@pytest.mark.parametrize(("name", "text", "kind"), EXAMPLES)
def test_a_level_is_told_where_its_examples_say(name: str, text: str, kind: str):
    assert (name in told(text)) == (kind == "fire"), text


@pytest.mark.parametrize("mode", ["board", "cause", "statement", "idea"])
def test_inside_the_company_people_write_as_they_like(mode: str):
    assert told("明日送るよ。", mode) == []


@pytest.mark.parametrize("mode", ["ext", "ext_unconfirmed", "apology_letter", "cushion"])
def test_what_a_customer_reads_or_hears_is_honorific(mode: str):
    assert told("明日送るよ。", mode) == ["JA-KG-01"]


@pytest.mark.parametrize(
    "text",
    [
        "「早く送ってよ。」とのお言葉、重く受け止めております。",
        "お客様は「解決した」とおっしゃいました。",
        "お客様から「解決した。」",
        "> 早く送れ。\nかしこまりました。十五時にお届けいたします。",
        "・原因は調査中だ\n■ 交換品を送る\n1. 何が起きたか\n2) 次に行うこと",
        "森　彩（直通 03-0000-0011）\n以上",
        "記\n日時：六月九日十時\n場所：本社に伺う",
        "このたびは弊社の不手際により、多大なるご迷惑をおかけした\nことを深くお詫び申し上げます。",
        "何が起きたか\nラベルを取り違えておりました。",
        "お部屋の方へどうぞ。",
        "棟梁は、もうすっかりお疲れになって…",
        "お帰りなさい。ごめんなさい。",
        "暑さ厳しき折、どうぞお気をつけて。ご期待に添えず、悪しからず。",
        "十五時にお届けいたします（有料）。",
        "遅れた理由を、私が十五時にご説明いたします。",
        "明日には届くと思うんですけどね。",
    ],
)
def test_what_ends_plainly_for_a_reason_is_left_alone(text: str):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("かしこまりました。明日送るよ。", "送るよ"),
        ("ｱｼﾀ届くよ。", "届くよ"),
        ("お世話になっております。今日は無理なんだよね、", "無理なんだよね"),
        ("了解\n明日送る\nお願いいたします", "送る"),
        ("届いたよ🙇‍♂️", "届いたよ"),
        ("至急確認して。", "確認して"),
        ("写真はやっとくから。", "やっとくから"),
        ("ご確認いただいたところ、写真は必要ない。", "必要ない"),
        ("ラベルを取り違えた（二箱）。", "取り違えた"),
    ],
)
def test_the_predicate_is_marked_where_it_was_typed(text: str, marked: str):
    assert [hit.text for hit in check(Draft(text)) if hit.group == keigo.GROUP] == [marked]


def test_merely_polite_sentences_are_told_once_and_only_among_better_ones():
    polite, honorific = "部品は明日届きます。", "お電話をいただき、恐れ入ります。"
    assert told(polite * 5) == []
    assert told(polite + honorific) == []
    assert told(polite + honorific * 3 + polite) == []
    assert told(honorific * 2 + polite + honorific * 2 + polite) == ["JA-KG-04"]
    assert told(honorific * 2 + "いかがでしょうか。") == []


def test_a_customers_own_words_are_not_corrected():
    assert told("“早く送ってよ”", said=["早く送ってよ、と言いました"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "あ\ud800い。送る\udc00",
        "🙇‍♂️" * 400 + "です",
        "ｱｲｳｴｵｶﾞ" * 5000,
        "送る" * 100_000,
        "、".join(["それで"] * 60_000),
        "。" * 5000 + "だ",
        "（" * 3000 + "送る" + "）" * 3000,
        "\u202eです\u200f שלום だ",
        "送る\x00。\x0b届く\u2028だ",
        "㌔㍿ﷺ" * 3000 + "だ。",
        "𠮷野家だ。",
    ],
)
def test_no_japanese_breaks_it(text: str):
    assert isinstance(told(text), list)
    assert all(hit.text in text for hit in check(Draft(text)))


def test_a_long_text_comes_in_pieces_that_are_the_text():
    for text in ("あ" * 20_001, "あ、" * 9_000, "x", ""):
        assert "".join(text[begin:end] for begin, end in words.pieces(text)) == text
        assert all(0 < end - begin <= words.LONGEST for begin, end in words.pieces(text))


def test_many_may_read_at_once():
    text = "このたびはご迷惑をおかけいたしました。明日送るよ。" * 20
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(told, [text] * 40))
    assert all(one == ["JA-KG-01"] * 20 for one in results)


def test_the_tokenizer_waits_for_the_first_japanese_text():
    said = (
        "import sys\nfrom tanto.wording.checking import Draft, check\nfrom tanto.wording import japanese\n"
        "check(Draft('The courier was late.'))\nassert 'sudachipy' not in sys.modules\n"
        "check(Draft('早急に。', ('board',)))\nassert 'sudachipy' not in sys.modules\n"
        "check(Draft('明日送るよ。'))\nassert 'sudachipy' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", said], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.real_data
@pytest.mark.parametrize("half", [0, 1], ids=["the half rules were made on", "the other half"])
def test_keico_is_told_by_its_levels(half: int):
    if not KEICO.exists():
        pytest.skip("no keico here")
    with KEICO.open(encoding="utf-8-sig") as file:
        rows = [row for number, row in enumerate(csv.DictReader(file)) if number % 2 == half]
    warned: dict[str, list[bool]] = {}
    for row in rows:
        hits = check(Draft(row["本文"]))
        warned.setdefault(row["Level"], []).append(
            any(hit.group == keigo.GROUP and hit.level == "warn" for hit in hits)
        )
    share = {level: sum(told) / len(told) for level, told in warned.items()}
    assert share["4"] >= 0.90, share
    assert share["1"] <= 0.03, share
    assert share["3"] <= 0.10, share


def test_a_sentence_that_is_being_written_is_not_judged_by_an_end_it_has_not():
    def levels(text: str) -> list[str]:
        return [hit.id for hit in check(Draft(text, is_growing=True)) if hit.group == "keigo"]

    assert levels("納品書を確認いたしました。明日お届けし") == []
    assert levels("納品書を確認する。明日お届けし") == ["JA-KG-02"]
    assert levels("納品書を確認する。") == ["JA-KG-02"]
