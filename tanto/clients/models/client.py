import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.people.models.named import Named
from tanto.web.refusals import Refused

from .handover import HandingOver

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .contact import Contact
    from .tanto_span import TantoSpan


class Client(Named, HandingOver):
    """A firm we serve. It has one main tanto and one deputy at every instant (INV-02); `since` spans keep the past."""

    subject_kind: ClassVar[str] = "client"

    contacts: "RelatedManager[Contact]"
    spans: "RelatedManager[TantoSpan]"

    code = models.CharField(max_length=20, unique=True)
    city = models.CharField(max_length=60, blank=True)
    report_format = models.CharField(
        max_length=4, blank=True, default="", choices=[("", _("our own")), ("8d", _("8D"))]
    )  # in which form this client wants to be told what went wrong
    main = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="main_of")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputy_of")

    class Meta:
        constraints = [
            models.CheckConstraint(name="main_is_not_deputy", condition=~Q(main=F("deputy"))),
            models.CheckConstraint(name="client_has_a_name", condition=~Q(name_en="")),
        ]

    def journal_state(self) -> dict[str, Any]:
        people = self.contacts.order_by("pk").values_list("pk", "email", "phone", "name_en")
        contacts = sha256(repr(list(people)).encode()).hexdigest()[:32] if self.pk else ""
        return {"main": self.main_id, "deputy": self.deputy_id, "code": self.code, "contacts": contacts}

    def journal_facts(self) -> dict[str, Any]:
        return {"number": self.code}

    @classmethod
    @transaction.atomic
    def take_on(cls, *, by: Actor, **columns: Any) -> "Client":
        """We begin to serve a firm, with a main tanto and a deputy from the first second."""
        if Entry.already(by.press):
            return cls.objects.get(code=columns["code"])
        both_are_here(columns["main"], columns["deputy"])
        client = cls.objects.create(**columns)
        client.begin_span()
        client.record("client_taken_on", by=by, at=clocks.now())
        return client

    def may_change(self, person: Person) -> bool:
        """Its two tantos, their boss, an executive or whoever keeps the house: being tanto opens words of cases."""
        if not person.is_here:
            return False
        bosses = self.main.section.chain() if self.main.section else []
        return (
            person in (self.main, self.deputy)
            or person in bosses
            or person.is_executive
            or person.is_administrator
        )

    def is_led_by(self, person: Person) -> bool:
        """Is this a boss above its tanto, or an executive?"""
        bosses = self.main.section.chain() if self.main.section else []
        return person in bosses or person.is_executive

    def must_be_ours(self, by: Actor) -> None:
        if by.kind == "system":
            return
        person = Person.objects.filter(pk=by.person_id or 0).first()
        if person is None or not self.may_change(person):
            raise Refused(
                "not_your_client",
                _("This client is served by %(main)s and %(deputy)s.")
                % {"main": self.main.name(), "deputy": self.deputy.name()},
                _("Who serves a client may read its cases, and letters go to the addresses written here."),
                _("Ask one of them, or their boss, to change it."),
                status=409,
            )

    @verb
    def change(self, *, by: Actor, **columns: Any) -> None:
        """Correct name, code or city; a new main tanto or deputy begins a new span at this instant."""
        self.must_be_ours(by)
        if by.kind == "person" and columns.get("main", self.main) != self.main:
            self.must_be_a_slip()
        both_are_here(columns.get("main", self.main), columns.get("deputy", self.deputy))
        before = (self.main_id, self.deputy_id)
        for name, value in columns.items():
            setattr(self, name, value)
        self.save()
        if (self.main_id, self.deputy_id) != before:
            self.begin_span()
        self.record("client_changed", by=by, at=clocks.now(), columns=sorted(columns))

    def must_have_two(self, main: Person, deputy: Person) -> None:
        """INV-02: two different people who work here."""
        both_are_here(main, deputy)

    def must_be_a_slip(self) -> None:
        """A wrong name may be mended on the first day; later the client is handed over, and is told."""
        spans = list(self.spans.values_list("since", flat=True)[:2])
        if len(spans) > 1 or clocks.now() - spans[0] > dt.timedelta(days=1):
            raise Refused(
                "hand_it_over",
                _("The tanto changes by a hand-over, not by a correction."),
                _("The client counts on one person, and must hear from us before the name changes."),
                _(
                    "Plan the hand-over below: the next tanto accepts, the client is told, then the name changes."
                ),
                field="main",
            )

    def begin_span(self) -> None:
        from .tanto_span import TantoSpan

        TantoSpan.objects.create(client=self, main=self.main, deputy=self.deputy, since=clocks.now())


def both_are_here(main: Person, deputy: Person) -> None:
    """INV-02: two different people who work here; held until the verb ends, so that neither leaves meanwhile."""
    held = Person.objects.order_by("pk").select_for_update().in_bulk([main.pk, deputy.pk])
    main, deputy = held[main.pk], held[deputy.pk]
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
