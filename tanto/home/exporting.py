"""A list of cases as a file: written row by row by a job, never as a whole in memory; deleted after a week."""

import csv
import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

from django.conf import settings
from django.db.models import Count
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from openpyxl import Workbook

from tanto import clocks
from tanto.jobs.working import progress
from tanto.people.models import Person
from tanto.recovery.models import Chase
from tanto.recovery.steps import End, Step

from .cases import filters as filtering
from .cases.filters import Filters
from .cases.listing import narrowed, under
from .models import Export
from .models.export import CSV
from .search import index
from .search.asking import Question, keys_of
from .search.tokens import terms

CHUNK = 1_000
SHEET = 1_000_000  # rows of one sheet; Excel ends at 1,048,576
KEPT = dt.timedelta(days=7)
COLUMNS = (
    "pk", "number", "client__code", "client__name_en", "client__name_ja", "section__name_en", "section__name_ja",
    "severity", "step", "end", "known_at", "opened_at", "due_at", "resolved_at", "ended_at", "reopened",
    "owner__family_en", "owner__given_en", "owner__family_ja", "owner__given_ja",
)  # fmt: skip
Line = list[Any]
_looked = 0.0


def enqueue(export_id: int) -> str:
    return write_export.enqueue(export_id).id


@task()
def write_export(export_id: int) -> int:
    """Write the file of an export; how many rows. A second attempt begins anew in a file of its own."""
    export = Export.objects.select_related("person").get(pk=export_id)
    filters = filtering.read(dict(parse_qsl(export.address)))[0]
    part = export.path.with_suffix(f".{progress().job.attempt}.part")
    part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with translation.override(export.person.language):
            rows = written(part, export.kind, filters, export.person)
        progress().say(rows, total=rows)  # raises where another worker has taken it up meanwhile
        os.replace(part, export.path)
    finally:
        part.unlink(missing_ok=True)
    export.finish(rows=rows)
    return rows


def written(path: Path, kind: str, filters: Filters, person: Person) -> int:
    rows = 0
    with (csv_file if kind == CSV else excel_file)(path) as write:
        write(heads())
        progress().say(0, total=how_many(filters, person))
        for line in lines(filters, person):
            write([harmless(cell) for cell in line])
            rows += 1
            if rows % 100 == 0:
                progress().say(rows)
    return rows


def how_many(filters: Filters, person: Person) -> int | None:
    return None if filters.q else narrowed(filters, person, clocks.now()).count()


@contextmanager
def csv_file(path: Path) -> "Iterator[Callable[[Line], Any]]":
    """With a mark in front, by which Excel knows that it is UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        yield lambda line: writer.writerow([minute(cell) for cell in line])


@contextmanager
def excel_file(path: Path) -> "Iterator[Callable[[Line], Any]]":
    """A workbook whose rows go to the disk as they come; a new sheet where one is full."""
    book = Workbook(write_only=True)
    sheets = [book.create_sheet()]
    counted = 0

    def write(line: Line) -> None:
        nonlocal counted
        if counted == SHEET:
            sheets.append(book.create_sheet())
            counted = 0
        sheets[-1].append([wall(cell) for cell in line])
        counted += 1

    yield write
    book.save(path)


def wall(cell: Any) -> Any:
    """Excel knows no zones: moments as on the office wall."""
    return timezone.localtime(cell).replace(tzinfo=None) if isinstance(cell, dt.datetime) else cell


def minute(cell: Any) -> Any:
    """A moment of the office wall, to the minute."""
    return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M") if isinstance(cell, dt.datetime) else cell


def harmless(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = cell if isinstance(cell, str) else ""
    return f"'{text}" if text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def heads() -> Line:
    return [
        _("Number"), _("Client code"), _("Client"), _("Section"), _("How serious"), _("Step or end"), _("Known"),
        _("Recorded"), _("Next due"), _("Solved"), _("Ended"), _("Opened again"), _("Had to ask us"), _("Owner"),
    ]  # fmt: skip


def lines(filters: Filters, person: Person) -> Iterator[Line]:
    """One line per case, the newest first, read in chunks by their ids."""
    for chunk in chunks(filters, person):
        ids = [row["pk"] for row in chunk]
        counted = Chase.objects.filter(case__in=ids).order_by().values_list("case").annotate(n=Count("pk"))
        chases = dict(counted)
        for row in chunk:
            yield line(row, chases.get(row["pk"], 0))


def chunks(filters: Filters, person: Person) -> Iterator[list[dict[str, Any]]]:
    last: int | None = None
    while True:
        if filters.q:
            question = Question(terms(filters.q), keys_of(person), under(filters, person))
            ids = index.find(question, below=last, want=CHUNK) if question.terms else []
            cases = narrowed(filters, person, clocks.now()).filter(pk__in=ids)
            last = ids[-1] if ids else None
        else:
            cases = narrowed(filters, person, clocks.now())
            cases = cases.filter(pk__lt=last) if last is not None else cases
        found = cast("list[dict[str, Any]]", list(cases.order_by("-pk").values(*COLUMNS)[:CHUNK]))
        if not (ids if filters.q else found):
            return
        yield found
        last = last if filters.q else found[-1]["pk"]


def line(row: dict[str, Any], chases: int) -> Line:
    """The owner stands in it while something is owed; nobody is listed with what is over, or with what went wrong: chases
    and reopenings stand only where no name does."""
    japanese = (translation.get_language() or "").startswith("ja")

    def name(of: str) -> str:
        return (row[f"{of}_ja"] if japanese else row[f"{of}_en"]) or row[f"{of}_en"] or ""

    is_open = row["end"] is None
    owner = f"{name('owner__family')} {name('owner__given')}".strip() if is_open else ""
    state = Step(row["step"]).label if is_open else End(row["end"]).label
    return [
        row["number"], row["client__code"] or "", name("client__name"), name("section__name"), f"S{row['severity']}",
        str(state), row["known_at"], row["opened_at"], row["due_at"] if is_open else "", row["resolved_at"] or "",
        row["ended_at"] or "", "" if owner else row["reopened"], "" if owner else chases, owner,
    ]  # fmt: skip


def forget_old(now: dt.datetime) -> int:
    """A duty of the worker, once an hour: files older than a week are deleted."""
    global _looked
    if _looked and time.monotonic() - _looked < 3600:
        return 0
    _looked = time.monotonic()
    old = Export.objects.filter(removed_at__isnull=True, made_at__lt=now - KEPT)
    for export in old:
        export.path.unlink(missing_ok=True)
    for part in Path(settings.EXPORTS_FOLDER).glob("*.part"):
        if now.timestamp() - part.stat().st_mtime > KEPT.total_seconds():
            part.unlink(missing_ok=True)
    old.update(removed_at=now)
    return 0
