"""Bytes of a mail or a table as text. Labels lie, so the declared one is tried first, widened to what its users really write;
then what the bytes themselves say; signs for gaps come last, and nothing raises."""

import codecs
import re
from functools import lru_cache

from . import jis

WIDER = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms932": "cp932",
    "cp932": "cp932", "ms_kanji": "cp932", "csshiftjis": "cp932", "x-mac-japanese": "cp932", "shift_jis-2004": "shift_jis_2004",
    "iso-2022-jp": "jis", "iso-2022-jp-1": "jis", "iso-2022-jp-2": "jis", "iso-2022-jp-3": "jis", "iso-2022-jp-ms": "jis",
    "iso-2022-jp-2004": "jis", "csiso2022jp": "jis", "jis": "jis", "cp50220": "jis", "cp50221": "jis", "cp50222": "jis",
    "iso2022-jp": "jis", "iso2022jp": "jis", "iso_2022-jp": "jis", "jis_encoding": "jis", "csjisencoding": "jis",
    "euc-jp": "euc", "x-euc-jp": "euc", "eucjp": "euc", "eucjp-ms": "euc", "euc-jp-ms": "euc", "cp51932": "euc", "ujis": "euc",
    "x-euc": "euc", "gb2312": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "gbk": "gb18030", "cp936": "gb18030",
    "gb18030": "gb18030", "hz-gb-2312": "hz", "big5": "cp950", "big-5": "cp950", "x-big5": "cp950", "cn-big5": "cp950",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "ksc5601": "cp949", "x-windows-949": "cp949",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874",
    "us-ascii": "utf-8", "ascii": "utf-8", "ansi_x3.4-1968": "utf-8", "utf8": "utf-8", "utf-8mb4": "utf-8", "unicode": "utf-8",
    "unicode-1-1-utf-7": "utf-7", "unicode-1-1-utf-8": "utf-8", "x-unknown": "", "unknown": "", "unknown-8bit": "", "default": "",
    "x-user-defined": "", "binary": "", "8bit": "", "none": "", "_autodetect": "", "_autodetect_all": "",
    "macintosh": "mac_roman", "x-mac-roman": "mac_roman", "koi8-r": "koi8_u", "windows-31l": "cp1252", "x-cp1252": "cp1252",
}  # fmt: skip
NO_MAIL = ("punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem")
LATIN = ("cp1252", "cp1254", "iso8859-15", "mac_roman", "cp850", "cp437")
WIDE = re.compile("[^\x00-\x7f]+")
JAPANESE = re.compile(
    "[\u3001-\u3015\u3040-\u30fc\u4e00-\u9fff\uff01-\uff5e\u2460-\u24ff\u3220-\u33ff\u2025-\u203b]"
)
KANA = re.compile("[\u3041-\u30fc]")
NOBODYS = re.compile("[\uff61-\uff9f\ue000-\uf8ff\x80-\x9f\ufffd]")
MAIL = [
    "koi8_u",
    "cp1251",
    "gb18030",
    "big5",
    "cp949",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp874",
    "cp1252",
    "cp866",
]
EIGHT = re.compile(rb"[\x80-\xff]+")
HALF = re.compile("[\ud800-\udfff]")  # of a sign, as UTF-7 lets it pass; no database takes it
WHOLE = 20_000  # bytes that are guessed on; a longer text says no more of itself


def decoded(raw: bytes, declared: str = "") -> str:
    """The text of these bytes."""
    charset = named(declared)
    if raw.isascii():
        return seven_bit(raw, charset)
    if charset in LATIN or not charset or charset in ("jis", "utf-7", "hz"):
        if (text := evident(raw)) is not None:
            return text
    elif (text := attempt(raw, charset)) is not None:
        return text
    if charset in LATIN and not is_crowded(raw) and (text := attempt(raw, charset)) is not None:
        return text
    return guessed(raw, charset)


