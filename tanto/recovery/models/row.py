import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.people.models import Absence, Person, Section
from tanto.people.models.absence import away_now
from tanto.web.refusals import Refused

from ..steps import Channel, Discovered, End, Failure, Severity, Step


def iso(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).isoformat() if moment else None


class CaseRow(Subject):
    """The columns of a case, on one narrow row. What a case can do stands in the abilities beside this file."""

    subject_kind: ClassVar[str] = "case"

    number = models.CharField(max_length=20, unique=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases_owned")
    recorder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases_recorded")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="cases")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="cases")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="cases")
    step = models.CharField(max_length=10, choices=Step, null=True)
    end = models.CharField(max_length=20, choices=End, null=True)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.S3)
    intensity = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    discovered = models.CharField(max_length=10, choices=Discovered, default=Discovered.CUSTOMER)
    known_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    next_told_at = models.DateTimeField(null=True)
    second_failure_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=14, choices=Failure, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey("recovery.Case", on_delete=models.PROTECT, null=True, related_name="merged")
    closing_word = models.ForeignKey(
        "recovery.CustomerWord", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="case_step_or_end",
                condition=Q(step__isnull=False, end__isnull=True) | Q(step__isnull=True, end__isnull=False),
            ),
            models.CheckConstraint(name="case_step_known", condition=Q(step__in=Step.values)),
            models.CheckConstraint(name="intensity_known", condition=Q(intensity__lte=4)),
            models.CheckConstraint(name="case_end_known", condition=Q(end__in=End.values)),
            models.CheckConstraint(
                name="closed_by_her_word",
                condition=Q(end__isnull=True) | ~Q(end=End.CLOSED) | Q(closing_word__isnull=False),
            ),
            models.CheckConstraint(
                name="dropped_by_her_word",
                condition=Q(end__isnull=True) | ~Q(end=End.WITHDRAWN) | Q(closing_word__isnull=False),
            ),
            models.CheckConstraint(
                name="unconfirmed_is_not_resolved",
                condition=Q(end__isnull=True) | ~Q(end=End.UNCONFIRMED) | Q(resolved_at__isnull=True),
            ),
            models.CheckConstraint(
                name="merged_into_a_case",
                condition=Q(end__isnull=True, parent__isnull=True)
                | Q(end=End.MERGED, parent__isnull=False)
                | (Q(end__isnull=False, parent__isnull=True) & ~Q(end=End.MERGED)),
            ),
            models.CheckConstraint(name="not_merged_into_itself", condition=~Q(parent=models.F("id"))),
            models.CheckConstraint(
                name="ended_when",
                condition=Q(end__isnull=True, ended_at__isnull=True)
                | Q(end__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(name="severity_known", condition=Q(severity__in=Severity.values)),
            models.CheckConstraint(
                name="listened_first",
                condition=Q(step__in=[Step.DRAFT, Step.LISTEN]) | Q(intensity__isnull=False),
            ),
            models.CheckConstraint(
                name="known_before_opened", condition=Q(known_at__lte=models.F("opened_at"))
            ),
        ]
        indexes = [
            models.Index(name="case_owned_open", fields=["owner", "-id"], condition=Q(end__isnull=True)),
            models.Index(name="case_section", fields=["section", "-id"]),
            models.Index(name="case_client", fields=["client", "-opened_at"]),
        ]

    def __str__(self) -> str:
        return self.number

    def journal_state(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "owner": self.owner_id,
            "severity": self.severity,
            "end": self.end,
            "word": self.closing_word_id,
            "number": self.number,
            "recorder": self.recorder_id,
            "channel": self.channel,
            "discovered": self.discovered,
            "opened": iso(self.opened_at),
            "client": self.client_id,
            "contact": self.contact_id,
            "section": self.section_id,
            "intensity": self.intensity,
            "known": iso(self.known_at),
            "next": iso(self.next_told_at),
            "second": iso(self.second_failure_at),
            "resolved": iso(self.resolved_at),
            "ended": iso(self.ended_at),
            "failure": self.failure or None,
            "reopened": self.reopened or None,
            "parent": self.parent_id,
        }

    def journal_facts(self) -> dict[str, Any]:
        return {"number": self.number}

    def get_absolute_url(self) -> str:
        return f"/cases/{self.number}/"

    @property
    def is_open(self) -> bool:
        return self.end is None

    @property
    def step_now(self) -> Step | None:
        return Step(self.step) if self.step else None

    def may_work(self, person_id: int | None) -> bool:
        """The seven steps are the owner's, and while the owner is away, of who stands in: asked by the verbs and by
        the buttons."""
        if person_id == self.owner_id:
            return True
        stand_in = self.stand_in
        return stand_in is not None and stand_in.pk == person_id

    @property
    def stand_in(self) -> Person | None:
        """Who acts while the owner is away; nobody while the owner is here."""
        return self.stand_in_for(self.owner_id, away_now())

    def stand_in_for(self, person_id: int, away: Mapping[int, Absence]) -> Person | None:
        """Who acts for somebody who is away: the named deputy, the client's deputy or tanto, the next boss."""
        if person_id not in away:
            return None
        served = [self.client.deputy, self.client.main] if self.client else []
        for person in [away[person_id].deputy, *served, *self.section.chain()]:
            if person.is_here and person.pk not in away and person.pk != person_id:
                return person
        return None

    def hand(self, by: Actor) -> Person:
        """Who presses: the owner, or who stands in."""
        return self.owner if by.person_id in (None, self.owner_id) else Person.objects.get(pk=by.person_id)

    def must_be_open(self) -> None:
        if not self.is_open:
            raise Refused(
                "case_closed",
                _("This case is ended: %(how)s.") % {"how": End(self.end or End.CLOSED).label},
                _("An ended case keeps the owner who answered for it, and everything in it."),
                _("If the customer comes back, it opens again with the same person."),
                status=409,
            )

    def must_be_owners(self, by: Actor) -> None:
        if not self.may_work(by.person_id):
            raise Refused(
                "not_the_owner",
                _("This step belongs to %(name)s.") % {"name": self.owner.name()},
                _("One named person leads the customer through the steps, so that nobody else contradicts."),
                _("Tell the owner what you know, or ask to have the case offered to you."),
                status=409,
            )

    def must_be_readable(self, by: Actor) -> None:
        """Who may read the words may add to them."""
        from .case import Case

        visible = Case.objects.filter(pk=self.pk).readable_by(by.person_id or 0)
        if not visible.exists():
            raise Refused(
                "no_part",
                _("You have no part in this case."),
                _("The words of a customer are read and added to by those who work for that customer."),
                _("Ask its owner to ask you by name."),
                status=409,
            )

    def must_be_at(self, *steps: Step) -> None:
        """INV: steps are taken in order. Who was slower, or jumps ahead, is told where the case stands."""
        if self.step not in steps:
            where = self.step_now.label if self.step_now else End(self.end or End.CLOSED).label
            raise Refused(
                "step_out_of_order",
                _("The case stands at “%(where)s”, not at “%(wanted)s”.")
                % {"where": where, "wanted": steps[0].label},
                _("Each step rests on the one before it, and somebody may just have been faster."),
                _("Look at the case as it is now. What you typed is kept below."),
                status=409,
            )

    def record_now(
        self, kind: str, *, by: Actor, tell: Iterable[Person | Contact] = (), **facts: Any
    ) -> None:
        """One entry at this moment; nobody is told of what they did themselves."""
        tell = list(tell)
        if stand_in := self.stand_in if self.owner in tell else None:
            tell.append(stand_in)
        receivers = [
            ("contact" if isinstance(to, Contact) else "person", to.pk)
            for to in tell
            if isinstance(to, Contact) or to.pk != by.person_id
        ]
        self.record(kind, by=by, at=clocks.now(), tell=receivers, **facts)
