"""Internal words cannot be sent to a customer: notes and letters are two forms, two addresses, two kinds of event."""

import datetime as dt
import email
import re
from email.policy import default

import pytest

from tanto import clocks
from tanto.journal.events import EVENTS
from tanto.journal.models import Words
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.notices.post import send_due
from tanto.recovery.forms import LetterForm, around
from tanto.recovery.urls import urlpatterns
from tests.cast import Cast

OURS = "AMONG US: the tool was worn"
NEXT = "2090-01-04T10:00"


@pytest.fixture
def owner(cast: Cast, client):
    client.force_login(cast.owner)
    return client


def mails_to(cast: Cast, settings) -> list[str]:
    """Everything that left for her, decoded: headers and both texts."""
    while drain(clocks.now()):
        pass
    send_due(clocks.now())
    files = [email.message_from_bytes(f.read_bytes(), policy=default) for f in settings.MAIL_FOLDER.glob("*")]
    hers = [mail for mail in files if mail["To"] == cast.customer.email]
    return [f"{mail.items()} {[part.get_content() for part in mail.iter_parts()]}" for mail in hers]


def test_a_note_and_a_letter_share_no_field():
    for form in (around.NoteForm, around.AskForm):
        assert not {"body", "subject", "channel"} & set(form.base_fields)
    assert not {"text", "person"} & set(LetterForm.base_fields)


def test_the_address_of_letters_takes_no_note(cast: Cast, owner, settings):
    case = cast.accountable()
    for place in ("letters/", "letters/preview/", "letters/draft/", "spoken/"):
        owner.post(f"/cases/{case.number}/{place}", {"text": OURS, "next_at": NEXT, "channel": "mail"})
    assert mails_to(cast, settings) == []
    assert not case.letter_drafts.exists()
    assert not Words.objects.filter(text=OURS).exists()


def test_the_address_of_notes_takes_no_letter(cast: Cast, owner):
    case = cast.accountable()
    page = owner.post(f"/cases/{case.number}/notes/", {"body": OURS, "channel": "mail"})
    assert page.status_code == 422
    assert not Words.objects.filter(text=OURS).exists()


def test_no_address_of_a_case_brings_a_note_to_her(cast: Cast, owner, settings):
    """Every address of a case is pressed with the words of a note under the names that notes have."""
    case = cast.accountable()
    for pattern in urlpatterns:
        place = re.sub(r"<slug:number>", case.number, str(pattern.pattern))
        place = re.sub(r"<int:\w+>", "1", re.sub(r"<slug:name>", "notes", place))
        if place.startswith("cases/SR"):
            owner.post(f"/{place}", {"text": OURS, "person": cast.deputy.pk, "channel": "mail"})
    assert Words.objects.filter(text=OURS).exists()  # as a note and as a question
    assert mails_to(cast, settings) == []


def test_notes_are_in_no_letter_of_their_case(cast: Cast, settings):
    case = cast.accountable()
    case.note(by=cast.owner.actor, text=OURS)
    case.ask(by=cast.owner.actor, person=cast.deputy, text=OURS)
    case.answer(by=cast.deputy.actor, note=case.notes.get(asked=cast.deputy).pk, text=OURS)
    case.write(
        by=cast.owner.actor, body="Mori. {next_time} {link}", next_at=clocks.now() + dt.timedelta(hours=2)
    )
    (mail,) = mails_to(cast, settings)
    assert "Mori." in mail
    assert OURS not in mail


def test_an_event_that_is_no_letter_makes_none_even_if_it_names_her(cast: Cast):
    entry = cast.receive().history().first()
    kinds = [kind for kind, event in EVENTS.items() if not event.letter]
    assert {"noted", "colleague_asked", "colleague_answered", "fact_found"} <= set(kinds)
    for kind in ("noted", "colleague_asked", "colleague_answered", "fact_found"):
        receivers = [["contact", cast.customer.pk]]
        type(entry).objects.filter(pk=entry.pk).update(kind=kind, receivers=receivers, told_at=None)
        drain(clocks.now())
    assert not Letter.objects.filter(contact__isnull=False).exists()


def test_only_letters_of_a_person_are_letters():
    assert {kind for kind, event in EVENTS.items() if event.letter} == {"letter_written", "letter_sent_again"}
