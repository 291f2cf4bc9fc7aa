import datetime as dt

import pytest
from django.db import connection

from tanto import clocks
from tanto.journal.models import Entry, Seal, Words
from tanto.journal.verify import verify
from tanto.people.models import Person
from tanto.recovery.models import Case
from tests.cast import Cast


def test_an_untouched_journal_holds(cast: Cast):
    cast.closed()
    report = verify()
    assert report.broken == ""
    assert report.counts["entries"] == Entry.objects.count()


def test_a_row_changed_behind_our_back_is_named(cast: Cast):
    case = cast.receive()
    Case.objects.filter(pk=case.pk).update(severity=4)
    assert verify().broken == f"row case {case.pk}: severity changed without an entry"


def test_a_case_given_to_somebody_by_hand_is_named(cast: Cast):
    case = cast.receive()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE recovery_case SET owner_id = %s WHERE id = %s", [cast.stranger.pk, case.pk])
    assert "owner changed without an entry" in verify().broken


def test_an_edited_entry_is_named(cast: Cast):
    case = cast.at_cushion()
    Entry.objects.filter(subject_kind="case", subject_id=case.pk, kind="listened").update(
        facts={"intensity": 0}
    )
    assert verify().broken.endswith("listened: its content was changed")


def test_an_entry_removed_from_the_middle_is_named(cast: Cast):
    case = cast.at_cushion()
    Entry.objects.filter(subject_kind="case", subject_id=case.pk, kind="listened").delete()
    assert "number 2 is missing before it" in verify().broken


def test_an_entry_removed_from_the_end_is_named(cast: Cast):
    case = cast.at_cushion()
    case.history().first().delete()
    assert f"row case {case.pk}: it remembers entry" in verify().broken


def test_a_whole_chain_removed_is_named(cast: Cast):
    case = cast.receive()
    case.history().delete()
    assert verify().broken == f"row case {case.pk}: it has no entries"


def test_changed_words_are_named(cast: Cast):
    cast.receive()
    Words.objects.update(text="All is well, thank you.")
    assert "were changed" in verify().broken


def test_words_masked_in_secret_are_named(cast: Cast):
    cast.receive()
    Words.objects.update(text=None, salt=None, masked_at=clocks.now())
    assert "masked without an entry" in verify().broken


def test_a_seal_proves_that_a_case_and_its_chain_were_removed(cast: Cast):
    case = cast.draft()
    tomorrow = clocks.now() + dt.timedelta(days=1)
    assert Seal.set(clocks.today(), until=tomorrow) is not None
    with connection.cursor() as cursor:
        for table in ("verbatim", "ownerspan", "stepvisit", "part", "toldboss", "offer"):
            cursor.execute(f"DELETE FROM recovery_{table} WHERE case_id = %s", [case.pk])
        cursor.execute("DELETE FROM journal_entry WHERE subject_kind = 'case' AND subject_id = %s", [case.pk])
        cursor.execute("DELETE FROM recovery_case WHERE id = %s", [case.pk])
    assert "sealed that day, is gone" in verify().broken


def test_a_changed_seal_is_named(cast: Cast):
    Seal.set(clocks.today(), until=clocks.now() + dt.timedelta(days=1))
    Seal.objects.update(heads=[])
    assert "it was changed" in verify().broken


def test_a_day_is_sealed_once(cast: Cast):
    until = clocks.now() + dt.timedelta(days=1)
    assert Seal.set(clocks.today(), until=until) is not None
    assert Seal.set(clocks.today(), until=until) is None


def test_the_second_press_of_one_form_is_none(cast: Cast):
    first = cast.receive(press="one-form")
    second = cast.receive(press="one-form")
    assert first.pk == second.pk
    assert Case.objects.count() == 1


def test_words_cannot_be_empty_in_the_database(cast: Cast):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Words.objects.create(text="", salt="x")


def test_an_entry_of_before_that_holds_the_address_itself_still_agrees(cast: Cast):
    entry = cast.owner.history().first()
    entry.after = entry.after | {"email": cast.owner.email}
    entry.hash = entry.fingerprint()
    entry.save()
    Person.objects.filter(pk=cast.owner.pk).update(head_hash=entry.hash)
    assert verify().broken == ""
    Person.objects.filter(pk=cast.owner.pk).update(email="somebody.else@tamabashi.example")
    assert "email changed without an entry" in verify().broken
