"""Access tokens for mail servers that take no password. What Microsoft 365 and Google ask for is shipped; another server names its
own token address."""

import json
import time
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext

from ..models.mailbox import Mailbox, SignIn

TIMEOUT = 20  # seconds
EARLIER = 60  # seconds before its end at which a token is had anew


@dataclass(frozen=True)
class Provider:
    """token_url: {tenant} is the firm's; scope: for somebody's own grant; application_scope: for a program's."""

    imap: str
    pop3: str
    token_url: str
    scope: str
    application_scope: str = ""


PROVIDERS = {
    SignIn.MICROSOFT: Provider(
        imap="outlook.office365.com",
        pop3="outlook.office365.com",
        token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",  # noqa: S106 - an address
        scope="https://outlook.office365.com/IMAP.AccessAsUser.All https://outlook.office365.com/POP.AccessAsUser.All offline_access",
        application_scope="https://outlook.office365.com/.default",
    ),
    SignIn.GOOGLE: Provider(
        imap="imap.gmail.com",
        pop3="pop.gmail.com",
        token_url="https://oauth2.googleapis.com/token",  # noqa: S106
        scope="https://mail.google.com/",
    ),
}


class NoToken(Exception):  # noqa: N818 - an answer of the other side
    """The token address gave none; the sentence says what it answered, never the secret."""


_held: dict[tuple[int, str], tuple[str, float]] = {}


def access_token(mailbox: Mailbox) -> str:
    """A token that is good for a minute at least. Raises NoToken."""
    held = _held.get((mailbox.pk, mailbox.secret))
    if held is not None and held[1] > time.monotonic():
        return held[0]
    answer = asked(token_url(mailbox), grant(mailbox))
    token = str(answer.get("access_token", ""))
    if not token:
        raise NoToken(gettext("The token address answered without a token."))
    if new := str(answer.get("refresh_token", "")):
        renew(mailbox, new)
    _held[mailbox.pk, mailbox.secret] = (
        token,
        time.monotonic() + max(float(str(answer.get("expires_in", 300))) - EARLIER, 0),
    )
    return token


def forget(mailbox: Mailbox) -> None:
    """The mail server did not take the token: the next one is had anew."""
    _held.pop((mailbox.pk, mailbox.secret), None)


def token_url(mailbox: Mailbox) -> str:
    provider = PROVIDERS.get(SignIn(mailbox.sign_in))
    url = mailbox.token_url or (provider.token_url if provider else "")
    return url.replace("{tenant}", mailbox.tenant or "common")


def grant(mailbox: Mailbox) -> dict[str, str]:
    """Somebody's grant by its refresh token; without one, the program's own by its client secret."""
    secrets, provider = mailbox.secrets(), PROVIDERS.get(SignIn(mailbox.sign_in))
    known = {"client_id": mailbox.client_id, "client_secret": secrets.get("client_secret", "")}
    if refresh := secrets.get("refresh_token", ""):
        more = {
            "grant_type": "refresh_token",
            "refresh_token": refresh,
            "scope": provider.scope if provider else "",
        }
    else:
        more = {"grant_type": "client_credentials", "scope": provider.application_scope if provider else ""}
    return {name: value for name, value in (known | more).items() if value}


def renew(mailbox: Mailbox, refresh: str) -> None:
    """Some servers give a new refresh token each time, and end the one before."""
    secrets = mailbox.secrets()
    if "refresh_token" in secrets and secrets["refresh_token"] != refresh:
        mailbox.hide(secrets | {"refresh_token": refresh})
        type(mailbox).objects.filter(pk=mailbox.pk).update(secret=mailbox.secret)


class NoRedirect(HTTPRedirectHandler):
    """A secret is sent to the address that was entered, nowhere else."""

    def redirect_request(self, *args: object) -> None:
        return None


def asked(url: str, form: dict[str, str]) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise NoToken(gettext("The token address must begin with https://."))
    request = Request(url, urlencode(form).encode(), {"Accept": "application/json"})  # noqa: S310 - looked at above
    try:
        with build_opener(NoRedirect).open(request, timeout=TIMEOUT) as answer:
            return dict(json.loads(answer.read(1_000_000)))
    except HTTPError as error:
        raise NoToken(gettext("The token address said no: %(why)s") % {"why": why(error)}) from error
    except (URLError, OSError, ValueError) as error:
        raise NoToken(gettext("The token address does not answer: %(why)s") % {"why": error}) from error


def why(error: HTTPError) -> str:
    try:
        said = json.loads(error.read(10_000))
        return f"{error.code} {said.get('error', '')} {said.get('error_description', '')}".strip()[:200]
    except (ValueError, AttributeError, OSError):
        return str(error.code)
