import datetime as dt
import hashlib
import json
from typing import Any

from django.db import connection, models
from django.db.models import Q

from tanto.many import Encoded

from ..actor import Actor


class Entry(models.Model):
    """One thing that happened. Entries of one subject form a hash chain; nothing in a chained column ever changes.

    receivers: [["person", 3], ["contact", 5]], who must hear of it, written by the verb.
    told_at: when the outbox was drained of it; null entries are the outbox. Not part of the chain.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    via = models.CharField(max_length=10)
    entered_by = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    receivers = models.JSONField(default=list)
    after = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    press = models.CharField(max_length=64, null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="entry_number_once", fields=["subject_kind", "subject_id", "number"]
            ),
            models.UniqueConstraint(
                name="entry_press_once", fields=["press", "kind"], condition=Q(press__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="entry_outbox", fields=["id"], condition=Q(told_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id} #{self.number} {self.kind}"

    @property
    def actor(self) -> Actor:
        return Actor(self.actor_kind, self.actor_id, self.via, self.entered_by)  # type: ignore[arg-type]

    def fingerprint(self) -> str:
        """sha256 over everything chained, the previous hash included."""
        return fingerprint(*(getattr(self, name) for name in CHAINED[:-1]))

    def words_ids(self) -> list[int]:
        return words_of(self.facts)

    @classmethod
    def already(cls, press: str) -> bool:
        """Was this form pressed before, with success?"""
        return bool(press) and cls.objects.filter(press=press).exists()

    @staticmethod
    def made_by(press: str, kind: str) -> int | None:
        """The id of the subject that this press made, if it did. (As SQL: whatever comes in asks it, mostly in vain.)"""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT subject_id FROM journal_entry WHERE press = %s AND kind = %s", [press, kind]
            )
            row = cursor.fetchone()
        return row[0] if row else None

    @staticmethod
    def presses_from(start: str) -> list[str]:
        """A few presses that begin so, in hexadecimal."""
        sql = "SELECT press FROM journal_entry WHERE press >= %s AND press < %s LIMIT 5"
        with connection.cursor() as cursor:
            cursor.execute(sql, [start, f"{start}g"])
            return [row[0] for row in cursor.fetchall()]


def words_of(facts: dict[str, Any]) -> list[int]:
    return [fact["words"] for fact in facts.values() if is_words(fact)]


PRIVATE = frozenset(
    {"override"}
)  # why a text stands although it was warned of: its writer's, with the message


def aloud(facts: dict[str, Any]) -> list[int]:
    """The words that readers are told and find."""
    return [fact["words"] for name, fact in facts.items() if name not in PRIVATE and is_words(fact)]


def is_words(fact: Any) -> bool:
    return isinstance(fact, dict) and "words" in fact


# What a chain holds together, in this order; the hash of it comes last.
CHAINED = (
    "subject_kind", "subject_id", "number", "kind", "actor_kind", "actor_id", "via", "entered_by", "at",
    "facts", "receivers", "after", "previous", "hash",
)  # fmt: skip


def fingerprint(
    subject_kind: str,
    subject_id: int,
    number: int,
    kind: str,
    actor_kind: str,
    actor_id: int | None,
    via: str,
    entered_by: int | None,
    at: dt.datetime,
    facts: Any,
    receivers: Any,
    after: Any,
    previous: str,
) -> str:
    """sha256 over the canonical JSON of what is chained."""
    before = [subject_kind, subject_id, number, kind, actor_kind, actor_id, via, entered_by, at.isoformat()]
    told = f"{canonical(facts)},{canonical(receivers)},{canonical(after)}"
    text = f"{CANONICAL.encode(before)[:-1]},{told},{CANONICAL.encode(previous)}]"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: Any) -> str:
    """The one way to write a value down: keys in order, no spaces; what is text already is taken as it is."""
    return value if isinstance(value, Encoded) else CANONICAL.encode(value)


CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
