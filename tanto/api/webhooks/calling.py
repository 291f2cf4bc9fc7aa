"""One message on its way: one line, one question, one answer, all within one deadline. Nothing is followed, nothing is read
without end, no proxy of the environment is asked."""

import io
import logging
import socket
import ssl
import time
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPException, HTTPResponse
from typing import Any, cast

from .reach import Address, Barred, Place, addresses, place_of

log = logging.getLogger(__name__)
SECONDS = 15.0  # for all of it: name, line, keys, question, answer
MOST = 64 * 1024  # bytes of an answer that are read
KEPT = 1000  # signs of it that are kept
OVER = f"no whole answer in {SECONDS:.0f} s"


@dataclass(frozen=True)
class Answer:
    """status: None where none came; trouble: why, in English; took: milliseconds; later: what Retry-After said."""

    status: int | None
    text: str = ""
    trouble: str = ""
    took: int = 0
    later: str = ""

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Deadline:
    def __init__(self, seconds: float) -> None:
        self.begun = time.monotonic()
        self.end = self.begun + seconds

    def left(self) -> float:
        """Seconds; raises where there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError(OVER)
        return left

    def took(self) -> int:
        return round((time.monotonic() - self.begun) * 1000)


def call(url: str, headers: dict[str, str], body: bytes, *, seconds: float = SECONDS) -> Answer:
    """POST it. Whatever happens on the way is an answer, too."""
    deadline = Deadline(seconds)
    try:
        place = place_of(url)
        with opened(place, addresses(place, deadline.left()), deadline) as line:
            line.settimeout(deadline.left())
            line.sendall(request(place, headers, body))
            return read(line, deadline)
    except (Barred, OSError, HTTPException, ValueError) as error:
        return Answer(None, trouble=said(error), took=deadline.took())


def said(error: Exception) -> str:
    if isinstance(error, TimeoutError) and (not str(error) or "timed out" in str(error)):
        return OVER
    text = str(error) or type(error).__name__
    return " ".join(text.split())[:300]


def request(place: Place, headers: dict[str, str], body: bytes) -> bytes:
    known = {
        "Host": place.header,
        "User-Agent": "Tanto-Webhooks",
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(body)),
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    lines = [
        f"POST {place.path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in (known | headers).items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def opened(place: Place, found: list[Address], deadline: Deadline) -> socket.socket:
    """A line to one of the addresses that were looked at, the first that answers; encrypted for the host's name."""
    trouble: OSError = OSError("no address")
    for address in found:
        try:
            line = socket.create_connection((str(address), place.port), timeout=deadline.left())
            break
        except OSError as error:
            trouble = error
    else:
        raise trouble
    if place.scheme == "http":
        return line
    try:
        line.settimeout(deadline.left())
        return context().wrap_socket(line, server_hostname=place.host)
    except BaseException:
        line.close()
        raise


@lru_cache(maxsize=1)
def context() -> ssl.SSLContext:
    """The certificates this machine trusts; a firm's own go where SSL_CERT_FILE points."""
    return ssl.create_default_context()


class Hurried(io.RawIOBase):
    """What a line brings, each piece with no more time than is left of the whole."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self.line, self.deadline = line, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.line.settimeout(self.deadline.left())
        return self.line.recv_into(buffer)


class Line:
    """As much of a socket as an HTTPResponse asks for."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self.line, self.deadline = line, deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(Hurried(self.line, self.deadline))


def read(line: socket.socket, deadline: Deadline) -> Answer:
    """The status counts once it is there; of the rest, what comes in time."""
    response = HTTPResponse(cast(Any, Line(line, deadline)), method="POST")
    response.begin()
    trouble = ""
    content = b""
    try:
        while len(content) < MOST and (piece := response.read1(MOST - len(content))):
            content += piece
    except (OSError, HTTPException, ValueError) as error:
        trouble = said(error)
    text = content.decode("utf-8", "replace").replace("\x00", "\ufffd")[:KEPT]
    later = response.headers.get("Retry-After", "") if response.status in (429, 503) else ""
    return Answer(response.status, text, trouble, deadline.took(), later.strip())
