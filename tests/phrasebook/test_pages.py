"""The pages of the phrasebook: read by everybody who works here, changed by whoever keeps the house."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanto.journal.models import Entry
from tanto.people.models import Person
from tanto.phrasebook.models import HousePattern, Missed
from tanto.wording import catalogues
from tests.cast import Cast
from tests.phrasebook.conftest import LATE

FORM = {
    "language": "en",
    "group": "BL",
    "level": "warn",
    "mode": "ext",
    "scope": "sentence",
    "replaces": "sentence",
    "find": LATE["find"],
    "say": LATE["say"],
    "fire": "The dog ate it.\nSorry ⏎ the dog ate them.",
    "ok": "The dog sleeps.",
}
KEPT = ["new/", "missed/", "changes/", "changes/toml/", "EN-BL-02/entry/"]
PRESSED = ["EN-BL-02/switch/", "EN-BL-02/shipped/", "EN-BL-101/drop/", "missed/1/drop/"]


@pytest.fixture
def kept(keeper: Person, client):
    client.force_login(keeper)
    return client


@pytest.fixture
def read(cast: Cast, client):
    client.force_login(cast.owner)
    return client


def test_everybody_reads_why_a_phrase_is_marked(read):
    book = read.get("/phrasebook/").text
    assert '<mark class="on-block">The warehouse forgot</mark> to ship your box.' in book
    assert "/phrasebook/new/" not in book
    page = read.get("/phrasebook/EN-BL-02/").text
    assert catalogues.why(catalogues.shipped().by_id["EN-BL-02"], "en") in page
    assert '<mark class="on-block">courier was late</mark>' in page
    assert "/entry/" not in page


def test_the_book_is_opened_in_the_readers_language(read, keeper: Person):
    Person.objects.filter(family_en="Mori").update(language="ja")
    book = read.get("/phrasebook/", headers={"accept-language": "ja"}).text
    assert "JA-BL-01" in book
    assert "EN-BL-01" not in book
    assert "EN-BL-01" in read.get("/phrasebook/?language=all").text


@pytest.mark.parametrize("path", KEPT)
def test_what_changes_it_is_not_there_for_others(read, path: str):
    assert read.get(f"/phrasebook/{path}").status_code == 404


@pytest.mark.parametrize("path", PRESSED)
def test_nobody_else_presses_anything(read, own: HousePattern, path: str):
    assert read.post(f"/phrasebook/{path}", {"to": "off"}).status_code == 404
    assert Entry.objects.filter(subject_kind="pattern").count() == 1


@pytest.mark.parametrize("path", ["EN-XX-01/", "EN-BL-99/", "nothing/", "EN-BL-02/nothing/"])
def test_what_is_no_pattern_is_not_found(kept, path: str):
    assert kept.get(f"/phrasebook/{path}").status_code == 404


@pytest.mark.parametrize(
    ("query", "there", "away"),
    [
        ("q=courier", "EN-BL-02", "EN-BL-01"),
        ("q=en-vg-01", "EN-VG-01", "EN-BL-01"),
        ("group=VG", "EN-VG-01", "EN-BL-01"),
        ("mode=board", "EN-PB-01", "EN-BL-01"),
        ("level=hint", "EN-", "EN-BL-01"),
        ("state=own", "EN-BL-101", "EN-BL-01"),
        ("state=off&q=", "EN-BL-03", "EN-BL-01"),
        ("state=changed", "EN-BL-02", "EN-BL-01"),
        ("group=nonsense&level=%00", "EN-BL-01", "JA-BL-01"),
    ],
)
def test_the_book_is_narrowed(kept, own: HousePattern, keeper: Person, query: str, there: str, away: str):
    HousePattern.kept("EN-BL-02").change(by=keeper.actor, say="(say when)")
    HousePattern.kept("EN-BL-03").switch_off(by=keeper.actor)
    book = kept.get(f"/phrasebook/?{query}").text
    assert there in book
    assert f">{away}<" not in book


def test_what_nobody_wrote_is_an_empty_page_with_a_way_out(kept):
    assert "No pattern is like that." in kept.get("/phrasebook/?q=zzzzz").text


def test_the_book_costs_the_same_however_much_the_house_wrote(kept, keeper: Person):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            kept.get("/phrasebook/?language=all")
        return len(asked)

    kept.get("/phrasebook/")
    before = cost()
    for _ in range(5):
        HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE)
    assert cost() == before <= 7


def test_a_pattern_is_written_on_the_page(kept):
    answer = kept.post("/phrasebook/new/", FORM | {"press": "one"})
    assert answer["Location"] == "/phrasebook/EN-BL-101/"
    assert HousePattern.objects.get().columns["fire"] == ["The dog ate it.", "Sorry\nthe dog ate them."]
    assert "our own" in kept.get("/phrasebook/EN-BL-101/").text
    assert "Yamaguchi Aya added the pattern EN-BL-101." in kept.get("/phrasebook/EN-BL-101/").text


def test_one_that_breaks_its_word_comes_back_as_it_was_typed(kept):
    answer = kept.post("/phrasebook/new/", FORM | {"fire": "The cat ate it."})
    assert answer.status_code == 422
    assert "“The cat ate it.” is to be found, and is not." in answer.text
    assert "The dog sleeps." in answer.text
    assert not HousePattern.objects.exists()


def test_it_is_tried_before_it_is_taken(kept):
    answer = kept.post("/phrasebook/new/", FORM | {"try": "1", "text": "Well, the dog ate it again."})
    assert answer.status_code == 200
    assert "Every example holds." in answer.text
    assert 'Well, <mark class="on-warn">the dog ate it</mark> again.' in answer.text
    wrong = kept.post("/phrasebook/new/", FORM | {"try": "1", "find": "(?=x)", "text": "x"}).text
    assert "It looks ahead or behind" in wrong
    assert not HousePattern.objects.exists()


def test_a_version_of_the_house_is_written_and_undone(kept):
    form = kept.get("/phrasebook/EN-BL-02/entry/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"level": "hint", "seen": "0"}
    assert kept.post("/phrasebook/EN-BL-02/entry/", typed).status_code == 302
    assert HousePattern.kept("EN-BL-02").pattern.level == "hint"
    assert kept.post("/phrasebook/EN-BL-02/entry/", typed).status_code == 422  # written on meanwhile
    kept.post("/phrasebook/EN-BL-02/shipped/")
    assert HousePattern.kept("EN-BL-02").columns is None


def test_a_form_sent_as_it_stands_changes_nothing(kept):
    for code in ("EN-BL-01", "EN-PV-08", "JA-PV-06", "JA-RH-01", "EN-PB-05", "JA-CU-01"):
        form = kept.get(f"/phrasebook/{code}/entry/").context["form"]
        typed = {name: form[name].value() or "" for name in form.fields} | {"seen": "0"}
        assert kept.post(f"/phrasebook/{code}/entry/", typed).status_code == 302
    assert not Entry.objects.filter(subject_kind="pattern").exists()


def test_switched_off_and_on_and_dropped(kept, own: HousePattern):
    kept.post("/phrasebook/EN-BL-101/switch/", {"to": "off"})
    assert "It is switched off in this house" in kept.get("/phrasebook/EN-BL-101/").text
    kept.post("/phrasebook/EN-BL-101/switch/", {"to": "on"})
    assert not HousePattern.objects.get().is_off
    kept.post("/phrasebook/EN-BL-101/drop/")
    assert kept.get("/phrasebook/EN-BL-101/").status_code == 404
    assert kept.post("/phrasebook/EN-BL-02/drop/").status_code == 422


def test_anybody_tries_a_pattern_and_nothing_is_kept(read):
    before = Entry.objects.count()
    address, text = "/phrasebook/EN-BL-02/trial/", "The courier was late, <b>."
    marked = '<mark class="on-block">courier was late</mark>, &lt;b&gt;.'
    assert marked in read.post(address, {"text": text}).text
    part = read.post(address, {"text": text}, headers={"hx-request": "true"}).text
    assert marked in part
    assert "<html" not in part
    assert "finds nothing" in read.post(address, {"text": "Hello."}).text
    assert read.post(address, {"text": "a" * 5001}).status_code == 422
    assert Entry.objects.count() == before


def test_anybody_checks_a_text(read):
    sent = {"text": "The courier was late.\r\nMori", "mode": "ext", "step": "acknowledgement"}
    page = read.post("/check/", sent).text
    assert "One place to look at" in page
    assert 'The <mark class="on-block">courier was late</mark>.' in page
    assert catalogues.shipped().by_id["EN-BL-02"].say in page
    assert "When the customer hears from you next" in page


def test_nothing_found_is_no_praise(read):
    page = read.post("/check/", {"text": "I call you at 15:00.", "mode": "ext", "step": ""}).text
    assert "Nothing found" in page
    assert "That is no praise" in page


@pytest.mark.parametrize(
    "text", ["", " ", "a" * 200_001, "\u202e<script>", "ｱ" * 5000, "🙇‍♂️", "> quoted", "「" * 9999]
)
def test_no_text_breaks_the_check(read, text: str):
    answer = read.post("/check/", {"text": text, "mode": "ext", "step": ""})
    assert answer.status_code in (200, 422)
    assert "<script>" not in answer.text


def test_words_that_were_missed_become_a_pattern(read, keeper: Person):
    told = {"words": "be patient", "text": "Please be patient with us.", "mode": "ext", "press": "x"}
    assert read.post("/phrasebook/missed/new/", told).status_code == 302
    missed = Missed.objects.get()
    read.force_login(keeper)
    assert "Please <mark>be patient</mark> with us." in read.get("/phrasebook/missed/").text
    form = read.get(f"/phrasebook/new/?missed={missed.pk}").context["form"]
    assert (form["find"].value(), form["fire"].value()) == (r"\bbe patient\b", "Please be patient with us.")
    more = {"missed": missed.pk, "find": r"\bbe patient\b", "fire": "Please be patient with us."}
    read.post("/phrasebook/new/", FORM | more)
    missed.refresh_from_db()
    assert (missed.outcome, missed.code) == ("accepted", "EN-BL-101")


def test_or_an_example_of_one_that_is_there(kept, cast: Cast):
    missed = Missed.tell(by=cast.owner.actor, text="The truck was late.", words="truck was late")
    into = f"/phrasebook/missed/{missed.pk}/into/"
    assert kept.get(f"{into}?code=en-bl-02")["Location"] == f"/phrasebook/EN-BL-02/entry/?missed={missed.pk}"
    assert kept.get(f"{into}?code=EN-XX-99").status_code == 404
    form = kept.get(f"/phrasebook/EN-BL-02/entry/?missed={missed.pk}").context["form"]
    assert form["fire"].value().endswith("\nThe truck was late.")
    kept.post(f"/phrasebook/missed/{missed.pk}/drop/")
    assert "Nobody missed anything." in kept.get("/phrasebook/missed/").text


def test_words_that_are_not_in_the_text_come_back_with_a_reason(read):
    answer = read.post("/phrasebook/missed/new/", {"words": "cat", "text": "A dog.", "mode": "ext"})
    assert answer.status_code == 422
    assert "These words do not stand in the text." in answer.text


def upload(client, name: str, text: str | bytes):
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = name
    return client.post("/phrasebook/changes/", {"file": file})


def test_changes_go_out_and_come_in_again(kept, own: HousePattern, keeper: Person):
    for kind in ("toml", "csv"):
        HousePattern.kept("EN-BL-03").switch_off(by=keeper.actor)
        file = kept.get(f"/phrasebook/changes/{kind}/").content
        HousePattern.kept("EN-BL-03").switch_on(by=keeper.actor)
        seen = upload(kept, f"ours.{kind}", file)
        assert seen.status_code == 200
        assert HousePattern.kept("EN-BL-03").is_off is False
        table = {"name": seen.context["name"], "table": seen.context["table"], "press": kind}
        assert kept.post("/phrasebook/changes/", table).status_code == 302
        assert HousePattern.kept("EN-BL-03").is_off


def test_a_file_with_one_wrong_pattern_changes_nothing(kept):
    text = "[EN-BL-03]\nswitched_off = true\n\n[EN-BL-101]\nfind = '(?=x)'\nfire = ['x']\nok = ['y']\n"
    seen = upload(kept, "theirs.toml", text)
    assert seen.status_code == 422
    assert "line 4" in seen.text
    assert "Enter all of it" not in seen.text
    forced = kept.post("/phrasebook/changes/", {"name": "theirs.toml", "table": text})
    assert forced.status_code == 422
    assert "Line 4, EN-BL-101" in forced.text
    assert not HousePattern.objects.exists()


def test_the_people_page_leads_there(read):
    assert 'href="/phrasebook/"' in read.get("/people/").text
