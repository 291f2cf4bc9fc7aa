"""A mail service by its HTTP interface. The library is imported when the first letter leaves, by nobody else: it takes 20 MB."""

from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .mail_way import options_of
from .returned import MayHaveGone, Refusal, RefusedForGood

CARRIED = ("Message-ID", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress", "X-Tanto")
# Postmark gives every mail a name of its own, by which no answer would find back, unless it is told not to.
MORE = {"postmark": {"X-PM-KeepID": "true"}}
LATER = {401, 403, 408, 425, 429, 503}  # not now: a key to be corrected, too many at once, closed for a while


def by_service(message: EmailMessage) -> str:
    """Hand a mail to the service. Returns its Message-ID, where the service gave it another one. RefusedForGood, MayHaveGone, or OSError
    where it may be taken later."""
    from anymail.exceptions import AnymailError
    from django.core.mail import get_connection

    name, options = urlsplit(settings.MAIL).scheme, dict[str, Any](options_of(settings.MAIL))
    mail = as_django(message, MORE.get(name, {}))
    try:
        backend = f"anymail.backends.{name.replace('-', '_')}.EmailBackend"
        get_connection(backend, **options).send_messages([mail])
    except (AnymailError, ImproperlyConfigured) as error:
        raise trouble(error, str(message["To"])) from error
    status = mail.anymail_status
    if status.message_id is None and (status.status or {"unknown"}) == {"unknown"}:
        raise MayHaveGone("the service did not say whether it took it")
    given = str(status.message_id or "")
    return given if given.startswith("<") and "@" in given else ""


def as_django(message: EmailMessage, more: dict[str, str]) -> Any:
    from django.core.mail import EmailMultiAlternatives

    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    mail = EmailMultiAlternatives(
        subject=str(message["Subject"]),
        body=plain.get_content() if plain else "",
        from_email=str(message["From"]),
        to=[str(message["To"])],
        reply_to=[str(message["Reply-To"])] if message["Reply-To"] else None,
        headers={name: str(message[name]) for name in CARRIED if message[name]} | more,
    )
    if html is not None:
        mail.attach_alternative(html.get_content(), "text/html")
    for part in message.iter_attachments():
        mail.attach(part.get_filename(), part.get_content(), part.get_content_type())
    return mail


def trouble(error: Exception, address: str) -> Exception:
    """The same three answers as a mail server's: refused for good, may have gone, later."""
    from anymail.exceptions import AnymailRecipientsRefused
    from requests import RequestException

    said, code = str(error), getattr(error, "status_code", None)
    if isinstance(error, AnymailRecipientsRefused):
        return RefusedForGood(Refusal(said, address=address))
    if isinstance(error, ImproperlyConfigured) or code in LATER or never_left(error.__cause__):
        return OSError(said)
    if code is not None and 400 <= code < 500:
        return RefusedForGood(Refusal(said, status=str(code)))
    if code is not None or isinstance(error, RequestException):
        return MayHaveGone(said)  # an error of theirs, or silence, after they had the letter
    return RefusedForGood(Refusal(said))  # the library itself cannot say it to this service


def never_left(cause: BaseException | None) -> bool:
    """The service was not reached: no name, no line, no trust."""
    from requests.exceptions import ConnectTimeout, ProxyError, SSLError
    from urllib3.exceptions import NewConnectionError

    if isinstance(cause, ConnectTimeout | ProxyError | SSLError):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause is not None and cause.args else None
    return isinstance(reason, NewConnectionError)
