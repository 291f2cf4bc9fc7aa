import datetime as dt
import hmac
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

if TYPE_CHECKING:
    from .person import Person

LASTS = dt.timedelta(days=7)


class Invitation(models.Model):
    """A colleague's first way in, by mail: once, for seven days. The token is derived from the id, the address and the secret
    key; the database alone opens nothing."""

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
        return f"{self.pk}-{signature(self.pk, self.person.email)}"

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
        number, _sign, signed = token.partition("-")
        if not number.isascii() or not number.isdigit() or len(number) > 18:
            return None
        found = cls.objects.select_related("person").filter(pk=int(number)).first()
        email = found.person.email if found else ""
        return found if hmac.compare_digest(signature(int(number), email), signed) else None


def signature(invitation_id: int, email: str) -> str:
    """160 bits of HMAC-SHA256, hexadecimal; another address ends it."""
    text = f"{invitation_id} {email.lower()}"
    return salted_hmac("tanto.people.invitation", text, algorithm="sha256").hexdigest()[:40]


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
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise Refused(
                "password_weak",
                " ".join(error.messages),
                _("Behind it lie the words of your customers."),
                _("Choose a longer one, say three words that do not belong together."),
                field="password",
            ) from error
        found.used_at = clocks.now()
        found.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        self.record("person_came_in", by=by, at=clocks.now())
