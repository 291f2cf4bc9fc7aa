import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .link import LASTS, Link
from .stepping import Stepping

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Linking(Stepping):
    """Her page needs no account: a signed link, for this case and this contact alone."""

    links: "RelatedManager[Link]"

    class Meta(Stepping.Meta):
        abstract = True

    def link_for_letter(self, by: Actor) -> Link:
        """The live link of the contact, its time renewed, or a new one."""
        if self.contact is None or not self.contact.email:
            raise Refused(
                "no_address",
                _("There is no mail address to write to."),
                _("A letter that reaches nobody counts as silence."),
                _("Enter the contact and the address first, or tell it by telephone and press so."),
                field="body",
            )
        return self.link_of(self.contact)

    def link_of(self, contact: Contact) -> Link:
        now = clocks.now()
        self.links.filter(contact=contact, revoked_at__isnull=True, expires_at__lte=now).update(
            revoked_at=now
        )
        link, is_new = self.links.get_or_create(
            contact=contact,
            revoked_at=None,
            defaults={"made_at": now, "expires_at": now + LASTS},
        )
        if not is_new:
            link.expires_at = now + LASTS
            link.save(update_fields=["expires_at"])
        return link

    @verb
    def hand_link(self, *, by: Actor) -> None:
        """Make her page open, to read the address to her or to send it another way."""
        self.must_be_owners(by)
        if self.contact is None:
            raise Refused(
                "no_contact",
                _("It is not known yet who the customer’s person is."),
                _("The page belongs to one contact, because that person’s word closes the case."),
                _("Name the contact first."),
            )
        link = self.link_of(self.contact)
        self.record_now("link_handed", by=by, contact=self.contact, link=link.pk)

    @verb
    def revoke_link(self, *, by: Actor) -> None:
        """Her link opens nothing any more; the next letter carries a new one."""
        if by.kind == "person":
            self.must_be_owners(by)
        if self.links.filter(revoked_at__isnull=True).update(revoked_at=clocks.now()):
            self.record_now("link_revoked", by=by, contact=self.contact)

    @verb
    def ask_for_link(self, *, by: Actor) -> None:
        """Her link has run out and she asks for a new one: the owner hears of it and opens it again by a press."""
        hour = clocks.now() - dt.timedelta(hours=1)
        if self.history().filter(kind="link_asked", at__gt=hour).exists():
            return
        self.record_now("link_asked", by=by, tell=[self.owner], contact=by.id)

    @property
    def live_link(self) -> Link | None:
        link = self.links.filter(revoked_at__isnull=True, contact=self.contact).first()
        return link if link is not None and link.is_live(clocks.now()) else None
