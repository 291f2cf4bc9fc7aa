"""The worker's side of the mailboxes: a thread for each, held by one worker at a time. A mailbox that does not answer is tried again,
later each time, at most every two minutes; after 15 minutes its keepers are told."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from tanto import clocks
from tanto.clocks.wall import wall
from tanto.web.sealing import Shut

from ..models import Mailbox
from ..models.mailbox import Way
from . import imap, oauth, pop3

log = logging.getLogger(__name__)
EVERY = 5.0  # seconds between two looks at which mailboxes there are
KNOWN = (*imap.BROKEN, *pop3.BROKEN, oauth.NoToken, Shut)  # what a line, a server or a moved key brings
LONGEST = 120  # seconds between two tries
RENEWED = 20  # seconds of reading after which the lease is renewed


class Postboxes:
    """Reads every mailbox that no other worker reads. Until a worker starts it, nothing is read."""

    def __init__(self, name: Callable[[], str]) -> None:
        """name: of this worker, which no other has."""
        self.name, self.reader = name, ""
        self.is_leaving = threading.Event()
        self.threads: dict[int, threading.Thread] = {}
        self.looked = -EVERY

    def start(self) -> None:
        self.reader = self.name()

    def look(self, now: dt.datetime) -> int:
        """A duty of the worker: begin what nobody reads, tell of what is silent. Comes back at once."""
        if not self.reader or self.is_leaving.is_set() or time.monotonic() - self.looked < EVERY:
            return 0
        self.looked = time.monotonic()
        for pk in Mailbox.objects.filter(is_on=True).exclude(way=Way.PIPE).values_list("pk", flat=True):
            thread = self.threads.get(pk)
            if (thread is None or not thread.is_alive()) and Mailbox.lease(pk, self.reader, now):
                self.begin(pk)
        for box in Mailbox.silent(now).filter(told_at__isnull=True):
            box.watch(now)
        return 0

    def begin(self, pk: int) -> None:
        self.threads[pk] = threading.Thread(target=self.run, args=[pk], name=f"mailbox {pk}", daemon=True)
        self.threads[pk].start()

    def run(self, pk: int) -> None:
        try:
            with timezone.override(wall()):
                read_on(pk, self.reader, self.is_leaving.is_set)
        except Exception:
            log.exception("the reading of mailbox %s broke off; it begins again", pk)
        finally:
            Mailbox.let_go(pk, self.reader)
            connection.close()

    def leave(self, wait: float = 10) -> None:
        """The worker ends; a message in hand is kept to its end."""
        self.is_leaving.set()
        end = time.monotonic() + wait
        for thread in self.threads.values():
            thread.join(max(end - time.monotonic(), 0))


class NoMore(Exception):  # noqa: N818 - somebody switched it off, changed it, or reads it elsewhere
    """This thread has nothing to read here any more."""


def read_on(pk: int, reader: str, until: Callable[[], bool]) -> None:
    """Read a mailbox until it is switched off or `until` says so."""
    wait = 2
    while not until():
        box = Mailbox.objects.filter(pk=pk, is_on=True).first()
        if box is None or not Mailbox.lease(pk, reader, clocks.now()):
            return
        try:
            read_once(box, reader, until)
        except NoMore:
            continue
        except (InterfaceError, OperationalError):
            raise
        except Exception as error:
            is_known = isinstance(error, KNOWN)
            said = f"{type(error).__name__}: {error}"
            log.warning("mailbox %s cannot be read: %s", pk, said, exc_info=not is_known)
            box.failed(said, clocks.now())
            with suppress(NoMore):
                pause(wait, box, reader, until)
            wait = min(wait * 2, LONGEST)
        else:
            wait = 2


def read_once(box: Mailbox, reader: str, until: Callable[[], bool]) -> None:
    """What lies there; then, with IMAP, whatever comes next on the same line, until something is changed."""
    if box.way == Way.POP3:
        with pop3.opened(box) as server:
            pop3.fetch(box, server, until=renewing(box, reader, until))
        box.answered(clocks.now())
        pause(60, box, reader, until)
        return
    with imap.opened(box) as server:
        while not until():
            imap.fetch(box, server, until=renewing(box, reader, until))
            box.answered(clocks.now())
            rest()
            imap.wait(server, until=until, now_and_then=lambda: still_ours(box, reader))
            still_ours(box, reader)


def renewing(box: Mailbox, reader: str, until: Callable[[], bool]) -> Callable[[], bool]:
    """`until` for one reading: years of mail take longer than a lease lasts, and somebody may switch the mailbox off meanwhile."""
    at = time.monotonic()

    def ends() -> bool:
        nonlocal at
        if until():
            return True
        if time.monotonic() - at < RENEWED:
            return False
        at = time.monotonic()
        try:
            still_ours(box, reader)
        except NoMore:
            return True
        box.answered(clocks.now())
        return False

    return ends


def still_ours(box: Mailbox, reader: str) -> None:
    """Renews the lease. Raises NoMore where the mailbox was changed, switched off or taken up elsewhere."""
    row = Mailbox.objects.filter(pk=box.pk, is_on=True, head_number=box.head_number)
    if not row.exists() or not Mailbox.lease(box.pk, reader, clocks.now()):
        raise NoMore
    rest()


def pause(seconds: int, box: Mailbox, reader: str, until: Callable[[], bool]) -> None:
    """Ends early where somebody changed the mailbox."""
    rest()
    imap.pause(seconds, until, lambda: still_ours(box, reader))


def rest() -> None:
    """No line to the database is held while nothing happens."""
    if not connection.in_atomic_block:
        close_old_connections()
