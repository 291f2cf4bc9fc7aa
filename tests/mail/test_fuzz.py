"""Mails that nobody would think of: real ones, torn, swapped, repeated, mislabelled. Whatever comes is read, and what is read can
be kept and shown."""

import os
from base64 import b64encode
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tanto.mail import bounces
from tanto.mail.charsets import decoded
from tanto.mail.headings import addresses, plain
from tanto.mail.jis import euc, iso2022
from tanto.mail.mime import parameters
from tanto.mail.packing import unpacked
from tanto.mail.parting import file_name
from tanto.mail.reading import Mail, read
from tanto.mail.rtf import text_of
from tanto.mail.rtf import unpacked as unpacked_rtf
from tanto.mail.said import new_words
from tanto.mail.sorting import sort
from tanto.mail.uuencoded import without_files
from tanto.mail.visible import without_tags
from tanto.mail.winmail import read_winmail

EXAMPLES = int(
    os.environ.get("TANTO_FUZZ", "150")
)  # a long run: TANTO_FUZZ=50000 pytest tests/mail/test_fuzz.py
modest = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

JA = "納品書の数量が違います。①㈱髙"
CHARSETS = [
    "utf-8",
    "iso-2022-jp",
    "shift_jis",
    "euc-jp",
    "utf-7",
    "utf-16",
    "gb2312",
    "koi8-r",
    "x-unknown",
    "hz-gb-2312",
    "idna",
    "big5",
    "us-ascii",
    "",
    "\udcff",
]
WAYS = ["7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "binary", "nonsense", ""]
KINDS = [
    "text/plain", "text/html", "multipart/mixed", "multipart/alternative", "multipart/report; report-type=delivery-status", "multipart/digest",
    "multipart/signed", "message/rfc822", "message/delivery-status", "text/calendar", "application/ms-tnef", "image/png", "text", "/", "a/b/c",
]  # fmt: skip
NAMES = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "References",
    "Content-Type",
    "Content-Disposition",
    "Content-Transfer-Encoding",
    "Return-Path",
    "X-Spam-Flag",
    "List-Id",
    "",
]
VALUES = [
    "Kiuchi <k@x.example>", '"never closed <k@x.example>', "a@b, c@d, (e@f", "=?utf-8?b?5pWw?= =?utf-8?q?x", "=?iso-2022-jp?B?GyRCLSE=?=", "\x1b$B?tNL\x1b(B", "<>", "<a@b> <c@d>",
    "Thu, 12 Nov 2026 16:20:00 +0900", "Thu, 99 Foo 99999", "attachment; filename*0*=utf-8''%E7; filename*1=x", 'inline; filename="..\\\\a"', "YES", "\udcff\udc80", "Out of office", "",
]  # fmt: skip
BODIES = [
    b"The box is wet.\n-- \nNagisa", JA.encode(), JA.encode("cp932"), b"\x1b$B?tNL$,0c$&\x1b(B", b64encode(JA.encode()), b"=E7=AE\n=B1=", b"begin 644 a\n#0V%T\n`\nend\n",
    b"On 1 Jan 2026 at 1:00, a@b.example wrote:\n> x\n", b"<p>a<blockquote>b</p><script>c", b"\x78\x9f\x3e\x22\0\0\x01\x00\x90\x02\0\4\0\0\0abcd\0\0", b"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n",
    b"BEGIN:VEVENT\nDTSTART;TZID=Nowhere:20261112T162000\nATTENDEE:x\nEND:VEVENT", b"-----Original Message-----\nFrom: x\n", b"", b"\0\xff\xfe", b"From a@b Thu\n\n",
]  # fmt: skip


def header() -> st.SearchStrategy[bytes]:
    typed = st.builds(
        lambda kind, charset, name: f'Content-Type: {kind}; charset="{charset}"; boundary=b; name={name}',
        st.sampled_from(KINDS), st.sampled_from(CHARSETS), st.sampled_from(VALUES),
    )  # fmt: skip
    way = st.sampled_from(WAYS).map(lambda way: f"Content-Transfer-Encoding: {way}")
    other = st.builds(lambda name, value: f"{name}: {value}", st.sampled_from(NAMES), st.sampled_from(VALUES))
    return st.one_of(typed, way, other).map(lambda line: line.encode("utf-8", "surrogateescape"))


def part() -> st.SearchStrategy[bytes]:
    return st.builds(
        lambda heads, body: b"\n".join(heads) + b"\n\n" + body,
        st.lists(header(), max_size=5),
        st.sampled_from(BODIES),
    )


def whole() -> st.SearchStrategy[bytes]:
    return st.builds(
        lambda heads, kind, parts, end: b"\n".join([*heads, b"Content-Type: " + kind.encode() + b"; boundary=b"]) + b"\n\n" + b"".join(b"--b\n" + each + b"\n" for each in parts) + end,
        st.lists(header(), max_size=6), st.sampled_from(KINDS), st.lists(part(), max_size=5), st.sampled_from([b"--b--", b"", b"--b", b"--b--\nmore"]),
    )  # fmt: skip


