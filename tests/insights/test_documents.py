"""Papers made from the record: what stands in the PDF, and what may never stand there."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tanto.insights.documents import fonts
from tanto.insights.documents.kinds import KINDS
from tanto.insights.documents.record import begun
from tanto.recovery.models import Case
from tests.cast import Cast
from tests.insights.papers import layout_of, letter_of, page, pages_of, pdf_of, pressed, text_of, typed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday"),
    pytest.mark.skipif(fonts.folder() is None, reason="needs fonts-noto-cjk"),
]
both = pytest.mark.parametrize("language", ["en", "ja"])


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
