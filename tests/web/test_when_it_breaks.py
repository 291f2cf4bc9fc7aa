"""A database that is locked or gone while somebody types: 503, and the text comes back."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tanto.journal.models import Entry, Words
from tanto.journal.verify import verify
from tanto.recovery.models import Case
from tests.cast import Cast, make_cast


@pytest.fixture
def calm() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The database does not answer"), ("ja", "データベース")]
)
def test_a_locked_database_gives_the_text_back(cast: Cast, calm, monkeypatch, language, words):
    calm.force_login(cast.owner)
    calm.cookies["django_language"] = language

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("tanto.recovery.models.receiving.CaseNumber.take", locked)
    page = calm.post("/cases/new/", {"words": "Her long and <angry> words", "press": "p1"})
    assert page.status_code == 503
    text = page.content.decode()
    assert "Her long and &lt;angry&gt; words" in text
    assert 'value="p1"' in text
    assert words in text


def test_a_database_that_is_gone_before_the_page_began(cast: Cast, calm, monkeypatch):
    calm.force_login(cast.owner)

    def gone(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    page = calm.post("/cases/new/", {"words": "Her long and angry words"})
    assert page.status_code == 503
    assert "Her long and angry words" in page.content.decode()


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the limit of a file is SQLite's; a locked database stands for both"
)
@pytest.mark.django_db(transaction=True)
def test_a_disk_that_is_full_in_the_middle_of_a_verb_leaves_nothing_half_done(calm):
    cast = make_cast()
    calm.force_login(cast.owner)
    long = "The paper says sixty, and I counted. " * 500
    before = (Case.objects.count(), Words.objects.count(), Entry.objects.count())

    def pages(most: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no free page is left inside
    pages(1)  # SQLite takes the size it has by now instead
    page = calm.post("/cases/new/", {"words": long, "press": "p1"})
    pages(1_000_000)
    assert page.status_code == 503
    assert "The paper says sixty" in page.content.decode()
    assert (Case.objects.count(), Words.objects.count(), Entry.objects.count()) == before
    assert calm.post("/cases/new/", {"words": long, "press": "p1"}).status_code == 302
    assert verify().broken == ""


def test_any_other_break_is_500_and_gives_the_text_back_too(cast: Cast, calm, monkeypatch):
    calm.force_login(cast.owner)
    monkeypatch.setattr("tanto.recovery.models.receiving.section_for", lambda *a: 1 / 0)
    page = calm.post("/cases/new/", {"words": "Her long and angry words"})
    assert page.status_code == 500
    assert "Her long and angry words" in page.content.decode()


def test_a_form_from_another_place_is_not_taken_and_gives_the_text_back(cast: Cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner)
    page = strict.post("/cases/new/", {"words": "Her long and angry words"})
    assert page.status_code == 403
    assert "Her long and angry words" in page.content.decode()


def test_health_says_ok(client, db):
    assert client.get("/healthz").json() == {"database": "ok"}


def test_the_style_sheet_is_one_file(client):
    from tanto.web.style import style_address

    sheet = client.get(style_address())
    assert sheet["Cache-Control"].endswith("immutable")
    assert "@import" not in sheet.content.decode()


def test_the_language_is_chosen_by_pressing(client, db):
    answer = client.post("/language/", {"language": "ja", "next": "https://elsewhere.example/"})
    assert answer.url == "/"
    assert '<html lang="ja">' in client.get("/sign-in/").content.decode()


def test_a_form_that_was_too_old_can_be_sent_again(cast: Cast):
    import re

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner)
    page = strict.post("/cases/new/", {"words": "Her long and angry words", "press": "p"})
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode()).group(1)
    again = {"words": "Her long and angry words", "press": "p", "csrfmiddlewaretoken": token}
    assert strict.post("/cases/new/", again).status_code == 302
