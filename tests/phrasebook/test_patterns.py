"""Patterns switched, changed and added by who keeps the house: each keeps its word, or is not taken."""

import pytest

from tanto.journal.verify import verify
from tanto.people.models import Person
from tanto.phrasebook import house
from tanto.phrasebook.models import HousePattern
from tanto.phrasebook.models.guards import IN_PLAIN_WORDS
from tanto.phrasebook.models.row import FIELDS, columns_of
from tanto.wording import catalogues, checking
from tanto.wording.checking import Draft
from tests.cast import Cast
from tests.phrasebook.conftest import LATE
from tests.recovery.test_receiving import refusal


def found(text: str, *modes: str) -> list[str]:
    return [hit.id for hit in checking.check(Draft(text, modes or ("ext",), catalogue=house.catalogue()))]


def kept(code: str = "EN-BL-02") -> HousePattern:
    return HousePattern.kept(code)


def test_a_pattern_is_switched_off_and_on_again(keeper: Person):
    kept().switch_off(by=keeper.actor)
    assert found("The courier was late.") == []
    kept().switch_on(by=keeper.actor)
    assert found("The courier was late.") == ["EN-BL-02"]
    assert [entry.kind for entry in kept().history()] == ["pattern_switched_on", "pattern_switched_off"]
    assert verify().broken == ""


def test_pressed_twice_it_is_once(keeper: Person):
    for _ in range(2):
        kept().switch_off(by=keeper.actor.pressing("one"))
        HousePattern.add(by=keeper.actor.pressing("two"), language="en", group="BL", **LATE)
    assert kept().history().count() == 1
    assert HousePattern.objects.count() == 2


def test_the_house_writes_a_pattern_of_its_own(own: HousePattern):
    assert own.code == "EN-BL-101"
    assert found("Sorry, the dog ate them.") == ["EN-BL-101"]
    assert verify().broken == ""


def test_a_number_is_never_used_again(keeper: Person, own: HousePattern):
    own.drop(by=keeper.actor)
    assert found("Sorry, the dog ate them.") == []
    assert HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE).code == "EN-BL-102"
    japanese = {"find": "犬が食べ", "fire": ["犬が食べました。"], "ok": ["犬が寝ています。"]}
    assert HousePattern.add(by=keeper.actor, language="ja", group="BL", **japanese).code == "JA-BL-101"
    with refusal("pattern_dropped"):
        own.switch_on(by=keeper.actor)


def test_a_pattern_of_the_program_reads_otherwise_here_and_as_shipped_again(keeper: Person):
    kept().change(by=keeper.actor, level="hint", say="(say who drives)")
    hit = checking.check(Draft("The courier was late.", catalogue=house.catalogue()))[0]
    assert (hit.level, hit.rewrite, hit.instead) == ("hint", "(say who drives)", None)
    assert kept().history().first().facts["columns"] == ["level", "say"]
    kept().as_shipped(by=keeper.actor)
    assert kept().pattern == catalogues.shipped().by_id["EN-BL-02"]
    assert kept().columns is None


def test_changed_back_by_hand_it_is_as_shipped(keeper: Person):
    kept().change(by=keeper.actor, level="hint")
    kept().change(by=keeper.actor, level="block")
    assert kept().columns is None


@pytest.mark.parametrize("verb", ["switch_off", "switch_on", "as_shipped", "drop", "change"])
def test_only_who_keeps_the_house_does_it(cast: Cast, own: HousePattern, verb: str):
    more = {"level": "hint"} if verb == "change" else {}
    with refusal("not_the_keeper"):
        getattr(own, verb)(by=cast.owner.actor, **more)
    with refusal("not_the_keeper"):
        HousePattern.add(by=cast.owner.actor, language="en", group="BL", **LATE)
    assert not HousePattern.may_be_kept_by(cast.owner)


def test_what_came_with_the_program_is_not_dropped_and_what_is_ours_not_shipped(
    keeper: Person, own: HousePattern
):
    with refusal("pattern_of_the_program"):
        kept().drop(by=keeper.actor)
    with refusal("pattern_of_our_own"):
        own.as_shipped(by=keeper.actor)


def test_an_example_that_fails_is_named_with_its_reason(keeper: Person, own: HousePattern):
    def said(**columns) -> str:
        with refusal("pattern_breaks_its_word") as refused:
            own.change(by=keeper.actor, **columns)
        return str(refused.value.what)

    assert said(fire=["The cat ate it."]) == "“The cat ate it.” is to be found, and is not."
    assert said(fire=["犬が食べた。"]).endswith("it is in another language than this pattern.")
    assert "cancelled by “ate”" in said(unless="ate")
    assert "right beside" in said(not_after="sorry, |sorry ", fire=["Sorry the dog ate it."])
    assert said(ok=["Why, the dog ate it!"]).endswith("is found: “the dog ate it”.")
    own.refresh_from_db()
    assert own.columns["fire"] == LATE["fire"]


