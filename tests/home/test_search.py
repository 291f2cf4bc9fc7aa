"""Who finds which case by what; the index agrees with the rule of who may read."""

import random

import pytest

from tanto import clocks
from tanto.home.following import freshen
from tanto.home.models import Said, Stale
from tanto.home.reindex import reindex
from tanto.home.search import index
from tanto.home.search.asking import Question, keys_of
from tanto.home.search.tokens import terms
from tanto.journal.models import Words
from tanto.notices.drain import drain
from tanto.people.models import Person
from tanto.recovery.models import Case, Part
from tests.cast import Cast


def found_by(person: Person, asked: str) -> list[int]:
    return index.find(Question(terms(asked), keys_of(person)), below=None, want=500)


def told() -> None:
    drain(clocks.now())


def test_japanese_is_found_by_two_characters(cast: Cast, client):
    case = cast.receive("箱の中の納品書が違います。")
    told()
    client.force_login(cast.owner)
    page = client.get("/cases/", {"q": "納品"}).content.decode()
    assert case.number in page
    assert "箱の中の<mark>納品</mark>書が違います。" in page


def test_words_are_found_only_by_who_may_read_them(cast: Cast, client):
    case = cast.receive("zirconia")
    told()
    assert found_by(cast.boss, "zirconia") == [case.pk]
    assert found_by(cast.stranger, "zirconia") == []
    client.force_login(cast.stranger)
    assert case.number not in client.get("/cases/", {"q": "zirconia"}).content.decode()


def test_the_head_is_found_by_all_and_shows_no_words(cast: Cast, client):
    case = cast.receive("zirconia for 白樺沢精密")
    told()
    client.force_login(cast.stranger)
    page = client.get("/cases/", {"q": "白樺沢"}).content.decode()
    assert case.number in page
    assert "zirconia" not in page


def test_letters_notes_and_answers_are_found(cast: Cast):
    case = cast.at_test()
    case.note(by=cast.owner.actor, text="The forklift was in repair.")
    case.reject_fix(by=cast.customer.actor, words="Still the wrong pallet.")
    told()
    for asked in ("forklift", "pallet", "corrected noon", '"fully accountable"'):
        assert found_by(cast.boss, asked) == [case.pk], asked


def test_a_new_part_opens_the_words(cast: Cast):
    case = cast.receive("zirconia")
    case.ask(by=cast.owner.actor, person=cast.stranger, text="Do you know?")
    told()
    assert found_by(cast.stranger, "zirconia") == [case.pk]


def test_a_stale_index_shows_nothing_that_may_not_be_read(cast: Cast, client):
    case = cast.receive("zirconia")
    case.ask(by=cast.owner.actor, person=cast.stranger, text="Do you know?")
    told()
    Part.objects.filter(person=cast.stranger).delete()  # behind the back of the index
    client.force_login(cast.stranger)
    assert case.number not in client.get("/cases/", {"q": "zirconia"}).content.decode()


def test_a_very_long_text_in_signs_of_four_bytes_is_found_to_its_end(cast: Cast):
    case = cast.receive()
    words = Words.keep(" ".join(f"{n}" + "𐌰" * 55 for n in range(9_000)) + " zirconia", "en")
    Said.objects.create(case=case, words=words)
    index.write([case.pk])
    assert found_by(cast.owner, "zirconia") == [case.pk]
    assert found_by(cast.owner, "8999" + "𐌰" * 55) == [case.pk]


def test_masked_words_are_found_no_more(cast: Cast):
    case = cast.receive("zirconia")
    told()
    words = Said.objects.get(case=case).words
    Words.objects.filter(pk=words.pk).update(text=None, salt=None, masked_at=clocks.now())
    Stale.objects.create(case=case)
    freshen(clocks.now())
    assert found_by(cast.owner, "zirconia") == []


def test_a_client_with_another_name_is_found_by_it(cast: Cast):
    case = cast.receive()
    told()
    cast.client.change(by=cast.owner.actor, name_ja="朝霧製作所")
    told()
    freshen(clocks.now())
    assert found_by(cast.stranger, "朝霧") == [case.pk]
    assert found_by(cast.stranger, "白樺") == []


