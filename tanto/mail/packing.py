"""The bytes of a part out of the way they were packed in for the journey. What lies about its packing is read as far as it goes."""

import re
from binascii import Error, a2b_base64, a2b_qp

from .charsets import named
from .faults import UNKNOWN
from .mime import Part
from .uuencoded import uudecoded

GLUED = 10_000  # pieces of base64 in one part
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
PLAIN_WAYS = ("", "7bit", "8bit", "binary", "7-bit", "8-bit", "none")


def payload(part: Part, faults: list[str] | None = None) -> bytes:
    """The bytes of a part; where its encoding lies, as it stands."""
    way = part.header("content-transfer-encoding").partition(";")[0].strip(" \t\"'").lower()
    content = part.content
    if way == "base64":
        return unpacked(content)
    if way == "quoted-printable":
        return a2b_qp(content)
    if way in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uudecoded(content) or content
    if way not in PLAIN_WAYS and not named(way) and faults is not None and UNKNOWN not in faults:
        faults.append(UNKNOWN)
    return content


def unpacked(content: bytes) -> bytes:
    """base64, cut, glued together or with foreign letters in it: whatever of it can be read."""
    end = content.find(b"=")
    if end < 0 or not content[end:].strip(b"=\r\n \t"):
        try:
            return a2b_base64(content)
        except Error:
            pass
    told = []
    packed = NOT_BASE64.sub(b"", content)
    for piece in packed.split(b"=") if packed.count(b"=") < GLUED else [packed.replace(b"=", b"")]:
        whole = piece[:-1] if len(piece) % 4 == 1 else piece
        told.append(a2b_base64(whole + b"=" * (-len(whole) % 4)))
    return b"".join(told)
