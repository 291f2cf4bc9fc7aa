"""The house's changes out as a file and in again: as a whole, or not at all, with the line that is wrong."""

import pytest

from tanto.people.models import Person
from tanto.phrasebook.bringing import bring, look
from tanto.phrasebook.carrying import Item, Unreadable, as_csv, as_toml, read, standing
from tanto.phrasebook.models import HousePattern
from tests.cast import Cast
from tests.phrasebook.conftest import LATE
from tests.recovery.test_receiving import refusal

ODD = {
    "find": r"it's \"odd\"|=1\+1|犬",
    "say": "=SUM(A1)",
    "not_after": "'quoted| ",
    "why": {"en": "Because it's odd.", "ja": "変だから。"},
    "fire": ['It\'s "odd".', 'Line one\nit\'s "odd"'],
    "ok": ["+1", "@fine", "'='"],
}
KINDS = {"toml": as_toml, "csv": as_csv}


@pytest.fixture
def changed(keeper: Person, own: HousePattern) -> list[Item]:
    """Everything that a house can do."""
    HousePattern.add(by=keeper.actor, language="en", group="VG", **ODD)
    HousePattern.kept("EN-BL-02").change(by=keeper.actor, level="hint")
    HousePattern.kept("EN-BL-03").switch_off(by=keeper.actor)
    HousePattern.kept("EN-BL-04").change(by=keeper.actor, level="hint")
    HousePattern.kept("EN-BL-04").switch_off(by=keeper.actor)
    return standing()


@pytest.mark.parametrize("kind", KINDS)
def test_what_went_out_comes_in_as_it_was(changed: list[Item], keeper: Person, kind: str):
    file = KINDS[kind](changed).encode()
    items = read(f"ours.{kind}", file)
    assert [change.what for change in look(items)] == [[]] * 5
    for row in HousePattern.objects.all():
        (row.drop if row.is_own else row.as_shipped)(by=keeper.actor)
    HousePattern.objects.filter(dropped_at__isnull=False).delete()
    bring(items, by=keeper.actor.pressing("one"))
    assert [(one.code, one.is_off, one.columns) for one in standing()] == [
        (one.code, one.is_off, one.columns) for one in changed
    ]


def test_what_is_not_in_the_file_stays(changed: list[Item], keeper: Person):
    bring([Item(1, "EN-BL-04")], by=keeper.actor)
    assert len(standing()) == len(changed) - 1


def test_a_spreadsheet_calculates_nothing(changed: list[Item]):
    lines = as_csv(changed).splitlines()
    assert "'=SUM(A1)" in "\n".join(lines)
    assert not [line for line in lines if ",=" in line or line.startswith("=")]


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.txt", "x", 1, "ends in neither"),
        ("a.toml", "", 1, "No pattern stands in this file"),
        ("a.toml", "[EN-BL-01]\nlevel = \n", 2, "It is not TOML"),
        ("a.toml", "level = 'warn'\n", 1, "outside of a pattern"),
        ("a.toml", "[EN-BL-01]\nfind = 'x'\n\n[EN-BL-02]\ncolour = 'red'\n", 4, "“colour” is not known"),
        ("a.toml", "[EN-BL-01]\nfind = 7\n", 1, "not written as it should be"),
        ("a.toml", "[EN-BL-01]\nfind = 'x'\nfire = 'x'\n", 1, "not written as it should be"),
        ("a.toml", "[EN-BL-01]\nfind = 'x'\nwhy = 'x'\n", 1, "not written as it should be"),
        ("a.toml", "[EN-BL-01]\nlevel = 'warn'\n", 1, "“find” is not written"),
        ("a.toml", "[EN-BL-01]\nswitched_off = 'yes'\n", 1, "“switched_off” is not known"),
        ("a.toml", "[blame]\nswitched_off = true\n", 1, "no number of a pattern"),
        ("a.csv", "code,find\nEN-BL-01,x\n", 1, "The first line is to read"),
        ("a.csv", "id,find\nEN-BL-01,x,y\n", 2, "more cells than the heading"),
        ("a.csv", "id,switched_off\nEN-BL-01,yes\nEN-BL-02,perhaps\n", 3, "is “yes” or empty"),
        ("a.csv", "id,switched_off\nEN-BL-01,yes\nEN-BL-01,yes\n", 3, "stands there twice"),
        ("a.csv", "id\n" + "".join(f"EN-BL-{n}\n" for n in range(100, 1000)) * 2, 1, "More than 1000"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(name: str, text: str, line: int, said: str):
    with pytest.raises(Unreadable) as wrong:
        read(name, text.encode())
    assert said in str(wrong.value.what)
    assert wrong.value.line == line


@pytest.mark.parametrize(
    ("file", "said"),
    [(b"\xff\xfe[", "UTF-8"), (b"[EN-BL-01]\n# \x93", "UTF-8"), (b"x" * 1_100_000, "1 MB"), (b"a = " + b"[" * 9000, "TOML")],
)  # fmt: skip
def test_no_file_breaks_it(file: bytes, said: str):
    with pytest.raises(Unreadable) as wrong:
        read("a.toml", file)
    assert said in str(wrong.value.what)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Item(3, "EN-BL-99", True), "no_such_pattern"),
        (Item(3, "EN-BL-150", True), "no_such_pattern"),
        (Item(3, "EN-XX-150", False, LATE), "pattern_without_group"),
        (Item(3, "EN-BL-150", False, LATE | {"find": "(?=x)"}), "pattern_unread"),
        (Item(3, "EN-BL-150", False, LATE | {"level": "loud"}), "pattern_without_place"),
        (Item(3, "EN-BL-02", False, LATE), "pattern_breaks_its_word"),
    ],
)
def test_one_that_cannot_be_taken_stops_all_of_it(keeper: Person, item: Item, code: str):
    good = Item(1, "EN-BL-03", True)
    assert [change.refused.code if change.refused else "" for change in look([good, item])] == ["", code]
    with refusal(code) as refused:
        bring([good, item], by=keeper.actor)
    assert str(refused.value.what).startswith(f"Line 3, {item.code}: ")
    assert not HousePattern.objects.exists()


def test_a_number_that_was_dropped_here_does_not_come_back(keeper: Person, own: HousePattern):
    own.drop(by=keeper.actor)
    with refusal("pattern_dropped"):
        bring([Item(1, own.code, False, LATE)], by=keeper.actor)


def test_no_file_brings_more_than_there_may_be(keeper: Person, monkeypatch):
    monkeypatch.setattr("tanto.phrasebook.bringing.MOST_OWN", 1)
    two = [Item(1, "EN-BL-101", False, LATE), Item(2, "EN-BL-102", False, LATE)]
    with refusal("too_many_patterns"):
        bring(two, by=keeper.actor)


def test_only_who_keeps_the_house_brings_it_in(cast: Cast):
    with refusal("not_the_keeper"):
        bring([Item(1, "EN-BL-03", True)], by=cast.owner.actor)


def test_pressed_twice_it_is_entered_once(keeper: Person):
    items = [Item(1, "EN-BL-101", True, LATE), Item(2, "EN-BL-02", True)]
    for _ in range(2):
        bring(items, by=keeper.actor.pressing("one"))
    kinds = [entry.kind for row in HousePattern.objects.all() for entry in row.history()]
    assert sorted(kinds) == ["pattern_added", "pattern_switched_off", "pattern_switched_off"]
