"""Takes letters to the post: a folder of .eml files, or an SMTP server. Nothing here is inside a verb."""

import datetime as dt
import logging
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tanto import clocks
from tanto.journal.events import EVENTS
from tanto.journal.models import Seal, Words
from tanto.people.models import Firm, Person

from .lists import LISTS
from .models import Letter, Notice
from .telling import lines

log = logging.getLogger(__name__)
PLAIN = "notices/mail/plain.txt"
IN_ONE_MAIL = 100


def is_due(now: dt.datetime) -> bool:
    """Is there anything for the post?"""
    return waiting(now).exists() or Letter.due(now).exists()


def send_due(now: dt.datetime, limit: int = 100, *, until: Callable[[], bool] = lambda: False) -> int:
    """Put notices that go by mail into letters, then send what is due, one after the other; how many were in hand. A
    letter may take minutes: before each it is asked whether to end here."""
    gather(now)
    for count in range(limit):
        if until():
            return count
        letter = Letter.claim(max(now, clocks.now()))  # the one before may have taken minutes
        if letter is None:
            return count
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
    receiver = letter.person or letter.contact
    assert receiver is not None
    message = EmailMessage(policy=SMTP)
    with translation.override(receiver.language):
        if letter.contact is not None:
            subject, body = to_customer(letter, message)
        else:
            subject, body = to_colleague(letter)
        message["Subject"] = " ".join(subject.split())
        message["From"] = f'"{Firm.ours().name()}" <{settings.MAIL_FROM}>'
        message["To"] = letter.address
        message["Message-ID"] = letter.message_id
        message["Date"] = letter.entry.at if letter.entry else clocks.now()
        message.set_content(body)
    return message


def to_customer(letter: Letter, message: EmailMessage) -> tuple[str, str]:
    """The words of the entry, with what is made anew at each try (a link is never stored in words)."""
    assert letter.entry is not None
    event, facts = EVENTS[letter.entry.kind], letter.entry.facts
    body = str(Words.objects.get(pk=facts[event.letter]["words"]))
    for name, value in (event.fill(facts) if event.fill else {}).items():
        body = body.replace("{" + name + "}", value)
    message["Reply-To"] = reply_address(facts)
    return str(Words.objects.get(pk=facts["subject"]["words"])), body


def reply_address(facts: Mapping[str, Any]) -> str:
    """Of whoever answers for it; a letter of before 0.4 holds the address itself."""
    answers = Person.objects.here().filter(pk=facts.get("answers_to") or 0).values_list("email", flat=True)
    return answers.first() or facts.get("reply_to") or settings.MAIL_FROM


def to_colleague(letter: Letter) -> tuple[str, str]:
    """Numbers and tasks, never the story (dictionary 4.5): one notice in full, several as lines."""
    assert letter.person is not None
    carried, count = letter_notices(letter)
    heard = lines(carried, clocks.now())
    if len(heard) == 1 and heard[0].notice.list:
        return LISTS[heard[0].notice.list].write(letter.person, clocks.now())
    context = {"lines": heard, "more": count - len(heard), "told": heard[0].told, "home": settings.URL}
    if count > 1:
        subject = ngettext("%(n)d notice", "%(n)d notices", count) % {"n": count}
        numbers = list(dict.fromkeys(line.number for line in heard if line.number))
        subject += ": " + ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")
        return subject[:200], render_to_string("notices/mail/several.txt", context).strip() + "\n"
    subject, told = heard[0].sentence, heard[0].told
    if heard[0].number:
        subject = gettext("%(number)s: %(task)s") % {"number": heard[0].number, "task": subject}
    template = told.event.mail if told else PLAIN
    if told and told.event.alone and told.event.fill:
        context |= told.event.fill(told.entry.facts)
    return subject[:200], render_to_string(template or PLAIN, context).strip() + "\n"


def letter_notices(letter: Letter) -> tuple[list[Notice], int]:
    """What a mail to a colleague carries, the first hundred, and how many in all; a letter of an older version has its
    entry instead."""
    found = list(letter.notices.select_related("entry").order_by("id")[: IN_ONE_MAIL + 1])
    if not found and letter.entry is not None:
        return [Notice(person=letter.person, entry=letter.entry, at=letter.entry.at)], 1
    count = len(found) if len(found) <= IN_ONE_MAIL else letter.notices.count()
    return found[:IN_ONE_MAIL], count


def gather(now: dt.datetime) -> int:
    """Notices that go by mail become letters: what waits for one person at one moment is one mail, a list of the day one
    of its own. How many letters."""
    made = 0
    for person, kind in waiting(now).order_by().values_list("person", "list").distinct():
        made += gather_for(person, waiting(now).filter(person=person, list=kind), now)
    return made


def waiting(now: dt.datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(mail_at__lte=now, letter__isnull=True)


@transaction.atomic
def gather_for(person_id: int, notices: QuerySet[Notice], now: dt.datetime) -> int:
    person = Person.objects.here().filter(pk=person_id).first()
    if person is None:
        notices.update(mail_at=None)
        return 0
    message_id = Letter.new_message_id()
    letter = Letter.objects.create(person=person, address=person.email, next_at=now, message_id=message_id)
    if notices.update(letter=letter):
        return 1
    letter.delete()  # another worker was faster
    return 0


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
