"""A mail server by SMTP: what it took, what it refused for good, and what nobody can say."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from django.conf import settings

from .returned import MayHaveGone, Refusal, RefusedForGood


def by_smtp(message: EmailMessage) -> None:
    """Hand a mail to the server. Returns when the server has taken it."""
    with opened() as server:
        hand_over(server, message)


@contextmanager
def opened() -> Iterator[smtplib.SMTP]:
    """The mail server, greeted and signed in, encrypted wherever a password is sent."""
    parts = urlsplit(settings.MAIL)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=30, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=30)
    try:
        server.ehlo()
        if parts.scheme != "smtps" and server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif parts.scheme != "smtps" and parts.username:
            raise ConnectionError("the server offers no STARTTLS; the password was not sent")
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
    finally:
        leave(server)


def hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        if isinstance(error, smtplib.SMTPException) and not isinstance(error, smtplib.SMTPServerDisconnected):
            raise  # the server answered, and said no
        raise MayHaveGone(str(error)) from error


def leave(server: smtplib.SMTP) -> None:
    """Say goodbye; whatever the server answers to that, the mail was taken or refused before."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def refusal_in(error: Exception) -> Refusal | None:
    """What was refused for good; None where the same letter may be taken another time."""
    if isinstance(error, RefusedForGood):
        return error.refusal
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(address, (code, said)), *_] = error.recipients.items()
        return Refusal.of(code, said, address) if 500 <= code < 600 else None
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return None
    if isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600:
        return Refusal.of(error.smtp_code, error.smtp_error)
    if isinstance(error, UnicodeError | smtplib.SMTPNotSupportedError):
        return Refusal(str(error))
    return None
