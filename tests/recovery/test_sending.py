"""Twenty seconds to think again: nothing has happened until they are over, and then it happens once."""

import datetime as dt

import pytest
from django.test import override_settings

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.notices.models import Letter, Notice
from tanto.people.models import Person
from tanto.recovery.models import Case, LetterDraft
from tanto.recovery.outgoing import write_due
from tests.cast import MONDAY, Cast
from tests.recovery.test_receiving import refusal

BODY = "Dear Ms. Kiuchi, the note is with you by {next_time}. Mori {link}"
ASKING = "Dear Ms. Kiuchi, is it solved? Is anything left that needs work, or that we have never spoken about? By {next_time}. Mori"
LATER = MONDAY + dt.timedelta(seconds=20)


@pytest.fixture(autouse=True)
def twenty_seconds(settings):
    settings.TAKE_BACK = 20
    with clocks.travelling(MONDAY):
        yield


def sends(cast: Cast, case: Case, *, press: str = "", body: str = BODY) -> None:
    next_at = MONDAY + dt.timedelta(hours=5)
    case.send(by=cast.owner.actor.pressing(press), subject="Where we stand", body=body, next_at=next_at)


def passes(seconds: float = 20) -> None:
    with clocks.travelling(MONDAY + dt.timedelta(seconds=seconds)):
        write_due(clocks.now())
        drain(clocks.now())


def standing(case: Case) -> tuple[object, ...]:
    """Everything a letter moves: announced time, step, clocks, attempts, links."""
    case.refresh_from_db()
    clocks_of = (
        Clock.objects.of("case", case.pk)
        .order_by("pk")
        .values_list("kind", "started_at", "due_at", "stopped_at")
    )
    return case.next_told_at, case.step, list(clocks_of), case.attempts.count(), case.links.count()


@pytest.mark.parametrize("where", ["at_question", "accountable", "at_test", "at_probe"])
def test_until_then_nothing_was_announced_and_no_clock_moved(cast: Cast, where):
    case = getattr(cast, where)()
    before = standing(case)
    sends(cast, case, body=ASKING)
    passes(19)
    assert standing(case) == before
    assert not Letter.objects.filter(contact=cast.customer).exists()
    case.take_back_letter(by=cast.owner.actor)
    passes(60)
    assert standing(case) == before
    assert not case.history().filter(kind="letter_written").exists()


def test_taken_back_it_is_a_draft_with_the_typed_text(cast: Cast):
    case = cast.accountable()
    sends(cast, case)
    case.take_back_letter(by=cast.owner.actor)
    draft = case.letter_drafts.get()
    assert (draft.subject, draft.body, draft.goes_at) == ("Where we stand", BODY, None)
    assert case.history().first().kind == "letter_taken_back"
    drain(clocks.now())
    assert not Notice.objects.filter(entry__kind__in=["letter_to_go", "letter_taken_back"]).exists()
    assert verify().broken == ""


def test_after_them_it_leaves_once(cast: Cast):
    case = cast.accountable()
    sends(cast, case)
    for _ in range(2):
        passes()
    letter = Letter.objects.get(contact=cast.customer)
    entry = letter.entry
    assert (entry.kind, entry.actor_id) == ("letter_written", cast.owner.pk)
    assert entry.at.replace(microsecond=0) == LATER.astimezone(dt.UTC)
    assert not LetterDraft.objects.exists()
    with refusal("letter_gone"):
        case.take_back_letter(by=cast.owner.actor)


def test_a_worker_that_stood_still_loses_nothing(cast: Cast):
    case = cast.accountable()
    sends(cast, case)
    passes(3600)
    assert Letter.objects.filter(contact=cast.customer).count() == 1


def test_a_letter_that_is_not_true_any_more_is_held_and_its_writer_hears_why(cast: Cast):
    case = cast.accountable()
    sends(cast, case)
    passes(6 * 3600)  # the announced time has passed while the worker stood still
    assert not Letter.objects.filter(contact=cast.customer).exists()
    assert case.letter_drafts.get().body == BODY
    assert case.history().first().facts["why"] == "This time has already passed."
    assert Notice.objects.filter(person=cast.owner, entry__kind="letter_held").exists()


def test_what_would_be_refused_is_refused_at_the_press(cast: Cast):
    case = cast.accountable()
    before = standing(case)
    with refusal("name_missing"):
        sends(cast, case, body="No name, {next_time}")
    assert standing(case) == before
    assert not LetterDraft.objects.exists()


