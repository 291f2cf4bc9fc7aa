"""The figures of the house for programs: the same cells, and nobody is found in them."""

from typing import Annotated, Any, ClassVar, Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto.web.api.answering import answer
from tanto.web.api.kinds import Named, Number, Shown
from tanto.web.api.routes import Room

from ..board import Board, Cell, Row
from ..figures import BY_KEY, FIGURES
from ..months import WINDOWS
from ..wanted import Wanted

Metric = Literal[tuple(BY_KEY)]  # type: ignore[valid-type]


class Month(Shown):
    """value: null where too few were counted; hits out of n; low, high: of the interval; is_final: the month is over."""

    month: str
    value: float | None
    low: float | None
    high: float | None
    hits: int
    n: int
    is_final: bool


class FigureLine(Shown):
    """section: null for all of them."""

    figure: str
    label: str
    section: Named | None
    months: list[Month]


class Table(Shown):
    """figures: one line for each figure of all sections; sections: the chosen figure, one line for each section."""

    example: ClassVar[dict[str, Any]] = {"figures": [{"figure": "M10", "label": "Announced times kept", "section": None, "months": [{"month": "2026-10", "value": 0.93, "low": 0.88, "high": 0.96, "hits": 130, "n": 140, "is_final": True}]}], "sections": []}  # fmt: skip

    figures: list[FigureLine]
    sections: list[FigureLine]


class FigureShown(Shown):
    """key: as it stands in addresses; means, formula: in the reader's language."""

    key: str
    label: str
    means: str
    formula: str
    is_good_high: bool | None


class Figures(Shown):
    example: ClassVar[dict[str, Any]] = {"items": [{"key": "M10", "label": "Announced times kept", "means": "How often the customer had heard from us by then.", "formula": "Kept ÷ announced.", "is_good_high": True}]}  # fmt: skip

    items: list[FigureShown]


def read(
    request: HttpRequest,
    metric: Metric = "M10",  # type: ignore[valid-type]
    months: Annotated[Number, Field(description="How many.")] = WINDOWS[0],
    section: Number = 0,
    severity: Number = 0,
) -> HttpResponse:
    """Everybody of the house reads the figures of every section."""
    board = Board(Wanted.read(request.GET.dict()))
    return answer(
        Table(figures=[line(row) for row in board.rows], sections=[line(row) for row in board.table])
    )


def line(row: Row) -> FigureLine:
    section = row.section
    return FigureLine(
        figure=row.figure.key,
        label=str(row.figure.label),
        section=Named(id=section.pk, name=str(section)) if section else None,
        months=[month(cell) for cell in row.cells],
    )


def month(cell: Cell) -> Month:
    measure = cell.measure
    return Month(
        month=f"{cell.first:%Y-%m}",
        value=measure.value,
        low=measure.low,
        high=measure.high,
        hits=measure.hits,
        n=measure.n,
        is_final=cell.is_whole,
    )


def explained(request: HttpRequest) -> HttpResponse:
    """What each figure means, and how it is counted."""
    good = {"HIGH": True, "LOW": False}
    shown = [
        FigureShown(
            key=figure.key,
            label=str(figure.label),
            means=str(figure.means),
            formula=str(figure.formula),
            is_good_high=good.get(figure.good.name),
        )
        for figure in FIGURES
    ]
    return answer(Figures(items=shown))


def offer_to(room: Room) -> None:
    room.offer("GET", "/figures", read, name="read_figures", says="The figures, month by month", gives=Table)
    room.offer(
        "GET",
        "/figures/meanings",
        explained,
        name="explain_figures",
        says="What each figure means",
        gives=Figures,
    )
