"""What the house did to its patterns, as a file: out as TOML or CSV, and in again, all of it or nothing."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tanto.web.refusals import Refused
from tanto.wording.patterns import pattern

from .forms import as_lines, from_lines
from .models import HousePattern
from .models.row import FIELDS, columns_of

MOST_BYTES = 1024 * 1024
MOST_ITEMS = 1000
CODE = re.compile(r"(?:EN|JA)-[A-Z]{2,8}-[0-9]{2,3}", re.ASCII)
HEADING = ("id", "switched_off", *(name for name in FIELDS if name not in ("why", "fire", "ok")), "why_en", "why_ja", "fire", "ok")  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
SAID = {"yes": True, "true": True, "1": True, "": False, "no": False, "false": False, "0": False}


@dataclass(frozen=True)
class Item:
    """One pattern of a file. columns: none where the program's version holds; line: where it stands, from 1."""

    line: int
    code: str
    is_off: bool = False
    columns: Mapping[str, Any] | None = None


class Unreadable(Exception):  # noqa: N818 - what the file is
    """The file cannot be taken; where, and why."""

    def __init__(self, what: str | Promise, line: int = 1) -> None:
        super().__init__(what)
        self.what, self.line = what, line

    @property
    def refused(self) -> Refused:
        return Refused(
            "pattern_file_unread",
            _("Line %(line)d: %(what)s") % {"line": self.line, "what": self.what},
            _("A file is taken as a whole or not at all; nothing was changed."),
            _("Mend this line, and send it again."),
            field="file",
        )


def standing() -> list[Item]:
    """What differs from how the program came."""
    rows = HousePattern.objects.filter(dropped_at=None)
    found = [Item(0, row.code, row.is_off, row.columns) for row in rows]
    return [item for item in found if item.is_off or item.columns is not None]


def as_toml(items: Iterable[Item]) -> str:
    """The form in which the catalogue itself is written."""
    return "\n".join(table(item) for item in items)