@lru_cache(500)
def named(declared: str) -> str:
    """The codec of a label, widened; nothing where nobody knows it."""
    label = declared[:60].strip(" \t\r\n\"';").lower().removeprefix("charset=")
    if label in WIDER:
        return WIDER[label]
    try:
        found = codecs.lookup(label.removeprefix("x-")).name
        return (
            WIDER.get(found, found) if codecs.lookup(found)._is_text_encoding and found not in NO_MAIL else ""
        )
    except (LookupError, ValueError, AttributeError):
        return ""


def seven_bit(raw: bytes, charset: str) -> str:
    if (
        b"\x1b$" in raw
        or b"\x1b(" in raw
        or (charset == "jis" and (b"\x0e" in raw or b"(B" in raw or b"(J" in raw))
    ):
        return jis.iso2022(raw) if b"\x1b$)C" not in raw else raw.decode("iso2022_kr", "replace")
    if charset in ("utf-7", "hz") or charset.startswith(("utf-16", "utf-32")):
        return attempt(raw, charset) or raw.decode("ascii")
    return raw.decode("ascii")


def attempt(raw: bytes, charset: str) -> str | None:
    if charset in ("jis", "euc"):
        return jis.euc(raw) if charset == "euc" else jis.iso2022(raw)
    try:
        return HALF.sub("\ufffd", raw.decode(charset))
    except (LookupError, UnicodeError, ValueError):
        return None


def evident(raw: bytes) -> str | None:
    """What the bytes say of themselves beyond doubt; Latin labels fit any bytes, so these are asked before them."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return attempt(raw, "utf-16")
    if b"\x1b$" in raw:
        return jis.iso2022(raw)
    if (text := attempt(raw, "utf-8-sig")) is not None:
        return text
    return japanese_of(raw, sure=3)


def guessed(raw: bytes, charset: str) -> str:
    """What is likeliest where the label is wrong or none."""
    if (text := evident(raw)) is not None:
        return text
    if charset and charset not in LATIN:
        text = raw.decode({"jis": "cp932", "euc": "euc_jp"}.get(charset, charset), "replace")
        if text.count("\ufffd") * 10 <= sum(map(len, WIDE.findall(text))):
            return text
    if (text := japanese_of(raw, sure=1)) is not None:
        return text
    return (
        (library(raw) if is_crowded(raw, signs=1.6, least=2) else None)
        or attempt(raw, "cp1252")
        or raw.decode("cp1252", "replace")
    )


def is_crowded(raw: bytes, *, signs: float = 3.5, least: int = 12) -> bool:
    """Whether so many of its eight-bit letters stand side by side that they are no accents between Latin letters."""
    runs = EIGHT.findall(raw[:WHOLE])
    count = len(b"".join(runs))
    return count >= least and count >= signs * len(runs)


def japanese_of(raw: bytes, *, sure: int) -> str | None:
    """The better of the two Japanese readings, where it looks like words. sure: how many kana prove it beside another label."""
    kana = wide = 0
    sample = raw if len(raw) <= WHOLE else raw[: raw.rfind(b"\n", 0, WHOLE) + 1 or WHOLE]
    best, most = "", 0.5
    for charset in ("cp932", "euc"):
        text = attempt(sample, charset)
        if text is not None and (share := japanese(text)) > most:
            best, most = charset, share
            kana, wide = len(KANA.findall(text)), len(JAPANESE.findall(text))
    if not best or not (kana >= sure or (sure == 1 and wide < 8)):
        return None
    return attempt(raw, best)


def japanese(text: str) -> float:
    """Which share of the text would be signs that Japanese is written with. Half-width kana, which nobody types but every wrong
    guess yields, count against it, and so does a sign alone between Latin letters: that is an accent."""
    runs = WIDE.findall(text)
    signs = sum(len(run) for run in runs)
    good = sum(len(JAPANESE.findall(run)) for run in runs if len(run) > 1)
    bad = sum(len(NOBODYS.findall(run)) for run in runs)
    return (good - 2 * bad) / max(signs, 1)


def library(raw: bytes) -> str | None:
    """The last guess, by frequencies of letters. Loaded only when a mail needs it: most never do."""
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(raw[:WHOLE], cp_isolation=MAIL).best()
    except Exception:  # whatever it stumbles over, the text is still to be shown
        return None
    return attempt(raw, best.encoding) if best is not None else None
