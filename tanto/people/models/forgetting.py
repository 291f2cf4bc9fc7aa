"""Masking a colleague who left: the name goes, what was done stays. How long names are kept is a rule of the firm."""

import datetime as dt
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal import masking
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .session import Session

if TYPE_CHECKING:
    from .person import Person


class Forgotten(Subject):
    masked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @classmethod
    def may_be_masked_by(cls, person: "Person") -> bool:
        """Executives decide, whoever keeps the house carries it out."""
        return person.is_here and (person.is_executive or person.is_administrator)

    @verb
    def mask(self, *, by: Actor, again: bool = False) -> None:
        """Drop the name, address and number of somebody who left, and every text of their cases that names them. again: a mask
        that was decided before a backup was brought back, in which they may still be here."""
        person, now = cast("Person", self), clocks.now()
        if self.masked_at is not None:
            return
        must_mask(by)
        if person.is_here and not again:
            raise Refused(
                "still_here",
                _("%(name)s still works here.") % {"name": person.name()},
                _("Customers must be able to call whoever answers for them by name."),
                _("End the account first."),
                status=409,
            )
        masking.mask("person", self.pk, by=by, at=now)
        Session.objects.filter(person=person).delete()
        person.former_addresses.all().delete()
        person.tokens.update(name="–")  # who named it may have written somebody in
        person.family_en, person.given_en = "Employee", str(self.pk)
        person.family_ja, person.given_ja = "元社員", str(self.pk)
        person.email, person.phone = f"masked-{self.pk}@masked.invalid", ""
        person.set_unusable_password()
        self.masked_at = now
        person.save()
        from allauth.mfa.models import Authenticator

        Authenticator.objects.filter(user=person).delete()
        self.record(masking.PERSON, by=by, at=now)


def must_mask(by: Actor) -> None:
    from .person import Person

    person = Person.objects.filter(pk=by.person_id or 0).first()
    if by.kind != "system" and (person is None or not Person.may_be_masked_by(person)):
        raise Refused(
            "not_to_mask",
            _("Masking is decided by executives and carried out by whoever keeps the house."),
            _("Masked words cannot be brought back by anybody."),
            _("Ask one of them, and say who asked to be forgotten."),
            status=409,
        )


class KeepingNames(Subject):
    """After how many months names go; 0 keeps them."""

    keep_contacts = models.PositiveSmallIntegerField(default=36)
    keep_people = models.PositiveSmallIntegerField(default=24)

    class Meta:
        abstract = True

    @verb
    def keep_names(self, *, by: Actor, contacts: int, people: int) -> None:
        """Months after the end of a contact's last case, and after a colleague left."""
        must_mask(by)
        if not (0 <= contacts <= 600 and 0 <= people <= 600):
            raise Refused(
                "months_out_of_range",
                _("Names are kept from 1 to 600 months; 0 keeps them for good."),
                _("Longer than fifty years is for good."),
                _("Give a number of months, or 0."),
                field="keep_contacts",
            )
        if (contacts, people) == (self.keep_contacts, self.keep_people):
            return
        self.keep_contacts, self.keep_people = contacts, people
        self.save(update_fields=["keep_contacts", "keep_people"])
        self.record("keeping_set", by=by, at=clocks.now(), contacts=contacts, people=people)


def months_ago(now: dt.datetime, months: int) -> dt.datetime:
    """The same day of the month so long ago; the 31st becomes the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    for day in (now.day, 30, 29, 28):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
