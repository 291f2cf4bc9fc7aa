"""A letter is kept as it is typed: it goes on on another machine, others see who writes, and nothing of it stays too long."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.keeping.forgetting import mask_old
from tanto.people.models import Person
from tanto.recovery.models import Case, LetterDraft
from tests.cast import HOUSE, MONDAY, Cast, at

FIRST = at("2026-11-04 10:00")
TYPED = {"subject": "Where we stand", "body": "Dear Ms. Kiuchi, half a sent", "next_at": "2026-11-09T15:00"}


@pytest.fixture(autouse=True)
def monday():
    with clocks.travelling(MONDAY):
        yield


@pytest.fixture
def owner(cast: Cast, client):
    client.force_login(cast.owner)
    return client


def types(client, case: Case, **more):
    return client.post(f"/cases/{case.number}/letters/draft/", TYPED | more)


def begun(cast: Cast, case: Case, *, body: str = "half", at: dt.datetime = MONDAY) -> None:
    LetterDraft.keep(case.pk, cast.owner, at=at, subject="", body=body, next_at=None, is_last=False)


def test_it_goes_on_on_another_machine(cast: Cast, owner):
    case = cast.accountable()
    answer = types(owner, case)
    assert (answer.status_code, answer.headers["X-Draft"]) == (204, "2026-11-09T01:00:00+00:00")
    page = owner.get(f"/cases/{case.number}/").content.decode()
    for said in (
        "half a sent",
        "Where we stand",
        "2026-11-09T15:00",
        'data-draft-on="2026-11-09T01:00:00+00:00"',
    ):
        assert said in page
    assert case.history().filter(kind__startswith="letter").count() == 0


def test_what_is_typed_replaces_what_was_and_nothing_left_is_no_draft(cast: Cast, owner):
    case = cast.accountable()
    types(owner, case)
    types(owner, case, body="another\x00 text", next_at="2026-11-")
    draft = LetterDraft.objects.get()
    assert (draft.body, draft.next_at) == ("another text", None)
    types(owner, case, body=" ", subject="")
    assert not LetterDraft.objects.exists()


def test_only_who_may_write_keeps_one_and_each_their_own(cast: Cast, client):
    case = cast.accountable()
    begun(cast, case, body="OURS ALONE")
    for person in (cast.stranger, cast.boss):
        client.force_login(person)
        assert types(client, case).status_code == 404
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "OURS ALONE" not in page


def test_it_is_dropped_when_it_is_told_by_telephone_or_thrown_away(cast: Cast, owner):
    case = cast.accountable()
    types(owner, case)
    fields = {"body": "Told.", "next_at": "2026-11-09T15:00", "channel": "phone"}
    owner.post(f"/cases/{case.number}/letters/", fields)
    assert not LetterDraft.objects.exists()
    types(owner, case)
    owner.post(f"/cases/{case.number}/letters/draft/end/")
    assert not LetterDraft.objects.exists()


def test_a_letter_on_its_way_is_not_overtyped(cast: Cast, owner, settings):
    settings.TAKE_BACK = 20
    case = cast.accountable()
    case.send(by=cast.owner.actor, body="Mori. {next_time}", next_at=MONDAY + dt.timedelta(hours=3))
    assert types(owner, case).headers["X-Draft"] == ""
    assert LetterDraft.objects.get().body == "Mori. {next_time}"


def test_it_ends_with_its_case_and_when_it_is_old(cast: Cast, monkeypatch):
    monkeypatch.setattr("tanto.keeping.forgetting._looked", 0.0)
    with clocks.travelling(FIRST):
        case, other, fresh = cast.at_follow_up(), cast.accountable(), cast.accountable()
    for one, then in ((case, MONDAY), (other, MONDAY - dt.timedelta(days=31)), (fresh, MONDAY)):
        begun(cast, one, at=then)
    with clocks.travelling(FIRST + dt.timedelta(days=14, hours=1)):
        case.confirm_lasting(by=cast.customer.actor)
    assert not case.letter_drafts.exists()
    mask_old(MONDAY)
    assert [draft.case for draft in LetterDraft.objects.all()] == [fresh]


def test_who_is_forgotten_is_in_no_draft(cast: Cast):
    with clocks.travelling(FIRST):
        case = cast.closed()
    begun(cast, case, body="Dear Ms. Kiuchi")
    cast.customer.mask(by=HOUSE)
    assert not LetterDraft.objects.exists()


def test_who_left_and_is_forgotten_is_in_no_draft(cast: Cast):
    case, other = cast.accountable(), cast.accountable()
    begun(cast, case, body="Tanaka will bring it.")
    begun(cast, other, body="I will bring it.")
    cast.colleague.leave(by=HOUSE)
    Person.objects.get(pk=cast.colleague.pk).mask(by=HOUSE)
    assert [draft.case for draft in LetterDraft.objects.all()] == [other]


def test_two_who_write_see_each_other(cast: Cast, client):
    case = cast.accountable()
    here = f"/cases/{case.number}/here/"
    client.force_login(cast.owner)
    client.post(here, {"head": case.head_number, "writing": "1", "letter": "1"})
    with clocks.travelling(MONDAY + dt.timedelta(seconds=40)):
        client.post(here, {"head": case.head_number, "writing": "1", "letter": "1"})
        client.force_login(cast.boss)
        assert (
            "is writing a letter to the customer, since 10:00"
            in client.post(here, {"head": 1}).content.decode()
        )
    client.force_login(cast.owner)
    with clocks.travelling(MONDAY + dt.timedelta(seconds=60)):
        client.post(here, {"head": case.head_number, "writing": "0", "letter": "0"})
        client.force_login(cast.boss)
        assert "is here too" in client.post(here, {"head": 1}).content.decode()
