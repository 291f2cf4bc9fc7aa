"""The story is long to tell: it is told once for each language and module of tests, and taken back at the end."""

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tanto import clocks
from tanto.clocks.models import timing
from tanto.demo.doors import put_up
from tanto.demo.firm import NOW
from tanto.demo.story import load
from tanto.demo.telling import at


@pytest.fixture(scope="module", params=["en", "ja"])
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def told_once(language, django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    quick = {
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "MAIL_FOLDER": folder / "letters",
        "FILES_FOLDER": folder / "files",
    }
    with django_db_blocker.unblock(), override_settings(**quick), transaction.atomic():
        timing.drop()
        load(language)
        know_the_size()
        yield folder
        transaction.set_rollback(True)
    timing.drop()


def know_the_size() -> None:
    """PostgreSQL may have looked at the tables while they were empty, and would join half a year as if it were still so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture
def doors(settings, monkeypatch):
    """The demo's doors, as in a house where TANTO_DEMO is set."""
    settings.DEMO, settings.ROOT_URLCONF = True, "tests.demo.urls"
    monkeypatch.setattr("tanto.web.doors.DOORS", [put_up])


@pytest.fixture
def told(told_once, db):
    """The house of the demo on its Friday evening."""
    with clocks.travelling(at(NOW)):
        yield told_once
