"""Where the points of a small chart stand. The template draws; nothing here knows a colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Figure, Shape
from .tallies import Measure

WIDTH, HEIGHT = 320, 96
LEFT, RIGHT, TOP, BOTTOM = 6, 62, 8, 20  # room for the labels
ARM = 3  # half the width of a whisker's end and of a cross


@dataclass(frozen=True)
class Point:
    """A month: its place, and the ends of its whisker. Numbers as SVG reads them. y: None where nothing is shown as a
    rate; is_few: because there are too few; is_open: the interval has no upper end yet."""

    x: str
    left: str
    right: str
    y: str | None = None
    low: str | None = None
    high: str | None = None
    is_whole: bool = True
    is_few: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Chart:
    """top: the value at the upper line; line: the points joined, for the eye; the rest: where lines and labels stand."""

    points: list[Point]
    top: float
    line: str
    width: int = WIDTH
    height: int = HEIGHT
    ceiling: int = TOP
    ceiling_label: int = TOP + 4
    base: int = HEIGHT - BOTTOM
    cross_low: int = HEIGHT - BOTTOM - 1
    cross_high: int = HEIGHT - BOTTOM - 1 - 2 * ARM
    first_x: int = LEFT
    last_x: int = WIDTH - RIGHT
    label_x: int = WIDTH - RIGHT + 6
    label_y: int = HEIGHT - 4


def draw(figure: Figure, measures: Sequence[Measure], whole: Sequence[bool]) -> Chart:
    """The monthly points of a figure, the oldest at the left."""
    top = 1.0 if figure.shape is Shape.SHARE else highest(measures)
    step = (WIDTH - LEFT - RIGHT) / len(measures)
    points = [point(LEFT + step * (n + 0.5), measure, top, whole[n]) for n, measure in enumerate(measures)]
    return Chart(points, top, " ".join(f"{point.x},{point.y}" for point in points if point.y))


def highest(measures: Sequence[Measure]) -> float:
    """The highest value or end of an interval: the upper line of the chart."""
    known = [number for m in measures for number in (m.value, m.high) if number is not None]
    return max(known, default=0) or 1.0


def point(x: float, measure: Measure, top: float, is_whole: bool) -> Point:
    is_few = measure.n > 0 and measure.is_few and measure.value is None
    is_open = measure.low is not None and measure.high is None
    return Point(
        f"{x:.1f}",
        f"{x - ARM:.1f}",
        f"{x + ARM:.1f}",
        height(measure.value, top),
        height(measure.low, top),
        f"{TOP:.1f}" if is_open else height(measure.high, top),
        is_whole,
        is_few,
        is_open,
    )


def height(value: float | None, top: float) -> str | None:
    return None if value is None else f"{HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP):.1f}"