def test_the_examples_of_the_program_hold_in_every_version(keeper: Person):
    only_mine = {"find": "sloth", "fire": ["A sloth."], "ok": ["A cat."], "say": "(name it)"}
    with refusal("pattern_breaks_its_word") as refused:
        kept().change(by=keeper.actor, **only_mine)
    assert "Our supplier let us down again." in str(refused.value.what)
    assert "came with the program" in str(refused.value.why)


@pytest.mark.parametrize("kind", ["fire", "ok"])
def test_without_an_example_of_each_kind_nothing_is_taken(keeper: Person, kind: str):
    with refusal("pattern_without_examples"):
        HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE | {kind: []})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("(?!not )late", "Not where this stands too"),
        ("(?<=so )late", "Not right after"),
        (r"(a)\1", "Going back to a group"),
        ("(late", "opened and not closed"),
        ("late)", "was not opened"),
        ("[late", "opened and not closed"),
        ("*late", "could be repeated"),
        ("a**", "one is enough"),
        ("a{2000}", "1000 at most"),
        ("[z-a]", "earlier sign"),
        ("late\\", "ends with a backslash"),
        ("(a{900}){900}", ""),
        ("(a{300}|b){300}", ""),
        ("late@TIME_DE", "Change the expression"),
        ("@@NAMES", "Change the expression"),
        (" ", "Change the expression"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(keeper: Person, wrong: str, said: str):
    for field in ("find", "unless") if wrong.strip() else ("find",):
        with refusal("pattern_unread") as refused:
            HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE | {field: wrong})
        assert said in str(refused.value.instead)
        assert refused.value.field == field


def test_every_plain_word_is_for_something_that_is_said():
    assert all(start and str(words) for start, words in IN_PLAIN_WORDS)


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"find": "a" * 4001}, "pattern_too_long"),
        ({"not_after": "a" * 401}, "pattern_too_long"),
        ({"say": "a" * 501}, "pattern_too_long"),
        ({"why": {"en": "a" * 301}}, "pattern_too_long"),
        ({"fire": ["the dog ate it"] * 21}, "pattern_too_long"),
        ({"ok": ["a" * 501]}, "pattern_too_long"),
        ({"say": "\x00"}, "pattern_no_text"),
        ({"find": "\ud800"}, "pattern_no_text"),
        ({"level": "loud"}, "pattern_without_place"),
        ({"mode": "dream"}, "pattern_without_place"),
        ({"scope": "book"}, "pattern_without_place"),
        ({"scope": "words"}, "pattern_without_place"),
        ({"replaces": "page"}, "pattern_without_place"),
        ({"not_after": "(?=x)"}, "pattern_unread"),
        ({"say": "The dog ate it, sorry."}, "pattern_finds_its_own_words"),
    ],
)
def test_everything_is_bounded(keeper: Person, columns, code: str):
    with refusal(code):
        HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE | columns)


def test_there_are_only_so_many_of_our_own(keeper: Person, own: HousePattern, monkeypatch):
    monkeypatch.setattr("tanto.phrasebook.models.writing.MOST_OWN", 1)
    with refusal("too_many_patterns"):
        HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE)
    own.drop(by=keeper.actor)
    assert HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE)


@pytest.mark.parametrize(("language", "group"), [("de", "BL"), ("en", "keigo"), ("en", "XX")])
def test_a_pattern_stands_in_a_group_that_says_why(keeper: Person, language: str, group: str):
    with refusal("pattern_without_group"):
        HousePattern.add(by=keeper.actor, language=language, group=group, **LATE)


def test_two_who_write_at_once_do_not_lose_each_others_words(keeper: Person, own: HousePattern):
    own.change(by=keeper.actor, seen=1, level="hint")
    with refusal("changed_meanwhile"):
        own.change(by=keeper.actor, seen=1, level="block")


def test_every_shipped_pattern_may_be_kept_as_it_is(keeper: Person):
    for code, pattern in catalogues.shipped().by_id.items():
        columns = columns_of(pattern)
        assert set(columns) == set(FIELDS)
        kept(code).change(by=keeper.actor, **columns | {"why": {"en": "x", "ja": "x"}})
    assert verify().broken == ""


def test_a_pattern_over_words_finds_every_form_of_them(keeper: Person):
    words = {
        "find": "犬 が .. 食べる",
        "scope": "words",
        "fire": ["犬がみな食べちゃいまして。"],
        "ok": ["犬が寝ています。"],
    }
    assert HousePattern.add(by=keeper.actor, language="ja", group="BL", **words)
    assert "JA-BL-101" in found("犬が昨日食べてしまいました。")
    with refusal("pattern_unread"):
        HousePattern.add(by=keeper.actor, language="ja", group="BL", **words | {"find": "{nothing} が"})