@st.composite
def torn(draw) -> bytes:
    """A mail with some of its bytes lost, doubled, moved, changed or set between."""
    raw = draw(st.one_of(whole(), part()))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 60)))
        piece, change = (
            raw[start:end],
            draw(st.sampled_from(["lost", "doubled", "moved", "changed", "between", "cut", "crlf"])),
        )
        if change == "lost":
            raw = raw[:start] + raw[end:]
        elif change == "doubled":
            raw = raw[:end] + piece * draw(st.integers(1, 5)) + raw[end:]
        elif change == "moved":
            raw = piece + raw[:start] + raw[end:]
        elif change == "changed":
            raw = raw[:start] + draw(st.binary(max_size=20)) + raw[end:]
        elif change == "between":
            raw = (
                raw[:start]
                + draw(
                    st.sampled_from(
                        [
                            b"\n",
                            b"\n\n",
                            b"\r",
                            b"\0",
                            b"=",
                            b"--b\n",
                            b"\x1b$B",
                            b"\x0e",
                            b" ",
                            b'"',
                            b"=?utf-8?b?",
                        ]
                    )
                )
                + raw[start:]
            )
        else:
            raw = raw[:end] if change == "cut" else raw.replace(b"\n", b"\r\n")
    return raw


def strings_of(mail: Mail) -> list[str]:
    told = [mail.subject, mail.from_email, mail.from_name, mail.text, mail.said, mail.html, mail.message_id]
    told += [*mail.references, *mail.to, *mail.headers.values(), *mail.faults, *mail.kinds]
    told += [text for each in mail.attachments for text in (each.name, each.type, each.content_id)]
    told += [text for each in bounces.failures(mail) for text in (each.address, each.status, each.said)]
    return told + ([mail.invite.summary, mail.invite.where, *mail.invite.people] if mail.invite else [])


@modest
@given(torn())
@example(b"")
@example(b"\xff")
def test_whatever_comes_can_be_read_kept_and_shown(raw):
    mail = read(raw)
    assert sort(mail) in ("case", "bounce", "auto_reply", "ignored", "abuse", "own", "rejected")
    bounces.original_ids(mail)
    for text in strings_of(mail):
        assert "\0" not in text
        text.encode("utf-8")
    assert "<script" not in mail.html.lower()
    assert set(mail.said.split("\n")) <= {line.rstrip() for line in mail.text.split("\n")} | set(
        mail.text.split("\n")
    )
    assert not any(sign in each.name for each in mail.attachments for sign in "/\\\n")
    assert read(raw) == mail


LINE = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\u2028\u2029\x85"),
    min_size=1,
    max_size=60,
)


@modest
@given(
    st.lists(LINE, min_size=1, max_size=6).map(" ".join),
    LINE,
    st.lists(LINE, min_size=1, max_size=8).map("\n".join),
    st.lists(st.tuples(LINE, st.binary(max_size=300)), max_size=3),
    st.sampled_from(["utf-8", "utf-8", "iso-2022-jp"]),
    st.sampled_from(["7bit", "base64", "quoted-printable"]),
    st.booleans(),
)
def test_what_pythons_writer_wrote_is_read_back(subject, name, text, files, charset, way, has_page):
    if charset != "utf-8":
        text = text.encode(charset, "ignore").decode(charset).strip("\n") or "x"
        assume(
            decoded(text.encode(charset), charset) == text
        )  # some signs have two places, and Windows' is shown
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"], message["From"] = subject, Address(name, "k", "x.example")
    message.set_content(text, charset=charset, cte=way if charset == "utf-8" and way != "7bit" else None)
    if has_page:
        message.add_alternative(f"<p>{escape(text)}</p>", subtype="html")
    for called, content in files:
        message.add_attachment(content, maintype="application", subtype="x-any", filename=called)
    mail = read(message.as_bytes())
    assert mail.text.strip("\n") == text
    assert "".join(mail.subject.split()) == "".join(
        subject.split()
    )  # Python's writer loses spaces between encoded words
    assert mail.from_email == "k@x.example"
    assert [each.content for each in mail.attachments] == [content for _called, content in files]
    assert [each.name for each in mail.attachments] == [file_name(called) for called, _content in files]


@modest
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                *map(
                    bytes.decode,
                    (
                        b"> ",
                        b"\n",
                        b"-- \n",
                        b"On 1/1/26 1:00, ",
                        b"a@b.cd wrote:\n",
                        b"From: a@b\nSubject: x\n",
                        b"____",
                        b"|",
                    ),
                ),
                "差出人: ",
                "のメール:\n",
            ]
        )
    ).map("".join)
)
def test_new_words_are_words_of_the_text(text):
    said = new_words(text)
    assert bool(said.strip()) == bool(text.strip())
    assert new_words(said).strip() == "" or said


@modest
@given(st.binary(max_size=200))
def test_every_small_reader_takes_any_bytes(raw):
    iso2022(raw).encode("utf-8")
    assert euc(raw) is None or isinstance(euc(raw), str)
    unpacked(raw)
    without_files(b"begin 644 a\n" + raw + b"\nend\n")
    read_winmail(b"\x78\x9f\x3e\x22\0\0" + raw)
    unpacked_rtf(raw[:8] + b"LZFu" + raw)
    text_of(raw).encode("utf-8")


@modest
@given(st.text(max_size=120))
def test_every_header_is_read(text):
    text = text.encode("utf-8", "surrogatepass").decode("ascii", "surrogateescape")
    plain(text).encode("utf-8")
    for name, address in addresses(text):
        (name + address).encode("utf-8")
    parameters("text/plain;" + text)
    without_tags(text.encode("utf-8", "replace").decode())
