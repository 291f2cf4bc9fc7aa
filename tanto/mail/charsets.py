"""Bytes of a mail or a table as text. Labels lie, so the declared one is tried first, widened to what its users really write;
then what the bytes themselves say; signs for gaps come last, and nothing raises."""

WIDER = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms932": "cp932",
    "iso-2022-jp": "iso2022_jp_ext", "iso-2022-jp-2": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext", "jis": "iso2022_jp_ext",
    "euc-jp": "euc_jis_2004", "x-euc-jp": "euc_jis_2004", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "iso-8859-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7", "x-unknown": "utf-8", "unknown-8bit": "utf-8", "default": "utf-8",
}  # fmt: skip


def decoded(raw: bytes, declared: str = "") -> str:
    """The text of these bytes."""
    label = declared.strip().strip("\"'").lower()
    for charset in dict.fromkeys([WIDER.get(label, label), label, *guesses(raw)]):
        if text := attempt(raw, charset):
            return text
    return raw.decode("utf-8", "replace")


def attempt(raw: bytes, charset: str) -> str | None:
    if not charset:
        return None
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeError, ValueError):
        return None


def guesses(raw: bytes) -> list[str]:
    """What the bytes say of themselves, the surest first."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    found = ["utf-8-sig"] if raw.startswith(b"\xef\xbb\xbf") else []
    if b"\x1b$" in raw or b"\x1b(" in raw:
        found.append("iso2022_jp_ext")
    return [
        *found,
        "utf-8",
        *sorted(("cp932", "euc_jis_2004"), key=lambda charset: -japanese(raw, charset)),
        "cp1252",
    ]


def japanese(raw: bytes, charset: str) -> float:
    """Which share of the text would be signs that Japanese is written with; half-width kana, which nobody types but every
    wrong guess yields, count against it."""
    text = attempt(raw, charset)
    if not text:
        return -1.0
    wide = [sign for sign in text if ord(sign) > 127]
    good = sum(
        "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" or sign in "、。「」（）ー"
        for sign in wide
    )
    bad = sum("\uff61" <= sign <= "\uff9f" for sign in wide)
    return (good - 2 * bad) / max(len(wide), 1)
