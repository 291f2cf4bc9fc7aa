"""Papers looked at, kept, read by the checker and forgotten: nothing typed is lost, and nobody without a part sees one."""

import datetime as dt
import re

import pytest

from tanto import clocks
from tanto.files.models import File
from tanto.insights.documents import fonts
from tanto.people.models import Person
from tanto.recovery.models import Case, Document
from tanto.recovery.record import rows_agree
from tests.cast import HOUSE, MONDAY, Cast
from tests.insights.papers import (
    about,
    kept_letter,
    page,
    pdf_of,
    pressed,
    typed,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday"),
    pytest.mark.skipif(fonts.folder() is None, reason="needs fonts-noto-cjk"),
]


def test_one_can_look_before_it_is_printed(cast: Cast, case: Case, client):
    fields = typed(page(client, cast.owner, case, "final"))
    seen = pressed(client, case, "final", fields, "look")
    assert seen.content.count(b'src="data:image/png;base64,') in (1, 2)
    assert fields["timeline"].splitlines()[0] in seen.content.decode()
    assert not case.documents.exists()


def test_it_is_kept_with_what_was_typed_and_once(cast: Cast, case: Case, client):
    fields = typed(page(client, cast.owner, case, "first"))
    for _ in range(2):
        kept = pressed(client, case, "first", fields, "keep")
        assert kept["Location"] == f"/cases/{case.number}/documents/?taken=first-en"
    document = case.documents.get()
    assert document.attachment.file.path.read_bytes().startswith(b"%PDF")
    assert document.typed["timeline"].splitlines() == fields["timeline"].splitlines()
    assert case.history().filter(kind="document_kept").count() == 1
    assert case.attachments.count() == 1


def test_the_same_paper_is_the_same_file(cast: Cast, case: Case, client):
    assert pdf_of(client, cast, case, "final", "ja") == pdf_of(client, cast, case, "final", "ja")


def test_the_next_report_goes_on_from_the_last(cast: Cast, case: Case, client):
    fields = typed(page(client, cast.owner, case, "first"))
    pressed(client, case, "first", fields | {"effect": "Two hours without parts"}, "keep")
    document = case.documents.get()
    begun_anew = client.get(f"/cases/{case.number}/documents/interim/?language=en&from={document.pk}")
    assert typed(begun_anew)["effect"] == "Two hours without parts"
    assert document.attachment.name in client.get(f"/cases/{case.number}/documents/").content.decode()


def test_the_record_still_verifies_and_sees_a_swapped_file(cast: Cast, case: Case, client):
    pressed(client, case, "notice", typed(page(client, cast.owner, case, "notice")), "keep")
    entries = list(case.history().order_by("number"))
    assert list(rows_agree(case, entries)) == []
    case.attachments.update(file=File.keep([b"another"]))
    assert list(rows_agree(case, entries)) == ["its documents do not agree with its entries"]


def test_the_file_says_what_it_is_for_archives_and_for_ears(cast: Cast, case: Case, client):
    told = about(pdf_of(client, cast, case, "first", "ja"))
    assert told["Tagged"] == "yes"
    assert told["Author"] == "多摩橋機工"
    assert case.number in told["Title"]


@pytest.mark.parametrize("who", ["stranger", "keeper"])
def test_without_a_part_there_is_no_paper(cast: Cast, case: Case, client, who):
    person = cast.stranger if who == "stranger" else Person.objects.get(is_administrator=True)
    client.force_login(person)
    for path in ("", "final/"):
        assert client.get(f"/cases/{case.number}/documents/{path}").status_code == 404
    assert pressed(client, case, "final", {}, "keep").status_code == 404


def test_what_is_no_paper_is_not_found(cast: Cast, case: Case, client):
    assert page(client, cast.owner, case, "poem").status_code == 404


