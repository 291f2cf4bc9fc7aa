"""What was counted in one section and month, in shapes that can be added up, and what each is worth as a number."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from .statistics import kaplan_meier, poisson, wilson

FEW = 5  # below this many only the counts are shown


@dataclass(frozen=True)
class Measure:
    """A number and what it rests on. value, low, high: None where nothing is known, where there are too few (n below
    FEW), or (high) where the interval has no end yet; hits: what was counted of n; left_out: what counts on neither
    side and is shown beside."""

    hits: int
    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    ninetieth: float | None = None
    left_out: int = 0

    @property
    def is_few(self) -> bool:
        return self.n < FEW


@dataclass
class Share:
    """So many of so many."""

    hits: int = 0
    n: int = 0
    left_out: int = 0

    def add(self, other: Self) -> None:
        self.hits, self.n = self.hits + other.hits, self.n + other.n
        self.left_out += other.left_out

    def measure(self) -> Measure:
        if self.n < FEW:
            return Measure(self.hits, self.n, left_out=self.left_out)
        low, high = wilson(self.hits, self.n)
        return Measure(self.hits, self.n, self.hits / self.n, low, high, left_out=self.left_out)


@dataclass
class Rate:
    """So many events on so many cases; a case can have several."""

    hits: int = 0
    n: int = 0

    def add(self, other: Self) -> None:
        self.hits, self.n = self.hits + other.hits, self.n + other.n

    def measure(self) -> Measure:
        if self.n < FEW:
            return Measure(self.hits, self.n)
        low, high = poisson(self.hits, self.n)
        return Measure(self.hits, self.n, self.hits / self.n, low, high)


@dataclass
class Sum:
    """A sum over so many cases, known exactly; it has no interval."""

    hits: int = 0
    n: int = 0

    def add(self, other: Self) -> None:
        self.hits, self.n = self.hits + other.hits, self.n + other.n

    def measure(self) -> Measure:
        return Measure(self.hits, self.n, float(self.hits) if self.n else None)


@dataclass
class Lengths:
    """Lengths (minutes, or a number of contacts), each complete or still open."""

    seen: Counter[tuple[int, bool]] = field(default_factory=Counter)

    def see(self, length: int, is_complete: bool, count: int) -> None:
        self.seen[max(length, 0), is_complete] += count

    def add(self, other: Self) -> None:
        self.seen.update(other.seen)

    def measure(self) -> Measure:
        waiting = kaplan_meier((length, is_complete, n) for (length, is_complete), n in self.seen.items())
        if waiting.n < FEW:
            return Measure(waiting.complete, waiting.n)
        return Measure(
            waiting.complete, waiting.n, waiting.median, waiting.low, waiting.high, waiting.ninetieth
        )


Tally = Share | Rate | Sum | Lengths