def test_an_exact_number_stands_on_top(cast: Cast, client):
    first = cast.receive("zirconia")
    cast.receive(f"It is like {first.number}, again.")
    told()
    client.force_login(cast.owner)
    page = client.get("/cases/", {"q": first.number}).content.decode()
    assert page.index(f'value="{first.number}"') < page.index('value="SR-2026-0002"')


def test_a_question_falls_under_the_other_filters(cast: Cast):
    from tanto.home.cases.filters import Filters
    from tanto.home.cases.listing import page

    ended, serious = cast.closed(), cast.receive(severity=2)
    serious.tag(by=cast.owner.actor, name="paper")
    told()
    for narrow, case in (
        ({"which": "ended"}, ended),
        ({"severity": 2}, serious),
        ({"tag": "PAPER"}, serious),
    ):
        rows = page(Filters(**{"which": "all", "q": "invoice"} | narrow), cast.owner).rows
        assert [row.case for row in rows] == [case], narrow


@pytest.mark.parametrize("seed", range(4))
def test_the_index_agrees_with_who_may_read(cast: Cast, seed):
    """A cast by chance: whoever may read a case finds its words, and nobody else."""
    chance = random.Random(seed)
    people = [cast.owner, cast.deputy, cast.boss, cast.colleague, cast.executive, cast.quality, cast.stranger]
    for n in range(8):
        by = chance.choice(people)
        case = (
            cast.receive(f"zirconia {n}", by=by)
            if chance.random() < 0.6
            else cast.draft(f"zirconia {n}", by=by)
        )
        if chance.random() < 0.5:
            other = chance.choice([p for p in people if p != case.owner])
            case.ask(by=case.owner.actor, person=other, text="?")
    away = chance.choice([cast.owner, cast.colleague])
    away.be_away(
        by=away.actor,
        since=clocks.now(),
        until=clocks.now() + clocks.moment.dt.timedelta(days=2),
        deputy=cast.quality,
    )
    told()
    for person in people:
        may_read = set(Case.objects.visible_to(person).values_list("pk", flat=True))
        assert set(found_by(person, "zirconia")) == may_read, person


def test_reindexing_makes_the_same_index_and_can_go_on(cast: Cast):
    cases = [cast.receive("zirconia"), cast.draft("zirconia", by=cast.owner)]
    told()
    index.STORES[__import__("django.db", fromlist=["connection"]).connection.vendor].write(
        [case.pk for case in cases], []
    )
    assert found_by(cast.owner, "zirconia") == []
    assert [done for _last, done in reindex()] == [2]
    assert found_by(cast.owner, "zirconia") == [case.pk for case in reversed(cases)]
    assert list(reindex(after=cases[-1].pk)) == []


def test_pages_of_a_search_follow_each_other(cast: Cast, client):
    for _ in range(53):
        cast.draft("zirconia", by=cast.owner)
    told()
    client.force_login(cast.owner)
    first = client.get("/cases/", {"q": "zirconia"}).context["page"]
    second = client.get("/cases/", {"q": "zirconia", "after": first.after}).context["page"]
    shown = [row.case.number for row in first.rows + second.rows]
    assert len(shown) == len(set(shown)) == 53


def test_a_phrase_is_found_behind_many_rows_that_only_hold_its_tokens(cast: Cast, monkeypatch):
    from tanto.home.search import postgresql

    for name, few in (("NEAR", 2), ("FEW", 5), ("REACH", 3)):
        monkeypatch.setattr(postgresql, name, few)
    wanted = [cast.draft("納品書の件", by=cast.owner) for _ in range(2)]
    for _ in range(8):
        cast.draft("品書と納品は別です", by=cast.owner)
    told()
    ids = [case.pk for case in reversed(wanted)]
    assert found_by(cast.owner, "納品書") == ids
    assert index.find(Question(terms("納品書"), keys_of(cast.owner)), below=None, want=1) == ids[:1]
