import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q

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
            models.UniqueConstraint(name="entry_press_once", fields=["press", "kind"]),
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
        """sha256 over the canonical JSON of everything chained, the previous hash included."""
        chained = [
            self.subject_kind, self.subject_id, self.number, self.kind,
            self.actor_kind, self.actor_id, self.via, self.entered_by,
            self.at.isoformat(), self.facts, self.receivers, self.after, self.previous,
        ]  # fmt: skip
        text = json.dumps(chained, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def words_ids(self) -> list[int]:
        return [fact["words"] for fact in self.facts.values() if is_words(fact)]

    @classmethod
    def already(cls, press: str) -> bool:
        """Was this form pressed before, with success?"""
        return bool(press) and cls.objects.filter(press=press).exists()


def is_words(fact: Any) -> bool:
    return isinstance(fact, dict) and "words" in fact
