"""What a review by fresh eyes broke once stays mended."""

import datetime as dt
import threading

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, OperationalError, connection

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.clocks.models import Clock
from tanto.clocks.sweep import sweep
from tanto.journal.verify import verify
from tanto.people.models import Person, Section
from tanto.recovery.models import Case, CustomerWord, Verbatim
from tests.cast import HOUSE, Cast, at, make_cast
from tests.recovery.test_receiving import refusal

is_postgresql = django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def test_nobody_makes_themselves_tanto_to_read_a_client(cast: Cast, client):
    case = cast.receive()
    client.force_login(cast.stranger)
    fields = {"name_en": "S", "code": "F03", "main": cast.owner.pk, "deputy": cast.stranger.pk}
    page = client.post(f"/clients/{cast.client.pk}/", fields)
    assert page.status_code == 422
    assert "Which paper" not in client.get(f"/cases/{case.number}/").content.decode()


def test_nobody_turns_a_customers_letters_elsewhere(cast: Cast):
    with refusal("not_your_client"):
        cast.customer.change(by=cast.stranger.actor, email="stranger@evil.example")


def test_a_new_address_ends_the_links_that_went_to_the_old_one(cast: Cast, client):
    case = cast.at_test()
    old = case.link_of(cast.customer).token
    Contact.objects.get(pk=cast.customer.pk).change(by=cast.owner.actor, email="new@s.example")
    assert client.get(f"/c/{old}/").status_code == 404


def test_a_colleague_who_opened_her_page_cannot_press_for_her(cast: Cast, client):
    case = cast.at_test()
    token = case.link_of(cast.customer).token
    client.force_login(cast.owner)
    page = client.post(f"/c/{token}/answer/", {"answer": "solved"})
    assert page.status_code == 409
    assert not CustomerWord.objects.exists()


def test_only_the_owner_writes_her_spoken_word_down(cast: Cast):
    from tests.cast import speaking

    case = cast.at_test()
    with refusal("not_the_owner"):
        case.confirm_fix(by=speaking(cast.customer, heard_by=cast.boss), words="Solved.", channel="phone")


def test_a_case_is_never_opened_to_another_firm(cast: Cast):
    case = cast.receive()
    other = Client.take_on(by=HOUSE, code="F99", name_en="Other", main=cast.owner, deputy=cast.deputy)
    theirs = Contact.meet(other, by=HOUSE, name_en="Oda", email="oda@o.example")
    with refusal("contact_of_another"):
        case.place(by=cast.owner.actor, contact=theirs)
    with refusal("client_named"):
        case.place(by=cast.owner.actor, client=other, contact=theirs)


def test_a_new_contact_ends_the_old_ones_link(cast: Cast):
    case = cast.at_test()
    old = case.link_of(cast.customer)
    second = Contact.meet(cast.client, by=HOUSE, name_en="Oda", email="oda@s.example")
    case.place(by=cast.owner.actor, contact=second)
    old.refresh_from_db()
    assert old.revoked_at is not None


def test_a_changed_text_with_an_old_key_is_a_new_press(cast: Cast, client):
    client.force_login(cast.owner)
    for words in ("The box is wet.", "The box of another firm is wet."):
        client.post("/cases/new/", {"words": words, "press": "from-a-page-of-before"})
    assert Case.objects.count() == 2


def test_nobody_uses_up_anothers_press(cast: Cast, client):
    for person in (cast.owner, cast.stranger):
        client.force_login(person)
        client.post("/cases/new/", {"words": "The box is wet.", "press": "same"})
    assert Case.objects.count() == 2


def test_pages_with_forms_are_not_kept_by_the_browser(cast: Cast, client):
    client.force_login(cast.owner)
    assert "no-store" in client.get("/cases/new/")["Cache-Control"]


def test_a_closed_case_of_somebody_who_left_opens_with_the_tanto(cast: Cast):
    case = cast.closed()
    cast.client.change(by=HOUSE, main=cast.boss, deputy=cast.deputy)
    cast.owner.leave(by=HOUSE)
    case.reopen(by=cast.customer.actor, words="It came back.")
    assert case.owner == cast.boss
    assert verify().broken == ""


def test_a_closed_case_is_not_handed_over(cast: Cast):
    case = cast.closed()
    with refusal("case_closed"):
        case.offer(by=cast.owner.actor, to=cast.deputy)


def test_entering_a_person_twice_by_one_press_is_once(cast: Cast):
    for _ in range(2):
        Person.join(by=HOUSE.pressing("one"), family_en="Abe", email="abe@t.example")
    with pytest.raises(IntegrityError):
        Person.join(by=HOUSE, family_en="Abe", email="ABE@t.example")


