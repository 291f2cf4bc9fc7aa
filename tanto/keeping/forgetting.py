"""Names go when their time is over, and go again after a backup that still had them was brought back."""

import datetime as dt
import logging
import time
from pathlib import Path

from django.db.models import Exists, Max, OuterRef, QuerySet

from tanto.clients.models import Contact
from tanto.journal.actor import system
from tanto.journal.masking import read_log, write_log
from tanto.people.models import Firm, Person
from tanto.people.models.forgetting import months_ago
from tanto.recovery.models import Case, LetterDraft
from tanto.web.refusals import Refused

log = logging.getLogger(__name__)
AT_ONCE = 100  # of one look; the rest an hour later
_looked = 0.0


def contacts_over(now: dt.datetime) -> "QuerySet[Contact]":
    """Whose last case ended longer ago than the firm keeps names, and who is in no open one."""
    months = Firm.ours().keep_contacts
    open_cases = Case.objects.open().filter(contact=OuterRef("pk"))
    ended = Contact.objects.filter(masked_at=None).annotate(last=Max("cases__ended_at"))
    over = ended.filter(last__lt=months_ago(now, months)).exclude(Exists(open_cases))
    return over.order_by("last") if months else Contact.objects.none()


def people_over(now: dt.datetime) -> "QuerySet[Person]":
    """Who left longer ago than the firm keeps names."""
    months = Firm.ours().keep_people
    left = Person.objects.filter(masked_at=None, left_at__lt=months_ago(now, months))
    return left.order_by("left_at") if months else Person.objects.none()


def mask_old(now: dt.datetime) -> int:
    """A duty of the worker, once an hour: what the firm's rule no longer keeps is masked."""
    global _looked
    if _looked and time.monotonic() - _looked < 3600:
        return 0
    _looked = time.monotonic()
    LetterDraft.drop_old(now)
    by, done = system("clock"), 0
    over: list[Contact | Person] = [*contacts_over(now)[:AT_ONCE], *people_over(now)[:AT_ONCE]]
    for somebody in over:
        try:
            somebody.mask(by=by)
            done += 1
        except Refused as refused:
            log.info("%s %s is kept: %s", type(somebody).__name__.lower(), somebody.pk, refused.code)
    write_log()
    return done


def mask_again(path: Path) -> int:
    """After a restore: whoever was masked since the backup was made is masked again. ValueError names a line that cannot be read,
    and then nothing was masked. How many."""
    wanted, done = list(read_log(path)), 0
    by = system("cli")
    for kind, pk in wanted:
        contact = Contact.objects.filter(pk=pk, masked_at=None).first() if kind == "contact" else None
        person = Person.objects.filter(pk=pk, masked_at=None).first() if kind == "person" else None
        if contact is not None:
            contact.mask(by=by, again=True)
        if person is not None:
            person.mask(by=by, again=True)
        done += contact is not None or person is not None
    return done
