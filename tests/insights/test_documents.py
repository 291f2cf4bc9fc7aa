"""Papers made from the record: what stands in the PDF, what may never stand there, and that nothing typed is lost. The text is read
back out of the PDF by poppler."""

import datetime as dt
import re
import subprocess

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tanto import clocks
from tanto.files.models import File
from tanto.insights.documents import fonts
from tanto.insights.documents.kinds import KINDS
from tanto.insights.documents.record import begun
from tanto.people.models import Person
from tanto.recovery.models import Case, Document
from tanto.recovery.record import rows_agree
from tests.cast import HOUSE, MONDAY, Cast

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(fonts.folder() is None, reason="needs fonts-noto-cjk"),
]
both = pytest.mark.parametrize("language", ["en", "ja"])


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """The crate was labelled wrongly; a fact supports it, the lot is stopped."""
    case = cast.accountable()
    by = cast.owner.actor
    case.add_fact(by=by, text="54 boxes left", source="Scan of Monday", kind="measurement", confidence="sure")
    case.record_mistake(
        by=by,
        what="The label of another order was used",
        work_step="packing",
        effect="The line waits for parts",
    )
    cast.contain(case)
    return case


def page(client, person: Person, case: Case, kind: str, language: str = "en"):
    client.force_login(person)
    return client.get(f"/cases/{case.number}/documents/{kind}/?language={language}")


def typed(answer) -> dict[str, str]:
    """The form as it came, ready to be pressed."""
    return {bound.name: written(bound) for bound in answer.context["form"]}


def written(bound) -> str:
    value = bound.value()
    return "" if value is None else bound.field.widget.format_value(value) or ""


def pressed(client, case: Case, kind: str, fields: dict[str, str], wish: str = "pdf"):
    return client.post(f"/cases/{case.number}/documents/{kind}/", fields | {"wish": wish})


def pdf_of(client, cast: Cast, case: Case, kind: str, language: str, **more: str) -> bytes:
    made = pressed(client, case, kind, typed(page(client, cast.owner, case, kind, language)) | more)
    assert made.status_code == 200, made.content.decode()
    return made.content


def letter_of(client, cast: Cast, case: Case) -> str:
    return text_of(pdf_of(client, cast, case, "apology", "en"))


def kept_letter(client, cast: Cast, case: Case) -> Document:
    fields = typed(page(client, cast.owner, case, "apology"))
    assert pressed(client, case, "apology", fields, "keep").status_code == 302
    return case.documents.get()


def poppler(*command: str, pdf: bytes) -> str:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def text_of(pdf: bytes) -> str:
    """Without spaces: between Latin and Japanese signs the layout sets some of its own."""
    return "".join(poppler("pdftotext", "-raw", "-", "-", pdf=pdf).split())


def layout_of(pdf: bytes) -> str:
    return poppler("pdftotext", "-bbox", "-", "-", pdf=pdf)


def about(pdf: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in poppler("pdfinfo", "-", pdf=pdf).splitlines())
    return {name: value.strip() for name, _colon, value in lines}


def pages_of(pdf: bytes) -> int:
    return int(about(pdf)["Pages"])


@both
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_made_as_the_record_fills_it(cast: Cast, case: Case, client, kind, language):
    made = pressed(client, case, kind, typed(page(client, cast.owner, case, kind, language)))
    assert made.status_code == 200, made.content
    assert made["Content-Type"] == "application/pdf"
    assert case.number in text_of(made.content)
    assert pages_of(made.content) == 1 or kind in ("final", "eight_d")
    assert len(made.content) < 120_000


def test_a_letter_says_its_apology_first_and_who_answers_last(cast: Cast, case: Case, client):
    said = letter_of(client, cast, case)
    parts = (
        "Kiuchi",
        "Letterofapology",
        "Thelabelofanotherorder",
        "withoutreservation",
        "Thelinewaits",
        "Moriremains",
        "Suzuki",
    )
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_before_the_facts_a_letter_names_no_error(cast: Cast, client):
    case = cast.accountable()
    case.record_mistake(by=cast.owner.actor, what="The label of another order was used", work_step="packing")
    said = letter_of(client, cast, case)
    assert "thetroubleandtheworry" in said
    assert "label" not in said


def test_a_japanese_firm_is_addressed_by_onchu_and_a_person_by_sama(cast: Cast, case: Case):
    assert begun(case, kind="apology", language="ja")["addressee"] == "白樺沢精密\n木内様"
    case.contact = None
    assert begun(case, kind="apology", language="ja")["addressee"] == "白樺沢精密　御中"


def test_the_cause_stands_in_the_final_report_alone(cast: Cast, case: Case):
    for kind in ("first", "interim"):
        fields = begun(case, kind=kind, language="en")
        assert "label" not in "".join(fields.values())
        assert not {"occurrence", "escape"} & set(fields)
        assert "Cause of occurrence" in fields["open"]
    final = begun(case, kind="final", language="en")
    assert final["occurrence"] == "Step “packing”: The label of another order was used"


