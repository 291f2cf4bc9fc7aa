from hashlib import sha256
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused
from tanto.wording.naming import NameForms

from .absence import Absent
from .forgetting import Forgotten
from .former_address import FormerAddress
from .invitation import Invited
from .leaving import Leaving
from .named import in_language
from .signing_in import SigningIn
from .token import HoldingTokens


class People(BaseUserManager["Person"]):
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username or "")

    def here(self) -> "models.QuerySet[Person]":
        return self.filter(left_at__isnull=True)

    def keepers(self) -> "list[Person]":
        """Who keeps the house."""
        return list(self.here().filter(is_administrator=True).order_by("pk"))

    def quality_leads(self) -> "list[Person]":
        return list(self.here().filter(is_quality_lead=True).order_by("pk"))


class Person(Leaving, Absent, Invited, SigningIn, HoldingTokens, Forgotten, AbstractBaseUser):  # type: ignore[override]
    """One of us. A person signs in by e-mail; a contact never does. The surname is what stands in the seal."""

    subject_kind: ClassVar[str] = "person"

    email = models.EmailField(unique=True)
    family_en = models.CharField(max_length=60)
    given_en = models.CharField(max_length=60, blank=True)
    family_ja = models.CharField(max_length=60, blank=True)
    given_ja = models.CharField(max_length=60, blank=True)
    section = models.ForeignKey("Section", on_delete=models.PROTECT, null=True, related_name="people")
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="ja", choices=[("ja", "日本語"), ("en", "English")])
    is_executive = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    is_quality_lead = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["family_en"]
    objects = People()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
            models.CheckConstraint(name="person_has_a_surname", condition=~Q(family_en="")),
        ]

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        """森 彩 / Mori Aya: the surname first in both languages, as the firm does."""
        japanese = f"{self.family_ja} {self.given_ja}".strip()
        return in_language(japanese, f"{self.family_en} {self.given_en}".strip(), language)

    def surname(self, language: str | None = None) -> str:
        return in_language(self.family_ja, self.family_en, language)

    @property
    def name_forms(self) -> "NameForms":
        """How this person may stand in a text."""
        return NameForms(self.family_en, self.given_en, self.family_ja, self.given_ja)

    def get_username(self) -> str:
        return self.email

    def journal_state(self) -> dict[str, Any]:
        left = self.left_at.isoformat() if self.left_at else None
        return {
            "email": digest_of_address(self.pk, self.email),
            "section": self.section_id,
            "executive": self.is_executive,
            "administrator": self.is_administrator,
            "quality": self.is_quality_lead or None,
            "left": left,
        }

    @classmethod
    def journal_read(cls, pk: int, after: dict[str, Any]) -> dict[str, Any]:
        """Entries of before 0.4 hold the address itself."""
        email = after.get("email") or ""
        return after | {"email": digest_of_address(pk, email)} if "@" in email else after

    @classmethod
    def held(cls, pk: int) -> "Person | None":
        """Somebody who works here, and who cannot leave before the transaction ends; others may hold them too. (As SQL: every
        case that comes in asks it.)"""
        hold = " FOR SHARE" if connection.vendor == "postgresql" else ""
        sql = f"SELECT * FROM people_person WHERE id = %s AND left_at IS NULL{hold}"  # noqa: S608 - constants
        return next(iter(cls.objects.raw(sql, [pk])), None)

    @property
    def actor(self) -> Actor:
        return Actor("person", self.pk, "page")

    def may_keep_house(self) -> bool:
        """May this person enter people, sections and their bosses?"""
        return self.is_administrator and self.is_here

    @classmethod
    @transaction.atomic
    def join(cls, *, by: Actor, password: str = "", **columns: Any) -> "Person":
        """Somebody starts here. The e-mail address must be new; without a password nobody can sign in yet."""
        person = cls(**columns)
        if Entry.already(by.press):
            return cls.objects.get(email=person.email.lower())
        person.email = person.email.lower()
        person.set_password(password or None)
        person.save(force_insert=True)
        person.record("person_joined", by=by, at=clocks.now())
        return person

    @verb
    def change(self, *, by: Actor, password: str = "", **columns: Any) -> None:
        """Correct name, section, telephone, roles or sign-in of somebody. Whoever came in already chooses their own password."""
        if password and by.kind == "person" and by.person_id != self.pk and self.has_usable_password():
            raise Refused(
                "their_own_password",
                _("%(name)s has a password already.") % {"name": self.name()},
                _("Who keeps the house does not read cases, and could do so under another’s name."),
                _("Let them press “Forgotten your password?”, or send an invitation."),
                status=409,
                field="password",
            )
        if (
            by.kind == "person"
            and by.person_id == self.pk
            and columns.get("is_executive")
            and not self.is_executive
        ):
            raise Refused(
                "own_executive",
                _("Nobody makes themselves an executive."),
                _("Executives decide what others may not, and are told of what a boss leaves lying."),
                _("Ask another one who keeps the house."),
                status=409,
                field="is_executive",
            )
        changed = [name for name, value in columns.items() if getattr(self, name) != value]
        if "email" in changed and by.person_id != self.pk and self.has_usable_password():
            self._move_address(by=by)
        for name, value in columns.items():
            setattr(self, name, value)
        self.email = self.email.lower()
        if password:
            self.set_password(password)
            changed.append("password")
        self.save()
        told = [("person", self.pk)] if by.person_id != self.pk else []
        self.record("person_changed", by=by, at=clocks.now(), tell=told, columns=sorted(changed))

    def _move_address(self, *, by: Actor) -> None:
        """The address until now is told, links that went to it end, and for a day none is sent to the new one: whoever keeps the
        house could else come in under another's name."""
        now = clocks.now()
        former = FormerAddress.objects.create(person=self, email=self.email, at=now)
        self.invitations.filter(used_at=None, revoked_at=None).update(revoked_at=now)
        self.record("address_changed", by=by, at=now, tell=[("person", self.pk)], former=former.pk)


def digest_of_address(pk: int, email: str) -> str:
    """What the record keeps of an address: enough to see it changed behind our back, and nothing to write to once it is masked."""
    return sha256(f"{pk} {email.lower()}".encode()).hexdigest()[:32]