def test_pressed_twice_it_is_one_letter(cast: Cast):
    case = cast.accountable()
    for _ in range(2):
        sends(cast, case, press="one press")
    passes()
    sends(cast, case, press="one press")  # the same form again, after it has left
    passes(60)
    assert Letter.objects.filter(contact=cast.customer).count() == 1


def test_only_one_letter_is_on_its_way(cast: Cast):
    case = cast.accountable()
    sends(cast, case)
    with refusal("letter_goes_already"):
        sends(cast, case)


def test_one_letter_that_throws_holds_no_other_back(cast: Cast, monkeypatch):
    cases = [cast.accountable(), cast.accountable()]
    for case in cases:
        sends(cast, case)
    lets_go, broken = Case.let_go, cases[0].pk
    monkeypatch.setattr(
        Case, "let_go", lambda self, **more: 1 / 0 if self.pk == broken else lets_go(self, **more)
    )
    passes()
    assert Letter.objects.filter(contact=cast.customer).count() == 1
    assert LetterDraft.objects.get().goes_at == LATER + dt.timedelta(minutes=1)


def test_the_page_counts_and_takes_back(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    at = f"/cases/{case.number}"
    fields = {
        "subject": "Where we stand",
        "body": BODY,
        "next_at": "2026-11-09T15:00",
        "channel": "mail",
        "press": "x",
    }
    client.post(f"{at}/letters/", fields)
    page = client.get(f"{at}/").content.decode()
    assert "data-seconds>20<" in page
    assert 'id="id_body"' not in page
    client.post(f"{at}/letters/taken-back/")
    page = client.get(f"{at}/").content.decode()
    assert "Dear Ms. Kiuchi, the note is with you" in page
    assert "data-seconds" not in page


def test_the_open_page_hears_what_became_of_it(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    sends(cast, case)
    ask = {"path": f"/cases/{case.number}/letters/going/", "headers": {"HX-Request": "true"}}
    assert "Take it back" in client.get(**ask).content.decode()
    passes()
    assert "The letter has left." in client.get(**ask).content.decode()
    assert client.get(f"/cases/{case.number}/letters/going/").status_code == 302
    client.force_login(cast.stranger)
    assert client.get(**ask).status_code == 404


def test_a_colleague_takes_nothing_back(cast: Cast, client):
    case = cast.accountable()
    sends(cast, case)
    client.force_login(cast.boss)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "data-seconds" in page
    assert "Take it back" not in page
    assert client.post(f"/cases/{case.number}/letters/taken-back/").status_code == 409


def test_the_preview_is_the_mail_that_leaves(cast: Cast, client, settings):
    case = cast.accountable()
    before = standing(case)
    client.force_login(cast.owner)
    fields = {"subject": "Where we stand", "body": BODY, "next_at": "2026-11-09T15:00"}
    page = client.post(f"/cases/{case.number}/letters/preview/", fields, headers={"HX-Request": "true"})
    shown = page.content.decode()
    for said in (
        "kiuchi@shirakabazawa.example",
        "Mori Aya (Tamabashi Kiko)",
        "Where we stand [SR-",
        "15:00",
        "/c/",
    ):
        assert said in shown
    assert standing(case) == before
    assert not LetterDraft.objects.exists()
    whole = client.post(f"/cases/{case.number}/letters/preview/", fields).content.decode()
    assert "Where we stand [SR-" in whole
    assert BODY in whole  # what was typed stays in the form


def test_the_preview_refuses_what_would_be_refused(cast: Cast, client):
    case = cast.accountable()
    client.force_login(cast.owner)
    for headers in ({"HX-Request": "true"}, {}):
        page = client.post(f"/cases/{case.number}/letters/preview/", {"body": "No name"}, headers=headers)
        assert page.status_code == 422
        assert "Your name is missing in the text." in page.content.decode()
    client.force_login(cast.boss)
    assert client.post(f"/cases/{case.number}/letters/preview/", {"body": BODY}).status_code == 422
    client.force_login(cast.stranger)
    assert client.post(f"/cases/{case.number}/letters/preview/", {"body": BODY}).status_code == 404


def test_without_the_seconds_it_leaves_at_once(cast: Cast):
    case = cast.accountable()
    LetterDraft.keep(case.pk, cast.owner, at=MONDAY, subject="", body="half", next_at=None, is_last=False)
    with override_settings(TAKE_BACK=0):
        sends(cast, case)
    assert case.history().first().kind == "letter_written"
    assert not LetterDraft.objects.exists()
    assert Person.objects.get(pk=cast.owner.pk).is_here
