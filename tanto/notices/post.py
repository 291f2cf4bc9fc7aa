"""Takes letters to the post: a folder of .eml files, or an SMTP server. Nothing here is inside a verb."""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from tanto import clocks
from tanto.journal.models import Seal
from tanto.people.models import Person

from .envelope import new_message, put_text
from .mail_way import SERVERS
from .models import Letter, Notice
from .returned import MayHaveGone, RefusedForGood, is_returned
from .services import by_service
from .smtp import by_smtp, refusal_in
from .writing import by_machine, written

log = logging.getLogger(__name__)


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
        name = deliver(message)
    except (OSError, UnicodeError, smtplib.SMTPException, MayHaveGone, RefusedForGood) as error:
        log.warning("letter %s did not leave: %s", letter.pk, error, extra={"letter": letter.pk})
        after_trouble(letter, error, now)
    else:
        letter.mark_sent(at=clocks.now(), name=name)


def after_trouble(letter: Letter, error: Exception, now: dt.datetime) -> None:
    """Refused for good: she did not get it. Gone quiet in the middle: a customer's letter waits for somebody. Else again, later."""
    refusal = refusal_in(error)
    if refusal is not None and is_returned(letter, refusal):
        return
    if refusal is not None or (letter.contact_id and isinstance(error, MayHaveGone)):
        letter.ask_somebody(refusal.said if refusal else str(error))
    else:
        letter.try_later(str(error), now=now)


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


def deliver(message: EmailMessage) -> str:
    """The way that TANTO_MAIL says. Returns the Message-ID if it was given another one on the way."""
    scheme = urlsplit(settings.MAIL).scheme
    if scheme and scheme not in SERVERS:
        return by_service(message)
    if scheme:
        by_smtp(message)
    else:
        into_folder(message, settings.MAIL_FOLDER)
    return ""


def into_folder(message: EmailMessage, folder: Path) -> None:
    """One file per Message-ID: the same mail twice is one file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = sha256(str(message["Message-ID"]).encode()).hexdigest()[:24]
    part = folder / f".{name}.part"
    part.write_bytes(message.as_bytes())
    part.replace(folder / f"{name}.eml")


def post_seal(seal: Seal, now: dt.datetime) -> None:
    """Mail the day's seal out, so that a removal can be proven against a copy kept elsewhere."""
    message = new_message()
    message["Subject"] = f"Tanto seal {seal.day}"
    message["From"] = settings.MAIL_FROM
    message["To"] = settings.SEAL_TO
    message["Message-ID"] = f"<seal-{seal.day}-{seal.hash[:16]}@tanto>"
    message["Date"] = clocks.now()
    by_machine(message)
    put_text(message, f"{seal.day} {seal.hash}\n{len(seal.heads)} heads, after {seal.previous or '-'}\n")
    try:
        deliver(message)
    except (OSError, smtplib.SMTPException, MayHaveGone, RefusedForGood) as error:
        log.warning("the seal of %s was not mailed: %s", seal.day, error)
    else:
        Seal.objects.filter(pk=seal.pk).update(mailed_at=now)
