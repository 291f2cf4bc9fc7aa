"""How fast a mail is read, sorted and its new words found, beside Python's own parser on the same bytes:
`python bench/mail_reading.py [N]`. Prints messages a second and ratios, judges nothing.

The mails are made here: four of five are new, the fifth answers one; one in twenty carries a file of 200 KB; a third is Japanese,
half of it in ISO-2022-JP with signs that only Windows knows; half have a page beside the text.
"""

import email
import os
import random
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from email.policy import default
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tanto.mail import bounces
from tanto.mail.reading import read_mail
from tanto.mail.sorting import sort

N = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
ENGLISH = "The box arrived wet, and two of the sixty parts were missing. Nobody called me back on Thursday, as was promised."
JAPANESE = "先日お届けいただいた箱が濡れており、部品が二つ足りませんでした。木曜日にお電話をいただけるとのことでしたが、ございませんでした。"
RECEIVED = "Received: from mx{0}.example (mx{0}.example [192.0.2.{0}])\r\n\tby mail.tamabashi.example (Postfix) with ESMTPS id 4F{0}\r\n\tfor <desk@tamabashi.example>; Thu, 12 Nov 2026 16:20:{0:02d} +0900 (JST)\r\n"


def word(text: str, charset: str) -> str:
    return f"=?{charset}?B?{b64encode(octets(text, charset)).decode()}?="


def octets(text: str, charset: str) -> bytes:
    """ISO-2022-JP as Windows writes it: ① and ㈱ in row 13."""
    if charset != "ISO-2022-JP":
        return text.encode(charset)
    raw = text.replace("①", "◎").replace("㈱", "〓").encode("iso2022_jp")
    return raw.replace("◎".encode("iso2022_jp")[3:5], b"\x2d\x21").replace(
        "〓".encode("iso2022_jp")[3:5], b"\x2d\x6a"
    )


def mail(number: int, chance: random.Random) -> bytes:
    is_japanese, is_reply = number % 3 == 0, number % 5 == 0
    charset = ("ISO-2022-JP" if number % 2 else "utf-8") if is_japanese else "utf-8"
    said = (
        f"{JAPANESE}①㈱白樺沢" if is_japanese and charset != "utf-8" else JAPANESE if is_japanese else ENGLISH
    )
    text = "\r\n\r\n".join([said] * chance.randint(1, 6))
    head = "".join(RECEIVED.format(chance.randint(1, 59)) for _ in range(3))
    head += f"From: {word('木内 渚', charset) if is_japanese else 'Nagisa Kiuchi'} <kiuchi{number % 400}@shirakabazawa.example>\r\n"
    head += f"To: desk@tamabashi.example\r\nSubject: {word('Re: 数量の件' if is_reply else '数量の件', charset) if is_japanese else 'About the box'}\r\n"
    head += f"Date: Thu, 12 Nov 2026 16:20:00 +0900\r\nMessage-ID: <{number}@shirakabazawa.example>\r\nMIME-Version: 1.0\r\n"
    if is_reply:
        head += f"In-Reply-To: <letter-{number}@tamabashi.example>\r\nReferences: <first@x> <letter-{number}@tamabashi.example>\r\n"
        old = "\r\n".join(f"> {line}" for line in text.split("\r\n"))
        text += (
            f"\r\n\r\n2026年11月12日(木) 16:20 森 <mori@tamabashi.example>:\r\n{old}"
            if is_japanese
            else f"\r\n\r\nOn Thu, 12 Nov 2026 at 16:20, Mori <mori@tamabashi.example> wrote:\r\n{old}"
        )
    if charset == "ISO-2022-JP":
        words = (
            f'Content-Type: text/plain; charset="{charset}"\r\nContent-Transfer-Encoding: 7bit\r\n\r\n'.encode()
            + octets(text, charset)
        )
    else:
        words = (
            b'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
            + lines(text.encode())
        )
    if number % 2:
        page = f"<html><body><p>{text}</p></body></html>".encode()
        words = several(
            "alternative",
            [
                words,
                b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
                + lines(page),
            ],
        )
    if number % 20 == 0:
        hung = b"Content-Type: application/pdf; name=box.pdf\r\nContent-Disposition: attachment; filename=box.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        words = several("mixed", [words, hung + lines(chance.randbytes(200_000))])
    return head.encode("utf-8") + words


def lines(raw: bytes) -> bytes:
    packed = b64encode(raw)
    return b"\r\n".join(packed[start : start + 76] for start in range(0, len(packed), 76)) + b"\r\n"


def several(kind: str, parts: list[bytes]) -> bytes:
    mark = f"--={kind}=".encode()
    return (
        f'Content-Type: multipart/{kind}; boundary="={kind}="\r\n\r\n'.encode()
        + b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
        + mark
        + b"--\r\n"
    )


def per_second(mails: list[bytes], what: Callable[[bytes], object]) -> float:
    """The best of three runs."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        for raw in mails:
            what(raw)
        best = max(best, len(mails) / (time.perf_counter() - start))
    return best


def told(raw: bytes) -> None:
    """What the intake asks of every mail."""
    one = read_mail(raw)
    if sort(one) == "bounce":
        bounces.failures(one)
    assert one.said
    assert one.html is not None


def main() -> None:
    chance = random.Random(7)
    mails = [mail(number, chance) for number in range(1, N + 1)]
    plain = [raw for raw in mails if len(raw) < 100_000]
    print(f"{N} mails, {sum(map(len, mails)) / N / 1024:.1f} KB each, {os.cpu_count()} processors")
    for name, these in (("all", mails), ("without the files", plain)):
        bare = per_second(these, lambda raw: email.message_from_bytes(raw, policy=default))
        ours = per_second(these, told)
        only = per_second(these, read_mail)
        print(
            f"{name}: email.message_from_bytes {bare:,.0f}/s; read_mail {only:,.0f}/s; read_mail + sort + new words + page {ours:,.0f}/s ({1000 / ours:.2f} ms, {ours / bare:.1f} times the bare parse)"
        )


if __name__ == "__main__":
    main()
