"""Papers on a machine that lacks something, and at a typesetter that does not end: an answer, never a 500, never boxes."""

import importlib.util

import pytest

from tanto.insights.documents import fonts, rendering
from tanto.insights.documents.paper import ENDLESS, table
from tanto.keeping import doctor
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def asked(client, cast: Cast):
    case = cast.accountable()
    client.force_login(cast.owner)
    fields = {"what": "What I typed stays.", "day": "2026-11-09", "language": "en", "wish": "look"}
    return client.post(f"/cases/{case.number}/documents/notice/", fields)


@pytest.fixture
def no_fonts(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "PLACES", (tmp_path / "nowhere",))


@pytest.fixture
def no_typesetter(monkeypatch):
    there = importlib.util.find_spec
    lacks = lambda name, *more: None if name == "typst" else there(name, *more)  # noqa: E731
    monkeypatch.setattr(importlib.util, "find_spec", lacks)
    monkeypatch.setattr(doctor, "find_spec", lacks)


def test_without_fonts_the_page_says_what_is_missing(cast: Cast, client, no_fonts):
    refused = asked(client, cast)
    assert refused.status_code == 409
    for sentence in ("fonts for documents are not on this machine", "empty boxes", "What I typed stays."):
        assert sentence in refused.content.decode()


def test_without_a_typesetter_the_page_says_so(cast: Cast, client, no_typesetter, monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "folder", lambda: tmp_path)
    refused = asked(client, cast)
    assert refused.status_code == 409
    assert "The typesetter for documents is not on this machine." in refused.content.decode()


def test_fonts_that_are_no_fonts_are_missing_fonts(cast: Cast, client, settings, no_fonts):
    (settings.DATA_DIR / "fonts").mkdir()
    for name in fonts.FILES:
        (settings.DATA_DIR / "fonts" / name).write_bytes(b"no font")
    refused = asked(client, cast)
    assert refused.status_code == 409
    assert "fonts for documents are not on this machine" in refused.content.decode()


@pytest.mark.skipif(fonts.folder() is None, reason="needs fonts-noto-cjk")
def test_what_does_not_end_is_stopped(cast: Cast, client, monkeypatch):
    monkeypatch.setattr(rendering, "PATIENCE", 0.001)
    refused = asked(client, cast)
    assert refused.status_code == 409
    assert "took too long and was stopped" in refused.content.decode()


def test_the_doctor_says_what_documents_need(db, no_fonts, settings):
    told = doctor.documents()
    assert "fonts-noto-cjk" in told.trouble
    assert str(settings.DATA_DIR / "fonts") in told.trouble


def test_the_doctor_misses_the_typesetter(db, no_typesetter):
    assert "typst" in doctor.documents().trouble


@pytest.mark.parametrize("line", ["9 Nov 10:00 | It came.", "9 Nov 10:00｜It came.", "9 Nov 10:00\tIt came."])
def test_a_line_is_parted_at_its_first_stroke(line):
    assert table([line + " a | b", "no stroke"]) == [["9 Nov 10:00", "It came. a | b"], ["", "no stroke"]]


def test_only_what_has_no_place_to_break_is_given_one():
    assert not ENDLESS.search("納品書の数量が請求書と合いません。どちらが正しいのですか。" * 4)
    assert not ENDLESS.search("words of a usual length, one after another, again and again")
    assert ENDLESS.search("a" * 31)