def test_who_is_asked_for_8d_sees_it_first(cast: Cast, case: Case, client):
    cast.client.change(by=cast.owner.actor, report_format="8d")
    client.force_login(cast.owner)
    shown = client.get(f"/cases/{case.number}/documents/").content.decode()
    assert "Shirakabazawa Precision wants reports as 8D." in shown
    assert shown.index("documents/eight_d/") < shown.index("documents/apology/")


def test_the_case_leads_to_its_papers(cast: Cast, case: Case, client):
    client.force_login(cast.owner)
    assert f'href="/cases/{case.number}/documents/"' in client.get(f"/cases/{case.number}/").content.decode()


def test_who_is_forgotten_takes_the_paper_along(cast: Cast, client):
    with clocks.travelling(MONDAY - dt.timedelta(days=60)):
        case = cast.closed()
    document = kept_letter(client, cast, case)
    path = document.attachment.file.path
    cast.customer.mask(by=HOUSE)
    document.attachment.refresh_from_db()
    assert document.attachment.is_masked
    assert not path.exists()
    assert document.typed["addressee"] == ""


def test_the_checker_knows_what_each_field_is(cast: Cast, case: Case, client):
    letter = page(client, cast.owner, case, "apology").content.decode()
    assert re.search(r'name="body"[^>]*data-check="apology_letter"[^>]*data-check-step="apology"', letter)
    final = page(client, cast.owner, case, "final").content.decode()
    assert re.search(
        r'name="occurrence"[^>]*data-check="ext cause"[^>]*data-check-step="incident_report"', final
    )
    assert not re.search(r'name="addressee"[^>]*data-check', final)


def test_a_field_of_two_modes_is_read_in_both(cast: Cast, case: Case, client):
    client.force_login(cast.owner)
    sent = {"text": "The courier was late. Human error.", "mode": "ext cause", "step": "incident_report"}
    found = client.post(f"/cases/{case.number}/check/", sent)
    assert found.status_code == 200
    assert {"courier was late", "Human error"} <= {sent["text"][a:b] for a, b, *_ in found.json()["marks"]}
    assert client.post("/check/live/", sent | {"mode": "ext loud"}).status_code == 422


def test_a_letter_with_words_that_hurt_needs_a_reason_and_keeps_it(cast: Cast, case: Case, client):
    begun_letter = typed(page(client, cast.owner, case, "apology"))
    bad = begun_letter | {"body": begun_letter["body"] + " The courier was late again.", "wish": "keep"}
    place = f"/cases/{case.number}/documents/apology/"
    refused = client.post(place, bad)
    assert refused.status_code == 422
    assert "courier was late" in refused.text
    assert not Document.objects.exists()
    assert client.post(place, bad | {"override": "She asked for it by name."}).status_code == 302
    kept = case.history().filter(kind="document_kept").get()
    assert kept.facts["override"]


def test_what_the_record_says_in_japanese_is_pointed_out(cast: Cast, case: Case, client):
    said = "Some words of the record are Japanese."
    assert said not in page(client, cast.owner, case, "first").content.decode()
    case.name_issue(by=cast.owner.actor, wording="納品書の数量")
    assert said in page(client, cast.owner, case, "first").content.decode()
    assert said not in page(client, cast.owner, case, "first", "ja").content.decode()


@pytest.mark.parametrize("place", ["{next_time}", "{link}", "｛ next_time ｝", "{action_1}"])
def test_a_place_that_nobody_filled_is_not_printed(cast: Cast, case: Case, client, place):
    fields = typed(page(client, cast.owner, case, "apology"))
    refused = pressed(client, case, "apology", fields | {"body": f"I am sorry. You hear from me by {place}."})
    assert refused.status_code == 422
    assert "On paper it would stand there as it was typed." in refused.content.decode()


def test_a_sentence_that_is_offered_for_a_paper_has_its_time(cast: Cast, case: Case):
    said = case.looked_over("We will get back to you soon.", by=cast.owner.actor, mode="apology_letter", step="apology")  # fmt: skip
    offered = [hit.rewrite for hit in said.hits] + [one.add for one in said.needed]
    assert offered
    assert not any("{next_time}" in sentence for sentence in offered)
