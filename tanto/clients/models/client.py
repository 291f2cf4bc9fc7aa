from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.people.models.named import Named
from tanto.web.refusals import Refused


class Client(Named, Subject):
    """A firm we serve. It has one main tanto and one deputy at every instant (INV-02); `since` spans keep the past."""

    subject_kind: ClassVar[str] = "client"

    code = models.CharField(max_length=20, unique=True)
    city = models.CharField(max_length=60, blank=True)
    main = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="main_of")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputy_of")

    class Meta:
        constraints = [
            models.CheckConstraint(name="main_is_not_deputy", condition=~Q(main=F("deputy"))),
            models.CheckConstraint(name="client_has_a_name", condition=~Q(name_en="")),
        ]

    def journal_state(self) -> dict[str, Any]:
        return {"main": self.main_id, "deputy": self.deputy_id}

    def journal_facts(self) -> dict[str, Any]:
        return {"number": self.code}

    @classmethod
    @transaction.atomic
    def take_on(cls, *, by: Actor, **columns: Any) -> "Client":
        """We begin to serve a firm, with a main tanto and a deputy from the first second."""
        both_are_here(columns["main"], columns["deputy"])
        client = cls.objects.create(**columns)
        client.begin_span()
        client.record("client_taken_on", by=by, at=clocks.now())
        return client

    @verb
    def change(self, *, by: Actor, **columns: Any) -> None:
        """Correct name, code or city; a new main tanto or deputy begins a new span at this instant."""
        both_are_here(columns.get("main", self.main), columns.get("deputy", self.deputy))
        before = (self.main_id, self.deputy_id)
        for name, value in columns.items():
            setattr(self, name, value)
        self.save()
        if (self.main_id, self.deputy_id) != before:
            self.begin_span()
        self.record("client_changed", by=by, at=clocks.now(), columns=sorted(columns))

    def begin_span(self) -> None:
        from .tanto_span import TantoSpan

        TantoSpan.objects.create(client=self, main=self.main, deputy=self.deputy, since=clocks.now())


def both_are_here(main: Person, deputy: Person) -> None:
    """INV-02: two different people who work here."""
    if main == deputy:
        raise Refused(
            "deputy_is_main",
            _("Main tanto and deputy are the same person."),
            _("When one of them is away, the client must still reach the other."),
            _("Choose two people."),
            field="deputy",
        )
    for person, field in ((main, "main"), (deputy, "deputy")):
        if not person.is_here:
            raise Refused(
                "person_left",
                _("%(name)s does not work here any more.") % {"name": person.name()},
                _("A client needs a person who answers today."),
                _("Choose somebody who is here."),
                field=field,
            )
