"""The catalogue keeps its word: every example it gives is an example of itself."""

import re
from string import Formatter

import pytest

from tanto.wording import catalogues, checking, sentences
from tanto.wording.checking import Draft, Reading
from tanto.wording.patterns import Pattern

STAFF = "Sato|佐藤|Mori|森"
HOUSE = catalogues.shipped().changed({}, STAFF)
EVERY = list(HOUSE.by_id.values())


def found(text: str, *modes: str) -> list[str]:
    return [hit.id for hit in checking.check(Draft(text, modes or ("ext",), catalogue=HOUSE))]


def every_hit(text: str, mode: str) -> set[str]:
    """Also what another pattern says as well."""
    return {hit.id for hit in checking.found(Reading(Draft(text, (mode,), catalogue=HOUSE)))}


def test_the_catalogue_is_whole():
    assert len([one for one in EVERY if one.language == "en"]) >= 116
    assert len([one for one in EVERY if one.language == "ja"]) >= 124


@pytest.mark.parametrize("pattern", EVERY, ids=lambda one: one.id)
def test_a_pattern_finds_what_it_says_it_finds_and_leaves_the_rest(pattern: Pattern):
    assert pattern.fire
    assert pattern.ok
    for text in pattern.fire:
        assert pattern.id in every_hit(text, pattern.mode), text
    for text in pattern.ok:
        assert pattern.id not in every_hit(text, pattern.mode), text


OFFERED = [one for one in EVERY if not one.is_advice]
# Places a rewrite may leave to the writer, by names that the letters know too (dictionary 5.2), and what may come to stand there.
PLACES = {
    "me": ("Mori", "森"),
    "section": ("Sales", "営業部"),
    "phone": ("03-0000-0011", "03-0000-0011"),
    "next_time": ("Tuesday 9 June, 15:00", "6月9日（火）15時"),
    "time_1": ("Wednesday 10 June, 10:00", "6月10日（水）10時"),
    "back_time": ("14:00", "14時"),
    "missed_time": ("Monday 8 June, 10:00", "6月8日（月）10時"),
    "check_date": ("9 September", "9月9日"),
    "absent": ("Ms. Suzuki", "鈴木"),
    "action_1": ("forty seals leave by our own van", "シール40個の再出荷"),
    "effect": ("your line has been standing since eight", "8時からのラインの停止"),
    "issue": ("the wrong seals of 3 June", "6月3日のシールの品番違い"),
    "item": ("forty seals", "シール40個"),
    "reason": ("the size does not fit", "寸法が合わないこと"),
    "what": ("a second delivery on the same day", "同じ日の二便目"),
}
MOST_SIGNS = {"en": 90, "ja": 45}  # of a why


@pytest.mark.parametrize("pattern", OFFERED, ids=lambda one: one.id)
def test_what_it_offers_instead_is_no_worse(pattern: Pattern):
    filled = pattern.say.format(**{name: said[pattern.language == "ja"] for name, said in PLACES.items()})
    for text in (pattern.say, filled):
        offered = checking.check(Draft(text, (pattern.mode,), catalogue=HOUSE))
        loud = [
            hit for hit in offered if hit.level != "hint" and hit.group != "keigo"
        ]  # words alone have no level
        assert loud == []


@pytest.mark.parametrize("pattern", OFFERED, ids=lambda one: one.id)
def test_what_it_offers_heals_its_own_examples(pattern: Pattern):
    for text in pattern.fire:
        hits = [
            hit
            for hit in checking.check(Draft(text, (pattern.mode,), catalogue=HOUSE))
            if hit.id == pattern.id
        ]
        for hit in reversed(hits):
            assert hit.instead
            text = text[: hit.instead[0]] + hit.rewrite + text[hit.instead[1] :]
        assert pattern.id not in found(text, pattern.mode), text


@pytest.mark.parametrize("pattern", EVERY, ids=lambda one: one.id)
def test_what_is_left_to_fill_in_has_a_name_that_letters_know(pattern: Pattern):
    places = {name for _, name, _, _ in Formatter().parse(pattern.say) if name is not None}
    assert places <= (set() if pattern.is_advice else PLACES.keys())
    assert "…" not in pattern.say
    assert not re.search(r"\d{1,2}(?:[:.]\d{2}|時)|\b(?:Mori|June)\b|森|月\d", pattern.say)


@pytest.mark.parametrize("pattern", EVERY, ids=lambda one: one.id)
def test_a_rewrite_is_short(pattern: Pattern):
    assert 1 <= len(sentences.split(pattern.say)) <= (1 if pattern.is_advice else 2)
    assert pattern.say[0] not in "(（" or pattern.say[-1] in ")）"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_why_is_one_line(language: str):
    whys = {one.id: catalogues.why(one, language) for one in EVERY}
    whys |= {name: group["why"][language] for name, group in catalogues.groups().items()}
    assert {name: said for name, said in whys.items() if len(said) > MOST_SIGNS[language]} == {}


def test_a_why_of_its_own_is_said_in_both_languages():
    assert [one.id for one in EVERY if one.why and set(one.why) != {"en", "ja"}] == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_pattern_says_why_in_both_languages(language: str):
    assert all(catalogues.why(one, language) for one in EVERY)


def test_a_bad_english_message_is_told_everything():
    assert found(
        "We regret any inconvenience this may have caused. Due to high demand our supplier was late, but our records show"
        " the parts were shipped. Someone will contact you shortly. Regards, Customer Support Team"
    ) == ["EN-NA-04", "EN-NA-03", "EN-JU-04", "EN-BL-02", "EN-AR-08", "EN-PV-04", "EN-VG-01", "EN-PV-08"]


def test_a_bad_japanese_message_is_told_everything():
    assert set(
        found(
            "ご不便をおかけしたかもしれません。運送会社の遅れが原因でして、社内で共有いたします。"
            "担当の者から後ほどご連絡いたします。何卒ご了承ください。"
        )
    ) == {"JA-NA-06", "JA-BL-02", "JA-PV-01", "JA-PV-05", "JA-VG-02", "JA-RH-07", "JA-PV-04"}


def test_a_rule_with_its_remedy_is_no_shield():
    assert found("規則ですので、お受けできません。") == ["JA-RH-01", "JA-RH-02"]
    assert found("規則では11時30分までですが、今回は私が承ります。") == []


def test_a_board_names_nobody():
    told = found("Sato forgot the label, how could she let this go out?", "board")
    assert {"EN-PB-05", "EN-PB-03"} <= set(told)
    assert {"EN-CA-01", "EN-CA-02"} <= set(found("Human error: the packer did not look", "cause"))
