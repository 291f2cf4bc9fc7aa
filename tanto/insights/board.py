"""The page put together: one row for each figure, and a table by section and month for the chosen one."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from tanto.people.models import Section

from . import saying
from .chart import Chart, draw
from .counting import Scope, count
from .figures import BY_KEY, FIGURES, Figure, Shape
from .months import Months
from .tallies import Lengths, Measure, Rate, Share, Sum, Tally
from .wanted import Wanted

EMPTY: dict[Shape, type[Tally]] = {
    Shape.SHARE: Share,
    Shape.RATE: Rate,
    Shape.SUM: Sum,
    Shape.MINUTES: Lengths,
    Shape.NUMBER: Lengths,
}


@dataclass(frozen=True)
class Cell:
    """One month of a figure, as a number and in words. is_whole: the month is over and its value final."""

    figure: Figure
    first: dt.date
    measure: Measure
    is_whole: bool

    @property
    def month(self) -> str:
        return saying.month(self.first)

    @property
    def short_month(self) -> str:
        return saying.short_month(self.first)

    @property
    def value(self) -> str:
        return saying.value(self.measure, self.figure)

    @property
    def interval(self) -> str:
        return saying.interval(self.measure, self.figure)

    @property
    def counts(self) -> str:
        return saying.counts(self.measure, self.figure)

    @property
    def ninetieth(self) -> str:
        return saying.ninetieth(self.measure, self.figure)

    @property
    def is_few(self) -> bool:
        """Are there some, but too few for a rate?"""
        return self.measure.n > 0 and self.measure.is_few and self.figure.shape is not Shape.SUM

    def __str__(self) -> str:
        return saying.in_words(self.first, self.measure, self.figure)


@dataclass(frozen=True)
class Row:
    """A figure through the months of one section, or of all (None), the oldest first. address: its table."""

    figure: Figure
    section: Section | None
    cells: list[Cell]
    address: str

    @cached_property
    def told(self) -> list[Cell]:
        """The months that are final and hold something, the newest first; else what there is so far."""
        some = [cell for cell in reversed(self.cells) if cell.measure.n]
        return [cell for cell in some if cell.is_whole] or some

    @property
    def newest(self) -> Cell | None:
        return self.told[0] if self.told else None

    @property
    def before(self) -> Cell | None:
        return self.told[1] if len(self.told) > 1 and self.told[1].is_whole else None

    @property
    def newest_first(self) -> list[Cell]:
        return self.cells[::-1]

    @property
    def chart(self) -> Chart:
        return draw(self.figure, [c.measure for c in self.cells], [c.is_whole for c in self.cells])

    @property
    def top(self) -> str:
        """The label of the chart's upper line."""
        return saying.number(self.chart.top, self.figure.shape)


class Board:
    """Everything counted once; rows are made from it as they are asked for."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.months = Months.latest(wanted.months)
        self.sections = list(Section.objects.order_by("name_en", "pk"))
        self.section = next((s for s in self.sections if s.pk == wanted.section), None)
        scope = Scope(self.months, self.section.pk if self.section else None, wanted.severity)
        self.counted: dict[tuple[str, int | None, int], Tally] = {}
        for key, section, month, tally in count(scope):
            for whose in (section, None):
                place = self.counted.setdefault((key, whose, month), EMPTY[BY_KEY[key].shape]())
                place.add(tally)  # type: ignore[arg-type]

    @property
    def chosen(self) -> Figure:
        return BY_KEY[self.wanted.metric]

    @property
    def has_any(self) -> bool:
        return bool(self.counted)

    @cached_property
    def rows(self) -> list[Row]:
        return [self.row(figure, self.section) for figure in FIGURES]

    @cached_property
    def table(self) -> list[Row]:
        """The chosen figure: all sections together, then each for itself; or the one that is looked at."""
        if self.section is not None:
            return [self.row(self.chosen, self.section)]
        return [self.row(self.chosen, section) for section in (None, *self.sections)]

    @property
    def has_few(self) -> bool:
        return any(cell.is_few for row in self.rows for cell in row.cells)

    @property
    def has_few_in_table(self) -> bool:
        return any(cell.is_few for row in self.table for cell in row.cells)

    def other_sections(self) -> list[tuple[Section, str]]:
        return [(section, self.wanted.address(section=section.pk)) for section in self.sections]

    def row(self, figure: Figure, section: Section | None) -> Row:
        cells = [
            Cell(
                figure,
                self.months[number],
                self.total(figure, section, number),
                self.months.is_whole(number, ripens=figure.ripens),
            )
            for number in range(len(self.months))
        ]
        return Row(figure, section, cells, self.wanted.address(metric=figure.key))

    def total(self, figure: Figure, section: Section | None, month: int) -> Measure:
        found = self.counted.get((figure.key, section.pk if section else None, month))
        return (found or EMPTY[figure.shape]()).measure()
