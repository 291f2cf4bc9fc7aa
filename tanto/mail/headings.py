"""Headers as text: encoded words, raw letters of any charset, addresses and their names, file names."""

import datetime as dt
import re
from binascii import Error, a2b_qp
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from .charsets import decoded
from .packing import unpacked

ADDRESS = re.compile(r"[\w.+'=&/~#!$%*{}|-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
HEADER = 2_000  # signs of a header that are searched; an address stands at its beginning
WORD = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?")
# a quotation or a remark that is never closed goes on to the end, so that nothing is looked at twice
TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|\(((?:[^()\\]|\\.)*)(?:\)|\\?\Z)|<([^<>]*)>|([,;])|([^",;()<>]+)|.',
    re.DOTALL,
)
REMARK = re.compile(r"\([^()]*\)|\s+(?=[.@])|(?<=[.@])\s+")
EXTENDED = re.compile(r"([\w!#$&+^`{}~.-]+)'[\w-]*'(.*)", re.DOTALL)
# control signs, and those that turn the direction of what stands behind them: an address would be read backwards
NOTHING = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def plain(value: str, hint: str = "") -> str:
    """A header as text. hint: the charset of the body, in which headers are often written that should have been encoded."""
    if "=?" in value:
        value = words(value, hint)
    elif not value.isascii() or "\x1b" in value:
        value = eight_bit(value, hint)
    return value if value.isprintable() else NOTHING.sub("", value)


def words(text: str, hint: str) -> str:
    """Encoded words read, also where they are torn in the middle of a sign, hold raw spaces or touch their neighbours."""
    told: list[str] = []
    letters, charset, place = b"", "", 0
    while found := WORD.search(text, place):
        end = text.find("?=", found.end())
        if end < 0:
            break
        between = text[place : found.start()]
        label = found.group(1).partition("*")[0]
        if letters and (between.strip() or label.lower() != charset.lower()):
            told.append(decoded(letters, charset))
            letters = b""
        if between.strip() or (not told and not letters):
            told.append(eight_bit(between, hint))
        letters, charset = letters + letters_of(text[found.end() : end], found.group(2)), label
        place = end + 2
    told.append(decoded(letters, charset) if letters else "")
    return "".join([*told, eight_bit(text[place:], hint)])


def letters_of(inner: str, way: str) -> bytes:
    raw = inner.encode("utf-8", "surrogateescape")
    if way in "bB":
        try:
            return unpacked(raw)
        except Error:
            return raw
    return a2b_qp(raw.replace(b" ", b"_"), header=True)


def eight_bit(text: str, hint: str = "") -> str:
    """Letters that should have been encoded, and were not."""
    if text.isascii() and "\x1b" not in text:
        return text
    return decoded(text.encode("utf-8", "surrogateescape"), hint)


def addresses(value: str, hint: str = "") -> list[tuple[str, str]]:
    """Name and address of each, in order, as written; an entry without an address has "" for it. Addresses are told apart before
    names are read: a comma may stand inside an encoded name. Takes one walk, however the header is made."""
    found: list[tuple[str, str]] = []
    name: list[str] = []
    comment = address = ""
    if "\x1b" in value:  # raw Japanese, in which brackets are no brackets
        value = eight_bit(value, hint)
    for quoted, remark, angle, end, other in (each.groups() for each in TOKEN.finditer(value)):
        if end:
            found += entry(" ".join("".join(name).split()), comment, address, hint)
            name, comment, address = [], "", ""
        elif angle is not None:
            address = address or REMARK.sub("", angle).strip()
        elif remark is not None:
            comment = comment or remark
        elif quoted is not None:
            name.append(re.sub(r"\\(.)", r"\1", quoted))
        elif other and other.startswith("@") and name:  # "a name in quotation marks"@example.com
            address, name = f'"{"".join(name)}"{other.strip()}', list[str]()
        elif other:
            name.append(other)
    return found + entry(" ".join("".join(name).split()), comment, address, hint)


def entry(name: str, comment: str, address: str, hint: str) -> list[tuple[str, str]]:
    if not (address or name):
        return []
    name, comment = plain(name, hint), plain(comment, hint)
    found = ADDRESS.search(name) if "@" not in address else None
    if found and address:
        return [("", found.group())]
    if found:
        rest = (name[: found.start()] + name[found.end() :]).strip(" '\"<>")
        return [(comment or rest, found.group())]
    if not address and "@" in name:
        return [(comment, "".join(name.split()))]
    if comment and not address and " " not in name:
        return [(comment, name)]  # MAILER-DAEMON (Mail Delivery System)
    return [((name or comment).strip().strip("\"'").strip(), plain(address, hint).strip("<> '"))]


def parameter(found: dict[str, str], name: str, hint: str = "") -> str:
    """A parameter by any of the ways it is written: plain, with encoded words, by RFC 2231 with or without pieces."""
    if f"{name}*" in found:
        return extended(found[f"{name}*"], hint)
    if f"{name}*0" in found or f"{name}*0*" in found:
        return pieces(found, name, hint)
    value = found.get(name, "")
    if "%" in value and (match := EXTENDED.fullmatch(value)):
        return extended(match.group(), hint)
    return plain(value, hint)


def extended(value: str, hint: str) -> str:
    match = EXTENDED.fullmatch(value)
    charset, rest = match.groups() if match else ("", value)
    if match is None and "=?" in rest:
        return plain(rest, hint)
    return decoded(unquote_to_bytes(rest.encode("utf-8", "surrogateescape")), charset or hint)


def pieces(found: dict[str, str], name: str, hint: str) -> str:
    letters, charset, number = b"", "", 0
    while (key := f"{name}*{number}*") in found or f"{name}*{number}" in found:
        value = found.get(key, found.get(f"{name}*{number}", ""))
        if number == 0 and (match := EXTENDED.fullmatch(value)):
            charset, value = match.groups()
        raw = value.encode("utf-8", "surrogateescape")
        letters += unquote_to_bytes(raw) if key in found else raw
        number += 1
    if not charset and b"=?" in letters:
        return plain(letters.decode("utf-8", "surrogateescape"), hint)
    return decoded(letters, charset or hint)


def moment(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
