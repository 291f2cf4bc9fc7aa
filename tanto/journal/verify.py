"""Reads the whole journal and says whether anything was changed behind our back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from . import masking
from .events import SUBJECTS
from .models import Entry, Seal, Subject, Words
from .models.entry import is_words

BATCH = 2000


@dataclass
class Report:
    """What was read; `broken` names the first break, empty when all holds."""

    counts: dict[str, int] = field(default_factory=dict)
    broken: str = ""


def verify() -> Report:
    """Walk chains, heads, rows, words and seals, in this order; stop at the first break. A break is looked at again
    before it is named: people may be pressing while we read."""
    report = look()
    for _ in range(2):
        again = look() if report.broken else report
        if again.broken == report.broken:
            return again
        report = again
    return report


def look() -> Report:
    report = Report(counts={"entries": 0, "subjects": 0, "words": 0, "seals": 0})
    for check in (chains, rows_without_entries, seals):
        for break_ in check(report):
            report.broken = break_
            return report
    return report


def chains(report: Report) -> Iterator[str]:
    openly = masking.masked_words()
    all_entries = Entry.objects.order_by("subject_kind", "subject_id", "number").iterator(chunk_size=BATCH)
    for (kind, subject_id), chain in groupby(all_entries, key=lambda e: (e.subject_kind, e.subject_id)):
        report.counts["subjects"] += 1
        last: Entry | None = None
        entries = list(chain)
        for entry in entries:
            report.counts["entries"] += 1
            yield from link(entry, last)
            yield from words(entry, report, openly)
            last = entry
        assert last is not None
        yield from head(kind, subject_id, last, entries)


def link(entry: Entry, last: Entry | None) -> Iterator[str]:
    expected = last.number + 1 if last else 1
    if entry.number != expected:
        yield f"entry {entry}: number {expected} is missing before it"
    elif entry.previous != (last.hash if last else ""):
        yield f"entry {entry}: it does not follow the entry before it"
    elif entry.hash != entry.fingerprint():
        yield f"entry {entry}: its content was changed"


def words(entry: Entry, report: Report, openly: set[int]) -> Iterator[str]:
    """openly: the words of which an entry says that they were masked."""
    facts = [fact for fact in entry.facts.values() if is_words(fact)]
    kept = Words.objects.in_bulk([fact["words"] for fact in facts]) if facts else {}
    for fact in facts:
        report.counts["words"] += 1
        row = kept.get(fact["words"])
        if row is None:
            yield f"entry {entry}: words {fact['words']} are gone"
        elif row.masked_at is None and row.digest != fact["digest"]:
            yield f"entry {entry}: words {fact['words']} were changed"
        elif row.masked_at is not None and row.pk not in openly:
            yield f"entry {entry}: words {fact['words']} were masked without an entry"


def head(kind: str, subject_id: int, last: Entry, entries: list[Entry]) -> Iterator[str]:
    row = SUBJECTS[kind].model._base_manager.filter(pk=subject_id).first()
    name = f"row {kind} {subject_id}"
    if row is None:
        yield f"{name}: it is gone, but its {last.number} entries are here"
    elif (row.head_number, row.head_hash) != (last.number, last.hash):
        yield f"{name}: it remembers entry {row.head_number} as its last, the journal ends at {last.number}"
    else:
        known = next((entry for entry in reversed(entries) if entry.after), last)
        yield from changed_columns(row, known, name)
        rows_agree = SUBJECTS[kind].rows_agree
        if rows_agree is not None:
            yield from (f"{name}: {difference}" for difference in rows_agree(row, entries))


def changed_columns(row: Subject, last: Entry, name: str) -> Iterator[str]:
    """`after` is empty where an entry changed nothing of the row: then the entry before it says what stood there."""
    now, then = row.journal_state(), row.journal_read(row.pk, last.after)
    changed = sorted(key for key in now.keys() | then.keys() if now.get(key) != then.get(key))
    if changed:
        yield f"{name}: {', '.join(changed)} changed without an entry"


def rows_without_entries(report: Report) -> Iterator[str]:
    for kind, subject in SUBJECTS.items():
        if subject.begins_silent:
            continue
        with_entries = Entry.objects.filter(subject_kind=kind).values("subject_id")
        for row in subject.model._base_manager.exclude(pk__in=with_entries).order_by("pk")[:1]:
            yield f"row {kind} {row.pk}: it has no entries"


def seals(report: Report) -> Iterator[str]:
    previous = ""
    for seal in Seal.objects.order_by("day"):
        report.counts["seals"] += 1
        if seal.previous != previous or seal.hash != seal.fingerprint():
            yield f"seal {seal.day}: it was changed, or a seal before it was removed"
        for kind, subject_id, number, digest in seal.heads:
            found = Entry.objects.filter(subject_kind=kind, subject_id=subject_id, number=number)
            if found.values_list("hash", flat=True).first() != digest:
                yield f"seal {seal.day}: entry {number} of {kind} {subject_id}, sealed that day, is gone"
        previous = seal.hash
