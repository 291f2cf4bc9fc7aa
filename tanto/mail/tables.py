"""Complaints in the rows of a table. The columns are named by whoever takes them in, or guessed by their headings."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tanto.separated import separated

from .charsets import decoded
from .headings import ADDRESS, HEADER

WORDS = (
    "narrative",
    "complaint",
    "words",
    "text",
    "body",
    "message",
    "description",
    "内容",
    "本文",
    "申し出",
    "お言葉",
)
SENDER = ("email", "e-mail", "mail", "from", "メール", "差出人")
WHEN = ("date", "received", "known_at", "日時", "受付日", "日付")
FIELDS = ("words", "subject", "client", "known_at", "from")


@dataclass(frozen=True)
class Told:
    """One row. number: as a spreadsheet counts, the heading being 1; client: a code or a name; error: why it is none."""

    number: int
    words: str = ""
    subject: str = ""
    sender: str = ""
    client: str = ""
    known_at: dt.datetime | None = None
    error: str = ""


def columns_of(said: str) -> dict[str, str]:
    """words="Consumer complaint narrative",subject=Issue as fields and headings. Raises ValueError where it is not that."""
    found = {}
    for part in filter(None, re.split(r",(?=\w+=)", said)):
        name, sign, heading = part.partition("=")
        heading = heading.strip().strip('"')
        if not sign or not heading:
            raise ValueError('Write --map as words="COLUMN",subject="COLUMN".')
        found[name.strip()] = heading
    return found


def read_table(raw: bytes, named: Mapping[str, str] | None = None) -> Iterator[Told]:
    """Every row below the heading in which anything stands. named: field to heading; raises ValueError where a heading is
    not there, or there is no row."""
    lines = separated(decoded(raw))
    heading = [cell.strip() for cell in next(lines, [])]
    rows = [
        (number, line) for number, line in enumerate(lines, start=2) if any(cell.strip() for cell in line)
    ]
    if not rows:
        raise ValueError("no rows below the heading were found")
    places = columns(heading, [line for _number, line in rows[:200]], named or {})
    for number, line in rows:
        yield told(number, line, heading, places)


def told(number: int, line: list[str], heading: list[str], places: Mapping[str, int]) -> Told:
    def cell(field: str) -> str:
        place = places.get(field)
        return line[place].replace("\x00", "").strip() if place is not None and place < len(line) else ""

    if len([each for each in line[len(heading) :] if each.strip()]):
        return Told(number, words=cell("words"), error="it has more cells than the heading")
    if not cell("words"):
        return Told(number, subject=cell("subject"), error="the column of the words is empty")
    address = ADDRESS.search(cell("from")[:HEADER])
    return Told(
        number,
        words=cell("words"),
        subject=cell("subject"),
        sender=address.group().lower() if address else "",
        client=cell("client"),
        known_at=moment(cell("known_at")),
    )


def columns(heading: list[str], rows: list[list[str]], named: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what."""
    small = [name.lower() for name in heading]
    places: dict[str, int] = {}
    for field, name in named.items():
        if field not in FIELDS:
            raise ValueError(f"“{field}” is no field; there are {', '.join(FIELDS)}")
        if name.lower() not in small:
            raise ValueError(f"there is no column “{name}”; there are {', '.join(heading)}")
        places[field] = small.index(name.lower())
    for field, wanted in (("words", WORDS), ("from", SENDER), ("known_at", WHEN)):
        if field not in places and (found := guessed(small, wanted)) is not None:
            places[field] = found
    places.setdefault("words", longest(rows, len(heading)))
    return places


def guessed(heading: list[str], wanted: tuple[str, ...]) -> int | None:
    for word in wanted:
        for place, name in enumerate(heading):
            if name == word or (len(word) > 3 and word in name):
                return place
    return None


def longest(rows: list[list[str]], width: int) -> int:
    return max(range(width), key=lambda place: sum(len(row[place]) for row in rows if place < len(row)))


def moment(text: str) -> dt.datetime | None:
    """A moment with its zone, or a day and hour on the office wall."""
    try:
        return dt.datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
