"""Japanese bytes as their writers meant them. Python's codecs know JIS as it was printed; the programs that write mail know it
as Windows does, with row 13 (①㈱) and the signs IBM added (髙). Those are looked up here by way of cp932. Nothing raises."""

import re
from functools import cache

UP = bytes(each | 0x80 for each in range(256))
ESCAPE = re.compile(rb"\x1b(?:\([@-~]|\$\([@-~]|\$[@-Z]|&@|\.[@-~]|\$\)[@-~])|[\x0e\x0f]|\x1b")
LOST = re.compile(rb"(?<!\x1b)\$[@B]((?:[!-~]{2})+?)\([BJ]")
ROMAN = {0x5C: "¥", 0x7E: "‾"}
# one place in the table, two signs for it: the one that Windows shows is the one people copy and search for
WINDOWS = str.maketrans({"〜": "～", "‖": "∥", "−": "－", "¢": "￠", "£": "￡", "¬": "￢"})
# what EUC-JP has in its third set beyond JIS X 0212: rows 83 and 84, from 83-83 on
THIRD = (
    "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ＇＂㈱№℡炻仼僴凬匇匤﨎咊坙﨏塚增寬峵嵓﨑德悅愠敎昻晥晴朗栁﨓﨔橫櫢淸淲瀨凞猪甁皂皞益礰礼神祥福竧靖精綠緖羽荢﨟薰"
    "蘒﨡蠇諸譿賴赶﨣﨤逸郞都鄕﨧﨨閒隆﨩霻靍靑飯飼館馞髙魲鶴黑"
)
EUC = re.compile(rb"[\x00-\x7f]+|(?:[\xa1-\xfe]{2})+|(?:\x8e[\xa1-\xdf])+|\x8f[\xa1-\xfe]{2}|[\x80-\xff]")


def iso2022(raw: bytes) -> str:
    """ISO-2022-JP with all that is written under this name: row 13, half-width kana, JIS X 0212, SO and SI, lost escapes."""
    if b"\x1b" not in raw:
        raw = LOST.sub(lambda found: b"\x1b" + found.group()[:2] + found.group(1) + b"\x1b(B", raw)
    told, mode, start = [], b"", 0
    for found in ESCAPE.finditer(raw):
        told.append(segment(mode, raw[start : found.start()]))
        start, sign = found.end(), found.group()
        if sign != b"\x1b&@":
            mode = {b"\x0e": b"\x1b(I", b"\x0f": b"", b"\x1b": mode}.get(sign, sign)
    return "".join([*told, segment(mode, raw[start:])])


def segment(mode: bytes, raw: bytes) -> str:
    """The signs between two escapes; a line that ends in two-byte signs ends them."""
    if not raw:
        return ""
    if mode in (b"\x1b$@", b"\x1b$B", b"\x1b$(@", b"\x1b$(B"):
        line, end, rest = raw.partition(b"\n")
        return pairs(line) + ("\n" + segment(b"", rest) if end else "")
    if mode == b"\x1b(I":
        return (
            raw.translate(UP).decode("cp932", "replace") if raw.isascii() else raw.decode("cp932", "replace")
        )
    if mode == b"\x1b(J":
        return raw.decode("cp932", "replace").translate(ROMAN)
    if mode[:2] == b"\x1b$":
        return other(mode, raw)
    return raw.decode("ascii") if raw.isascii() else raw.decode("cp932", "replace")


def other(mode: bytes, raw: bytes) -> str:
    """JIS X 0212 and 0213, Chinese and Korean within Japanese mail: the library knows them."""
    for codec in ("iso2022_jp_1", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_2"):
        try:
            return (mode + raw).decode(codec)
        except UnicodeError:
            continue
    return (mode + raw).decode("iso2022_jp_2", "replace")


def pairs(raw: bytes) -> str:
    """Two bytes a sign, seven bits each. A sign cut in half is a gap."""
    raw = raw.rstrip(b"\r")
    try:
        return raw.translate(UP).decode("euc_jp").translate(WINDOWS)
    except UnicodeError:
        pass
    signs, place = [], 0
    while place < len(raw):
        if raw[place] <= 0x20:
            signs.append(chr(raw[place]))
            place += 1
        else:
            signs.append(sign_of(raw[place : place + 2]))
            place += 2
    return "".join(signs)


@cache
def sign_of(pair: bytes) -> str:
    """One sign of JIS X 0208 and what Windows added to it."""
    if len(pair) < 2 or not (0x21 <= pair[0] & 0x7F <= 0x7E and 0x21 <= pair[1] & 0x7F <= 0x7E):
        return "\ufffd"
    row, cell = (pair[0] & 0x7F) - 0x21, (pair[1] & 0x7F) - 0x21
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell > 62)
    return bytes((lead, trail)).decode("cp932", "replace")


def euc(raw: bytes) -> str | None:
    """EUC-JP with Windows' signs; nothing where it cannot be that."""
    try:
        return raw.decode("euc_jp").translate(WINDOWS)
    except UnicodeError:
        pass
    signs = [euc_sign(found.group()) for found in EUC.finditer(raw)]
    return None if any("\ufffd" in each for each in signs) else "".join(signs)


def euc_sign(raw: bytes) -> str:
    if raw[0] == 0x8F and len(raw) == 3:
        place = (raw[1] - 0xF3) * 94 + raw[2] - 0xA1 - 82
        return THIRD[place] if 0 <= place < len(THIRD) else raw.decode("euc_jp", "replace")
    if raw[0] >= 0xA1 and len(raw) > 1:
        return "".join(sign_of(raw[place : place + 2]) for place in range(0, len(raw), 2))
    return raw.decode("euc_jp", "replace")
