"""The pages of the texts: found, read, written, and never a word lost."""

import pytest

from tanto.people.models import Section
from tanto.phrasebook.models import OwnText
from tanto.wording import texts
from tests.cast import Cast
from tests.phrasebook.test_own_texts import BAD, BODY


@pytest.fixture
def boss(cast: Cast, client):
    client.force_login(cast.boss)
    return client


@pytest.fixture
def sales(cast: Cast) -> Section:
    return cast.owner.section


def fields(section: Section, **more) -> dict[str, object]:
    return {"section": section.pk, "language": "en", "was": 0, "subject": "", "body": BODY} | more


def test_the_list_has_every_text_and_finds_by_words(boss, sales: Section):
    page = boss.get("/texts/").content.decode()
    assert all(name in page for name in texts.shipped())
    found = boss.get("/texts/?q=gift", headers={"HX-Request": "true"}).content.decode()
    assert "T-27" in found
    assert "T-11" not in found
    assert "<html" not in found
    assert "No text holds these words." in boss.get("/texts/?q=zzzzqqq").content.decode()


@pytest.mark.parametrize("name", list(texts.shipped()))
def test_every_text_has_its_page_in_both_languages(boss, name: str):
    for language in ("en", "ja"):
        boss.cookies["django_language"] = language
        page = boss.get(f"/texts/{name}/")
        assert page.status_code == 200
        assert texts.shipped()[name].name[language] in page.content.decode().replace("&#x27;", "’")


def test_the_boss_writes_own_words_and_brings_back_the_shipped(boss, sales: Section):
    answer = boss.post("/texts/T-11/", fields(sales))
    assert answer.url == f"/texts/T-11/?section={sales.pk}&taken=en#en"
    assert "own words, version 1" in boss.get(answer.url).content.decode()
    boss.post("/texts/T-11/shipped/", {"section": sales.pk, "language": "en"})
    assert not OwnText.objects.get().is_own
    boss.post("/texts/T-11/versions/1/", {"section": sales.pk, "language": "en"})
    assert OwnText.objects.get().body == BODY


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (BAD, 422, "The checker stops “"),
        ("Dear {contcat}", 422, "You probably meant {contact}."),
        ("", 422, "There is no text."),
    ],
)
def test_what_is_refused_stands_in_place_with_what_was_typed(boss, sales, body, status, says):
    page = boss.post("/texts/T-11/", fields(sales, body=body))
    assert page.status_code == status
    assert says in page.content.decode()
    assert body in page.content.decode()
    assert not OwnText.objects.exists()


def test_with_a_reason_it_is_kept(boss, sales: Section):
    page = boss.post("/texts/T-11/reading/", fields(sales, body=BAD)).content.decode()
    assert "Why it is kept although the checker stops it" in page
    boss.post("/texts/T-11/", fields(sales, body=BAD, reason="Our lawyer wrote it."))
    assert OwnText.objects.get().body == BAD


def test_reading_it_through_keeps_nothing(boss, sales: Section):
    page = boss.post("/texts/T-11/reading/", fields(sales, body="Dear {contact}, {issue}"))
    assert "Dear Ms. Kiuchi, “the wet boxes”" in page.content.decode()
    assert not OwnText.objects.exists()


def test_the_slower_of_two_keeps_what_was_typed(boss, sales: Section):
    boss.post("/texts/T-11/", fields(sales, body=BODY + "\nFirst."))
    page = boss.post("/texts/T-11/", fields(sales, body=BODY + "\nSecond."))
    assert page.status_code == 409
    assert "Second." in page.content.decode()


def test_who_may_not_write_reads(cast: Cast, client, sales: Section):
    client.force_login(cast.owner)
    page = client.get(f"/texts/T-11/?section={sales.pk}").content.decode()
    assert "Use these words" not in page
    for place in ("", "reading/", "shipped/", "versions/1/"):
        assert client.post(f"/texts/T-11/{place}", fields(sales)).status_code == 404, place


@pytest.mark.parametrize(
    "address", ["/texts/T-99/", "/texts/nothing/", "/texts/?section=999", "/texts/T-01/?section=x"]
)
def test_what_is_not_there_is_not_there(boss, address: str):
    assert boss.get(address).status_code == 404


@pytest.mark.parametrize("more", [{"language": "xx"}, {"section": "0"}, {"section": "999999999999999999999"}])
def test_nonsense_is_not_found(boss, sales: Section, more):
    assert boss.post("/texts/T-11/", fields(sales) | more).status_code == 404


@pytest.mark.parametrize("more", [{"body": "x" * 20_001}, {"subject": "y" * 201}, {"was": "-1"}])
def test_too_long_is_refused_in_place(boss, sales: Section, more):
    assert boss.post("/texts/T-11/", fields(sales, **more)).status_code == 422


def test_a_page_costs_the_same_with_many_versions(boss, sales: Section, django_assert_max_num_queries):
    for number in range(12):
        boss.post("/texts/T-11/", fields(sales, was=number, body=f"{BODY}\n{number}"))
    with django_assert_max_num_queries(22):
        boss.get(f"/texts/T-11/?section={sales.pk}")
