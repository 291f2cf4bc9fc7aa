"""How somebody gets in: password, second steps, the browsers they are signed in with. Every change is in the journal and goes to its
person by mail, so that nobody's door is changed behind their back."""

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .keeper import must_keep_house
from .session import Session

if TYPE_CHECKING:
    from .person import Person

NOBODY, KEEPERS, BOSSES, EVERYBODY = "nobody", "keepers", "bosses", "everybody"
SECOND_STEP = {
    NOBODY: _("Nobody: who wants one has one"),
    KEEPERS: _("Who keeps the house"),
    BOSSES: _("Who keeps the house, bosses and their deputies"),
    EVERYBODY: _("Everybody"),
}


class SigningIn(Subject):
    class Meta:
        abstract = True

    @property
    def owes_second_step(self) -> bool:
        """Does the house ask a second step of whoever is signed in, and they have none? What it asks comes with them
        (signing.Signing); the rest is asked only in a house that asks it of somebody."""
        person, rule = cast("Person", self), getattr(self, "is_asked_of", None) or NOBODY
        if rule == NOBODY:
            return False
        is_asked = rule == EVERYBODY or person.is_administrator
        if rule == BOSSES and not is_asked:
            is_asked = person.is_executive or person.leads.exists() or person.deputises.exists()
        return is_asked and not self.steps_of_signing_in()

    def steps_of_signing_in(self) -> list[str]:
        """The kinds of second step this person has: totp, webauthn."""
        from allauth.mfa.models import Authenticator

        mine = Authenticator.objects.filter(user_id=self.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return sorted(set(mine.values_list("type", flat=True)))

    @verb
    def note_key(self, *, by: Actor, kind: str) -> None:
        """A password or a second step was changed by its person."""
        self.record(kind, by=by, at=clocks.now(), tell=[("person", self.pk)])

    @verb
    def take_off_second_step(self, *, by: Actor) -> None:
        """For a colleague who lost the telephone: the password alone opens again. Every browser is signed out."""
        from allauth.mfa.models import Authenticator

        must_keep_house(by)
        if by.person_id == self.pk:
            raise Refused(
                "own_second_step",
                _("This is your own second step."),
                _("Whoever found your browser open could take it off with one press."),
                _(
                    "Take it off under your own name, with your password, or ask somebody else who keeps the house."
                ),
                status=409,
            )
        if not Authenticator.objects.filter(user_id=self.pk).delete()[0]:
            return
        Session.objects.filter(person_id=self.pk).delete()
        self.record("second_step_taken_off", by=by, at=clocks.now(), tell=[("person", self.pk)])

    @verb
    def sign_out(self, *, by: Actor, session: str = "", but: str = "") -> None:
        """One browser of mine, by the digest that its row shows, or all of them except the one in use."""
        mine = Session.objects.filter(person_id=self.pk)
        ended = [row.pk for row in mine if row.pk != but and (not session or digest_of(row.pk) == session)]
        if ended and mine.filter(pk__in=ended).delete()[0]:
            self.record("signed_out_elsewhere", by=by, at=clocks.now(), count=len(ended))


def digest_of(key: str) -> str:
    """A session's key opens the house; the page names it by this."""
    from django.utils.crypto import salted_hmac

    return salted_hmac("tanto.people.session", key, algorithm="sha256").hexdigest()[:20]
