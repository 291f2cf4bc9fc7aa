"""What the outbox does for lists and search, once per batch of entries: counters, which words belong to which case, and
the case's place in the index."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from tanto.journal.events import Happened
from tanto.journal.masking import CONTACT, WORDS, overwrite, todo
from tanto.journal.models import Entry
from tanto.journal.models.entry import aloud
from tanto.recovery.models import Case

from . import counting
from .models import Said, Stale
from .search import index

BATCH = 50


def follow(entries: Sequence[Happened]) -> None:
    """Entries that changed nothing of their row and say nothing cost nothing here: a hundred thousand missed times are
    passed by. The lock comes first; everything is read after it."""
    entries_of_cases = [entry for entry in entries if entry.subject_kind == Case.subject_kind]
    moved = [entry for entry in entries_of_cases if entry.after or says_something(entry.facts)]
    if moved:
        ids = sorted({entry.subject_id for entry in moved})
        held = counting.hold(ids)
        counting.count(held)
        remember(moved)
        index.write(ids)
    mark_stale(let_in(entries_of_cases))
    mark_stale(of_clients(entries))
    mark_stale(masked(entries))


def says_something(facts: dict[str, Any]) -> bool:
    """Are there words among the facts?"""
    return any(type(fact) is dict for fact in facts.values())


def remember(entries: Iterable[Happened]) -> None:
    said = {(entry.subject_id, words) for entry in entries for words in aloud(entry.facts)}
    rows = [Said(case_id=case, words_id=words) for case, words in sorted(said)]
    Said.objects.bulk_create(rows, ignore_conflicts=True)


def let_in(entries: Iterable[Happened]) -> set[int]:
    """Who is told of a late case may read it from then on; many at once, so at leisure."""
    return {entry.subject_id for entry in entries if not entry.after and entry.facts.get("let_in")}


def of_clients(entries: Iterable[Happened]) -> set[int]:
    """A firm or a contact got another name: the head of their cases reads otherwise."""
    kinds = ("client_changed", "contact_changed", CONTACT)
    clients = {entry.subject_id for entry in entries if entry.kind in kinds}
    return set(Case.objects.filter(client__in=clients).values_list("pk", flat=True)) if clients else set()


def masked(entries: Iterable[Happened]) -> set[int]:
    """Masked words can no longer be found."""
    return {
        entry.subject_id
        for entry in entries
        if entry.kind == WORDS and entry.subject_kind == Case.subject_kind
    }


def mark_stale(case_ids: Iterable[int]) -> None:
    rows = [Stale(case_id=pk) for pk in sorted(case_ids)]
    if rows:
        Stale.objects.bulk_create(rows, ignore_conflicts=True)


def freshen(now: dt.datetime) -> int:
    """A duty of the worker: make some stale cases anew; how many."""
    if not Stale.objects.exists():
        if todo().exists() and not Entry.objects.filter(told_at__isnull=True, kind=WORDS).exists():
            index.forget()
            todo().unlink(missing_ok=True)
        return 0
    if todo().exists():
        overwrite()
    with transaction.atomic():
        stale = Stale.objects.select_for_update(skip_locked=True).order_by("pk")
        ids = [row.case_id for row in stale[:BATCH]]
        renew(ids)
        Stale.objects.filter(pk__in=ids).delete()
    return len(ids)


def renew(case_ids: Sequence[int]) -> None:
    """Counter, words and index of these cases from nothing. Inside a transaction; the ids sorted."""
    counting.count(counting.hold(case_ids))
    entries = Entry.objects.filter(subject_kind=Case.subject_kind, subject_id__in=case_ids)
    remember(entries.only("subject_id", "facts"))
    index.write(case_ids)
