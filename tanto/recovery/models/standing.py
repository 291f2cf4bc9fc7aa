from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.clocks.models import Clock
from tanto.journal.actor import Actor
from tanto.people.models import Absence, Person
from tanto.people.models.absence import away_among, away_now
from tanto.web.refusals import Refused

from ..steps import End, Step
from .row import CaseRow
from .trail import Part


class Standing(CaseRow):
    """Who may act on a case now, where it stands, and how what happened is written down."""

    class Meta(CaseRow.Meta):
        abstract = True

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
        if not away_among([self.owner_id], clocks.now()):
            return None
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

    def let_in(self, person: Person, why: str) -> None:
        """Let somebody read the words; a second time does nothing."""
        self.add(Part, ["case", "person", "why"], (self.pk, person.pk, why), known_is_fine=True)

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

    def must_be_open(self) -> None:
        if not self.is_open:
            raise Refused(
                "case_closed",
                _("This case is ended: %(how)s.") % {"how": End(self.end or End.CLOSED).label},
                _("An ended case keeps the owner who answered for it, and everything in it."),
                _("If the customer comes back, it opens again with the same person."),
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

    def beside_head(self) -> dict[str, Any]:
        running = Clock.objects.of(self.subject_kind, self.pk).owed().order_by("due_at")
        return {"due_at": Subquery(running.values("due_at")[:1])}
