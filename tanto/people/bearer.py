"""Who a program acts for: its token, looked up by its digest. No cookie, no session, nothing is kept between two requests."""

from typing import Any, ClassVar, cast

from django.core.cache import cache
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from structlog.contextvars import bind_contextvars

from tanto import clocks
from tanto.asked import Asked
from tanto.journal.actor import Actor
from tanto.web.api.problems import Problem
from tanto.web.refusals import Refused

from .models import Person, Token
from .models.token import digest_of
from .once import press_of
from .signing import ASKED

TRIES, FOR = 30, 300  # wrong tokens from one address, and for how many seconds they count
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="tanto"'}


TOKENS = Asked(
    Token.objects.select_related("person__section").annotate(is_asked_of=RawSQL(ASKED, ())),  # noqa: S611 - a constant
    "digest",
    sample="0" * 64,
)


class Bearer:
    """Asks for a token that reaches a scope; the request then carries its person."""

    openapi_security_schema: ClassVar[dict[str, str]] = {"type": "http", "scheme": "bearer"}

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Token:
        token = token_of(request)
        person = token.person
        if not token.reaches(self.scope):
            raise beyond(token, self.scope)
        if person.owes_second_step:
            raise second_step_owed()
        request.user = person
        bind_contextvars(person=person.pk)
        if not request.headers.get("Accept-Language"):
            translation.activate(person.language)
        token.note_use(clocks.now())
        return token


def token_of(request: HttpRequest) -> Token:
    """The living token of somebody who is here; one query."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise missing()
    token = TOKENS.first(digest_of(secret.strip()))
    if token is None or not token.is_live or not token.person.is_here:
        raise unknown(request)
    token.person.is_asked_of = cast(Any, token).is_asked_of  # type: ignore[attr-defined]
    return token


def caller(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def actor(request: HttpRequest) -> Actor:
    """Who acts, through which door; the Idempotency-Key is the press."""
    person = caller(request)
    return Actor("person", person.pk, "api", press=press_of(request, person.pk))


def missing() -> Problem:
    refused = Refused(
        "token_missing",
        _("No token was sent."),
        _("A program acts under the name of one person, who made it a token."),
        _("Make one under “Tokens for programs” and send it as Authorization: Bearer tanto_…"),
        status=401,
    )
    return Problem(refused, headers=CHALLENGE)


def unknown(request: HttpRequest) -> Problem:
    """Wrong tokens are counted by address: nobody guesses 256 bits, but a program that tries for days is told to stop."""
    place = f"tanto:token:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(place, 0, FOR)
    try:
        tries = cache.incr(place)
    except ValueError:  # it ran out between the two
        tries = 1
    if tries > TRIES:
        return Problem(too_many(), headers={"Retry-After": str(FOR)})
    refused = Refused(
        "token_unknown",
        _("This token opens nothing."),
        _("It was never made, was ended, has run out, or its person has left."),
        _("Make a new one under “Tokens for programs”."),
        status=401,
    )
    return Problem(
        refused, headers=CHALLENGE | {"WWW-Authenticate": 'Bearer realm="tanto", error="invalid_token"'}
    )


def too_many() -> Refused:
    return Refused(
        "too_many_tries",
        _("Too many wrong tokens came from this address."),
        _("Whoever tries keys at a door is held up, whatever they mean."),
        _("Wait five minutes, and send the right one."),
        status=429,
    )


def beyond(token: Token, scope: str) -> Refused:
    return Refused(
        "token_scope",
        _("This token does not reach that far: it needs “%(scope)s”, and has “%(has)s”.")
        % {"scope": scope, "has": token.scope},
        _("Its person chose what a program may do under that name."),
        _("Make another token with a wider reach, if that is meant."),
        status=403,
    )


def second_step_owed() -> Refused:
    return Refused(
        "second_step_owed",
        _("The house asks a second step of this person, and none is set up."),
        _("Behind this name lie the words of customers."),
        _("Sign in on the page and add an app or a passkey; then the token opens again."),
        status=403,
    )
