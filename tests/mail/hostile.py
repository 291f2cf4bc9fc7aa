"""Mails made to take a reader's time or memory, each as bytes: the tests read small ones, the bench large ones."""

from base64 import b64encode
from collections.abc import Callable

HEAD = b"From: a@b.example\nSubject: x\n"


def lines(raw: bytes) -> bytes:
    packed = b64encode(raw)
    return b"\n".join(packed[start : start + 76] for start in range(0, len(packed), 76))


def attached(content: bytes, kind: bytes = b"application/zip") -> bytes:
    return (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe words.\n--b\nContent-Type: " + kind
        + b"; name=a.zip\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n" + lines(content) + b"\n--b--\n"
    )  # fmt: skip


def repeated(head: bytes, piece: bytes) -> Callable[[int], bytes]:
    return lambda size: head + piece * (size // len(piece))


MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
PAGE = HEAD + b"Content-Type: text/html\n\n"
JIS = HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n"
FLOWED = HEAD + b"Content-Type: text/plain; format=flowed\n\n"
UNKNOWN = HEAD + b"Content-Type: text/plain; charset=x-unknown\n\n"

# name: what makes a mail of about so many bytes
MAILS: dict[str, Callable[[int], bytes]] = {
    "a file": lambda size: attached(b"\0" * (size * 3 // 4)),
    "one line": repeated(HEAD + b"\n", b"x"),
    "lines": repeated(HEAD + b"\n", b"The box is wet.\n"),
    "quotations": repeated(HEAD + b"\n", b"> "),
    "announcements": repeated(HEAD + b"\n", b"On 1 Jan 2026 at 1:00, <a@b.example> wrote:\n"),
    "one header": repeated(b"From: a@b.example\nSubject: ", b"x"),
    "a folded header": repeated(b"From: a@b.example\nSubject: x", b"\n y"),
    "headers": repeated(b"", b"X-A: b\n"),
    "no header and no end": repeated(b"", b"word "),
    "receivers": repeated(b"From: a@b.example\nTo: a@b.example", b", c@d.example"),
    "an open quotation mark": repeated(b"To: ", b'"\\'),
    "open brackets": repeated(b"From: ", b"(<"),
    "encoded words": repeated(b"Subject: ", b"=?utf-8?q?a?= "),
    "encoded words without an end": repeated(b"Subject: ", b"=?utf-8?q?"),
    "message ids": repeated(b"References: ", b"<a"),
    "parameters": repeated(b"Content-Type: text/plain", b';a="\\'),
    "a boundary that never ends": repeated(MIXED, b"--b\n\nx\n"),
    "lines like boundaries": repeated(MIXED + b"--b\n\n", b"--bx\n"),
    "a boundary of one sign": repeated(HEAD + b"Content-Type: multipart/mixed; boundary=-\n\n", b"-"),
    "parts within parts": lambda size: HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(size // 50)),
    "messages within messages": repeated(HEAD, b"Content-Type: message/rfc822\n\n"),
    "files without an end": repeated(HEAD + b"\n", b"begin 644 a\n#0V%T\n"),
    "a file begun with spaces": repeated(HEAD + b"\nbegin 644 ", b" "),
    "base64 in pieces": repeated(HEAD + b"Content-Transfer-Encoding: base64\n\n", b"YQ=="),
    "quoted signs": repeated(HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n", b"=\n"),
    "links": repeated(PAGE, b"<a href='https://x.example/'>x</a> "),
    "open tags": repeated(PAGE, b"<div>"),
    "half tags": repeated(PAGE, b"<a "),
    "tables": repeated(PAGE, b"<table><tr><td>"),
    "Japanese signs that are none": repeated(JIS + b"\x1b$B", b"\x2d\x7e!!"),
    "escapes": repeated(JIS, b"\x1b$B\x1b(B"),
    "shift out": repeated(JIS, b"\x0e"),
    "flowing lines": repeated(FLOWED, b"a \n"),
    "letters of no charset": repeated(UNKNOWN, b"\x81\xff\xfe"),
    "letters of another charset": repeated(UNKNOWN, "箱が濡れています".encode("euc_jp") + b"\xfe\xff\n"),
    "letters for the library": repeated(UNKNOWN, "это жалоба\n".encode("cp1251")),
    "a calendar": repeated(HEAD + b"Content-Type: text/calendar\n\nBEGIN:VEVENT\n", b"ATTENDEE;CN=\"a\":mailto:a@b.example\n"),
    "a rich text": repeated(HEAD + b"Content-Type: application/ms-tnef\n\n\x78\x9f\x3e\x22\0\0", b"\x01\x0f\x80\x02\0\0\0\0\0AA\0\0"),
    "punycode": repeated(HEAD + b"Content-Type: text/plain; charset=punycode\n\n\xff", b"a-b9"),
}  # fmt: skip
