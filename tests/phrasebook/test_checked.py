"""What a writer is shown of a text: in its order, of one kind together, in the units of a browser."""

import pytest

from tanto.phrasebook import guards
from tanto.phrasebook.checked import Checked
from tanto.phrasebook.guards import Said, draft, must_not_hurt
from tanto.wording import checks
from tests.recovery.test_receiving import refusal

pytestmark = pytest.mark.django_db
BAD = "The warehouse forgot your box. We will reply shortly. The factory missed it."


def checked(text: str, mode: str = "ext", **known) -> Checked:
    return Checked(draft(text, mode, **known))


def test_hits_of_one_kind_stand_together_where_the_first_one_stands():
    found = checked(BAD).findings
    assert [(one.first.id, len(one.hits)) for one in found] == [("EN-BL-01", 2), ("EN-VG-01", 1)]
    assert checked(BAD).summary == "2 things that would hurt, 1 to look at."


def test_nothing_found_is_never_called_good():
    assert checked("I call you at 15:00.").summary == "Nothing found."


def test_a_hit_within_a_graver_one_is_not_said_twice():
    text = "We regret any inconvenience this may have caused."
    assert {hit.id for hit in checked(text).hits} >= {"EN-NA-03", "EN-NA-04"}
    assert [one.first.id for one in checked(text).findings] == ["EN-NA-04"]


def test_places_are_counted_as_a_browser_counts():
    text = "😀😀 The warehouse forgot it."
    assert checked(text).marks()[0][0] == text.index("The") + 2
    assert checked(text).in_units[0].first.instead == (0, 29)


def test_what_was_seen_is_known_by_its_words():
    one, same, other = "I call you later.", "I call you  LATER.", "I call you some time."
    seen = checked(one).unseen(())
    assert len(seen) == 1
    assert checked(same).unseen(seen) == []
    assert checked(other).unseen(seen) != []


def test_what_is_ticked_is_in_there():
    text = "It is done."
    assert [one.key for one in checked(text, step="update").missing_blocks] == ["R-06.TIME"]
    assert Checked(draft(text, "ext", step="update"), in_there=["R-06.TIME"]).missing_blocks == []


def test_a_sentence_to_add_bears_the_writers_name():
    needed = Checked(draft("Hello.", "ext", step="acknowledgement"), known={"me": "Mori Aya"}).needed
    assert "I am Mori Aya." in [one.add for one in needed]


def test_before_a_fact_is_known_no_rewrite_admits_an_error():
    text = draft("倉庫が出荷を忘れておりました。", "ext", "ext_unconfirmed")
    say = Checked(text, admits=False).findings[0].first.rewrite
    assert Checked(draft(say, "ext", "ext_unconfirmed")).findings == []
    assert not checks.cause_claimed(say)


def test_a_reason_of_five_signs_lifts_a_block_and_is_kept():
    with refusal("words_hurt"):
        must_not_hurt(BAD, "ext", field="body", said=Said("why"))
    kept = must_not_hurt(BAD, "ext", field="body", said=Said("She asked for it."))
    assert str(kept["override"]) == "She asked for it."
    assert must_not_hurt("I call you at 15:00.", "ext", field="body", said=Said("a reason")) == {}


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("cushion", "I see how hard it is, but the order was late."),
        ("cause", "Carelessness of the packer."),
        ("statement", "Labels are wrong because packing should be slower."),
        ("idea", "Too expensive, we tried that."),
    ],
)
def test_no_reason_lifts_the_rule_of_a_field(mode, text):
    found = Checked(draft(text, mode))
    if mode == "statement":  # a warning: it is looked at, and not stopped
        assert found.unseen(())
        return
    with refusal("words_cannot_stand"):
        must_not_hurt(text, mode, field="text", said=Said("a good reason"))


def test_inside_the_house_a_reason_lifts_all_but_names(cast):
    assert must_not_hurt("Who did this?", "board", field="text", said=Said("Asked of the machine."))
    with refusal("words_cannot_stand"):
        must_not_hurt("Sasaki forgot the label.", "board", field="text", said=Said("It is true."))


def test_warnings_are_seen_once_and_never_stop_a_program():
    warns = "I call you later."
    with refusal("look_once") as refused:
        must_not_hurt(warns, "ext", field="body", said=Said(seen=()))
    seen = tuple(refused.value.checked.keys.split())
    assert must_not_hurt(warns, "ext", field="body", said=Said(seen=seen)) == {}
    assert must_not_hurt(warns, "ext", field="body") == {}


def test_a_refusal_of_words_says_why_and_what_instead():
    with refusal("words_hurt") as refused:
        must_not_hurt(BAD, "ext", field="body")
    assert isinstance(refused.value, guards.Hurts)
    assert "warehouse forgot" in str(refused.value.what)
    assert "one firm" in str(refused.value.why)
    assert "Say instead: “" in str(refused.value.instead)
