"""Who is one of us in a text: by each form of the name, and not where the same sign is a word of the language."""

import pytest

from tanto.wording import catalogues, checking, examples, naming
from tanto.wording.checking import Draft
from tanto.wording.naming import NameForms
from tanto.wording.patterns import Pattern

MORI = NameForms("Mori", "Aya", "森", "彩")
WILL = NameForms("Will", "Grant", "", "")
WATANABE = NameForms("Watanabe", "", "渡辺", "")


def blamed(text: str, *people: NameForms) -> list[str]:
    house = catalogues.shipped().changed({}, naming.expression(people))
    hits = checking.check(Draft(text, ("board",), catalogue=house))
    return [hit.id for hit in hits if hit.id in ("EN-PB-05", "JA-PB-04")]


@pytest.mark.parametrize(
    "text",
    [
        "森さんがラベルを間違えた。",
        "森が間違えた。",
        "今日は、森が忘れた。",
        "昨日も森彩がミスをした。",
        "森　彩さんの確認不足。",
    ],
)
def test_a_surname_of_one_sign_is_a_name_where_it_is_used_as_one(text: str):
    assert blamed(text, MORI) == ["JA-PB-04"]


@pytest.mark.parametrize("text", ["青森の倉庫で間違えた。", "この森が遅れの原因だ。", "森林の確認不足。"])
def test_elsewhere_it_is_a_word(text: str):
    assert blamed(text, MORI) == []


def test_a_latin_name_counts_with_its_capital_and_as_a_whole_word():
    assert blamed("Will forgot the label.", WILL) == ["EN-PB-05"]
    assert blamed("This will be late. Willing people forgot it. MORI was late.", WILL) == []
    assert blamed("MORI was late.", MORI) == ["EN-PB-05"]
    assert blamed("渡辺さんが忘れた。", WATANABE) == ["JA-PB-04"]


def test_where_nobody_is_known_nobody_is_found():
    assert naming.expression([]) == ""
    assert "JA-PB-04" not in blamed("佐藤さんが忘れた。")
    assert blamed("佐藤が忘れた。") == []


def test_a_broken_example_says_why():
    def why(**given: object) -> list[tuple[str, str]]:
        pattern = Pattern(id="EN-BL-101", find="late", fire=("It was never late.",), **given)  # type: ignore[arg-type]
        return [(each.reason, each.words) for each in examples.broken(pattern)]

    assert why() == []
    assert why(unless="never") == [("cancelled", "never")]
    assert why(not_after="never ") == [("beside", "late")]
    assert why(ok=("Too late.",)) == [("found", "late")]
    assert why(scope="message", mode="board") == []


def test_every_shipped_example_holds_by_the_stand_ins():
    for pattern in catalogues.shipped().by_id.values():
        assert list(examples.broken(pattern)) == [], pattern.id
