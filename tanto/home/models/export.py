from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.jobs.models import Job
from tanto.journal.actor import Actor, system
from tanto.journal.models import Entry, Words
from tanto.journal.verbs import lock
from tanto.people.models import Person
from tanto.web.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

CSV, EXCEL = "csv", "xlsx"
KINDS = {CSV: _("CSV, for any program"), EXCEL: _("Excel")}


class Export(models.Model):
    """A list of cases that somebody takes out of the house: who, which filter, what for. The heads of cases only, no
    words. removed_at: when its file was deleted; what happened stays in the journal of the person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exports")
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=KINDS)
    address = models.CharField(max_length=3000, blank=True)
    purpose = models.ForeignKey(Words, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    rows = models.PositiveIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="export_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return f"export {self.pk} of {self.person_id}"

    @property
    def path(self) -> Path:
        return Path(settings.EXPORTS_FOLDER) / f"{self.pk}.{self.kind}"

    @property
    def is_ready(self) -> bool:
        return self.rows is not None and self.removed_at is None

    @staticmethod
    def may_export(person: Person) -> bool:
        """Bosses and their deputies, executives, quality leads, and whoever keeps the house."""
        leads = person.leads.exists() or person.deputises.exists()
        roles = person.is_executive or person.is_quality_lead or person.is_administrator
        return person.is_here and (roles or leads)

    @classmethod
    @transaction.atomic
    def ask(
        cls,
        person: Person,
        *,
        by: Actor,
        address: str,
        kind: str,
        purpose: str,
        write: "Callable[[int], str]",
    ) -> "Export":
        """Order the list. write: enqueues the work for an export and gives back the key of the job."""
        lock(person)
        if Entry.already(by.press):
            return cls.objects.filter(person=person).latest("pk")
        must_be_allowed(person)
        must_say_why(purpose)
        made = cls.objects.create(
            person=person,
            kind=kind,
            address=address,
            purpose=Words.keep(" ".join(purpose.split())),
            made_at=clocks.now(),
        )
        made.job_id = int(write(made.pk))
        made.save(update_fields=["job"])
        person.record(
            "export_asked",
            by=by,
            at=clocks.now(),
            export=made,
            filter=address or "which=open",
            form=kind,
            words=made.purpose,
        )
        return made

    @transaction.atomic
    def finish(self, *, rows: int) -> None:
        """It is written: how many rows left is kept in the journal for good. A second time does nothing."""
        lock(self.person)
        self.refresh_from_db(fields=["rows"])
        if self.rows is not None:  # a worker died between this and the end of its job
            return
        self.rows = rows
        self.save(update_fields=["rows"])
        self.person.record(
            "export_made",
            by=system("clock"),
            at=clocks.now(),
            export=self,
            filter=self.address or "which=open",
            rows=rows,
        )


def must_be_allowed(person: Person) -> None:
    if not Export.may_export(person):
        raise Refused(
            "export_for_leads",
            _(
                "Lists leave the house through a boss, an executive, a quality lead or whoever keeps the house."
            ),
            _("A file is copied on, and nobody can take it back or see who reads it."),
            _("Ask your boss to make the list, or work with the view here."),
            status=409,
        )


def must_say_why(purpose: str) -> None:
    if not purpose.strip():
        raise Refused(
            "purpose_missing",
            _("It is not said what the list is for."),
            _("Whoever looks later at what left the house must understand why."),
            _("Write it in a few words: for the meeting on Monday, say."),
            field="purpose",
        )