def table(item: Item) -> str:
    lines = [f"[{item.code}]", *(["switched_off = true"] if item.is_off else [])]
    for name, value in (item.columns or {}).items():
        if isinstance(value, Mapping):
            lines += [f"{name}.{language} = {quoted(said)}" for language, said in value.items()]
        elif isinstance(value, list):
            lines.append(f"{name} = [{', '.join(map(quoted, value))}]")
        elif value:
            lines.append(f"{name} = {quoted(value)}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """As it stands where TOML allows it, so that an expression stays legible."""
    plain = "'" not in text and text.isprintable()
    return f"'{text}'" if plain else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def as_csv(items: Iterable[Item]) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEADING)
    for item in items:
        rows.writerow([defused(cell) for cell in cells(item)])
    return "\ufeff" + out.getvalue()


def cells(item: Item) -> list[str]:
    columns = dict(item.columns or {})
    columns |= {f"why_{language}": said for language, said in columns.get("why", {}).items()}
    columns |= {name: as_lines(columns.get(name, ())) for name in ("fire", "ok")}
    known = {"id": item.code, "switched_off": "yes" if item.is_off else ""} | columns
    return [str(known.get(name, "")) for name in HEADING]


def defused(text: str) -> str:
    """What a spreadsheet would take for a formula stays text."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_it_was(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def read(name: str, content: bytes) -> list[Item]:
    """The patterns of a file, by the ending of its name. Raises Unreadable with the line."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 1 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise Unreadable(_("The file is not written in UTF-8."), line) from wrong
    readers: dict[str, Callable[[str], list[Item]]] = {"toml": from_toml, "csv": from_csv}
    reader = readers.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise Unreadable(_("The name of the file ends in neither .toml nor .csv."))
    items = reader(text)
    if not items:
        raise Unreadable(_("No pattern stands in this file."))
    if len(items) > MOST_ITEMS:
        raise Unreadable(_("More than %(most)d patterns stand in this file.") % {"most": MOST_ITEMS})
    return once_each(items)


def once_each(items: list[Item]) -> list[Item]:
    seen: set[str] = set()
    for item in items:
        if not CODE.fullmatch(item.code):
            raise Unreadable(
                _("“%(code)s” is no number of a pattern; one reads EN-BL-101.") % {"code": item.code[:40]},
                item.line,
            )
        if item.code in seen:
            raise Unreadable(_("%(code)s stands there twice.") % {"code": item.code}, item.line)
        seen.add(item.code)
    return items


def from_toml(text: str) -> list[Item]:
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        raise Unreadable(
            _("It is not TOML: %(said)s.") % {"said": wrong}, int(line[1]) if line else 1
        ) from wrong
    return [from_table(code, given, line_of(text, code)) for code, given in tables.items()]


def line_of(text: str, code: str) -> int:
    place = text.find(f"[{code}]")
    return text.count("\n", 0, place) + 1 if place >= 0 else 1


def from_table(code: str, given: Any, line: int) -> Item:
    if not isinstance(given, dict):
        raise Unreadable(_("“%(code)s” stands outside of a pattern.") % {"code": code[:40]}, line)
    columns = dict(given)
    is_off = columns.pop("switched_off", False)
    strange = [name for name in columns if name not in FIELDS]
    if strange or not isinstance(is_off, bool):
        name = (strange or ["switched_off"])[0]
        raise Unreadable(_("%(code)s: “%(name)s” is not known.") % {"code": code, "name": name[:40]}, line)
    if wrong := misshapen(columns):
        raise Unreadable(
            _("%(code)s: “%(name)s” is not written as it should be.") % {"code": code, "name": wrong}, line
        )
    return Item(line, code, is_off, columns or None)


def misshapen(columns: Mapping[str, Any]) -> str:
    """The first field that holds something else than texts."""
    for name, value in columns.items():
        if name == "why":
            is_right = (
                isinstance(value, dict)
                and value.keys() <= {"en", "ja"}
                and all(isinstance(said, str) for said in value.values())
            )
        elif name in ("fire", "ok"):
            is_right = isinstance(value, list) and all(isinstance(text, str) for text in value)
        else:
            is_right = isinstance(value, str)
        if not is_right:
            return name
    return "" if not columns or "find" in columns else "find"


def from_csv(text: str) -> list[Item]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        heading = [name for name in rows.fieldnames or [] if name]
        if "id" not in heading or set(heading) - set(HEADING):
            raise Unreadable(_("The first line is to read: %(names)s.") % {"names": ", ".join(HEADING)})
        found, line = [], 2
        for row in rows:
            found.append(from_row(row, line))
            line = rows.line_num + 1
    except csv.Error as wrong:
        raise Unreadable(_("It is no CSV: %(said)s.") % {"said": wrong}, rows.line_num) from wrong
    return found


def from_row(row: Mapping[Any, Any], line: int) -> Item:
    if None in row:
        raise Unreadable(_("It has more cells than the heading."), line)
    given = {name: as_it_was(cell or "") for name, cell in row.items()}
    off = given.pop("switched_off", "").strip().lower()
    if off not in SAID:
        raise Unreadable(_("switched_off is “yes” or empty."), line)
    code = given.pop("id").strip()
    if not given.get("find"):
        return Item(line, code, SAID[off])
    why = {language: given.pop(f"why_{language}", "") for language in ("en", "ja")}
    columns: dict[str, Any] = {name: cell for name, cell in given.items() if cell}
    columns |= {name: from_lines(given.get(name, "")) for name in ("fire", "ok")}
    return Item(line, code, SAID[off], columns | {"why": {key: said for key, said in why.items() if said}})


def whole(item: Item) -> dict[str, Any]:
    """The columns of an item with everything that a pattern has, as they are stored."""
    return columns_of(pattern(item.code, dict(item.columns or {})))
