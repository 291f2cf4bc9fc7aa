"""What the house asks of everybody who comes in, and what it stands for."""

from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .keeper import must_keep_house
from .signing_in import NOBODY, SECOND_STEP

if TYPE_CHECKING:
    from .firm import Firm
    from .person import Person


def forget() -> None:
    from . import firm

    firm.forget()


class KeepingDoors(Subject):
    """intake: who owns what comes by mail or by the form from somebody we do not know."""

    second_step = models.CharField(max_length=10, default=NOBODY)
    intake = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @verb
    def rename(self, *, by: Actor, **columns: str) -> None:
        """Names, seal and values of the firm, as they stand on every page and letter from now on."""
        firm = cast("Firm", self)
        must_keep_house(by)
        changed = sorted(name for name, value in columns.items() if getattr(firm, name) != value)
        if not changed:
            return
        for name in changed:
            setattr(firm, name, columns[name])
        firm.save(update_fields=changed)
        forget()
        self.record("firm_changed", by=by, at=clocks.now(), columns=changed)

    @verb
    def name_intake(self, *, by: Actor, person: "Person") -> None:
        """Who owns from the first second what comes from outside; they hand it on to the tanto."""
        must_keep_house(by)
        if not person.is_here:
            raise Refused(
                "intake_left",
                _("%(name)s does not work here any more.") % {"name": person.name()},
                _("What a stranger writes must be somebody’s at once."),
                _("Choose somebody who is here."),
                field="intake",
            )
        if self.intake_id == person.pk:
            return
        self.intake = person
        self.save(update_fields=["intake"])
        forget()
        tell = [("person", person.pk)] if by.person_id != person.pk else []
        self.record("intake_named", by=by, at=clocks.now(), tell=tell, to=person.pk)

    @verb
    def ask_second_step(self, *, by: Actor, of: str) -> None:
        """Who must have a second step; whoever has none sets one up at their next page."""
        must_keep_house(by)
        if of not in SECOND_STEP:
            raise Refused(
                "no_such_circle",
                _("It is not clear of whom a second step is asked."),
                _("A rule for somebody unnamed holds for nobody."),
                _("Choose one line of the list."),
                field="second_step",
            )
        if self.second_step == of:
            return
        self.second_step = of
        self.save(update_fields=["second_step"])
        forget()
        self.record("second_step_asked", by=by, at=clocks.now(), of=of)
