import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models

from tanto.many import Encoded, insert_each, set_each

from ..actor import Actor
from ..events import EVENTS
from .entry import CHAINED, Entry, canonical, fingerprint
from .words import Words


class Subject(models.Model):
    """A row that things happen to. It keeps the number and hash of its newest entry, so that `tanto journal
    verify` sees a row changed behind our back and a chain that was cut."""

    subject_kind: ClassVar[str]

    head_number = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default="")

    class Meta:
        abstract = True

    def journal_state(self) -> dict[str, Any]:
        """What of this row an entry remembers as `after` (JSON values only)."""
        raise NotImplementedError

    @classmethod
    def journal_read(cls, pk: int, after: dict[str, Any]) -> dict[str, Any]:
        """An `after` of an older version, as this one would have written it."""
        return after

    def journal_facts(self) -> dict[str, Any]:
        """Facts that every entry of this subject carries (its number, say)."""
        return {}

    def record(
        self,
        kind: str,
        *,
        by: Actor,
        at: dt.datetime,
        tell: Iterable[tuple[str, int]] = (),
        **facts: Any,
    ) -> Entry:
        """Append one entry and move the head. Call inside the verb's transaction, after the row was saved."""
        if kind not in EVENTS:
            raise LookupError(f"no room declares the event {kind!r} in its events.py")
        entry = Entry(
            subject_kind=self.subject_kind,
            subject_id=self.pk,
            number=self.head_number + 1,
            kind=kind,
            actor_kind=by.kind,
            actor_id=by.id,
            via=by.via,
            entered_by=by.entered_by,
            at=at.astimezone(dt.UTC),
            facts={name: plain(fact) for name, fact in (self.journal_facts() | facts).items()},
            receivers=[list(receiver) for receiver in dict.fromkeys(tell)],
            after=self.journal_state(),
            previous=self.head_hash,
            press=by.press or None,
        )
        entry.hash = entry.fingerprint()
        self.head_number, self.head_hash = entry.number, entry.hash
        self.write_down(entry)
        return entry

    def write_down(self, entry: Entry) -> None:
        """The entry and the head that it moved."""
        entry.save(force_insert=True)
        type(self)._base_manager.filter(pk=self.pk).update(
            head_number=self.head_number, head_hash=self.head_hash, **self.beside_head()
        )

    @classmethod
    def record_each(
        cls,
        kind: str,
        happened: "Sequence[tuple[Any, Mapping[str, Any], Sequence[tuple[str, int]]]]",
        *,
        by: Actor,
        at: dt.datetime,
    ) -> None:
        """One entry for each of many rows, in a few statements. happened: the locked row, its facts, who hears. Nothing
        of the rows changes by it: `after` stays empty, and verify holds the entry before against the row."""
        if kind not in EVENTS:
            raise LookupError(f"no room declares the event {kind!r} in its events.py")
        moment, rows, heads = at.astimezone(dt.UTC), [], []
        for subject, facts, tell in happened:
            known = {
                name: fact if type(fact) in (int, str) else plain(fact)
                for name, fact in (subject.journal_facts() | facts).items()
            }
            known_once = Encoded(canonical(known))
            receivers = Encoded(canonical(list(dict.fromkeys(tell))))
            chained: tuple[Any, ...] = (
                cls.subject_kind, subject.pk, subject.head_number + 1, kind, by.kind, by.id, by.via, by.entered_by,
                moment, known_once, receivers, NOTHING, subject.head_hash,
            )  # fmt: skip
            subject.head_number, subject.head_hash = subject.head_number + 1, fingerprint(*chained)
            rows.append((*chained, subject.head_hash))
            heads.append((subject.pk, subject.head_number, subject.head_hash))
        insert_each(Entry, CHAINED, rows)
        set_each(cls, ["head_number", "head_hash"], heads)

    def beside_head(self) -> dict[str, Any]:
        """Columns for lists that are kept anew with every entry, in the same statement."""
        return {}

    def history(self) -> "models.QuerySet[Entry]":
        """Its entries, the newest first."""
        return Entry.objects.filter(subject_kind=self.subject_kind, subject_id=self.pk).order_by("-number")


NOTHING = Encoded("{}")


def plain(fact: Any) -> Any:
    """A fact as JSON: words by their digest, moments in UTC, rows by their id."""
    if isinstance(fact, Words):
        return fact.fact
    if isinstance(fact, dt.datetime):
        return fact.astimezone(dt.UTC).isoformat()
    if isinstance(fact, models.Model):
        return fact.pk
    return fact
