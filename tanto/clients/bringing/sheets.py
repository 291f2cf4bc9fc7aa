"""A table out of a file: CSV in UTF-8, UTF-16 or cp932, or the first sheet of an Excel workbook. Pure reading."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext_lazy as _

from tanto.separated import separated
from tanto.web.refusals import Refused

LARGEST = 4 * 1024 * 1024  # bytes of a file
MOST = 5_000  # rows
LONGEST = 5_000  # signs of a cell
UNPACKED = 64 * 1024 * 1024  # bytes of a workbook without its wrapping


@dataclass(frozen=True)
class Row:
    """number: as a spreadsheet counts, the heading being 1; extra: cells beyond the heading."""

    number: int
    cells: dict[str, str]
    extra: int = 0


@dataclass(frozen=True)
class Sheet:
    """heading: as it is written; rows: those in which anything stands."""

    heading: list[str]
    rows: list[Row] = field(default_factory=list)


def read(content: bytes) -> Sheet:
    """Refused where it is no table that we can read, with what to do instead."""
    if len(content) > LARGEST:
        raise not_a_table(_("It is larger than %(mb)d MB.") % {"mb": LARGEST // 1024 // 1024})
    lines = excel(content) if content.startswith(b"PK\x03\x04") else separated(decoded(content))
    try:
        heading = [cell.strip() for cell in next(lines, [])]
        rows = list(rows_of(heading, lines))
    except csv.Error as error:
        raise not_a_table(str(error)) from error
    if not any(heading):
        raise not_a_table(_("Its first row is empty; there must be headings."))
    return Sheet(heading, rows)


def rows_of(heading: list[str], lines: Iterator[list[str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        cells = [cell.replace("\x00", "").strip() for cell in line]
        if not any(cells):
            continue
        if number > MOST + 1:
            raise not_a_table(_("It has more than %(n)d rows.") % {"n": MOST})
        if any(len(cell) > LONGEST for cell in cells):
            raise not_a_table(
                _("Row %(n)d has a cell without end; perhaps a quotation mark is not closed.") % {"n": number}
            )
        named = dict(zip(heading, cells, strict=False))
        yield Row(number, named, extra=len([cell for cell in cells[len(heading) :] if cell]))


def decoded(content: bytes) -> str:
    """UTF-8 is strict enough to be known by itself; what is not UTF-8 comes from a Japanese Windows."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp932"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_a_table(_("Its letters are neither UTF-8 nor Shift_JIS (cp932)."))


def excel(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise not_a_table(_("Unpacked, the workbook is larger than 64 MB."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        yield from ([as_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True))
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, IndexError) as error:
        raise not_a_table(_("The workbook cannot be opened.")) from error


def as_text(cell: object) -> str:
    """A number that a spreadsheet made of a code is a code again: 27.0 is 27."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def not_a_table(why: object) -> Refused:
    return Refused(
        "not_a_table",
        _("The file cannot be read as a table."),
        str(why),
        _(
            "Save it from your spreadsheet as CSV (UTF-8) or as .xlsx, one heading in the first row, and choose it again."
        ),
        field="file",
    )
