"""The table as a file for spreadsheets: the same cells, and below five no rate either."""

import csv
import io

from django.utils.translation import gettext as _

from .board import Board, Cell, Row

MARK = "\ufeff"  # spreadsheets read UTF-8 when it begins so
STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(board: Board) -> str:
    page = io.StringIO()
    page.write(MARK)
    rows = csv.writer(page)
    rows.writerow(
        [
            _("figure"),
            _("section"),
            _("month"),
            _("final"),
            _("counted"),
            _("out of"),
            _("value"),
            _("interval from"),
            _("interval to"),
        ]
    )
    for row in board.table:
        rows.writerows(line(row, cell) for cell in row.newest_first)
    return page.getvalue()


def line(row: Row, cell: Cell) -> list[str]:
    measure, section = cell.measure, str(row.section) if row.section else _("all sections")
    numbers = [rounded(number) for number in (measure.value, measure.low, measure.high)]
    final = _("yes") if cell.is_whole else _("so far")
    return [
        defused(str(row.figure.label)),
        defused(section),
        f"{cell.first:%Y-%m}",
        final,
        str(measure.hits),
        str(measure.n),
        *numbers,
    ]


def rounded(number: float | None) -> str:
    return "" if number is None else f"{number:.3f}"


def defused(text: str) -> str:
    """What a spreadsheet would take for a formula stays text."""
    return f"'{text}" if text.startswith(STARTS) else text
