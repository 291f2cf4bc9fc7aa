"""The catalogue keeps its word: every example it gives is an example of itself."""

import pytest

from tanto.wording import catalogues, checking
from tanto.wording.checking import Draft
from tanto.wording.patterns import Pattern

STAFF = "Sato|佐藤|Mori|森"
HOUSE = catalogues.shipped().changed({}, STAFF)
EVERY = list(HOUSE.by_id.values())


def found(text: str, *modes: str) -> list[str]:
    return [hit.id for hit in checking.check(Draft(text, modes or ("ext",), catalogue=HOUSE))]


def test_the_catalogue_is_whole():
    assert len([one for one in EVERY if one.language == "en"]) >= 116
    assert len([one for one in EVERY if one.language == "ja"]) >= 124


@pytest.mark.parametrize("pattern", EVERY, ids=lambda one: one.id)
def test_a_pattern_finds_what_it_says_it_finds_and_leaves_the_rest(pattern: Pattern):
    assert pattern.fire
    assert pattern.ok
    for text in pattern.fire:
        assert pattern.id in found(text, pattern.mode), text
    for text in pattern.ok:
        assert pattern.id not in found(text, pattern.mode), text


@pytest.mark.parametrize("pattern", EVERY, ids=lambda one: one.id)
def test_what_it_offers_instead_is_no_worse(pattern: Pattern):
    if pattern.say.startswith(("(", "（")):
        return  # advice, not a text
    assert "block" not in [hit.level for hit in checking.check(Draft(pattern.say, (pattern.mode,)))], (
        pattern.say
    )


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
    assert told == ["EN-PB-05", "EN-PB-31", "EN-PB-03"]
    assert found("Human error: the packer did not look", "cause") == ["EN-CA-01", "EN-CA-02"]
