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
from .session import Session

if TYPE_CHECKING:
    from .person import Person

FIRST, PASSWORD = "first", "password"
LASTS = {FIRST: dt.timedelta(days=7), PASSWORD: dt.timedelta(hours=1)}
PURPOSE = "tanto.people.invitation"


class Invitation(models.Model):
    """A way in by mail that opens once: a colleague's first, for seven days, or to a new password, for an hour."""

    purpose = models.CharField(max_length=8, default=FIRST)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_live_invitation",
                fields=["person", "purpose"],
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
        place = "password/new" if self.is_new_password else "invitation"
        return f"{settings.URL}/{place}/{self.token}/"

    @property
    def is_new_password(self) -> bool:
        return self.purpose == PASSWORD

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
        made = self._one_way_in(FIRST)
        self.record("person_invited", by=by, at=now, tell=[("person", person.pk)], invitation=made.pk)

    @verb
    def ask_new_password(self, *, by: Actor) -> Invitation | None:
        """The password is forgotten: a link to a new one goes to the address of this person, and to nobody else. Within five
        minutes one letter is enough."""
        person, now = cast("Person", self), clocks.now()
        lately = (
            self.history().filter(kind="password_forgotten", at__gt=now - dt.timedelta(minutes=5)).exists()
        )
        if not person.is_here or (by.kind != "system" and (lately or self.moved_lately(now))):
            return None
        live = Invitation.objects.filter(person=person, purpose=PASSWORD, used_at=None, revoked_at=None)
        made = live.filter(expires_at__gt=now + dt.timedelta(minutes=15)).first() or self._one_way_in(
            PASSWORD
        )
        self.record("password_forgotten", by=by, at=now, tell=[("person", person.pk)], invitation=made.pk)
        return made

    def moved_lately(self, now: dt.datetime) -> bool:
        """Did somebody else change the address within a day? A link would go where its person may not be; the old address was told,
        and has that long to speak up."""
        changes = self.history().filter(kind="address_changed", at__gt=now - dt.timedelta(days=1))
        return changes.exists()

    def _one_way_in(self, purpose: str) -> Invitation:
        person, now = cast("Person", self), clocks.now()
        live = Invitation.objects.filter(person=person, used_at__isnull=True, revoked_at__isnull=True)
        live.filter(purpose=purpose).update(revoked_at=now)
        return Invitation.objects.create(
            person=person, purpose=purpose, made_at=now, expires_at=now + LASTS[purpose]
        )

    @verb
    def come_in(self, *, by: Actor, invitation: int, password: str) -> bool:
        """Choose the password behind an invitation or a forgotten one; the link opens once, every other one ends, and every browser
        is signed out. True where it was done now; a press that was done before opens nothing."""
        person = cast("Person", self)
        found = Invitation.objects.filter(pk=invitation, person=person).first()
        if found is None or not found.is_live:
            raise Refused(
                "invitation_over",
                _("This link was used, has run out, or was replaced by a newer one."),
                _("It opens the house to one person, once."),
                _("Sign in with the password you chose, or ask for a new link."),
                status=409,
            )
        must_be_strong(password, person)
        found.used_at = clocks.now()
        found.save(update_fields=["used_at"])
        person.set_password(password)
        person.save(update_fields=["password"])
        Session.objects.filter(person=person).delete()
        live = Invitation.objects.filter(person=person, used_at=None, revoked_at=None)
        live.update(revoked_at=found.used_at)
        if found.is_new_password:
            self.record("password_changed", by=by, at=clocks.now(), tell=[("person", person.pk)])
        else:
            self.record("person_came_in", by=by, at=clocks.now())
        return True
