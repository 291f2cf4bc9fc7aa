"""A mail server hands messages over: kept or given back, never half."""

import io
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.db import OperationalError

from tanto.cli import main
from tanto.mail.models import Arrival
from tanto.recovery.models import Case
from tests.cast import Cast
from tests.mail.conftest import open_box
from tests.mail.letters import mail


@pytest.fixture
def piped(monkeypatch):
    def run(raw: bytes, *words: str):
        monkeypatch.setattr(
            "tanto.mail.sources.sys", SimpleNamespace(stdin=SimpleNamespace(buffer=io.BytesIO(raw)))
        )
        return CliRunner().invoke(main, ["intake", "-", *words])

    return run


def test_a_message_that_is_handed_over_is_a_case_of_its_mailbox(cast: Cast, piped):
    open_box(cast, way="pipe", host="")
    assert piped(mail(), "--mailbox", "claims@tamabashi.example").exit_code == 0
    assert Case.objects.get().owner == cast.colleague


def test_handed_over_twice_it_is_one(cast: Cast, piped):
    open_box(cast, way="pipe", host="")
    for _ in range(2):
        piped(mail(), "--mailbox", "claims@tamabashi.example")
    assert (Case.objects.count(), Arrival.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), OSError(28, "No space left on device")]
)
def test_what_cannot_be_kept_is_given_back_to_the_mail_server(cast: Cast, piped, monkeypatch, error):
    open_box(cast, way="pipe", host="")

    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr(Arrival, "keep_each", broken)
    told = piped(mail(), "--mailbox", "claims@tamabashi.example")
    assert (told.exit_code, "try again" in told.output) == (75, True)


def test_a_mailbox_that_nobody_entered_is_named(cast: Cast, piped):
    told = piped(mail(), "--mailbox", "nobody@tamabashi.example")
    assert (told.exit_code, "no mailbox nobody@" in told.output) == (1, True)


def test_the_new_words_and_all_of_it_stand_in_the_answer(cast: Cast, piped):
    told = piped(mail("Wet again.\n\nOn 12 Nov 2026, Mori wrote:\n> Is it dry?\n"), "--dry-run", "--json")
    assert '"text": "Wet again."' in told.output
    assert "Is it dry?" in told.output