def test_without_a_fact_no_cause_is_printed(cast: Cast, client):
    case = cast.accountable()
    fields = typed(page(client, cast.owner, case, "final"))
    refused = pressed(client, case, "final", fields | {"occurrence": "The label was wrong."}, "look")
    assert refused.status_code == 422
    assert "no fact supports it yet" in refused.content.decode()
    assert "The label was wrong." in refused.content.decode()
    assert pressed(client, case, "final", fields).status_code == 200


@pytest.mark.parametrize(
    ("kind", "field"),
    [("final", "occurrence"), ("final", "timeline"), ("notice", "what"), ("apology", "body")],
)
def test_nobody_is_named_for_a_mistake(cast: Cast, case: Case, client, kind, field):
    fields = typed(page(client, cast.owner, case, kind))
    text = (
        "I apologise: Sasaki used the wrong label." if kind == "apology" else "Sasaki used the wrong label."
    )
    refused = pressed(client, case, kind, fields | {field: text}, "keep")
    assert refused.status_code == 422
    assert "names a person: “Sasaki”" in refused.content.decode()
    assert text in refused.content.decode()
    assert not case.documents.exists()


def test_the_record_lends_no_name(cast: Cast, case: Case):
    case.add_fact(
        by=cast.owner.actor,
        text="Sasaki packed 54",
        source="The list of Sasaki",
        kind="document",
        confidence="sure",
    )
    for kind in KINDS:
        texts = begun(case, kind=kind, language="en")
        assert "Sasaki" not in "".join(texts.values()), kind


@both
def test_what_is_missing_is_called_so(cast: Cast, client, language):
    said = pdf_of(client, cast, cast.accountable(), "final", language)
    with translation.override(language):
        assert text_of(said).count("".join(gettext("Still being checked").split())) >= 6


def test_a_report_says_when_the_next_comes(cast: Cast, case: Case, client):
    fields = typed(page(client, cast.owner, case, "interim"))
    assert "Monday9November,12:00" in text_of(pressed(client, case, "interim", fields).content)
    refused = pressed(client, case, "interim", fields | {"next_at": ""})
    assert refused.status_code == 422
    assert "The time of the next message is missing." in refused.content.decode()


def test_an_apology_has_no_condition(cast: Cast, case: Case, client):
    fields = typed(page(client, cast.owner, case, "apology"))
    refused = pressed(client, case, "apology", fields | {"body": "I am sorry if you felt troubled."})
    assert refused.status_code == 422
    assert "has a condition in it" in refused.content.decode()


def test_markup_and_rare_signs_are_printed_as_typed(cast: Cast, case: Case, client):
    strange = "*bold* $x$ #let @ref `raw` \\ ~ <a> 𠮷野家 髙橋 ㈱ ﾊﾝｶｸ 葛󠄀"
    said = text_of(pdf_of(client, cast, case, "first", "ja", scope=strange))
    for part in ("*bold*", "$x$", "#let", "@ref", "`raw`", "<a>", "𠮷野家", "髙橋", "㈱"):
        assert part in said, part


def test_a_word_without_end_stays_on_the_page(cast: Cast, case: Case, client, tmp_path):
    pdf = pdf_of(client, cast, case, "first", "en", scope="x" * 2000)
    assert text_of(pdf).replace("\u200b", "").count("x") >= 2000
    right = [float(x) for x in re.findall(r'xMax="([\d.]+)"', layout_of(pdf))]
    assert max(right) < 596


@pytest.mark.parametrize("text", ["Sorry 😀", "שלום", "مرحبا"])
def test_what_no_font_has_is_refused_by_name(cast: Cast, case: Case, client, text):
    fields = typed(page(client, cast.owner, case, "first"))
    refused = pressed(client, case, "first", fields | {"scope": text})
    assert refused.status_code == 422
    assert "This cannot be printed" in refused.content.decode()
    assert text in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "text"), [("scope", "あ" * 100_000), ("day", "soon"), ("next_at", "later"), ("language", "xx")]
)
def test_what_does_not_fit_is_said_and_kept(cast: Cast, case: Case, client, field, text):
    fields = typed(page(client, cast.owner, case, "first"))
    refused = pressed(client, case, "first", fields | {field: text})
    assert refused.status_code == 422
    assert field == "language" or text in refused.content.decode()


def test_signs_that_are_none_are_left_out(cast: Cast, case: Case, client):
    said = text_of(pdf_of(client, cast, case, "first", "en", scope="a\x07b\ufeffc\x1bd"))
    assert "abcd" in said


def test_all_empty_is_a_paper_or_an_answer(cast: Cast, case: Case, client):
    for kind in KINDS:
        fields = typed(page(client, cast.owner, case, kind))
        keeps = {"day", "language", "next_at"}
        emptied = {name: value if name in keeps else "" for name, value in fields.items()}
        answer = pressed(client, case, kind, emptied)
        assert answer.status_code == (422 if kind == "apology" else 200), kind


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
