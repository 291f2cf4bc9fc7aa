"""The rules of this house's clocks: how long, who hears, in what words. Deadlines are data; who keeps the house changes
them, and every change is in the journal."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.kinds import HEARERS, KINDS, OWN, STARTS, STOPS, Tells, kind_of
from tanto.clocks.models import ClockRule
from tanto.clocks.models.timing import forget
from tanto.clocks.targets import Targets
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .keeper import must_keep_house

MOST = {"minutes": 5_256_000, "working_minutes": 5_256_000} | dict.fromkeys(
    ("working_days", "end_of_day", "calendar_days", "elapsed_days"), 3650
)
"""The longest target of each unit, ten years: a slip of the hand must not lead beyond the last day a date can name."""


class KeepingRules(Subject):
    class Meta:
        abstract = True

    @verb
    def set_rule(
        self,
        *,
        by: Actor,
        kind: str,
        targets: Targets,
        tells: Tells,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Another target, other people told, other words for one kind of clock. It counts for clocks that start from now
        on; those that run keep what was computed, and tell by the new rule."""
        must_keep_house(by)
        rule = ClockRule.objects.filter(kind=kind).first()
        if rule is None and kind not in KINDS:
            raise no_such_clock(kind)
        must_be_targets(targets)
        must_be_heard(kind, tells)
        self._keep(rule or ClockRule(kind=kind), targets, tells, words or {})
        self.record("rule_set", by=by, at=clocks.now(), task=kind, **stored(targets, tells))

    @verb
    def reset_rule(self, *, by: Actor, kind: str) -> None:
        """As it is shipped. A deadline of the house is not reset but ended: what it measured stays."""
        must_keep_house(by)
        rule = ClockRule.objects.filter(kind=kind).first()
        if rule is None:
            return
        if rule.is_own:
            rule.retired_at = clocks.now()
            rule.save(update_fields=["retired_at"])
        else:
            rule.delete()
        forget()
        self.record("rule_reset", by=by, at=clocks.now(), task=kind)

    @verb
    def enter_deadline(
        self,
        *,
        by: Actor,
        name_en: str,
        name_ja: str = "",
        starts: str,
        stops: str,
        targets: Targets,
        tells: Tells,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """A deadline of the house, a law or a contract: from which moment to which, how long, and who hears."""
        must_keep_house(by)
        if not name_en.strip() or starts not in STARTS or stops not in STOPS:
            raise Refused(
                "deadline_without_ends",
                _("The deadline has no name, no beginning or no end."),
                _("A clock that nothing starts or stops measures nothing."),
                _("Give it a name and choose both moments from the lists."),
                field="name_en",
            )
        must_be_targets(targets)
        must_be_heard(OWN, tells)
        number = ClockRule.objects.filter(kind__startswith=f"{OWN}-").count() + 1
        rule = ClockRule(
            kind=f"{OWN}-{number}",
            name_en=name_en.strip(),
            name_ja=name_ja.strip(),
            starts=starts,
            stops=stops,
        )
        self._keep(rule, targets, tells, words or {})
        self.record("deadline_entered", by=by, at=clocks.now(), task=rule.kind, **stored(targets, tells))

    def _keep(self, rule: ClockRule, targets: Targets, tells: Tells, words: Mapping[str, str]) -> None:
        kept = stored(targets, tells)
        rule.targets, rule.tells = kept["targets"], kept["tells"]
        rule.words_en, rule.words_ja = words.get("en", "").strip(), words.get("ja", "").strip()
        rule.save()
        forget()


def stored(targets: Targets, tells: Tells) -> dict[str, Any]:
    return {
        "targets": [target.stored() if target else None for target in targets],
        "tells": {str(share): list(codes) for share, codes in tells.items()},
    }


def must_be_targets(targets: Targets) -> None:
    for target in targets:
        if target is not None and max(target.amounts, default=0) > MOST[target.unit]:
            raise Refused(
                "target_too_long",
                _("A time of more than ten years is no deadline."),
                _("Nobody would be told of it while it matters."),
                _("Give at most %(most)s, or leave the severity without this clock.")
                % {"most": MOST[target.unit]},
                field="targets",
            )
        if target is not None and target.unit != "end_of_day" and min(target.amounts) < 1:
            raise Refused(
                "target_of_nothing",
                _("A time of zero is due before it begins."),
                _("Whoever is told of it can only be late."),
                _("Give at least one minute, or leave the severity without this clock."),
                field="targets",
            )
    if not any(targets):
        raise Refused(
            "no_target",
            _("No severity has a time."),
            _("A clock without any time never runs."),
            _("Give at least one severity a time; to switch a deadline off, end it."),
            field="targets",
        )


def must_be_heard(kind: str, tells: Tells) -> None:
    known = all(code in HEARERS for codes in tells.values() for code in codes)
    if not known or not any(codes for share, codes in tells.items() if share >= 100):
        raise Refused(
            "nobody_hears",
            _("Nobody hears when the time is over."),
            _("A deadline that runs out in silence protects no customer."),
            _("Choose at least one person at 100 % or later."),
            field="tells",
        )
    above, late = (
        kind_of(kind).climbs,
        {code for share, codes in tells.items() if share >= 100 for code in codes},
    )
    if above and late.isdisjoint(above):
        raise Refused(
            "nobody_above_hears",
            _("Nobody above hears when a boss is silent."),
            _("Bad news that stops at one desk is what this clock is there to prevent."),
            _("Choose one of these at 100 %% or later: %(who)s.")
            % {"who": ", ".join(str(HEARERS[code]) for code in above)},
            field="tells",
        )


def no_such_clock(kind: str) -> Refused:
    return Refused(
        "no_such_clock",
        _("There is no clock “%(kind)s”.") % {"kind": kind},
        _("Clocks start and stop by facts that the program knows."),
        _("Choose one from the list, or enter a deadline of the house."),
    )
