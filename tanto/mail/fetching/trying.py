"""A mailbox tried by hand: does it let us in, and how much lies there? Nothing is taken."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from ..models import Mailbox
from ..models.mailbox import Way
from . import imap, oauth, pop3


@dataclass(frozen=True)
class Tried:
    is_well: bool
    said: str


def tried(box: Mailbox) -> Tried:
    """Comes back within a minute, whatever the server does."""
    if box.way == Way.PIPE:
        return Tried(True, gettext("The mail server hands the messages over; there is nothing to try here."))
    try:
        count = in_imap(box) if box.way == Way.IMAP else in_pop3(box)
    except (*imap.BROKEN, *pop3.BROKEN, oauth.NoToken) as error:
        return Tried(False, f"{error}" or type(error).__name__)
    said = ngettext(
        "It lets us in; %(n)d message lies there.", "It lets us in; %(n)d messages lie there.", count
    )
    return Tried(True, said % {"n": count})


def in_imap(box: Mailbox) -> int:
    with imap.opened(box) as server:
        return len(imap.waiting(box, server))


def in_pop3(box: Mailbox) -> int:
    with pop3.opened(box) as server:
        return server.stat()[0]
