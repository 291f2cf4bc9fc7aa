import datetime as dt
import json
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import verb
from tanto.people.models import Person, Section
from tanto.web.sealing import seal, unseal

from .being_read import SILENT, UNHEARD, BeingRead

PLACE = ("way", "host", "port", "login", "address", "folder")  # where the messages lie
SECRET = "tanto.mail.mailbox"  # noqa: S105 - what the key is derived for, not the key


class Way(models.TextChoices):
    IMAP = "imap", _("IMAP: the mail server tells us at once")
    POP3 = "pop3", _("POP3: we ask every minute")
    PIPE = "pipe", _("The mail server hands them over (tanto intake -)")


class Security(models.TextChoices):
    TLS = "tls", _("Encrypted from the start (TLS)")
    STARTTLS = "starttls", _("Encrypted after a greeting (STARTTLS)")
    PLAIN = "plain", _("Not encrypted; only on this machine")


class SignIn(models.TextChoices):
    PASSWORD = "password", _("Password")
    MICROSOFT = "microsoft", _("Microsoft 365 (OAuth2)")
    GOOGLE = "google", _("Google (OAuth2)")
    OAUTH2 = "oauth2", _("Another server with OAuth2")


class Afterwards(models.TextChoices):
    DELETE = "delete", _("It is removed from the mail server")
    MOVE = "move", _("It is moved into the folder “Tanto” there")
    LEAVE = "leave", _("It stays there")


class Mailbox(BeingRead):
    """An address at which complaints arrive: how it is read, whose section it is, and the one person who owns what comes until
    somebody else does. secret: the password, the refresh token or the client secret, sealed; token_url: where an access token
    is had (empty: as shipped for Microsoft and Google)."""

    subject_kind: ClassVar[str] = "mailbox"

    name = models.CharField(_("Name"), max_length=80)
    address = models.EmailField(_("Its mail address"), unique=True)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="mailboxes", verbose_name=_("Section")
    )
    duty = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mailboxes", verbose_name=_("Who owns what comes, until somebody else does"))  # fmt: skip
    language = models.CharField(
        _("Language"), max_length=2, default="ja", choices=[("ja", "日本語"), ("en", "English")]
    )
    way = models.CharField(_("How it is read"), max_length=8, choices=Way, default=Way.IMAP)
    host = models.CharField(_("Mail server"), max_length=200, blank=True)
    port = models.PositiveIntegerField(_("Port"), null=True, blank=True, help_text=_("Empty: the usual one."))
    security = models.CharField(_("Encryption"), max_length=8, choices=Security, default=Security.TLS)
    login = models.CharField(
        _("User name"), max_length=200, blank=True, help_text=_("Empty: the mail address.")
    )
    sign_in = models.CharField(_("Sign-in"), max_length=10, choices=SignIn, default=SignIn.PASSWORD)
    secret = models.TextField(blank=True, editable=False)
    client_id = models.CharField(_("Client ID"), max_length=200, blank=True)
    tenant = models.CharField(_("Tenant"), max_length=100, blank=True)
    token_url = models.CharField(_("Token address"), max_length=300, blank=True)
    folder = models.CharField(_("Folder"), max_length=100, default="INBOX")
    afterwards = models.CharField(_("What becomes of a message that we have"), max_length=8, choices=Afterwards, default=Afterwards.MOVE)  # fmt: skip
    is_on = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [
            models.CheckConstraint(name="mailbox_has_a_server", condition=Q(way="pipe") | ~Q(host="")),
        ]
        indexes = [models.Index(name="mailbox_on", fields=["id"], condition=Q(is_on=True))]

    def __str__(self) -> str:
        return self.name

    def journal_state(self) -> dict[str, Any]:
        named = (
            "name",
            "address",
            "way",
            "host",
            "port",
            "security",
            "sign_in",
            "folder",
            "afterwards",
            "is_on",
        )
        return {name: getattr(self, name) for name in named} | {
            "section": self.section_id,
            "duty": self.duty_id,
        }

    @property
    def slug(self) -> str:
        return str(self.pk)

    @property
    def user_name(self) -> str:
        return self.login or self.address

    @property
    def usual_port(self) -> int:
        secure = self.security == Security.TLS
        usual = {Way.IMAP: (143, 993), Way.POP3: (110, 995)}.get(Way(self.way), (0, 0))[secure]
        return self.port or usual

    @classmethod
    def in_charge_of(cls, person: Person) -> "list[Mailbox]":
        """Those through which comes what this person owns, or whose section they lead."""
        mine = Q(duty=person) | Q(section__boss=person) | Q(section__deputy=person)
        return list(cls.objects.filter(mine))

    @classmethod
    def silent(cls, now: dt.datetime) -> "models.QuerySet[Mailbox]":
        """What could not be read for 15 minutes: it says so itself, or nobody got an answer of it, not even a bad one."""
        failing, unheard = Q(trouble_since__lte=now - SILENT), Q(read_at__lte=now - UNHEARD)
        never = Q(read_at__isnull=True, asked_at__lte=now - SILENT)
        return cls.objects.filter(failing | unheard | never, is_on=True).exclude(way=Way.PIPE)

    def secrets(self) -> dict[str, str]:
        """password, or refresh_token and client_secret; raises Shut where another key sealed them."""
        return dict(json.loads(unseal(SECRET, self.secret))) if self.secret else {}

    @classmethod
    @transaction.atomic
    def open(cls, *, by: Actor, secrets: dict[str, str] | None = None, **columns: Any) -> "Mailbox":
        """A new address; it is read from now on."""
        if by.press and (before := Entry.objects.filter(press=by.press).first()):
            return cls.objects.get(pk=before.subject_id)
        mailbox = cls(**columns)
        mailbox.address = mailbox.address.lower()
        mailbox.hide(secrets or {})
        mailbox.asked_at = clocks.now()
        mailbox.save(force_insert=True)
        mailbox.record("mailbox_opened", by=by, at=clocks.now(), name=mailbox.name)
        return mailbox

    @verb
    def change(self, *, by: Actor, secrets: dict[str, str] | None = None, **columns: Any) -> None:
        """Another server, owner or password; empty secrets stay as they are. It is tried again at once, and another place is read from
        its beginning."""
        if any(columns.get(name, getattr(self, name)) != getattr(self, name) for name in PLACE):
            self.validity = self.last_uid = 0
        for name, value in columns.items():
            setattr(self, name, value.lower() if name == "address" else value)
        if secrets:
            self.hide(secrets)
        self.asked_at = clocks.now()
        self.save()
        self.record("mailbox_changed", by=by, at=clocks.now(), name=self.name, columns=sorted(columns))

    @verb
    def switch(self, *, by: Actor, on: bool) -> None:
        """Read it no more, or again."""
        if on != self.is_on:
            self.is_on, self.trouble, self.trouble_since, self.told_at = on, "", None, None
            self.asked_at, self.read_at = clocks.now(), None
            self.save()
            self.record("mailbox_on" if on else "mailbox_off", by=by, at=clocks.now(), name=self.name)

    def hide(self, secrets: dict[str, str]) -> None:
        self.secret = seal(SECRET, json.dumps(secrets)) if secrets else ""
