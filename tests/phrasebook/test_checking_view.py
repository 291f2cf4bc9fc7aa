"""A text is read while it is written: by whom, how large, how often; and nothing of it stays."""

import io
import logging

import pytest
from django.apps import apps
from django.test import Client as Browser

from tanto.phrasebook import pace
from tests.cast import Cast

BAD = "The zebra box is here. The warehouse forgot your box."


@pytest.fixture(autouse=True)
def nobody_was_fast():
    pace.PACE.read.clear()


def rows() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed
    }


def test_a_colleague_hears_what_would_hurt(cast: Cast, client):
    client.force_login(cast.stranger)
    told = client.post("/check/live/", {"text": BAD, "mode": "ext"}).json()
    assert told["said"] == "1 thing that would hurt."
    assert [BAD[start:stop] for start, stop, _level in told["marks"]] == ["The warehouse forgot"]
    assert "Say this instead" in told["found"]


def test_whoever_is_not_signed_in_hears_nothing(cast: Cast, client):
    assert client.post("/check/live/", {"text": BAD}).status_code == 404
    case = cast.accountable()
    assert client.post(f"/cases/{case.number}/check/", {"text": BAD}).status_code == 404


def test_a_stranger_to_the_case_does_not_read_with_what_it_knows(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.stranger)
    assert client.post(f"/cases/{case.number}/check/", {"text": BAD}).status_code == 404
    client.force_login(cast.boss)
    assert client.post(f"/cases/{case.number}/check/", {"text": BAD}).status_code == 200


def test_looking_changes_nothing_and_get_is_refused(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    client.get(f"/cases/{case.number}/")
    before = rows()
    for path in ("/check/live/", f"/cases/{case.number}/check/"):
        assert client.post(path, {"text": BAD, "step": "letter"}).status_code == 200
        assert client.get(path).status_code == 405
    assert rows() == before


def test_no_line_of_the_log_holds_a_word_of_it(cast: Cast, client, caplog, capsys):
    client.force_login(cast.owner)
    case = cast.accountable()
    kept = io.StringIO()
    logging.getLogger().addHandler(handler := logging.StreamHandler(kept))
    with caplog.at_level(logging.DEBUG):
        client.post(f"/cases/{case.number}/check/", {"text": BAD})
    logging.getLogger().removeHandler(handler)
    said = kept.getvalue() + caplog.text + "".join(capsys.readouterr())
    assert "zebra" not in said
    assert "EN-BL" not in said


def test_another_site_cannot_ask_through_a_colleagues_browser(cast: Cast):
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.owner)
    assert browser.post("/check/live/", {"text": BAD}).status_code == 403


def test_too_much_is_refused_before_it_is_read(cast: Cast, client):
    client.force_login(cast.owner)
    assert client.post("/check/live/", {"text": "a" * 20_001}).status_code == 413
    assert client.post("/check/live/", {"text": "a" * 500_000}).status_code == 413
    assert client.post("/check/live/", {"text": "a", "mode": "praise"}).status_code == 422


def test_too_often_is_told_to_wait(cast: Cast, client, monkeypatch):
    monkeypatch.setattr(pace, "MOST", 2)
    client.force_login(cast.owner)
    answers = [client.post("/check/live/", {"text": "Hello."}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    client.force_login(cast.boss)
    assert client.post("/check/live/", {"text": "Hello."}).status_code == 200


def test_a_long_text_counts_as_several_and_stays_in_its_field(cast: Cast, client, monkeypatch):
    monkeypatch.setattr(pace, "MOST", 2)
    client.force_login(cast.owner)
    long = "Hello. " * 3_000
    answers = [client.post("/check/", {"text": long, "mode": "ext"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert long.strip() in answers[1].content.decode()
    assert "Wait a minute" in answers[1].content.decode()


@pytest.mark.parametrize(
    "text", ["", "\x00", "🙂" * 500, "‮right to left", "ｶﾞｷﾞ" * 900, "a" * 20_000, "<b>&amp;"]
)
def test_whatever_is_typed_is_answered(cast: Cast, client, text):
    client.force_login(cast.owner)
    case = cast.accountable()
    assert client.post(f"/cases/{case.number}/check/", {"text": text, "step": "letter"}).status_code == 200
