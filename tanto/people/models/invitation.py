import datetime as dt
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web import tokens
from tanto.web.refusals import Refused

from .passwords import must_be_strong

if TYPE_CHECKING:
    from .person import Person

LASTS = dt.timedelta(days=7)
PURPOSE = "tanto.people.invitation"


class Invitation(models.Model):
    """A colleague's first way in, by mail: once, for seven days."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_invitation",
                fields=["person"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_used_or_revoked",
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def token(self) -> str:
        return tokens.token(PURPOSE, self.pk, self.person.email)

    @property
    def url(self) -> str:
        return f"{settings.URL}/invitation/{self.token}/"

    @property
    def is_live(self) -> bool:
        is_open = self.used_at is None and self.revoked_at is None
        return is_open and clocks.now() < self.expires_at and self.person.is_here

    @classmethod
    def behind(cls, token: str) -> "Invitation | None":
        """The invitation of a token, live or not; None for a forged one."""
        number = tokens.number_in(token)
        found = cls.objects.select_related("person").filter(pk=number).first() if number is not None else None
        is_genuine = found is not None and tokens.is_genuine(token, PURPOSE, found.pk, found.person.email)
        return found if is_genuine else None


class Invited(Subject):
    """Coming in for the first time, by a mail instead of a password on a slip of paper."""

    class Meta:
        abstract = True

    @verb
    def invite(self, *, by: Actor) -> None:
        """Send a mail with a link under which this person chooses a password. An earlier one no longer opens."""
        person, now = cast("Person", self), clocks.now()
        if not person.is_here:
            raise Refused(
                "not_here",
                _("%(name)s no longer works here.") % {"name": person.name()},
                _("An invitation would let somebody in who left."),
                _("Enter a new colleague."),
                status=409,
            )
        live = Invitation.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True)
        live.update(revoked_at=now)
        made = Invitation.objects.create(person=person, made_at=now, expires_at=now + LASTS)
        self.record("person_invited", by=by, at=now, tell=[("person", person.pk)], invitation=made.pk)

    @verb
    def come_in(self, *, by: Actor, invitation: int, password: str) -> None:
        """Choose the password behind an invitation; it opens once."""
        person = cast("Person", self)
        found = Invitation.objects.filter(pk=invitation, person=person).first()
        if found is None or not found.is_live:
            raise Refused(
                "invitation_over",
                _("This invitation was used, has run out, or was replaced by a newer one."),
                _("It opens the house to one person, once, for seven days."),
                _(
                    "Sign in with the password you chose, or ask whoever keeps the house for a new invitation."
                ),
                status=409,
            )
        must_be_strong(password, person)
        found.used_at = clocks.now()
        found.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        self.record("person_came_in", by=by, at=clocks.now())
