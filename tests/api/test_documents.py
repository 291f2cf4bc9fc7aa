"""Papers for programs: begun from the record, made, kept; the same rules as on the page."""

import pytest

from tanto.insights.documents import fonts
from tests.api.conftest import Program
from tests.cast import Cast

pytestmark = pytest.mark.skipif(fonts.folder() is None, reason="needs fonts-noto-cjk")


def begun(program: Program, number: str, kind: str, language: str = "en") -> dict:
    given = program.get(f"/cases/{number}/documents/{kind}?language={language}").json()
    return {name: given[name] for name in ("language", "day", "next_at", "texts")}


def test_a_program_makes_what_the_record_says(cast: Cast, owner):
    number = cast.accountable().number
    made = owner.post(f"/cases/{number}/documents/first/pdf", begun(owner, number, "first"))
    assert made.status_code == 200
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    assert owner.get(f"/cases/{number}/documents").json()["items"] == []


def test_what_is_kept_stands_among_the_files(cast: Cast, owner):
    number = cast.accountable().number
    body = begun(owner, number, "interim", "ja")
    first, again = (owner.post(f"/cases/{number}/documents/interim", body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    (kept,) = owner.get(f"/cases/{number}/documents").json()["items"]
    assert kept["texts"]["addressee"] == body["texts"]["addressee"]
    read = owner.get(f"/cases/{number}/files/{kept['file']}")
    assert b"".join(read.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"occurrence": "The label was wrong."}, "cause_without_fact"),
        ({"finding": "Sasaki took the wrong label."}, "names_a_person"),
        ({"poem": "Roses"}, "no_such_field"),
        ({"finding": "😀"}, "sign_without_font"),
    ],
)
def test_what_the_page_refuses_is_refused(cast: Cast, owner, texts, code):
    case = cast.accountable()
    body = begun(owner, case.number, "final")
    refused = owner.post(
        f"/cases/{case.number}/documents/final", body | {"texts": {**body["texts"], **texts}}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not case.documents.exists()


def test_a_stranger_finds_no_paper(cast: Cast, stranger):
    number = cast.accountable().number
    assert stranger.get(f"/cases/{number}/documents").status_code == 404
    assert stranger.get(f"/cases/{number}/documents/final").status_code == 404
