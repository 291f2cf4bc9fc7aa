"""The catalogue that every text is read with: made once, and anew when something changed."""

import threading

from tanto.people.models import Person
from tanto.phrasebook import house
from tanto.phrasebook.models import HousePattern
from tanto.wording import checking
from tanto.wording.checking import Draft
from tests.cast import HOUSE, Cast


def blamed(text: str) -> list[str]:
    hits = checking.check(Draft(text, ("board",), catalogue=house.catalogue()))
    return [
        hit.id for hit in hits if hit.id in ("EN-PB-05", "JA-PB-04")
    ]  # those that look for our own people


def test_asked_again_it_is_the_same_and_costs_one_query(cast: Cast, django_assert_num_queries):
    first = house.catalogue()
    with django_assert_num_queries(1):
        assert house.catalogue() is first


def test_our_own_people_are_not_blamed_by_name(cast: Cast):
    assert blamed("Tanaka forgot the label.") == ["EN-PB-05"]
    assert blamed("森さんがラベルを間違えた。") == ["JA-PB-04"]
    assert blamed("この森の工場の確認不足。") == blamed("大森が遅れた。") == []


def test_who_comes_is_a_name_at_once_and_who_left_is_none(cast: Cast):
    assert blamed("Abe forgot the label.") == []
    abe = Person.join(by=HOUSE, family_en="Abe", email="abe@t.example")
    assert blamed("Abe forgot the label.") == ["EN-PB-05"]
    Person.objects.get(pk=abe.pk).leave(by=HOUSE)
    assert blamed("Abe forgot the label.") == []


def test_what_a_newer_program_cannot_read_is_left_out_and_stops_no_letter(keeper: Person, own: HousePattern):
    HousePattern.objects.update(columns=own.columns | {"find": "(?!x)y"}, head_hash="moved")
    texts = Draft("Sorry, the dog ate it. The courier was late.", catalogue=house.catalogue())
    assert [hit.id for hit in checking.check(texts)] == ["EN-BL-02"]


def test_a_version_of_what_the_program_ships_no_more_is_silent(keeper: Person):
    HousePattern.objects.create(code="EN-BL-99", columns={"find": "dog", "fire": ["dog"], "ok": ["cat"]})
    assert "EN-BL-99" not in house.catalogue().by_id


def test_many_readers_at_once_get_one_catalogue(cast: Cast, monkeypatch):
    built, made, gate = house.built, [], threading.Barrier(6)
    monkeypatch.setattr(house, "_kept", None)
    monkeypatch.setattr(house, "version_now", lambda: ("one",))
    catalogue = built()
    monkeypatch.setattr(house, "built", lambda: made.append(1) or catalogue)

    def ask() -> None:
        gate.wait()
        assert house.catalogue() is catalogue

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