def test_a_section_that_fails_leaves_no_row(cast: Cast):
    before = Section.objects.count()
    Section.open(by=HOUSE.pressing("one"), name_en="A", boss=cast.boss)
    Section.open(by=HOUSE.pressing("one"), name_en="A", boss=cast.boss)
    assert Section.objects.count() == before + 1


def test_a_new_password_is_on_the_record_and_told(cast: Cast):
    cast.boss.set_unusable_password()
    cast.boss.save()
    cast.boss.change(by=cast.executive.actor, password="a new and long one")
    entry = cast.boss.history().first()
    assert entry.facts["columns"] == ["password"]
    assert entry.receivers == [["person", cast.boss.pk]]


def test_no_password_comes_back_in_a_broken_page(db):
    from django.test import Client as Browser

    page = Browser(enforce_csrf_checks=True).post(
        "/sign-in/", {"login": "a@b.example", "password": "very secret"}
    )
    assert page.status_code == 403
    assert "very secret" not in page.content.decode()


def test_a_busy_database_sets_no_clock_aside(cast: Cast, monkeypatch):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.receive()
    monkeypatch.setattr(
        "tanto.clocks.sweep.reach", lambda *a: (_ for _ in ()).throw(OperationalError("locked"))
    )
    with pytest.raises(OperationalError):
        sweep(at("2026-11-12 11:00"))
    assert Clock.objects.get(subject_id=case.pk, kind="time_to_boss").next_at == at("2026-11-12 10:00")


def test_after_a_long_stop_the_missed_time_is_recorded_and_the_owner_hears(cast: Cast):
    with clocks.travelling(at("2026-11-12 09:00")):
        case = cast.accountable()
    with clocks.travelling(at("2026-11-13 17:00")):
        sweep(clocks.now())
    assert ["person", cast.owner.pk] in case.history().get(kind="update_missed").receivers
    assert case.history().filter(kind="update_still_missed").exists()


@pytest.mark.parametrize("change", ["spans", "verbatim", "answer", "channel"])
def test_rows_beside_the_case_are_verified_too(cast: Cast, change):
    case = cast.closed()
    if change == "spans":
        case.owner_spans.update(person=cast.stranger)
    elif change == "verbatim":
        Verbatim.objects.update(words=CustomerWord.objects.first().words)
    elif change == "answer":
        CustomerWord.objects.filter(answer="solved").update(answer="partly")
    else:
        Case.objects.update(channel="visit")
    assert f"row case {case.pk}" in verify().broken


def test_a_moment_long_ago_is_a_slip_of_the_pen(cast: Cast):
    with refusal("known_long_ago"):
        cast.receive(known_at=dt.datetime(1000, 1, 1, tzinfo=dt.UTC))


def test_no_link_stands_in_a_log():
    import logging

    from tanto.web.logs import WithoutLinks

    record = logging.LogRecord("x", 30, "", 1, "%s: %s", ("Not Found", "/c/1-abc/words/"), None)
    WithoutLinks().filter(record)
    assert record.getMessage() == "Not Found: /c/…/words/"


@pytest.mark.postgresql
@pytest.mark.skipif(not is_postgresql, reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_nobody_leaves_in_the_moment_of_accepting():
    cast = make_cast()
    for number in range(8):
        case = cast.receive(by=cast.colleague, contact=None, client=None, is_unknown_client=True)
        helper = Person.join(
            by=HOUSE, family_en=f"Helper{number}", email=f"h{number}@t.example", section=cast.owner.section
        )
        case.offer(by=cast.colleague.actor, to=helper)
        verbs = [
            lambda c=case, h=helper: c.accept(by=h.actor),
            lambda h=helper: Person.objects.get(pk=h.pk).leave(by=HOUSE),
        ]
        at_once(verbs)
        case.refresh_from_db()
        assert Person.objects.get(pk=case.owner_id).is_here


@pytest.mark.postgresql
@pytest.mark.skipif(not is_postgresql, reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_instant_are_one():
    cast = make_cast()
    for number in range(6):
        at_once([lambda n=number: cast.receive(f"Box {n}", press=f"press-{n}")] * 3)
    assert Case.objects.count() == 6
    case = cast.at_test()
    at_once([lambda: Case.objects.get(pk=case.pk).confirm_fix(by=cast.customer.actor.pressing("hers"))] * 3)
    assert CustomerWord.objects.count() == 1
    assert verify().broken == ""


def at_once(verbs) -> None:
    """Press all at the same instant, each from a connection of its own."""
    from tanto.web.refusals import Refused

    gate, troubles = threading.Barrier(len(verbs)), []

    def press(verb) -> None:
        gate.wait()
        try:
            verb()
        except Refused:
            pass
        except Exception as error:
            troubles.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
