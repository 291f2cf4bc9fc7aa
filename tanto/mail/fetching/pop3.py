"""Reads a POP3 mailbox. What is kept here is marked there, and gone when the server has said goodbye."""

import poplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tanto import clocks

from ..models import Arrival, Mailbox
from ..models.arrival import LARGEST, Came
from ..models.mailbox import Afterwards, Security, SignIn
from . import oauth

TIMEOUT = 30
poplib._MAXLINE = LARGEST  # type: ignore[attr-defined]  # its 2,048 bytes refuse lines that mails have, and with one of them all others
BROKEN = (poplib.error_proto, OSError, EOFError, ValueError)


@contextmanager
def opened(box: Mailbox) -> Iterator[poplib.POP3]:
    """Signed in. Raises what the server or the line says, and oauth.NoToken. Left without goodbye, the server deletes nothing."""
    server = connected(box)
    try:
        if box.sign_in == SignIn.PASSWORD:
            server.user(box.user_name)
            server.pass_(box.secrets().get("password", ""))
        else:
            with_token(server, box)
        yield server
    finally:
        with suppress(*BROKEN):
            server.close()


def connected(box: Mailbox) -> poplib.POP3:
    context = ssl.create_default_context()
    if box.security == Security.TLS:
        return poplib.POP3_SSL(box.host, box.usual_port, timeout=TIMEOUT, context=context)
    server = poplib.POP3(box.host, box.usual_port, timeout=TIMEOUT)
    if box.security == Security.STARTTLS:
        server.stls(context=context)
    return server


def with_token(server: poplib.POP3, box: Mailbox) -> None:
    said = f"user={box.user_name}\x01auth=Bearer {oauth.access_token(box)}\x01\x01"
    try:
        server._shortcmd(f"AUTH XOAUTH2 {b64encode(said.encode()).decode()}")  # type: ignore[attr-defined]
    except poplib.error_proto:
        oauth.forget(box)
        raise


def fetch(box: Mailbox, server: poplib.POP3, *, until: Callable[[], bool] = lambda: False) -> int:
    """Keep everything that lies there; how many. Ends the session, so that the server removes what it was told to. One that it does
    not hand out holds no other back; it is raised at the end. What is not kept whole stays there."""
    sizes = {int(number): int(size) for number, size in (line.split()[:2] for line in server.list()[1])}
    known = in_places(box) if box.afterwards == Afterwards.LEAVE else set()
    kept, refused = 0, None
    for number, place in places(server):
        is_whole = sizes.get(number, 0) <= LARGEST
        if until():
            break
        if place in known or (not is_whole and Arrival.objects.filter(mailbox=box, place=place).exists()):
            continue
        try:
            raw = message(server, number, is_whole=is_whole)
        except poplib.error_proto as error:
            refused = error
            continue
        cut = 0 if is_whole else sizes[number]
        Arrival.keep_each([Came(raw, f"{box.name} {number}", clocks.now(), place, cut)], box)
        kept += 1
        if is_whole and box.afterwards != Afterwards.LEAVE:
            server.dele(number)
    server.quit()
    if refused is not None:
        raise refused
    return kept


def in_places(box: Mailbox) -> set[str]:
    return set(Arrival.objects.filter(mailbox=box).exclude(place="").values_list("place", flat=True))


def places(server: poplib.POP3) -> Iterator[tuple[int, str]]:
    """The number of each message in this session, and its unique id."""
    for line in server.uidl()[1]:
        number, _space, uid = line.partition(b" ")
        yield int(number), f"pop:{uid.decode('ascii', 'replace').strip()}"[:120]


def message(server: poplib.POP3, number: int, *, is_whole: bool) -> bytes:
    """Of one that is too large only the beginning."""
    lines = server.retr(number)[1] if is_whole else server.top(number, 5000)[1]
    return b"\r\n".join(lines) + b"\r\n"
