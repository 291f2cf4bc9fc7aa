"""Text whose cells are told apart by commas, semicolons or tabs, as spreadsheets of different countries write it."""

import csv
import io
from collections.abc import Iterator

csv.field_size_limit(16 * 1024 * 1024)  # a complaint may be long; who minds says so


def separated(text: str) -> Iterator[list[str]]:
    """The lines, cell by cell; the heading tells what stands between."""
    heading = text.partition("\n")[0]
    return csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count))
