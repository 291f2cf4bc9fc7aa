"""The items of a path, one after the other: a raw mail, the mails of a mailbox or a Maildir, the rows of a table."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .tables import Told, read_table

BETWEEN = re.compile(rb"(?m)^From \S+.*\r?\n(?=[\w-]+:)")
TABLES = (".csv", ".tsv")


@dataclass(frozen=True)
class Item:
    """source: where it stood, for people; one of raw and row, or the error that kept it from being read."""

    source: str
    raw: bytes = b""
    row: Told | None = None
    error: str = ""


def items(path: Path, named: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Everything in a file or a Maildir, in order; “-” is one message from standard input. What cannot be read is an item that says so."""
    if str(path) == "-":
        yield Item("-", raw=sys.stdin.buffer.read())
        return
    try:
        if path.is_dir():
            for file in sorted(mails_of(path)):
                yield Item(f"{path.name}/{file.relative_to(path)}", raw=file.read_bytes())
        elif path.suffix.lower() in TABLES:
            for row in read_table(path.read_bytes(), named):
                yield Item(f"{path.name}:{row.number}", row=row, error=row.error)
        elif path.suffix.lower() == ".eml":  # one mail, whatever it quotes
            yield Item(path.name, raw=path.read_bytes())
        else:
            yield from mailbox(path.name, path.read_bytes())
    except (OSError, ValueError) as error:
        yield Item(path.name, error=f"{path.name}: {error}" if isinstance(error, ValueError) else str(error))


def mails_of(folder: Path) -> list[Path]:
    """The mails of a Maildir, else every file below that is no hidden one."""
    inner = [folder / name for name in ("cur", "new") if (folder / name).is_dir()] or [folder]
    return [
        file for each in inner for file in each.rglob("*") if file.is_file() and not file.name.startswith(".")
    ]


def mailbox(name: str, content: bytes) -> Iterator[Item]:
    """One mail, or the several of an mbox: a line that begins with “From ” stands before each."""
    starts = [found.start() for found in BETWEEN.finditer(content)] if content.startswith(b"From ") else []
    if len(starts) < 2:
        yield Item(name, raw=content)
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(content)], strict=True), start=1):
        yield Item(f"{name}#{number}", raw=re.sub(rb"(?m)^>(>*From )", rb"\1", content[start:end]))
