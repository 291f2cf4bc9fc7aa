"""Where a message may go. An address that somebody typed must not become a way into the firm's own network: names are resolved
once, every answer is looked at, and the line is opened to the very address that was looked at."""

import re
import socket
import threading
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Not the open internet, whatever the standard library of the day says of them (RFC 6890 and later).
CLOSED = [
    ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
]  # fmt: skip
OPEN_V6 = IPv6Network(
    "2000::/3"
)  # all of version 6 that was ever given out; the rest is loopback, local, mapped, multicast
NAT64 = IPv6Network("64:ff9b::/96")
# Never by a host's name: its owner could point it at the keys of a cloud machine, or at everybody.
NEVER_BY_NAME = [
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "fe80::/10",
        "ff00::/8",
    )
]
LONGEST = 2000
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


class Barred(Exception):  # noqa: N818 - what the address is, not what failed
    """A message does not go there; says why, in English, for the log and the page."""


@dataclass(frozen=True)
class Place:
    """An address taken apart. host: as certificates name it, ASCII, small letters; path: with its question."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def header(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"https": 443, "http": 80}[self.scheme] else f"{host}:{self.port}"


def place_of(url: str) -> Place:
    """Raises Barred for whatever two programs might read in two ways."""
    if len(url) > LONGEST or not url.isprintable() or any(sign in url for sign in ' \\"<>^`{|}'):
        raise Barred("the address is too long, or has blanks or signs in it that no address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Barred(f"the address cannot be read: {error}") from error
    if parts.scheme not in ("https", "http"):
        raise Barred("the address does not begin with https://")
    if "@" in parts.netloc:
        raise Barred("a name or password stands in the address; everybody who reads it would have it")
    if "#" in url:
        raise Barred("nothing behind a # ever reaches a server")
    if port == 0:
        raise Barred("there is no port 0")
    return Place(
        parts.scheme, host_of(parts), port or {"https": 443, "http": 80}[parts.scheme], path_of(parts)
    )


def host_of(parts: SplitResult) -> str:
    """Wide digits become digits, other scripts become xn--…, one full stop at the end goes; then it is a name or a number
    in its usual form, and nothing that only some programs take for a number (2130706433, 0x7f.1, 0177.0.0.1)."""
    host = unicodedata.normalize("NFKC", parts.hostname or "").removesuffix(".")
    if "[" in parts.netloc:
        return usual(host)
    try:
        host = host.encode("idna").decode() if not host.isascii() else host.lower()
    except UnicodeError as error:
        raise Barred(f"the name of the host cannot be read: {error}") from error
    labels = host.split(".")
    if not host or len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise Barred("the address names no host")
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        return usual(host)
    return host


def usual(host: str) -> str:
    try:
        if "%" in host:
            raise ValueError("an address with a zone is of one cable only")
        return str(ip_address(host))
    except ValueError as error:
        raise Barred(f"the number is not written as usual: {error}") from error


def path_of(parts: SplitResult) -> str:
    if not parts.path.isascii() or not parts.query.isascii():
        raise Barred("other letters than ASCII in the path must be written as %…")
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def allowed() -> tuple[list[Network], set[str]]:
    """TANTO_HOOKS_MAY_REACH: networks, and hosts by name."""
    networks: list[Network] = []
    hosts: set[str] = set()
    for word in settings.HOOKS_MAY_REACH:
        try:
            networks.append(ip_network(word, strict=False))
        except ValueError:
            hosts.add(word.lower().removesuffix("."))
    return networks, hosts


def is_open(address: Address) -> bool:
    """Is it on the open internet? Addresses that carry another one inside are judged by what they carry."""
    inner = carried(address)
    if inner is not None:
        return is_open(inner)
    if isinstance(address, IPv6Address) and address not in OPEN_V6:
        return False
    return not any(address in network for network in CLOSED)


def carried(address: Address) -> Address | None:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def is_allowed(host: str, address: Address) -> bool:
    """Does the setting let us go there, although it is not on the open internet, or without https?"""
    networks, hosts = allowed()
    inner = carried(address) or address
    if any(inner in network for network in networks):
        return True
    return host in hosts and not any(inner in network for network in NEVER_BY_NAME)


def must_be_open(place: Place, address: Address) -> None:
    if is_allowed(place.host, address):
        return
    if not is_open(address):
        raise Barred(f"{place.host} is {address}, an address of a private network")
    if place.scheme != "https":
        raise Barred("without https everybody on the way reads along")


def must_be_fit(url: str) -> Place:
    """What can be said of an address without asking anybody: its form, its scheme, and a number in it."""
    place = place_of(url)
    try:
        address = ip_address(place.host)
    except ValueError:
        networks, hosts = allowed()
        if place.scheme != "https" and place.host not in hosts and not networks:
            raise Barred("without https everybody on the way reads along") from None
        return place
    must_be_open(place, address)
    return place


def addresses(place: Place, seconds: float) -> list[Address]:
    """Where the host is, asked once and looked at one by one; a single closed one bars all."""
    found = [ip_address(place.host)] if is_number(place.host) else resolved(place, seconds)
    for address in found:
        must_be_open(place, address)
    return found


def is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def resolved(place: Place, seconds: float) -> list[Address]:
    """The system's resolver knows no deadline: it works in a thread of its own, and is left behind where it takes too long."""
    answers: list[list[str] | OSError] = []

    def ask() -> None:
        try:
            answers.append(look_up(place.host, place.port))
        except OSError as error:
            answers.append(error)

    thread = threading.Thread(target=ask, daemon=True, name="look-up")
    thread.start()
    thread.join(seconds)
    if not answers:
        raise TimeoutError(f"nobody said in time where {place.host} is")
    answer = answers[0]
    if isinstance(answer, OSError) or not answer:
        raise OSError(f"nobody knows where {place.host} is")
    return [ip_address(text) for text in answer]


def look_up(host: str, port: int) -> list[str]:
    """Every address of a host, each once, in the order of the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
