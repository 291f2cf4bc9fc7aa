"""Masking: what somebody said goes, that they said it stays. Rooms make known what they keep of a contact or of a colleague who
left; the verb of either asks all of them. Which of them were masked is also written beside the database, in `masks.log`, so that a
backup that is older than a mask can be brought back without the words."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from .actor import Actor
from .events import SUBJECTS
from .models import Entry, Words
from .verbs import lock

Found = Mapping[tuple[str, int], set[int]]
WORDS, CONTACT, PERSON = "words_masked", "contact_masked", "person_masked"
LOG = "masks.log"


def nothing(pk: int) -> list[str]:
    return []


def nothing_more(pk: int, at: dt.datetime) -> None:
    """Nothing besides words lies here."""


def no_words(pk: int) -> Found:
    return {}


@dataclass(frozen=True)
class Keeps:
    """What one room keeps of somebody, by their id. words: the texts they said, that were written to them or that name them, by
    the subject whose record holds them; holds: sentences that say why they cannot be masked yet; forget: what else goes (files,
    addresses, links), inside the transaction."""

    words: Callable[[int], Found] = no_words
    holds: Callable[[int], list[str]] = nothing
    forget: Callable[[int, dt.datetime], None] = nothing_more


KEEPS: dict[str, list[Keeps]] = {"contact": [], "person": []}


def words_of(kind: str, pk: int) -> dict[tuple[str, int], set[int]]:
    """Every text that is still legible, by the subject whose record holds it."""
    found: dict[tuple[str, int], set[int]] = {}
    for room in KEEPS[kind]:
        for subject, ids in room.words(pk).items():
            found.setdefault(subject, set()).update(ids)
    every = [pk for ids in found.values() for pk in ids]
    legible = set(Words.objects.filter(pk__in=every, masked_at=None).values_list("pk", flat=True))
    return {subject: ids & legible for subject, ids in found.items() if ids & legible}


def traces(kind: str, pk: int) -> int:
    """How many texts a mask would drop."""
    return sum(len(ids) for ids in words_of(kind, pk).values())


def held(kind: str, pk: int) -> list[str]:
    return [said for room in KEEPS[kind] for said in room.holds(pk)]


def mask(kind: str, pk: int, *, by: Actor, at: dt.datetime) -> int:
    """Drop text and salt of everything found, and say so in each record it stood in; how many texts. Call inside a verb."""
    overwrite()
    todo().touch()  # the worker clears the search and the log of the database after it
    count = 0
    for (subject_kind, subject_id), ids in sorted(words_of(kind, pk).items()):
        subject = SUBJECTS[subject_kind].model._base_manager.get(pk=subject_id)
        lock(subject)
        count += Words.objects.filter(pk__in=ids, masked_at=None).update(text=None, salt=None, masked_at=at)
        subject.record(WORDS, by=by, at=at, masked=sorted(ids))
    for room in KEEPS[kind]:
        room.forget(pk, at)
    transaction.on_commit(write_log)
    return count


def overwrite() -> None:
    """From here on this connection overwrites what it deletes. PostgreSQL does so when it is vacuumed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def todo() -> Path:
    """Lies in the data folder while something was masked that the search may still hold."""
    return Path(settings.DATA_DIR) / "masked.todo"


def masked_words() -> set[int]:
    """The words of which an entry says that they were masked."""
    found: set[int] = set()
    for facts in Entry.objects.filter(kind=WORDS).values_list("facts", flat=True).iterator():
        masked = facts.get("masked", [])
        found.update([masked] if isinstance(masked, int) else masked)
    return found


def write_log() -> None:
    """Who was masked and when, by id, as the journal knows it: written whole, so that a kill in between loses nothing."""
    rows = (
        Entry.objects.filter(kind__in=(CONTACT, PERSON))
        .order_by("pk")
        .values_list("kind", "subject_id", "facts", "at")
    )
    lines = [
        json.dumps(
            {"kind": kind.removesuffix("_masked"), "id": facts.get("contact", subject), "at": at.isoformat()}
        )
        for kind, subject, facts, at in rows
    ]
    path = Path(settings.DATA_DIR) / LOG
    text = "".join(f"{line}\n" for line in [json.dumps({"house": fingerprint(settings.SECRET_KEY)}), *lines])
    if path.exists() and path.read_text("ascii") == text:
        return
    part = path.with_suffix(".part")
    part.write_text(text, "ascii")
    part.chmod(0o600)
    part.replace(path)


def fingerprint(key: str) -> str:
    """Of a house by its key, as its backups carry it: ids of another one would forget the wrong people."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def house_of(path: Path) -> str:
    """The mark of the house that wrote it; ValueError where there is none."""
    try:
        return str(json.loads(path.read_text("utf-8").partition("\n")[0])["house"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"line 1 of {path} does not say of which house it is") from error


def read_log(path: Path) -> Iterator[tuple[str, int]]:
    """(contact or person, id) of each line; ValueError names a line that is none."""
    house_of(path)
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:], 2):
        try:
            row = json.loads(line)
            kind, pk = row["kind"], int(row["id"])
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"line {number} of {path} is no mask") from error
        if kind not in KEEPS:
            raise ValueError(f"line {number} of {path} masks a {kind}, which is not known here")
        yield kind, pk
