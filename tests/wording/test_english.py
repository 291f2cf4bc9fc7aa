"""English as people write it: sentences labelled for this, which the patterns were held against while they were made."""

from pathlib import Path

import pytest

from tanto.wording import catalogues, checking, common_names
from tanto.wording.checking import Draft
from tanto.wording.report import report

HOUSE = catalogues.shipped().changed(
    {}, "Pavel|Marta|Martin|Tom|Sandra|Piotr|Leyla|Bernd|Nina|Jens|Karl|Lund"
)
FOLDER = Path(__file__).parent / "sentences"
KNOWN = ("written.en.tsv", "own.en.tsv")  # those the patterns were made with; no other file is a measure here
LINES = [line for name in KNOWN for line in (FOLDER / name).read_text("utf-8").splitlines()]
WRITTEN = [line.split("\t") for line in LINES if line]
FINE = [(mode, text) for mode, labels, text in WRITTEN if labels == "-"]
BAD = [(mode, labels.split(","), text) for mode, labels, text in WRITTEN if labels != "-"]


def told(text: str, mode: str) -> set[str]:
    """The groups of what stops a person or must be seen by them."""
    hits = checking.check(Draft(text, (mode,), catalogue=HOUSE))
    return {hit.group for hit in hits if hit.level != "hint"}


@pytest.mark.parametrize(("mode", "text"), FINE)
def test_a_sentence_that_serves_the_customer_is_left_alone(mode: str, text: str):
    assert told(text, mode) == set()


def test_indirect_words_are_found():
    missed = [text for mode, _, text in BAD if not told(text, mode)]
    assert len(missed) <= len(BAD) * 0.1, missed


@pytest.mark.parametrize("group", sorted({group for _, groups, _ in BAD for group in groups}))
def test_they_are_found_for_what_they_do(group: str):
    of_group = [(mode, text) for mode, groups, text in BAD if group in groups]
    found = [text for mode, text in of_group if group in told(text, mode)]
    assert len(found) >= len(of_group) * 0.8


def test_who_says_what_was_theirs_does_not_blame():
    assert "BL" in told("The courier lost your box.", "ext")
    assert told("The courier lost your box, and I failed to tell you.", "ext") == set()


def test_a_rule_is_no_shield_where_a_remedy_stands_beside_it():
    assert "RH" in told("Under clause 7 the second visit is charged.", "ext")
    assert told("Under clause 7 the second visit is charged. I have waived it.", "ext") == set()


def test_a_promise_with_its_time_is_a_promise():
    assert "VG" in told("You will have the drum quickly.", "ext")
    assert told("You will have the drum quickly, on Tuesday at 9.", "ext") == set()


def test_one_stretch_is_told_once_for_one_reason():
    text = "The parcel service dropped it at the wrong door and never called you."
    assert [hit.group for hit in report(Draft(text)).hits] == ["BL"]
    both = report(Draft("Sorry, but the courier was late.")).hits
    assert [hit.group for hit in both] == ["AR", "BL"]


def test_what_another_hand_wrote_is_found_as_often_as_before_and_no_more_that_serves_is_marked():
    """The third set, by another writer: its odd lines were used to make the fourth round of the patterns, its even lines never read."""
    house = catalogues.shipped().changed({}, common_names.expression())
    lines = (FOLDER / "third.en.tsv").read_text("utf-8").splitlines()
    found = {True: [0, 0], False: [0, 0]}
    marked = 0
    for number, line in enumerate(lines, start=1):
        mode, labels, text = line.split("\t")
        hits = checking.check(Draft(text, (mode,), "en", catalogue=house))
        is_told = any(hit.level != "hint" for hit in hits)
        if labels == "-":
            marked += is_told
        else:
            found[number % 2 == 1][0] += is_told
            found[number % 2 == 1][1] += 1
    read, unread = found[True], found[False]
    assert read[0] >= read[1] * 0.85, read
    assert unread[0] >= unread[1] * 0.55, unread
    assert marked <= 19
