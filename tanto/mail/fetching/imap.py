"""Reads an IMAP mailbox. A message is kept here, whole, before anything is done to it there."""

import datetime as dt
import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxCopyError

from tanto import clocks

from ..models import Arrival, Mailbox
from ..models.arrival import LARGEST, Came
from ..models.mailbox import Afterwards, Security, SignIn
from . import oauth

TIMEOUT = 30  # seconds for one answer of the server
FOLDER = "Tanto"
AT_ONCE, MEMORY = 20, 16 * 1024 * 1024  # messages and bytes that are kept in one go
HEAD = 1_000_000  # bytes of a message too large to be fetched whole
STRETCH = 270  # seconds of one IDLE; servers end it after 29 minutes, some gateways after five
BROKEN = (imaplib.IMAP4.error, ImapToolsError, OSError, EOFError, ValueError)


@contextmanager
def opened(box: Mailbox) -> Iterator[BaseMailBox]:
    """Signed in, the folder chosen. Raises what the server or the line says, and oauth.NoToken."""
    server = connected(box)
    try:
        if box.sign_in == SignIn.PASSWORD:
            server.login(box.user_name, box.secrets().get("password", ""), initial_folder=None)
        else:
            with_token(server, box)
        server.folder.set(box.folder)
        yield server
    finally:
        with suppress(*BROKEN):
            server.client.shutdown()


def connected(box: Mailbox) -> BaseMailBox:
    if box.security == Security.PLAIN:
        return MailBoxUnencrypted(box.host, box.usual_port, timeout=TIMEOUT)
    context = ssl.create_default_context()
    if box.security == Security.STARTTLS:
        return MailBoxStartTls(box.host, box.usual_port, timeout=TIMEOUT, ssl_context=context)
    return MailBox(box.host, box.usual_port, timeout=TIMEOUT, ssl_context=context)


def with_token(server: BaseMailBox, box: Mailbox) -> None:
    try:
        server.xoauth2(box.user_name, oauth.access_token(box), initial_folder=None)
    except imaplib.IMAP4.error:
        oauth.forget(box)  # taken back before its time: the next try has a new one
        raise


@dataclass(frozen=True)
class Handed:
    """One message of the server. came is none where it has gone meanwhile, or is refused (trouble says why); is_whole: all of it
    is kept here."""

    uid: str
    came: Came | None = None
    is_whole: bool = True
    trouble: str = ""


def fetch(box: Mailbox, server: BaseMailBox, *, until: Callable[[], bool] = lambda: False) -> int:
    """Keep everything that lies there, the oldest first, some at a time; how many. What an earlier try kept and could not remove is
    removed now. One that is not handed out holds no other back; it is raised at the end."""
    validity, kept, trouble = validity_of(server), 0, ""
    if validity != box.validity:
        begin_anew(box, validity)
    uids = waiting(box, server)
    while uids and not until():
        handed, uids = some_of(box, server, validity, uids)
        Arrival.keep_each([each.came for each in handed if each.came is not None], box)
        trouble = next((each.trouble for each in handed if each.trouble), trouble)
        for each in handed:
            if each.came is not None:
                kept += 1
                done_with(box, server, each, is_counted=not trouble)
    if trouble:
        raise imaplib.IMAP4.error(trouble)
    return kept


def some_of(
    box: Mailbox, server: BaseMailBox, validity: int, uids: list[str]
) -> tuple[list[Handed], list[str]]:
    """The next few messages, and what is left."""
    handed: list[Handed] = []
    size = 0
    while len(handed) < min(AT_ONCE, len(uids)) and size < MEMORY:
        each = message(box, server, validity, uids[len(handed)])
        size += len(each.came.raw) if each.came is not None else 0
        handed.append(each)
    return handed, uids[len(handed) :]


def validity_of(server: BaseMailBox) -> int:
    """While it stays the same, a number means the same message."""
    _said, found = server.client.response("UIDVALIDITY")
    return int(found[0]) if found and found[0] else 0


def begin_anew(box: Mailbox, validity: int) -> None:
    """The server counts anew: everything is looked at again; what we have is known by its content."""
    box.validity, box.last_uid = validity, 0
    Mailbox.objects.filter(pk=box.pk).update(validity=validity, last_uid=0)


