"""How the mail room stands: which mailboxes are silent, and what could not be taken in."""

import datetime as dt

from django.db.models import QuerySet

from .models import Arrival, Mailbox


def silent(now: dt.datetime) -> "QuerySet[Mailbox]":
    return Mailbox.silent(now)


def aside(now: dt.datetime) -> "QuerySet[Arrival]":
    return Arrival.objects.filter(state=Arrival.ASIDE, next_at__isnull=False)
