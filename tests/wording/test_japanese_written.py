"""Japanese as people write it: sentences labelled for this, which the patterns were held against while they were made."""

from pathlib import Path

import pytest

from tanto.wording import catalogues, checking
from tanto.wording.checking import Draft
from tanto.wording.japanese import phrases
from tanto.wording.japanese.phrases import Stream, as_expression, finds
from tanto.wording.japanese.words import cut
from tanto.wording.patterns import Pattern, PatternError

FOLDER = Path(__file__).parent / "sentences"
ROWS = {
    name: [line.split("\t") for line in (FOLDER / f"{name}.ja.tsv").read_text("utf-8").splitlines() if line]
    for name in ("written", "further")
}
FINE = [(mode, text) for mode, labels, text in ROWS["written"] if labels == "-"]


def told(text: str, mode: str = "ext") -> set[str]:
    """The groups of what stops a person or must be seen by them."""
    return {hit.group for hit in checking.check(Draft(text, (mode,))) if hit.level != "hint"}


@pytest.mark.parametrize(("mode", "text"), FINE)
def test_a_sentence_that_serves_the_customer_is_left_alone(mode: str, text: str):
    assert told(text, mode) == set()


def test_ordinary_business_is_left_alone():
    fine = [(mode, text) for mode, labels, text in ROWS["further"] if labels == "-"]
    wrong = [text for mode, text in fine if told(text, mode)]
    assert len(fine) > 250
    assert len(wrong) <= len(fine) * 0.04, wrong


@pytest.mark.parametrize("name", ROWS)
def test_indirect_words_are_found_for_what_they_do(name: str):
    bad = [(mode, labels.split(","), text) for mode, labels, text in ROWS[name] if labels != "-"]
    missed = [text for mode, groups, text in bad if not set(groups) <= told(text, mode)]
    assert len(missed) <= len(bad) * 0.05, missed


def test_what_a_second_writer_wrote_is_found_and_nothing_of_it_wrongly():
    rows = [line.split("\t") for line in (FOLDER / "second.ja.tsv").read_text("utf-8").splitlines() if line]
    bad = [(mode, text) for mode, labels, text in rows if labels != "-"]
    missed = [text for mode, text in bad if not told(text, mode)]
    assert len(missed) <= len(bad) * 0.02, missed
    assert not [text for mode, labels, text in rows if labels == "-" and told(text, mode)]


def found(find: str, text: str) -> list[str]:
    stream = Stream(list(cut(text)))
    return [text[start:end] for _, start, end in stream.matches(finds(find))]


@pytest.mark.parametrize(
    ("find", "text", "words"),
    [
        ("遅れる", "部品が遅れまして。", ["遅れ"]),
        (
            "ドライバー|運転手 さん? が .. 間違える",
            "ドライバーさんが昨日住所をまちがえた。",
            ["ドライバーさんが昨日住所をまちがえ"],
        ),
        (
            "{carrier} が .. 遅れる",
            "運送会社が遅れ、別の運送会社が遅れた。",
            ["運送会社が遅れ", "運送会社が遅れ"],
        ),
        ("決定 する れる", "中止と決定された。", ["決定され"]),
        ("決定 する れる", "中止と決定しました。", []),
        ("部品 が .. 遅れる", "部品が届き、車が遅れた。", []),
        ("部品 が ... 遅れる", "部品が届き、車が遅れた。", ["部品が届き、車が遅れ"]),
        ("^ 部品 は|が? 遅い", "部品遅い。", ["部品遅い"]),
        ("ます $", "送ります。", ["ます"]),
        ("届く ない", "届かないのです。", ["届かない"]),
    ],
)
def test_a_pattern_over_words_finds_every_form_of_them(find: str, text: str, words: list[str]):
    assert [one.rstrip("。") for one in found(find, text)] == words


@pytest.mark.parametrize("find", ["{nobody_knows} が", "..", "^ $", ""])
def test_a_pattern_over_words_that_cannot_be_read_says_so(find: str):
    with pytest.raises(PatternError):
        as_expression(find)


def test_a_word_of_a_pattern_is_no_expression():
    assert found("送る(.*)", "送る。") == []
    assert found("a+b", "aab") == []


def test_a_pattern_over_words_can_be_cancelled_and_switched_off():
    own = Pattern(id="JA-BL-101", find="{carrier} が .. 遅れる", scope="words", unless="私が")
    house = catalogues.Catalogue([own])
    late = "運送会社が遅れております。"
    assert [hit.text for hit in checking.check(Draft(late, catalogue=house)) if hit.group == "BL"] == [
        "運送会社が遅れ"
    ]
    assert not [
        hit for hit in checking.check(Draft("私が追いますが、" + late, catalogue=house)) if hit.group == "BL"
    ]
    assert not checking.check(Draft(late, catalogue=house.changed({own.id: None})))


def test_every_set_holds_words():
    assert all(words for words in phrases.sets().values())
