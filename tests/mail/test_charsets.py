"""Bytes become the words their writer typed, whatever the label says."""

import pytest

from tanto.mail.charsets import decoded
from tanto.mail.jis import iso2022

WORDS = "納品書の数量が違います。至急ご確認ください。"


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("cp932", "Shift_JIS"), ("cp932", ""), ("euc_jp", "EUC-JP"), ("euc_jp", ""), ("iso2022_jp", "ISO-2022-JP"),
        ("iso2022_jp", ""), ("utf-8", "us-ascii"), ("utf-8", "x-unknown"), ("utf-16", ""), ("utf-7", "utf-7"),
        ("cp932", "utf-8"), ("cp932", "iso-8859-1"), ("euc_jp", "iso-8859-1"), ("utf-8", "iso-8859-1"), ("euc_jp", "shift_jis"),
        ("cp932", "iso-2022-jp"), ("iso2022_jp", "utf-8"), ("utf-8", "euc-jp"), ("cp932", "no such thing"),
    ],
)  # fmt: skip
def test_japanese_is_read_whatever_the_label_says(charset, declared):
    assert decoded(WORDS.encode(charset), declared) == WORDS


@pytest.mark.parametrize(
    ("words", "charset", "declared"),
    [
        ("Grüße aus Köln", "cp1252", ""), ("Grüße aus Köln", "cp1252", "utf-8"), ("äöüß", "latin1", "iso-8859-1"),
        ("“café” – 5 €", "cp1252", "iso-8859-1"), ("Здравствуйте, это жалоба на доставку", "koi8-r", ""),
        ("Здравствуйте, это жалоба на доставку", "koi8-r", "KOI8-R"), ("Їжак і ґанок", "koi8-u", "koi8-u"),
        ("Здравствуйте, это жалоба на доставку", "cp1251", "windows-1251"), ("关于这次送货的问题", "gb2312", "GB2312"),
        ("镕", "gbk", "gb2312"), ("整體提升", "big5", "Big5"), ("배송이 늦었습니다", "cp949", "ks_c_5601-1987"),
        ("배송이 늦었습니다", "iso2022_kr", "iso-2022-kr"), ("Žluťoučký kůň", "cp1250", "windows-1250"),
        ("关于", "hz", "hz-gb-2312"), ("שלום", "iso-8859-8", "iso-8859-8-i"), ("สวัสดี", "cp874", "windows-874"),
        ("résumé", "utf-8", ""), ("résumé", "utf-16-le", "utf-16-le"), ("plain", "ascii", ""),
    ],
)  # fmt: skip
def test_other_languages_are_read(words, charset, declared):
    assert decoded(words.encode(charset), declared) == words


@pytest.mark.parametrize(
    ("raw", "declared", "words"),
    [
        ("①㈱髙橋".encode("cp932"), "Shift_JIS", "①㈱髙橋"),
        (b"\x1b$B\x2d\x21\x2d\x6a\x7c\x62\x36\x36\x1b(B", "ISO-2022-JP", "①㈱髙橋"),
        (b"\x1b$B\x2d\x21\x2d\x6a\x7c\x62\x36\x36\x1b(B", "", "①㈱髙橋"),
        (b"\xad\xa1\xad\xea\xfc\xe2\xb6\xb6", "EUC-JP", "①㈱髙橋"),
        (b"\x8f\xf4\xfb", "eucJP-ms", "髙"),
        (b"\x1b(I\x36\x45\x1b(B kana", "iso-2022-jp", "ｶﾅ kana"),
        (b"\x0e\x36\x45\x0f kana", "iso-2022-jp", "ｶﾅ kana"),
        (b"\x1b(J5\\\x1b(B", "iso-2022-jp", "5¥"),
        (b"\x1b$(D\x30\x21\x1b(B", "iso-2022-jp-1", "丂"),
        ("〜−".encode("iso2022_jp"), "iso-2022-jp", "～－"),
    ],
)
def test_signs_that_only_windows_knows_are_read(raw, declared, words):
    assert decoded(raw, declared) == words


def test_an_escape_that_was_lost_is_put_back():
    raw = "数量の確認".encode("iso2022_jp")
    assert iso2022(raw.replace(b"\x1b", b"")) == "数量の確認"


def test_two_byte_signs_end_with_their_line():
    raw = "数量".encode("iso2022_jp").removesuffix(b"\x1b(B")
    assert iso2022(raw + b"\nnext line") == "数量\nnext line"


@pytest.mark.parametrize(
    "raw", [b"\x1b$B\x25", b"\x1b$B\x25\x22\x25", b"\x1b", b"\x1b$", b"\x1b$(D\x30", b"\x1b$B\xff\xff!"]
)
def test_what_is_cut_is_a_gap_and_no_error(raw):
    assert isinstance(decoded(raw, "iso-2022-jp"), str)


def test_one_broken_sign_does_not_turn_the_rest_to_noise():
    assert decoded(WORDS.encode()[:-1], "utf-8") == WORDS[:-1] + "\ufffd"
