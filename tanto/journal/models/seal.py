import datetime as dt
import hashlib
import json

from django.db import models, transaction

from .entry import Entry


class Seal(models.Model):
    """The heads that moved on one day, chained to the seal of the day before. It proves that something was removed
    only when a copy of its hash is kept outside this machine (TANTO_SEAL_TO mails it out)."""

    day = models.DateField(unique=True)
    until = models.DateTimeField()
    heads = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    mailed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.day} {self.hash}"

    def fingerprint(self) -> str:
        """sha256 over day, heads and the previous seal."""
        text = json.dumps([self.day.isoformat(), self.heads, self.previous], separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    @transaction.atomic
    def set(cls, day: dt.date, *, until: dt.datetime) -> "Seal | None":
        """Seal every head that moved since the last seal and before `until`, the end of `day`;
        None if nothing moved or the day is sealed already."""
        last = cls.objects.select_for_update().order_by("day").last()
        if last is not None and last.day >= day:
            return None
        entries = Entry.objects.filter(at__lt=until)
        if last is not None:
            entries = entries.filter(at__gte=last.until)
        moved: dict[tuple[str, int], tuple[int, str]] = {}
        heads = entries.values_list("subject_kind", "subject_id", "number", "hash")
        for kind, subject, number, digest in heads.iterator():
            moved[kind, subject] = max((number, digest), moved.get((kind, subject), (0, "")))
        if not moved:
            return None
        seal = cls(day=day, until=until, previous=last.hash if last else "")
        seal.heads = sorted([*subject, *head] for subject, head in moved.items())
        seal.hash = seal.fingerprint()
        seal.save()
        return seal
