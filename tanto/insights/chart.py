"""Where the points of a small chart stand. The template draws; nothing here knows a colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Figure, Shape
from .tallies import Measure

WIDTH, HEIGHT = 320, 96
LEFT, RIGHT, TOP, BOTTOM = 6, 50, 8, 18  # room for the labels


@dataclass(frozen=True)
class Point:
    """A month: x, and in the plot the value with its whisker; y is None where there are too few. Numbers as SVG reads
    them."""

    x: str
    y: str | None = None
    low: str | None = None
    high: str | None = None
    is_whole: bool = True
    ends: tuple[str, str] = ("", "")
    is_open: bool = False


@dataclass(frozen=True)
class Chart:
    """top: the value at the upper line; base: y of the lower one; line: the values joined, for the eye."""

    points: list[Point]
    top: float
    line: str
    width: int = WIDTH
    height: int = HEIGHT
    ceiling: int = TOP
    base: int = HEIGHT - BOTTOM
    first_x: int = LEFT
    last_x: int = WIDTH - RIGHT
    label_x: int = WIDTH - RIGHT + 6
    label_y: int = HEIGHT - 4


def draw(figure: Figure, measures: Sequence[Measure], whole: Sequence[bool]) -> Chart:
    """The monthly points of a figure, the oldest at the left."""
    top = 1.0 if figure.shape is Shape.SHARE else highest(measures)
    step = (WIDTH - LEFT - RIGHT) / len(measures)
    points = [
        point(LEFT + step * (n + 0.5), measure, top, whole[n]) for n, measure in enumerate(measures)
    ]
    return Chart(points, top, " ".join(f"{p.x},{p.y}" for p in points if p.y is not None))


def highest(measures: Sequence[Measure]) -> float:
    known = [m.value for m in measures if m.value is not None]
    known += [m.high for m in measures if m.high is not None and not m.is_few]
    return max(known, default=0) or 1.0


def point(x: float, measure: Measure, top: float, is_whole: bool) -> Point:
    if measure.value is None or measure.is_few:
        return Point(f"{x:.1f}", is_whole=is_whole)
    low, high = height(measure.low, top), height(measure.high, top)
    is_open = measure.low is not None and measure.high is None
    return Point(
        f"{x:.1f}",
        height(measure.value, top),
        low,
        f"{TOP:.1f}" if is_open else high,
        is_whole,
        (f"{x - 3:.1f}", f"{x + 3:.1f}"),
        is_open,
    )


def height(value: float | None, top: float) -> str | None:
    return None if value is None else f"{HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP):.1f}"
