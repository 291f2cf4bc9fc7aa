import datetime as dt
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from tanto.journal.actor import system
from tanto.journal.models import Entry

from ..calling import Answer
from ..kinds import TEST
from ..retrying import asked_to_wait, wait_after
from ..signing import new_message_id
from .hook import Hook

LEASE = dt.timedelta(seconds=60)  # four times what one try may take


class Deliveries(models.QuerySet["Delivery"]):
    def untaken(self) -> "Deliveries":
        """What was given up, and what was kept while its webhook was off."""
        return self.filter(next_at__isnull=True, taken_at__isnull=True)

    def under_way(self) -> "Deliveries":
        """What waits, and what is just being sent."""
        return self.filter(next_at__isnull=False)

    def hold(self, trouble: str = "") -> int:
        """Nothing of these leaves until somebody sends it again; how many."""
        return self.update(state=Delivery.HELD, next_at=None, trouble=trouble)

    def anew(self, now: dt.datetime) -> int:
        """All of these from the first try, with the ids they have; how many. What is just being sent is left alone."""
        return self.exclude(state=Delivery.SENDING).update(
            state=Delivery.WAITING, tries=0, next_at=now, taken_at=None, trouble=""
        )


class Delivery(models.Model):
    """One message for one webhook: the exact body, how far it is, and what was answered last.

    entry: what happened, none for a test. It is marked `sending` under a lease before it leaves; where the lease ran out its
    worker died, and it goes again with the same message id: taken twice perhaps, never lost. next_at: the next try, or the end
    of the lease; nothing once no try is to come. taken_at: when it was received. The questions ask for these two, not for the
    state: an index on part of the rows helps SQLite only where its condition stands in the question word by word. tries: of this round; took: milliseconds of the last one.
    """

    WAITING, SENDING, SENT, FAILED, HELD = "waiting", "sending", "sent", "failed", "held"

    hook = models.ForeignKey(Hook, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    message_id = models.CharField(max_length=40, unique=True)
    type = models.CharField(max_length=60)
    body = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=WAITING)
    next_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    took = models.PositiveIntegerField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(default="")
    trouble = models.CharField(max_length=300, default="")

    objects = Deliveries.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["entry", "hook"]),
            models.CheckConstraint(
                name="delivery_state", condition=Q(state__in=["waiting", "sending", "sent", "failed", "held"])
            ),
            models.CheckConstraint(
                name="delivery_has_a_time",
                condition=Q(state__in=["waiting", "sending"], next_at__isnull=False)
                | Q(state__in=["sent", "failed", "held"], next_at__isnull=True),
            ),
            models.CheckConstraint(
                name="delivery_taken_when",
                condition=Q(state="sent", taken_at__isnull=False)
                | (~Q(state="sent") & Q(taken_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                name="delivery_due", fields=["hook", "next_at", "id"], condition=Q(next_at__isnull=False)
            ),
            models.Index(name="delivery_log", fields=["hook", "-id"]),
            models.Index(
                name="delivery_untaken",
                fields=["hook", "-id"],
                condition=Q(next_at__isnull=True, taken_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk} of {self.type} to webhook {self.hook_id}: {self.state}"

    @classmethod
    def due(cls, now: dt.datetime) -> "models.QuerySet[Delivery]":
        return cls.objects.filter(next_at__lte=now)

    @classmethod
    def of_test(cls, hook_id: int, body: str, now: dt.datetime) -> "Delivery":
        return cls.objects.create(
            hook_id=hook_id, message_id=new_message_id(), type=TEST, body=body, made_at=now, next_at=now
        )

    @classmethod
    def claim(cls, hook_id: int, now: dt.datetime) -> "Delivery | None":
        """Take the next message of one webhook and mark it `sending` under a lease; None where none is due."""
        with transaction.atomic():
            if not Hook.due(now).filter(pk=hook_id).exists():
                return None
            due = cls.due(now).filter(hook=hook_id).select_for_update(skip_locked=True, of=("self",))
            taken = due.select_related("hook").order_by("next_at", "id").first()
            if taken is None:
                return None
            taken.state, taken.next_at, taken.tries = cls.SENDING, now + LEASE, taken.tries + 1
            taken.save(update_fields=["state", "next_at", "tries"])
            return taken

    @transaction.atomic
    def settle(self, answer: Answer, now: dt.datetime) -> bool:
        """Write down what came of a try; False where the lease ran out and another worker has it, or it was settled."""
        wait = wait_after(self.tries, answer, now)
        outcome: dict[str, Any] = {"state": self.FAILED, "next_at": None}
        if answer.is_taken:
            outcome = {"state": self.SENT, "next_at": None, "taken_at": now}
        elif wait is not None:
            outcome = {"state": self.WAITING, "next_at": now + wait}
        mine = Delivery.objects.filter(pk=self.pk, state=self.SENDING, next_at=self.next_at)
        settled = mine.update(
            tried_at=now,
            took=answer.took,
            status=answer.status,
            answer=answer.text,
            trouble=answer.trouble[:300],
            **outcome,
        )
        if settled:
            self._tell_hook(answer, now)
        return bool(settled)

    def _tell_hook(self, answer: Answer, now: dt.datetime) -> None:
        hook = self.hook
        if answer.is_taken:
            hook.note_taken()
            return
        hook.note_failure(now, asked=asked_to_wait(answer, now))
        if answer.status == 410:
            hook.call_gone(by=system("clock"))
        if not hook.is_on:  # switched off while it was on its way
            Delivery.objects.filter(pk=self.pk, state=self.WAITING).update(state=self.HELD, next_at=None)
