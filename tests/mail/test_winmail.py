"""winmail.dat and the rich text in it, made here byte by byte."""

import struct

import pytest

from tanto.mail.reading import read
from tanto.mail.rtf import text_of, unpacked
from tanto.mail.winmail import read_winmail


def attribute(number: int, value: bytes, level: int = 1) -> bytes:
    return struct.pack("<BHHI", level, number, 2, len(value)) + value + b"\0\0"


def properties(*each: tuple[int, int, bytes]) -> bytes:
    told = struct.pack("<I", len(each))
    for kind, number, value in each:
        told += struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)
    return told


def packed(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


NAME = "納品書①.pdf".encode("utf-16-le")
BOTH = packed(
    attribute(0x9007, struct.pack("<I", 932)),
    attribute(0x800C, "箱が濡れています①".encode("cp932") + b"\0"),
    attribute(0x9002, b"\0" * 14, 2),
    attribute(0x8010, b"NOHIN.PDF\0", 2),
    attribute(0x800F, b"%PDF", 2),
    attribute(0x9005, properties((0x1F, 0x3707, NAME), (0x1E, 0x370E, b"application/pdf\0")), 2),
)


def test_the_text_and_the_files_inside_are_found():
    inside = read_winmail(BOTH)
    assert inside.text == "箱が濡れています①"
    assert [(each.name, each.type, each.content) for each in inside.files] == [
        ("納品書①.pdf", "application/pdf", b"%PDF")
    ]


def test_they_stand_in_the_mail_as_if_sent_the_usual_way():
    mail = read(b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + BOTH)
    assert (mail.text, mail.kinds) == ("箱が濡れています①", ("winmail",))
    assert [(each.name, each.content) for each in mail.attachments] == [("納品書①.pdf", b"%PDF")]


@pytest.mark.parametrize(
    "raw", [b"", b"nonsense", BOTH[:6], b"\x78\x9f\x3e\x22\0\0\x01\x03\x90\x06\0\xff\xff\xff\xff"]
)
def test_one_that_is_broken_stays_what_it_is(raw):
    mail = read(b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + raw)
    assert [each.name for each in mail.attachments] == ["winmail.dat"]
    assert mail.faults == ("a winmail.dat is broken",)


@pytest.mark.parametrize("length", range(0, len(BOTH), 7))
def test_one_that_is_cut_gives_what_was_read_until_there(length):
    inside = read_winmail(BOTH[:length])
    assert inside is None or inside.text or inside.files


@pytest.mark.parametrize(
    ("rich", "words"),
    [
        (rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0 Arial;}}\f0 The box\par is \b wet\b0 .}", "The box\nis wet."),
        (rb"{\rtf1\ansicpg932 \'94\'a0}", "箱"),
        (rb"{\rtf1\uc1 \u31665?\u28641?}", "箱濡"),
        (rb"{\rtf1 a\{b\}\\c\~d{\*\htmltag <p>}{\pict 0102}}", "a{b}\\c d"),
        (rb"{\rtf1 never closed", "never closed"),
    ],
)
def test_the_words_of_a_rich_text_are_read(rich, words):
    assert text_of(rich) == words


def test_a_rich_text_is_unpacked():
    rich = rb"{\rtf1 wet wet wet}"
    assert unpacked(struct.pack("<III I", len(rich) + 12, len(rich), 0x414C454D, 0) + rich) == rich
    # three signs as they are, then a look back to the beginning of what every rich text begins with: "{\rtf1\ansi"
    back = struct.pack(">H", 0 << 4 | (11 - 2))
    raw = b"\x18abc" + back + struct.pack(">H", (207 + 3 + 11) << 4)
    assert unpacked(struct.pack("<III I", len(raw) + 12, 14, 0x75465A4C, 0) + raw) == b"abc{\\rtf1\\ansi"
