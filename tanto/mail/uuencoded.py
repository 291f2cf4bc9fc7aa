"""Files written into the text of a mail, as it was done before there were parts: “begin 644 name” to “end”."""

import re
from binascii import Error, a2b_uu

BEGIN = re.compile(rb"(?m)^begin[ \t]+[0-7]{3,4}[ \t]+([^\r\n]{1,200}?)[ \t]*\r?\n(?=[!-`])")
END = re.compile(rb"(?m)^end[ \t\r]*$\n?")


def uudecoded(content: bytes) -> bytes:
    """The bytes of the first file in this; nothing where there is none."""
    found = BEGIN.search(content)
    return unpacked(content[found.end() :].split(b"\nend", 1)[0]) if found else b""


def unpacked(lines: bytes) -> bytes:
    told = []
    for line in lines.split(b"\n"):
        line = line.rstrip(b"\r")
        if not line or line in (b"`", b" ", b"end"):
            continue
        try:
            told.append(a2b_uu(line))
        except Error:  # mail programs add or cut spaces at the end
            length = ((line[0] - 32) & 63) * 4 // 3 + 1
            try:
                told.append(a2b_uu(line[: length + 3 - (length - 1) % 4].ljust(length + 4)[: length + 1]))
            except Error:
                continue
    return b"".join(told)


def without_files(content: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The text around the files, and each file with its name. What is begun and never ended stays text."""
    if b"begin " not in content:
        return content, []
    kept, files, start = [], [], 0
    while found := BEGIN.search(content, start):
        end = END.search(content, found.end())
        if end is None:
            break
        if is_uu(content[found.end() : end.start()]):
            kept.append(content[start : found.start()])
            files.append((found.group(1), unpacked(content[found.end() : end.start()])))
        else:
            kept.append(content[start : end.end()])
        start = end.end()
    return b"".join([*kept, content[start:]]), files


def is_uu(lines: bytes) -> bool:
    """Every line tells its own length."""
    first = lines.split(b"\n", 1)[0].rstrip(b"\r")
    count = (first[0] - 32) & 63 if first else 0
    return count > 0 and abs(len(first) - 1 - (count + 2) // 3 * 4) <= 2
