"""From one tanto to the next: the new one takes it by name, the client is told, and only then does the name change."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Calendar, Clock
from tanto.clocks.models.timing import timing
from tanto.journal.actor import Actor
from tanto.journal.models import Subject, Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .client import Client

# Rooms above say whether somebody came forward lately with bad news about a client (INV-33).
CAME_FORWARD: list[Callable[["Client", Person], bool]] = []


class Handover(models.Model):
    """before, to: the tanto of today and the next one; deputy: who is the second name afterwards. It is done when it
    was accepted and the client was told; until then nothing changes."""

    client = models.ForeignKey("clients.Client", on_delete=models.PROTECT, related_name="handovers")
    before = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="handovers")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    reason = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told = models.ForeignKey(Words, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_handover",
                fields=["client"],
                condition=Q(done_at__isnull=True, declined_at__isnull=True),
            ),
            models.CheckConstraint(name="handover_to_another", condition=~Q(before=F("to"))),
            models.CheckConstraint(
                name="handover_done_when_taken_and_told",
                condition=Q(done_at__isnull=True) | Q(accepted_at__isnull=False, told_at__isnull=False),
            ),
            models.CheckConstraint(
                name="told_in_words", condition=Q(told_at__isnull=True) | Q(told__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} to {self.to_id}"


class HandingOver(Subject):
    handovers: "RelatedManager[Handover]"

    class Meta:
        abstract = True

    @property
    def open_handover(self) -> Handover | None:
        return (
            self.handovers.filter(done_at__isnull=True, declined_at__isnull=True)
            .select_related("before", "to", "deputy", "reason")
            .first()
        )

    @verb
    def plan_handover(self, *, by: Actor, to: Person, reason: str, deputy: Person | None = None) -> None:
        """Ask one person to become the tanto. The reason is for our own people; the client hears it in person."""
        client = self._mine(by)
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("It is not said why the client gets another person."),
                _(
                    "Whoever brought bad news early must never lose a client for it, and everybody must see that."
                ),
                _("Write one sentence: why this change, and why now?"),
                field="reason",
            )
        if to.pk == client.main_id:
            raise Refused(
                "tanto_already",
                _("%(name)s is the tanto already.") % {"name": to.name()},
                _("A hand-over needs two people."),
                _("Choose somebody else."),
                field="to",
            )
        if by.person_id == to.pk and not client.is_led_by(to):
            raise Refused(
                "handed_to_oneself",
                _("Nobody hands a client to themselves."),
                _("Being tanto opens the words of a client; somebody else must want it too."),
                _("Ask the tanto of today, or their boss, to offer it to you."),
                field="to",
            )
        second = deputy or (client.main if to.pk == client.deputy_id else client.deputy)
        client.must_have_two(to, second)
        self.handovers.filter(done_at__isnull=True, declined_at__isnull=True).update(declined_at=clocks.now())
        words = Words.keep(reason.strip())
        handover = self.handovers.create(
            before=client.main, to=to, deputy=second, planned_at=clocks.now(), reason=words
        )
        self._wait_for_yes(handover)
        tell = {to.pk, client.main_id, *self._protectors(client, by)}
        self.record(
            "handover_planned",
            by=by,
            at=clocks.now(),
            tell=[("person", pk) for pk in sorted(tell) if pk != by.person_id],
            before=client.main,
            to=to,
            words=words,
        )

    def _wait_for_yes(self, handover: Handover) -> None:
        """CLK-25, by the hours of the section of who was asked."""
        now, section = clocks.now(), handover.to.section_id or 0
        calendar, aim = Calendar.of(section), timing().rule("client_handover").target(3)
        Clock.stop(self.subject_kind, self.pk, "client_handover", at=now)
        if aim is not None:
            Clock.start(
                self.subject_kind,
                self.pk,
                "client_handover",
                part=handover.pk,
                duty=handover.to_id,
                section=section,
                started_at=now,
                due_at=aim.due(now, calendar.timetable()),
                calendar=calendar if aim.counts_working_time else None,
                because={"target": aim.stored()},
            )

    def _answered(self) -> None:
        Clock.stop(self.subject_kind, self.pk, "client_handover", at=clocks.now())

    def _protectors(self, client: "Client", by: Actor) -> list[int]:
        """INV-33: who reported lately is not moved aside unseen; the quality leads hear of it."""
        came_forward = any(ask(client, client.main) for ask in CAME_FORWARD)
        return [lead.pk for lead in Person.objects.quality_leads()] if came_forward else []

    @verb
    def accept_handover(self, *, by: Actor) -> None:
        """I take this client."""
        handover = self._asked(by)
        if handover.accepted_at is None:
            handover.accepted_at = clocks.now()
            handover.save(update_fields=["accepted_at"])
            self._answered()
            self._record("handover_accepted", handover, by=by, tell=[handover.before_id])
            self._finish(handover, by=by)

    @verb
    def decline_handover(self, *, by: Actor, reason: str) -> None:
        """Not me, because. The tanto stays."""
        handover = self._asked(by)
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("A refusal needs a reason."),
                _("Whoever asked must know whom to ask next."),
                _("Write one sentence: what keeps you from taking it?"),
                field="reason",
            )
        handover.declined_at = clocks.now()
        handover.save(update_fields=["declined_at"])
        self._answered()
        self._record(
            "handover_declined", handover, by=by, tell=[handover.before_id], words=Words.keep(reason.strip())
        )

    @verb
    def tell_of_handover(self, *, by: Actor, words: str) -> None:
        """The client was told by one of the two, or by their boss: how, and what was answered."""
        self._mine(by, also_new=True)
        handover = self.open_handover
        if handover is None or handover.told_at is not None:
            return
        if not words.strip():
            raise Refused(
                "told_how",
                _("It is not said how the client heard of it."),
                _("A client who learns from a signature that the person changed feels handed on."),
                _("Call or visit, both of you if you can; then write down what was answered."),
                field="words",
            )
        handover.told_at, handover.told = clocks.now(), Words.keep(words.strip())
        handover.save(update_fields=["told_at", "told"])
        self._record("handover_told", handover, by=by, tell=[handover.to_id], words=handover.told)
        self._finish(handover, by=by)

    def _finish(self, handover: Handover, *, by: Actor) -> None:
        if handover.accepted_at is None or handover.told_at is None:
            return
        client = cast("Client", self)
        client.must_have_two(handover.to, handover.deputy)
        handover.done_at = clocks.now()
        handover.save(update_fields=["done_at"])
        client.main, client.deputy = handover.to, handover.deputy
        client.save()
        client.begin_span()
        self._record("tanto_changed", handover, by=by, tell=[handover.before_id, handover.to_id])

    def _record(self, kind: str, handover: Handover, *, by: Actor, tell: list[int], **facts: Any) -> None:
        receivers = [("person", pk) for pk in tell if pk != by.person_id]
        self.record(
            kind, by=by, at=clocks.now(), tell=receivers, before=handover.before, to=handover.to, **facts
        )

    def _mine(self, by: Actor, *, also_new: bool = False) -> "Client":
        client = cast("Client", self)
        handover = self.open_handover if also_new else None
        if handover is None or by.person_id != handover.to_id:
            client.must_be_ours(by)
        return client

    def _asked(self, by: Actor) -> Handover:
        handover = self.open_handover
        if handover is None or handover.to_id != by.person_id:
            raise Refused(
                "no_handover",
                _("This client is not offered to you now."),
                _("Only the person who was asked by name can take a client."),
                _("Ask its tanto, or their boss, to offer it to you."),
                status=409,
            )
        return handover
