"""What the pages show of webhooks and of the messages to them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from .kinds import LABELS, TOLD, public_type
from .models import Delivery, Hook

PAGE = 25
MOST = 10_000
STATES = {
    Delivery.WAITING: (_("waits"), "is-soon"),
    Delivery.SENDING: (_("on its way"), "is-note"),
    Delivery.SENT: (_("received"), "is-kept"),
    Delivery.FAILED: (_("not taken"), "is-stop"),
    Delivery.HELD: (_("kept here"), "is-note"),
}
OFF = {
    Hook.BY_PERSON: (_("switched off"), ""),
    Hook.GONE: (_("gone: it takes no messages any more"), "is-stop"),
    Hook.FAILING: (_("set aside"), "is-stop"),
}


@dataclass(frozen=True)
class Standing:
    """How one webhook stands. waiting, untaken: how many messages, MOST at most."""

    hook: Hook
    waiting: int
    untaken: int

    @classmethod
    def of_all(cls) -> "list[Standing]":
        """Three questions, however many there are; whoever needs a look comes first."""
        hooks = list(Hook.objects.order_by("pk"))
        if not hooks:
            return []
        waiting, untaken = (
            dict(rows.order_by().values_list("hook").annotate(n=Count("pk")))
            for rows in (Delivery.objects.under_way(), Delivery.objects.untaken())
        )
        rows = [cls(hook, waiting.get(hook.pk, 0), untaken.get(hook.pk, 0)) for hook in hooks]
        return sorted(rows, key=lambda row: (not row.needs_a_look, not row.hook.is_on, row.hook.pk))

    @classmethod
    def of(cls, hook: Hook) -> "Standing":
        mine = Delivery.objects.filter(hook=hook)
        return cls(hook, mine.under_way()[:MOST].count(), mine.untaken()[:MOST].count())

    @property
    def needs_a_look(self) -> bool:
        return self.hook.off_why in (Hook.FAILING, Hook.GONE) or self.failing_since is not None

    @property
    def failing_since(self) -> dt.datetime | None:
        """Since when nothing was taken, where it is more than one slip."""
        return self.hook.failing_since if self.hook.is_on or self.hook.off_why == Hook.FAILING else None

    @property
    def state(self) -> tuple[object, str]:
        """Its word and its colour."""
        if not self.hook.is_on:
            return OFF[self.hook.off_why]
        return (_("takes nothing"), "is-soon") if self.failing_since else (_("switched on"), "is-kept")

    @property
    def told_of(self) -> list[object]:
        """Groups by their label, single kinds by the name they leave under."""
        names = [LABELS[name] for name in LABELS if name in self.hook.kinds]
        return [*names, *(public_type(kind) for kind in self.hook.kinds if kind in TOLD)]


@dataclass(frozen=True)
class Line:
    """One message in the log."""

    delivery: Delivery
    hook: Hook

    @property
    def state(self) -> tuple[object, str]:
        return STATES[self.delivery.state]

    @property
    def next_at(self) -> dt.datetime | None:
        """When it is tried next: not before the rest of the whole webhook is over."""
        if self.delivery.state != Delivery.WAITING or self.delivery.next_at is None:
            return None
        return max(self.delivery.next_at, self.hook.rest_until or self.delivery.next_at)

    @property
    def may_go_again(self) -> bool:
        return self.hook.is_on and self.delivery.state != Delivery.SENDING
