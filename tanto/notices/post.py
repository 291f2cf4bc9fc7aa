"""Takes letters to the post: a folder of .eml files, or an SMTP server. Nothing here is inside a verb."""

import datetime as dt
import logging
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from tanto import clocks
from tanto.journal.events import EVENTS, SUBJECTS
from tanto.journal.models import Seal, Words
from tanto.people.models import Firm

from .models import Letter
from .telling import tell

log = logging.getLogger(__name__)


def send_due(now: dt.datetime, limit: int = 100, *, before_each: Callable[[], None] | None = None) -> int:
    """Send what is due, one after the other; how many were taken in hand. A letter may take minutes: `before_each`
    is called first."""
    for count in range(limit):
        letter = Letter.claim(now)
        if letter is None:
            return count
        if before_each is not None:
            before_each()
        if letter.state == Letter.SENDING:
            send(letter, now)
    return limit


def send(letter: Letter, now: dt.datetime) -> None:
    try:
        message = written(letter)
    except Exception as error:
        log.exception("letter %s cannot be written", letter.pk, extra={"letter": letter.pk})
        letter.try_later(repr(error), now=now)
        return
    try:
        deliver(message)
    except (OSError, UnicodeError, smtplib.SMTPException, MayHaveGone) as error:
        log.warning("letter %s did not leave: %s", letter.pk, error, extra={"letter": letter.pk})
        if is_final(error) or (letter.contact_id and isinstance(error, MayHaveGone)):
            letter.ask_somebody(str(error))
        else:
            letter.try_later(str(error), now=now)
    else:
        letter.mark_sent(at=clocks.now())


def written(letter: Letter) -> EmailMessage:
    """The mail as it leaves, in the receiver's language."""
    event = EVENTS[letter.entry.kind]
    receiver = letter.person or letter.contact
    assert receiver is not None
    with translation.override(receiver.language):
        message = EmailMessage(policy=SMTP)
        if letter.contact is not None:
            subject = str(Words.objects.get(pk=letter.entry.facts["subject"]["words"]))
            body = str(Words.objects.get(pk=letter.entry.facts[event.letter]["words"]))
            for name, value in (event.fill(letter.entry.facts) if event.fill else {}).items():
                body = body.replace("{" + name + "}", value)
            message["Reply-To"] = letter.entry.facts.get("reply_to", settings.MAIL_FROM)
        else:
            subject, body = to_colleague(letter, event.mail)
        message["Subject"] = " ".join(subject.split())
        message["From"] = f'"{Firm.ours().name()}" <{settings.MAIL_FROM}>'
        message["To"] = letter.address
        message["Message-ID"] = letter.message_id
        message["Date"] = letter.entry.at
        message.set_content(body)
    return message


def to_colleague(letter: Letter, template: str) -> tuple[str, str]:
    """Number and task, never the story (dictionary 4.5)."""
    (told,) = tell([letter.entry], clocks.now(), with_words=False)
    number = letter.entry.facts.get("number", "")
    context = {
        "told": told,
        "facts": letter.entry.facts,
        "person": letter.person,
        "address": settings.URL + SUBJECTS[letter.entry.subject_kind].address(letter.entry.facts),
    }
    subject = gettext("%(number)s: %(task)s") % {"number": number, "task": told.sentence}
    return subject[:200], render_to_string(template, context).strip() + "\n"


def deliver(message: EmailMessage) -> None:
    if settings.MAIL:
        by_smtp(message)
    else:
        into_folder(message, settings.MAIL_FOLDER)


def into_folder(message: EmailMessage, folder: Path) -> None:
    """One file per Message-ID: the same mail twice is one file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = sha256(str(message["Message-ID"]).encode()).hexdigest()[:24]
    part = folder / f".{name}.part"
    part.write_bytes(message.as_bytes())
    part.replace(folder / f"{name}.eml")


def by_smtp(message: EmailMessage) -> None:
    """Hand a mail to the server, encrypted wherever a password is sent. Returns when the server has taken it."""
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
        hand_over(server, message)
    finally:
        leave(server)


class MayHaveGone(Exception):  # noqa: N818 - what is known, not what failed
    """The line broke while the letter was being taken: nobody can say whether it was."""


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


def is_final(error: Exception) -> bool:
    """Will the same letter be refused again for ever?"""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPResponseException):
        return 500 <= error.smtp_code < 600
    return isinstance(error, UnicodeError | smtplib.SMTPNotSupportedError)


def post_seal(seal: Seal, now: dt.datetime) -> None:
    """Mail the day's seal out, so that a removal can be proven against a copy kept elsewhere."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"Tanto seal {seal.day}"
    message["From"] = settings.MAIL_FROM
    message["To"] = settings.SEAL_TO
    message["Message-ID"] = f"<seal-{seal.day}-{seal.hash[:16]}@tanto>"
    message.set_content(f"{seal.day} {seal.hash}\n{len(seal.heads)} heads, after {seal.previous or '-'}\n")
    try:
        deliver(message)
    except (OSError, smtplib.SMTPException, MayHaveGone) as error:
        log.warning("the seal of %s was not mailed: %s", seal.day, error)
    else:
        Seal.objects.filter(pk=seal.pk).update(mailed_at=now)
