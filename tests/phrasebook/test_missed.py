"""Words that should have been found: proposed by anybody, without a name, settled by who keeps the house."""

import pytest
from django.utils import timezone

from tanto.journal.models import Entry, Words
from tanto.journal.verify import verify
from tanto.people.models import Person
from tanto.phrasebook.models import Missed
from tests.cast import HOUSE, Cast
from tests.recovery.test_receiving import refusal

TEXT = "Thank you.\nTanaka says the dog ate it, so we wait. I call you at 15:00."


def tell(cast: Cast, words: str = "the dog ate it", text: str = TEXT, **more) -> Missed:
    return Missed.tell(by=cast.owner.actor, text=text, words=words, **more)


def test_the_sentence_around_the_words_is_kept_without_names(cast: Cast):
    missed = tell(cast)
    assert missed.parts == ("Sato says ", "the dog ate it", ", so we wait.")
    assert (missed.language, missed.mode) == ("en", "ext")
    assert (
        tell(cast, "犬が食べ", "森さんの犬が食べました。", mode="board").sentence
        == "佐藤さんの犬が食べました。"
    )


def test_nobody_is_named_with_it(cast: Cast):
    missed = tell(cast)
    entry = missed.history().get()
    assert (entry.actor_kind, entry.actor_id, entry.entered_by) == ("system", None, None)
    assert (timezone.localtime(entry.at).hour, timezone.localtime(entry.at).minute) == (0, 0)
    assert not {field.name for field in Missed._meta.fields} & {"person", "case", "by"}
    assert verify().broken == ""


def test_told_twice_it_is_one(cast: Cast):
    assert tell(cast) == tell(cast)
    assert Missed.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "missed_without_words"), ("a" * 121, "missed_without_words"), ("the cat", "missed_elsewhere")],
)
def test_what_is_no_stretch_of_the_text_is_refused(cast: Cast, words: str, code: str):
    with refusal(code):
        tell(cast, words)


def test_a_very_long_sentence_is_no_example(cast: Cast):
    with refusal("missed_too_long"):
        tell(cast, "dog", "dog " * 200)
    with refusal("no_such_mode"):
        tell(cast, mode="dream")


def test_proposals_are_bounded(cast: Cast, monkeypatch):
    monkeypatch.setattr("tanto.phrasebook.models.missed.MOST_OPEN", 1)
    tell(cast)
    with refusal("too_many_missed"):
        tell(cast, "we wait")


def test_once_settled_its_sentence_is_gone(cast: Cast, keeper: Person):
    one, two = tell(cast), tell(cast, "we wait")
    one.drop(by=keeper.actor)
    two.accept(by=keeper.actor, code="EN-BL-101")
    assert [two.outcome, two.code, one.outcome] == ["accepted", "EN-BL-101", "dropped"]
    assert not Words.objects.filter(masked_at=None).exists()
    assert Entry.objects.filter(kind="words_masked").count() == 2
    assert verify().broken == ""


def test_only_who_keeps_the_house_settles_it(cast: Cast):
    missed = tell(cast)
    for verb, more in (("drop", {}), ("accept", {"code": "EN-BL-101"})):
        with refusal("not_the_keeper"):
            getattr(missed, verb)(by=cast.owner.actor, **more)
    assert not Missed.may_be_settled_by(cast.owner)


def test_a_colleague_who_is_forgotten_is_forgotten_here(cast: Cast, keeper: Person):
    from tanto.phrasebook.keeps import of_person

    missed = tell(cast, text="ask tanaka why the dog ate it.")
    Words.objects.filter(pk=missed.words_id).update(text="Tanaka: the dog ate it.")
    assert of_person(cast.colleague.pk) == {("missed", missed.pk): {missed.words_id}}
    assert of_person(cast.owner.pk) == {}


def test_a_customer_who_is_forgotten_is_forgotten_here_too(cast: Cast):
    missed, other = tell(cast), tell(cast, "the cat ate it", "Again the cat ate it, so we wait.")
    Words.objects.filter(pk=missed.words_id).update(text="Ms. Kiuchi says the dog ate it.")
    cast.customer.mask(by=HOUSE)
    assert [Missed.objects.get(pk=one.pk).words.text is None for one in (missed, other)] == [True, False]
    assert verify().broken == ""
