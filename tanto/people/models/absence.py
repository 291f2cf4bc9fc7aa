"""Being away: the owner stays the owner, the duties go to one named person until the return."""

import datetime as dt
from typing import TYPE_CHECKING, cast

from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

if TYPE_CHECKING:
    from .person import Person


class Absences(models.QuerySet["Absence"]):
    def at(self, moment: dt.datetime) -> "Absences":
        return self.filter(since__lte=moment, until__gt=moment)


class Absence(models.Model):
    """Somebody is away from `since` until `until`, and `deputy` stands in. An early return moves `until`."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="stands_in")
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects = Absences.as_manager()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(name="absent_deputy_is_another", condition=~Q(person=F("deputy"))),
            models.CheckConstraint(name="absence_has_an_end", condition=Q(until__gte=F("since"))),
        ]
        indexes = [models.Index(name="absence_until", fields=["until"])]

    def __str__(self) -> str:
        return f"{self.person_id} away until {self.until}"


class Absent(Subject):
    class Meta:
        abstract = True

    @property
    def absence(self) -> Absence | None:
        """The absence of this moment, if there is one."""
        return Absence.objects.at(clocks.now()).filter(person=self.pk).select_related("deputy").first()

    @verb
    def be_away(self, *, by: Actor, since: dt.datetime, until: dt.datetime, deputy: "Person") -> None:
        """Name the days and the one person who stands in. Both hear of it."""
        must_be_days(since, until)
        must_name_fairly(cast("Person", self), deputy, by)
        must_stand_in(cast("Person", self), deputy, since, until)
        overlapping = Absence.objects.filter(person=self.pk, since__lt=until, until__gt=since)
        if overlapping.exists():
            raise Refused(
                "away_already",
                _("There is an absence in these days already."),
                _("Two deputies at once would each think that it is the other."),
                _("End the other absence first."),
                status=409,
            )
        Absence.objects.create(person_id=self.pk, deputy=deputy, since=since, until=until)
        told = [("person", pk) for pk in (self.pk, deputy.pk) if pk != by.person_id]
        self.record(
            "absence_entered", by=by, at=clocks.now(), tell=told, to=deputy, since_at=since, until_at=until
        )

    @verb
    def come_back(self, *, by: Actor) -> None:
        """Back early, or not gone after all: the absence of now, or the next one, ends."""
        now = clocks.now()
        absence = Absence.objects.filter(person=self.pk, until__gt=now).order_by("since").first()
        if absence is None:
            return
        absence.since, absence.until = min(now, absence.since), now
        absence.save(update_fields=["since", "until"])
        self.record("absence_ended", by=by, at=now, tell=[("person", absence.deputy_id)], to=absence.deputy)


def must_be_days(since: dt.datetime, until: dt.datetime) -> None:
    if until <= max(since, clocks.now()):
        raise Refused(
            "absence_without_days",
            _("The return lies before the absence, or in the past."),
            _("The clocks of a customer go on; somebody must know from when until when they stand in."),
            _("Give the day of the return."),
            field="until",
        )


def must_name_fairly(person: "Person", deputy: "Person", by: Actor) -> None:
    """Standing in opens words of cases: for somebody else it is named by their boss, or within their own section."""
    if by.kind != "person" or by.person_id == person.pk:
        return
    chain = person.section.chain() if person.section else []
    is_boss = any(boss.pk == by.person_id for boss in chain)
    is_near = deputy in chain or (person.section_id is not None and deputy.section_id == person.section_id)
    if not is_boss and (not is_near or deputy.pk == by.person_id):
        raise Refused(
            "deputy_from_the_section",
            _("%(name)s does not work in that section.") % {"name": deputy.name()},
            _("Who stands in reads the words of customers; keeping the house is no part in them."),
            _("Choose somebody of the same section, or its boss."),
            field="deputy",
        )


def must_stand_in(person: "Person", deputy: "Person", since: dt.datetime, until: dt.datetime) -> None:
    """INV-03, INV-09: one person who is here on these days, not the absent one."""
    is_away = Absence.objects.filter(person=deputy, since__lt=until, until__gt=since).exists()
    if deputy.pk == person.pk or not deputy.is_here or is_away:
        raise Refused(
            "deputy_not_here",
            _("%(name)s cannot stand in on these days.") % {"name": deputy.name()},
            _("A customer must reach a person who is there and can act."),
            _("Choose one person who is here on all of these days."),
            field="deputy",
        )


def away_among(people: list[int], moment: dt.datetime) -> set[int]:
    """Who of these is away. (As SQL: every case that comes in asks it.)"""
    if not people:
        return set()
    marks = ", ".join(["%s"] * len(people))
    sql = f"SELECT person_id FROM people_absence WHERE since <= %s AND until > %s AND person_id IN ({marks})"  # noqa: S608
    at = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(sql, [at, at, *people])
        return {row[0] for row in cursor.fetchall()}


def away_now() -> dict[int, Absence]:
    """Everybody who is away at this moment, by the person's id: one query."""
    return {a.person_id: a for a in Absence.objects.at(clocks.now()).select_related("person", "deputy")}
