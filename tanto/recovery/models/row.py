import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tanto.clients.models import Client, Contact
from tanto.journal.models import Entry, Subject
from tanto.many import insert_each
from tanto.people.models import Person, Section

from ..steps import Channel, Discovered, End, Failure, Severity, Step
from .fresh import Fresh


def iso(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).isoformat() if moment else None


class CaseRow(Subject):
    """The columns of a case, on one narrow row. What a case can do stands in the abilities beside this file.

    due_at: when the next of its running clocks is due, for lists; kept by `record`, no part of the record.
    """

    subject_kind: ClassVar[str] = "case"
    fresh: Fresh | None = (
        None  # while the verb runs that makes it: nothing hangs on it yet, nothing need be asked
    )

    number = models.CharField(max_length=20, unique=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases_owned")
    recorder = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="cases_recorded", db_index=False
    )
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="cases", db_index=False)
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, null=True, related_name="cases", db_index=False
    )
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
    due_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=14, choices=Failure, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey(
        "recovery.Case", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False
    )
    closing_word = models.ForeignKey(
        "recovery.CustomerWord", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
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
            models.Index(name="case_open", fields=["-id"], condition=Q(end__isnull=True)),
            models.Index(name="case_due", fields=["due_at", "id"], condition=Q(end__isnull=True)),
            models.Index(
                name="case_section_due", fields=["section", "due_at", "id"], condition=Q(end__isnull=True)
            ),
            models.Index(
                name="case_severity_due", fields=["severity", "due_at", "id"], condition=Q(end__isnull=True)
            ),
            models.Index(
                name="case_step_due", fields=["step", "due_at", "id"], condition=Q(end__isnull=True)
            ),
            models.Index(name="case_merged", fields=["parent"], condition=Q(parent__isnull=False)),
            models.Index(
                name="case_closing_word", fields=["closing_word"], condition=Q(closing_word__isnull=False)
            ),
            models.Index(name="case_drafts", fields=["section", "known_at"], condition=Q(step="draft")),
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

    def add(
        self,
        model: type[models.Model],
        columns: Sequence[str],
        row: Sequence[Any],
        *,
        known_is_fine: bool = False,
    ) -> None:
        """A row that hangs on this case, with every column that has no default; with the case itself while it is fresh."""
        if self.fresh is not None:
            self.fresh.add(model, columns, row, known_is_fine=known_is_fine)
        else:
            insert_each(model, columns, [row], known_is_fine=known_is_fine)

    def write_down(self, entry: Entry) -> None:
        if self.fresh is not None:
            self.fresh.add_entry(entry)
        else:
            super().write_down(entry)

    @property
    def is_open(self) -> bool:
        return self.end is None

    @property
    def step_now(self) -> Step | None:
        return Step(self.step) if self.step else None
