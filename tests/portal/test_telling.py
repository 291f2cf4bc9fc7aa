"""Somebody without an account tells the firm what went wrong: a person owns it at once, and no guard against machines loses a word."""

import time

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from tanto.clients.models import Contact
from tanto.people.models import Firm
from tanto.portal import telling
from tanto.recovery.models import Case
from tests.cast import HOUSE, Cast
from tests.recovery.test_receiving import refusal

WORDS = "The box came open. Two rings are missing.\n二つ足りません。"


def opened(ago: float = 60) -> str:
    return telling.SIGNER.sign_object({"at": time.time() - ago})


def typed(**more) -> dict[str, object]:
    known = {
        "words": WORDS,
        "name": "Oda Rin",
        "firm": "Kinoshita Gear",
        "email": "oda@k.example",
        "phone": "",
    }
    return known | {"website": "", "page": opened()} | more


@pytest.fixture(autouse=True)
def taken_in(cast: Cast):
    cache.clear()
    Firm.kept().name_intake(by=HOUSE, person=cast.colleague)


def test_a_stranger_s_words_are_somebody_s_at_once(cast: Cast, client):
    assert "What happened?" in client.get("/tell/").content.decode()
    page = client.post("/tell/", typed()).content.decode()
    case = Case.objects.get()
    assert case.number in page
    assert (case.owner, case.step, case.client) == (cast.colleague, "draft", None)
    assert str(case.verbatims.get().words) == f"{WORDS}\n\n— Oda Rin · Kinoshita Gear · oda@k.example"


def test_whose_address_was_typed_is_proposed_to_a_colleague_and_is_nobody_s_word(cast: Cast, client):
    client.post("/tell/", typed(email=cast.customer.email))
    case = Case.objects.get()
    assert (case.client, case.contact, case.verbatims.get().speaker) == (None, None, None)
    client.force_login(cast.colleague)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert (
        f'value="{cast.customer.pk}" selected'
        in page.partition('name="contact"')[2].partition("</select>")[0]
    )


def test_an_address_of_two_is_nobody_we_could_be_sure_of(cast: Cast, client):
    Contact.meet(cast.client, by=HOUSE, name_en="Oda", language="en", email=cast.customer.email)
    client.post("/tell/", typed(email=cast.customer.email))
    client.force_login(cast.colleague)
    page = client.get(f"/cases/{Case.objects.get().number}/").content.decode()
    assert " selected" not in page.partition('name="contact"')[2].partition("</select>")[0].replace(
        'value="" selected', ""
    )


def test_what_is_endless_is_not_read(client):
    assert client.post("/tell/", typed(), CONTENT_LENGTH=str(200 * 1024 * 1024)).status_code == 413
    assert client.post("/sign-in/", {"login": "a"}, CONTENT_LENGTH=str(3 * 1024 * 1024)).status_code == 413


def test_it_works_without_any_cookie(cast: Cast):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/tell/", typed()).status_code == 200
    assert Case.objects.count() == 1


def test_pressed_twice_is_once(client):
    same = typed()
    assert (
        client.post("/tell/", same).content == client.post("/tell/", same).content
        or Case.objects.count() == 1
    )
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": "  "}, "in a sentence what happened"),
        ({"email": ""}, "leave an address or a number"),
        ({"email": "nobody"}, "valid email"),
        ({"website": "http://buy.example"}, "keeps machines out"),
        ({"page": "forged"}, "had been open for a day"),
        ({"page": ""}, "had been open for a day"),
        ({"name": ""}, "tell us your name"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(client, change, said):
    answer = client.post("/tell/", typed(**change))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert change.get("words", "Two rings are missing.") in page
    assert not Case.objects.exists()


@pytest.mark.parametrize(("ago", "said"), [(0.2, "very quick"), (25 * 3600, "open for a day")])
def test_too_quick_and_too_old_are_sent_once_more(client, ago, said, monkeypatch):
    page = opened(ago)
    if ago > 3600:
        monkeypatch.setattr("django.core.signing.time.time", lambda: time.monotonic() * 0 + 4_000_000_000)
    answer = client.post("/tell/", typed(page=page))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Two rings are missing." in answer.content.decode()


def test_a_flood_from_one_line_is_held_up_and_keeps_its_text(client):
    answers = [client.post("/tell/", typed(words=f"{WORDS} {n}")) for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Two rings are missing." in answers[-1].content.decode()
    assert Case.objects.count() == 10


def test_photographs_come_with_it(client):
    photo = SimpleUploadedFile("box.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99, "image/png")
    client.post("/tell/", typed(papers=[photo]))
    assert Case.objects.get().attachments.get().name == "box.png"


def test_in_japanese(client):
    page = client.get("/tell/?lang=ja").content.decode()
    assert '<html lang="ja">' in page
    assert client.get("/tell/?lang=xx").status_code == 200


def test_only_named_sites_may_show_it_in_a_frame(client, settings):
    page = client.get("/tell/")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    settings.FORM_IN = ["https://www.tamabashi.example"]
    page = client.get("/tell/")
    assert "frame-ancestors https://www.tamabashi.example" in page.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in page.headers
    assert "frame-ancestors 'none'" in client.get("/sign-in/").headers["Content-Security-Policy"]


def test_nobody_takes_in_there_is_no_form(client):
    Firm.objects.update(intake=None)
    assert client.get("/tell/").status_code == 404


def test_who_takes_in_cannot_leave_before_somebody_else_does(cast: Cast):
    with refusal("still_owns"):
        cast.colleague.leave(by=HOUSE)
    Firm.kept().name_intake(by=HOUSE, person=cast.owner)
    cast.colleague.leave(by=HOUSE)
    with refusal("intake_left"):
        Firm.kept().name_intake(by=HOUSE, person=cast.colleague)
