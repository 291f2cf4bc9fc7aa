"""A duty of the worker: letters whose twenty seconds are over are written, each once, whoever is killed in between."""

import datetime as dt
import logging

from django.db import InterfaceError, OperationalError

from tanto.journal.actor import system

from .models import Case, LetterDraft

log = logging.getLogger(__name__)
AGAIN = dt.timedelta(minutes=1)


def write_due(now: dt.datetime) -> int:
    """How many were in hand. One that throws is tried again a minute later, and holds no other back."""
    due = list(
        LetterDraft.objects.filter(goes_at__lte=now).order_by("goes_at").values_list("pk", "case_id")[:100]
    )
    for draft, case in due:
        try:
            Case.objects.get(pk=case).let_go(by=system(), draft=draft)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("the letter of case %s does not leave", case, extra={"case": case})
            LetterDraft.objects.filter(pk=draft, goes_at__isnull=False).update(goes_at=now + AGAIN)
    return len(due)
