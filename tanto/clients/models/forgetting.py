"""Masking a contact: what she said goes, that she said it, and what we did, stays."""

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal import masking
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import lock
from tanto.people.models.forgetting import must_mask
from tanto.web.refusals import Refused
from tanto.wording.naming import NameForms, person_named

if TYPE_CHECKING:
    from .contact import Contact


class Forgotten(models.Model):
    masked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def traces(self) -> int:
        """How many texts a mask would drop."""
        return masking.traces("contact", self.pk)

    def is_named_in(self, text: str) -> bool:
        """Does a text name her, or hold her address or number?"""
        contact = cast("Contact", self)
        if person_named(text, [NameForms(contact.name_en, "", contact.name_ja, "")]):
            return True
        number = digits(contact.phone)
        is_called = len(number) > 5 and number in digits(text)
        return is_called or bool(contact.email and contact.email.casefold() in text.casefold())

    @transaction.atomic
    def take_out(self, *, by: Actor) -> None:
        """She asked what is kept of her: that the file was made is written down, and by whom."""
        contact = cast("Contact", self)
        lock(contact.client)
        if not Entry.already(by.press):
            contact.client.record("contact_told_hers", by=by, at=clocks.now(), contact=contact.pk)

    @transaction.atomic
    def mask(self, *, by: Actor, again: bool = False) -> None:
        """Drop her name, address and number, what she said and wrote, what was written to her, and every text of her cases that
        names her. Refused while a case of hers is open. again: a mask that was decided before a backup was brought back."""
        contact, now = cast("Contact", self), clocks.now()
        lock(contact.client)
        contact.refresh_from_db()
        if contact.masked_at is not None or Entry.already(by.press):
            return
        must_mask(by)
        reasons = [] if again else masking.held("contact", contact.pk)
        if reasons:
            raise Refused(
                "still_needed",
                " ".join(reasons),
                _("Without name and address we cannot answer her, and her word closes the case."),
                _("End it with her first, or make somebody else of the firm the contact of the case."),
                status=409,
            )
        masking.mask("contact", contact.pk, by=by, at=now)
        contact.name_en, contact.name_ja = f"Contact {contact.pk}", f"お客様 {contact.pk}"
        contact.title = contact.role = contact.email = contact.phone = ""
        contact.masked_at, contact.bounced_at = now, None
        contact.save()
        contact.client.refresh_from_db()
        contact.client.record(masking.CONTACT, by=by, at=now, contact=contact.pk)


def digits(text: str) -> str:
    """03-0000-2716 and (03) 0000 2716 are one number."""
    return "".join(sign for sign in text if sign.isdigit())
