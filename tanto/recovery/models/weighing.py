import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor, system
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused
from tanto.wording import checks

from ..steps import Severity, Trigger
from . import severity as points_of
from .assessment import Assessment
from .informing import Informing

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Weighing(Informing):
    """How serious it is for the customer, and who may say otherwise."""

    assessments: "RelatedManager[Assessment]"

    class Meta(Informing.Meta):
        abstract = True

    @property
    def last_assessment(self) -> Assessment | None:
        return self.assessments.last()

    @property
    def triggers(self) -> list[str]:
        """What holds now, ticked or known to the case."""
        last = self.last_assessment
        ticked = set(last.triggers) if last else set()
        if self.second_failure_at is not None:
            ticked.add(Trigger.SECOND_FAILURE.value)
        return sorted(ticked)

    @verb
    def assess(
        self,
        *,
        by: Actor,
        safety: int = 0,
        their_customers: int = 0,
        promise: int = 0,
        harm: int = 0,
        money: int = 0,
        triggers: Iterable[str] = (),
    ) -> None:
        """Weigh the case anew. What comes out milder than what stands is shown and kept; only a boss lowers."""
        self.must_be_owners(by)
        self.must_be_open()
        ticked = set(triggers) | set(self.triggers) & {Trigger.SECOND_FAILURE.value}
        assessment = self.assessments.create(
            at=clocks.now(),
            by_id=by.person_id,
            safety=safety,
            their_customers=their_customers,
            promise=promise,
            harm=harm,
            money=money,
            feeling=points_of.of_feeling(self.intensity),
            pattern=self.pattern(),
            triggers=sorted(ticked),
        )
        was = self.severity
        is_untouched = was == Severity.S3 and not self.history().filter(kind__startswith="severity_").exists()
        if assessment.result < was or is_untouched:
            self.set_severity(assessment.result)
        self.save()
        self.record_now(
            "severity_assessed",
            by=by,
            tell=[self.section.boss] if self.severity < was else [],
            points=assessment.points,
            was=was,
            now=self.severity,
            result=assessment.result,
        )

    @verb
    def raise_severity(self, *, by: Actor, words: str) -> None:
        """One level up, at any time, with a word why."""
        self.must_be_owners(by)
        self.must_be_open()
        if self.severity == Severity.S1:
            return
        if not words.strip():
            raise Refused(
                "reason_missing",
                _("It is not said why it is more serious."),
                _("Whoever is told to hurry must know what changed."),
                _("One sentence is enough."),
                field="words",
            )
        was = self.severity
        self.set_severity(self.severity - 1)
        self.save()
        self.record_now(
            "severity_raised",
            by=by,
            tell=[self.owner, self.section.boss],
            words=Words.keep(words.strip()),
            was=was,
            now=self.severity,
        )

    @verb
    def lower_severity(self, *, by: Actor, to: int, reason: str) -> None:
        """Milder than it stands: only a boss, only with a reason, and never because it is little money (INV-12)."""
        self.must_be_boss(by)
        self.must_be_open()
        if to <= self.severity:
            raise Refused(
                "not_lower",
                _("It stands at S%(now)d; this would not lower it.") % {"now": self.severity},
                _("Raising needs no boss."),
                _("Choose a milder one, or leave it."),
                field="to",
            )
        if to > points_of.floor(self.triggers):
            raise Refused(
                "trigger_holds",
                _("Something that is serious by itself is still ticked."),
                _("While it holds, no opinion makes the case milder."),
                _("If it does not hold any more, ask the owner to weigh the case again, then lower it."),
                field="to",
                status=409,
            )
        if not reason.strip() or checks.is_about_money(reason):
            raise Refused(
                "money_is_no_reason",
                _("“Little money” is not a reason.")
                if reason.strip()
                else _("The reason for lowering is missing."),
                _("How serious it is, is measured by what it does to the customer, not by the invoice."),
                _("Say what has changed for the customer: the harm, the promise, the time left."),
                field="reason",
            )
        was = self.severity
        self.set_severity(to)
        self.save()
        self.record_now(
            "severity_lowered",
            by=by,
            tell=[self.owner],
            words=Words.keep(reason.strip()),
            was=was,
            now=self.severity,
        )

    def set_severity(self, severity: int) -> None:
        """The clocks that run are measured anew from their own starts. The row is saved by the verb."""
        self.severity = severity
        self.retime()
        self.owe_for_severity()
        if severity <= Severity.S2:
            self.owe_boss_contact()
            self.repeat_unread_notice()

    def at_least(self, severity: int, *, trigger: str) -> None:
        """Something happened that is serious by itself: the case cannot stand milder than this from now on."""
        if severity < self.severity:
            was = self.severity
            self.set_severity(severity)
            self.save()
            self.record_now(
                "severity_triggered",
                by=system(),
                tell=[self.owner, self.section.boss],
                trigger=trigger,
                was=was,
                now=severity,
            )

    def pattern(self) -> int:
        """Points for other cases of this client (those that were no case do not count)."""
        if self.client_id is None:
            return 0
        year, quarter = (self.opened_at - dt.timedelta(days=days) for days in (365, 90))
        others = type(self)._default_manager.filter(client=self.client_id, opened_at__gte=year)
        moments = list(
            others.exclude(pk=self.pk)
            .filter(opened_at__lte=self.opened_at)
            .exclude(end__in=["not_a_case", "merged"])
            .values_list("opened_at", flat=True)
        )
        return points_of.of_pattern(sum(at >= quarter for at in moments), len(moments))
