import datetime as dt
import hashlib
from contextlib import suppress
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from tanto.journal.models import Subject
from tanto.web.sealing import Shut, seal, unseal

from ..kinds import chosen

PURPOSE = "webhooks.secret"
OVERLAP = dt.timedelta(days=1)  # so long the secret of before signs beside the new one


class HookRow(Subject):
    """An address outside that is told what happens here.

    kinds: groups and single kinds (see kinds.py). secret, former_secret: sealed. off_why: by a person, because the address said
    it is gone, or because nothing was taken for too long (`failing`: what comes meanwhile is kept for it).
    failing_since, failures: since when and how often nothing was taken, without a break. rest_until: not asked before.
    """

    subject_kind: ClassVar[str] = "hook"
    BY_PERSON, GONE, FAILING = "person", "gone", "failing"

    url = models.CharField(max_length=2000)
    description = models.CharField(max_length=200, blank=True)
    kinds = models.JSONField(default=list)
    secret = models.TextField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)
    off_why = models.CharField(max_length=10, default="", blank=True)
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    rest_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="hook_off_for_a_reason",
                condition=Q(off_at__isnull=True, off_why="")
                | Q(off_at__isnull=False, off_why__in=["person", "gone", "failing"]),
            ),
        ]

    def __str__(self) -> str:
        return f"webhook {self.pk} to {self.host}"

    @property
    def host(self) -> str:
        """The part of the address that may stand in logs and in the record; behind it stands a secret now and then."""
        return urlsplit(self.url).hostname or ""

    def journal_state(self) -> dict[str, Any]:
        return {
            "url": hashlib.sha256(f"{self.pk} {self.url}".encode()).hexdigest()[:32],
            "kinds": self.kinds,
            "off": self.off_why or None,
        }

    def journal_facts(self) -> dict[str, Any]:
        return {"hook": self.pk, "host": self.host}

    @property
    def is_on(self) -> bool:
        return self.off_at is None

    @property
    def keeps(self) -> bool:
        """Are messages written down for it? Also while it is set aside, so that none is missing later."""
        return self.is_on or self.off_why == self.FAILING

    def told_of(self) -> set[str]:
        return chosen(self.kinds)

    def shown_secret(self) -> str:
        """Raises Shut where the key of the house is another one now."""
        return unseal(PURPOSE, self.secret)

    def seal_in(self, secret: str) -> None:
        self.secret = seal(PURPOSE, secret)

    def signing_secrets(self, now: dt.datetime) -> list[str]:
        """The secret, and the one of before while it still holds."""
        found = [self.shown_secret()]
        if self.former_secret and self.former_until and now < self.former_until:
            with suppress(Shut):
                found.append(unseal(PURPOSE, self.former_secret))
        return found

    @classmethod
    def due(cls, now: dt.datetime) -> "models.QuerySet[Any]":
        """Those that have something to be sent now: for each its next message, by one look into an index. (Asked whether there
        is any, PostgreSQL would rather join everything.)"""
        from .delivery import Delivery

        mine = Delivery.objects.under_way().filter(hook=OuterRef("pk")).order_by("next_at", "pk")
        awake = cls._base_manager.filter(Q(rest_until=None) | Q(rest_until__lte=now), off_at=None)
        return awake.alias(first_at=Subquery(mine.values("next_at")[:1])).filter(first_at__lte=now)
