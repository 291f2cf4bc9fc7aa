"""Keys for programs: a person's own, for a time and a reach that the person chose. The house keeps only the digest."""

import datetime as dt
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .keeper import must_keep_house

if TYPE_CHECKING:
    from .person import Person

READ, WRITE, HOUSE = "read", "write", "house"
SCOPES = {
    READ: _("Read: what I may read"),
    WRITE: _("Read and write: every step and note that I may press"),
    HOUSE: _("Keep the house as well: people, sections, hours, rules"),
}
LASTS = (30, 90, 365)  # days
MARK = "tanto_"
SHOWN = len(MARK) + 6  # signs of a token by which its person knows it again
SELDOM = dt.timedelta(minutes=1)  # how exactly the last use is known
MOST = 20  # live tokens of one person


class Tokens(models.QuerySet["Token"]):
    def live(self) -> "Tokens":
        return self.filter(ended_at__isnull=True, expires_at__gt=clocks.now())


class Token(models.Model):
    """digest: sha256 of the secret, hexadecimal. The secret has 256 random bits, so that a slow hash would protect nothing
    more. mark: its first signs; scope: each holds the ones before it; used_at: to the minute."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=5)
    digest = models.CharField(max_length=64, unique=True)
    mark = models.CharField(max_length=SHOWN)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = Tokens.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="token_scope_known", condition=Q(scope__in=list(SCOPES))),
            models.CheckConstraint(name="token_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="token_runs_out", condition=Q(expires_at__gt=models.F("made_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.mark}…"

    @property
    def is_live(self) -> bool:
        return self.ended_at is None and clocks.now() < self.expires_at

    def reaches(self, scope: str) -> bool:
        """Is what needs this scope within it?"""
        order = list(SCOPES)
        return order.index(scope) <= order.index(self.scope)

    def note_use(self, now: dt.datetime) -> None:
        """Written at most once a minute, whatever the program does."""
        if self.used_at is None or now - self.used_at >= SELDOM:
            Token.objects.filter(pk=self.pk).update(used_at=now)


def digest_of(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class HoldingTokens(Subject):
    """What a person hands to programs."""

    class Meta:
        abstract = True

    @verb
    def make_token(self, *, by: Actor, name: str, scope: str, days: int) -> str:
        """A new key of mine; returns its secret, which is nowhere else. Only its own person makes it."""
        person, now = cast("Person", self), clocks.now()
        must_be_own(person, by)
        must_be_sensible(person, name, scope, days)
        secret = MARK + secrets.token_urlsafe(32)
        made = Token.objects.create(
            person=person,
            name=name.strip(),
            scope=scope,
            digest=digest_of(secret),
            mark=secret[:SHOWN],
            made_at=now,
            expires_at=now + dt.timedelta(days=days),
        )
        told = [("person", person.pk)]
        self.record("token_made", by=by, at=now, tell=told, token=made.pk, scope=scope, days=days)
        return secret

    @verb
    def end_token(self, *, by: Actor, token: int) -> None:
        """It opens nothing from now on: by its person, or by whoever keeps the house."""
        if by.person_id != self.pk:
            must_keep_house(by)
        now = clocks.now()
        if Token.objects.filter(person_id=self.pk, pk=token, ended_at=None).update(ended_at=now):
            self.record("token_ended", by=by, at=now, tell=[("person", self.pk)], token=token)


def must_be_own(person: "Person", by: Actor) -> None:
    if by.kind != "person" or by.person_id != person.pk or not person.is_here:
        raise Refused(
            "their_own_token",
            _("A token is made by its own person."),
            _("Whoever holds it acts under that name; nobody else can answer for it."),
            _("Let them make one on the page of their own entry."),
            status=409,
        )


def must_be_sensible(person: "Person", name: str, scope: str, days: int) -> None:
    if not name.strip() or len(name.strip()) > 60:
        raise Refused(
            "token_without_name",
            _("The token has no name, or a very long one."),
            _("In half a year somebody must know which program stops when it is ended."),
            _("Name the program and the machine: “night report, server 2”."),
            field="name",
        )
    if scope not in SCOPES or not 1 <= days <= LASTS[-1]:
        raise Refused(
            "token_without_end",
            _("It is not clear how far the token reaches, or how long it lasts."),
            _("A key that lies forgotten must stop opening by itself."),
            _("Choose one reach, and at most a year."),
            field="days",
        )
    if Token.objects.live().filter(person=person).count() >= MOST:
        raise Refused(
            "too_many_tokens",
            _("There are %(most)d living tokens already.") % {"most": MOST},
            _("Nobody keeps an eye on more keys than these."),
            _("End one that is not used any more."),
            status=409,
        )
