import datetime as dt
from collections.abc import Mapping

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import lock
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..ways import GROUPS, MayChoose


class Ways(models.Model):
    """How one of us wants to be told by mail, beside the program, where nothing can be switched off.

    quiet_from, quiet_until: minutes since midnight on the office wall between which mail waits, unless a case is
    critical; mail: groups that somebody switched on or off.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="ways")
    quiet_from = models.PositiveSmallIntegerField(null=True)
    quiet_until = models.PositiveSmallIntegerField(null=True)
    mail = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quiet_from_until",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__lt=1440, quiet_until__lt=1440) & ~Q(quiet_from=models.F("quiet_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"ways of {self.person_id}"

    @classmethod
    @transaction.atomic
    def choose(
        cls,
        person: Person,
        *,
        by: Actor,
        mail: Mapping[str, bool],
        quiet_from: dt.time | None = None,
        quiet_until: dt.time | None = None,
    ) -> None:
        """Choose which groups come by mail and when mail is quiet. What must be heard cannot be switched off."""
        lock(person)
        if Entry.already(by.press):
            return
        for group, is_wanted in mail.items():
            must_be_open_to_choice(person, group, is_wanted)
        begins, ends = in_minutes(quiet_from), in_minutes(quiet_until)
        if (begins is None) != (ends is None) or (begins is not None and begins == ends):
            raise Refused(
                "quiet_without_end",
                _("The quiet hours have no beginning or no end."),
                _("A night that never ends would keep every mail back."),
                _("Give both times, or leave both empty."),
                field="quiet_until",
            )
        cls.objects.update_or_create(
            person=person,
            defaults={
                "mail": dict(mail),
                "quiet_from": begins,
                "quiet_until": ends,
            },
        )
        person.record(
            "ways_chosen", by=by, at=clocks.now(), off=sorted(g for g, on in mail.items() if not on)
        )


def in_minutes(time: dt.time | None) -> int | None:
    return None if time is None else time.hour * 60 + time.minute


def must_be_open_to_choice(person: Person, group: str, is_wanted: bool) -> None:
    """INV-07: a boss cannot switch off the cases of the own section; nobody what is asked of them by name."""
    found = GROUPS.get(group)
    if found is None or is_wanted or found.may_choose == MayChoose.ALL:
        return
    if found.may_choose == MayChoose.NOBODY or person.leads.exists() or person.deputises.exists():
        raise Refused(
            "must_be_heard",
            _("“%(group)s” cannot be switched off.") % {"group": found.label},
            _("Bad news that does not arrive is the most expensive kind, above all for a boss."),
            _("Set quiet hours, or name who stands in while you are away."),
            field="mail",
        )