def waiting(box: Mailbox, server: BaseMailBox) -> list[str]:
    if box.afterwards != Afterwards.LEAVE:
        return sorted(server.uids("NOT DELETED", charset=None), key=int)
    uids = server.uids(f"UID {box.last_uid + 1}:*", charset=None)
    return sorted((uid for uid in uids if int(uid) > box.last_uid), key=int)


def message(box: Mailbox, server: BaseMailBox, validity: int, uid: str) -> Handed:
    """The bytes, and when the server got them. Of one that is too large only the beginning; of one that the server lists and has no
    bytes of, that it is there."""
    size = int(first(rb"RFC822\.SIZE (\d+)", server.client.uid("FETCH", uid, "(RFC822.SIZE)")[1]) or 0)
    part = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{HEAD}>"
    said, answer = server.client.uid("FETCH", uid, f"(INTERNALDATE {part})")
    if said != "OK":
        return Handed(uid, trouble=f"message {uid} is not handed out: {said}")
    raw = next((each[1] for each in answer if isinstance(each, tuple)), None)
    if raw is None and not first(rb"(BODY\[)", answer):
        return Handed(uid)
    place, cut = f"{validity}:{uid}", size if size > LARGEST else 0
    came = Came(raw or b"", f"{box.name} {uid}", internal_date(answer), place, cut)
    return Handed(uid, came, is_whole=bool(raw) and not cut)


def first(pattern: bytes, answer: list[object]) -> bytes:
    for each in answer:
        text = each[0] if isinstance(each, tuple) else each
        if isinstance(text, bytes) and (found := re.search(pattern, text)):
            return found.group(1)
    return b""


def internal_date(answer: list[object]) -> dt.datetime:
    now = clocks.now()
    said = first(rb'INTERNALDATE "([^"]+)"', answer).decode("ascii", "replace").strip()
    try:
        return min(dt.datetime.strptime(said, "%d-%b-%Y %H:%M:%S %z"), now)
    except ValueError:
        return now


def done_with(box: Mailbox, server: BaseMailBox, handed: Handed, *, is_counted: bool) -> None:
    """It is kept here; there it goes where the mailbox says. What is not kept whole is never removed. is_counted: all before it are
    kept, too."""
    if box.afterwards == Afterwards.LEAVE:
        if is_counted:
            count_to(box, int(handed.uid))
    elif not handed.is_whole:
        with suppress(ImapToolsError):  # a message without bytes may not let itself be moved
            move(server, handed.uid)
    elif box.afterwards == Afterwards.MOVE:
        move(server, handed.uid)
    else:
        server.delete(handed.uid)


def count_to(box: Mailbox, uid: int) -> None:
    """As far as this everything is kept, unless somebody had another place read meanwhile."""
    box.last_uid = uid
    same = Mailbox.objects.filter(pk=box.pk, host=box.host, folder=box.folder, login=box.login)
    same.update(last_uid=uid)


def move(server: BaseMailBox, uid: str) -> None:
    folder = namespace(server) + FOLDER
    try:
        server.move(uid, folder)
    except MailboxCopyError:  # the first one: the folder is not there yet
        server.folder.create(folder)
        server.move(uid, folder)


def namespace(server: BaseMailBox) -> str:
    """Some servers keep everything below the inbox."""
    with suppress(*BROKEN):
        found = re.search(rb'^\(\("([^"]*)"', server.client.namespace()[1][0] or b"")
        return found.group(1).decode("ascii", "replace") if found else ""
    return ""


def wait(server: BaseMailBox, *, until: Callable[[], bool], now_and_then: Callable[[], None]) -> None:
    """Until something comes, or for a while. `now_and_then` is called every 20 seconds; it may raise to end it."""
    if b"IDLE" not in capabilities(server):
        pause(60, until, now_and_then)
        return
    server.idle.start()  # type: ignore[no-untyped-call]
    try:
        for second in range(STRETCH):
            if server.idle.poll(timeout=1) or until():
                break
            if second % 20 == 19:
                now_and_then()
    finally:
        server.idle.stop()  # type: ignore[no-untyped-call]


def capabilities(server: BaseMailBox) -> set[bytes]:
    """After signing in it says more than before."""
    found = server.client.capability()[1]
    return set((found[0] or b"").upper().split())


def pause(seconds: int, until: Callable[[], bool], now_and_then: Callable[[], None]) -> None:

    for second in range(seconds):
        if until():
            return
        if second % 20 == 19:
            now_and_then()
        time.sleep(1)
