from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry, Subject
from tanto.journal.verbs import verb

from .absence import away_among, away_now
from .named import Named
from .person import Person


class Section(Named, Subject):
    """A department with exactly one boss, a deputy who acts for the boss, and perhaps a section above."""

    subject_kind: ClassVar[str] = "section"

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    boss = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leads")
    deputy = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="deputises"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="deputy_is_not_boss", condition=~Q(boss=F("deputy"))),
            models.CheckConstraint(name="section_is_not_its_parent", condition=~Q(parent=F("id"))),
        ]

    def journal_state(self) -> dict[str, Any]:
        return {"boss": self.boss_id, "deputy": self.deputy_id, "parent": self.parent_id}

    @classmethod
    @transaction.atomic
    def open(cls, *, by: Actor, **columns: Any) -> "Section":
        """A new department. Its boss must be somebody."""
        if Entry.already(by.press):
            return cls.objects.latest("pk")
        section = cls.objects.create(**columns)
        section.record("section_opened", by=by, at=clocks.now())
        return section

    @verb
    def change(self, *, by: Actor, **columns: Any) -> None:
        """Rename the section, or change its boss, deputy or place."""
        led = {self.boss_id, self.deputy_id}
        for name, value in columns.items():
            setattr(self, name, value)
        self.save()
        moved = led ^ {self.boss_id, self.deputy_id}
        leads = {pk for pk in led | {self.boss_id} if pk is not None and pk != by.person_id}
        told = [("person", pk) for pk in sorted(leads)] if moved else []
        self.record("section_changed", by=by, at=clocks.now(), tell=told, columns=sorted(columns))

    def chain(self) -> list[Person]:
        """Whom to tell, in this order: boss, deputy, the same of every section above, then the executives; who is
        away comes after everybody who is here."""
        return Ladder().of(self)

    def first_boss(self, *involved: Person) -> Person | None:
        """The first of `bosses_for`, if it is the section's own boss or deputy; one question instead of a climb."""
        own = [
            person
            for person in (self.boss, self.deputy)
            if person and person.is_here and person not in involved
        ]
        away = away_among([person.pk for person in own], clocks.now())
        return next((person for person in own if person.pk not in away), None)

    def bosses_for(self, *involved: Person) -> list[Person]:
        """The chain without those who own or reported the matter: a boss who is one of them is not told of it by
        himself; the next level is. Where nobody is left (a firm of one), the section's boss stays."""
        chain = self.chain()
        return [person for person in chain if person not in involved] or chain[:1]


class Ladder:
    """The chains of many sections: the executives and who is away are asked for once."""

    def __init__(self) -> None:
        self.executives = list(Person.objects.here().filter(is_executive=True).order_by("pk"))
        self.away = away_now()

    def of(self, section: Section | None) -> list[Person]:
        """Without a section only the executives are left."""
        people: list[Person] = []
        step = section
        climbed: set[int] = set()
        while step is not None and step.pk not in climbed:
            climbed.add(step.pk)
            people += [step.boss, *([step.deputy] if step.deputy else [])]
            step = step.parent
        here = [person for person in dict.fromkeys([*people, *self.executives]) if person.is_here]
        return [p for p in here if p.pk not in self.away] + [p for p in here if p.pk in self.away]
