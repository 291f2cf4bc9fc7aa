"""What a number is worth when it was counted on few: intervals of 95 %, pure functions of counts.

Shares after Wilson (1927), rates exactly after Garwood (1936), times after Kaplan and Meier (1958) with the interval of
the median after Brookmeyer and Crowley (1982) on the log-log scale.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Z = 1.959963984540054  # the normal quantile of 0.975
TAIL = 0.025
NEARLY = 1e-12
MOSTLY = 0.9  # share of complete ones from which on a 90th percentile is said


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The interval of a share of `hits` in `n`; with n = 0 nothing is known: 0 to 1."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    middle = share + Z * Z / (2 * n)
    reach = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return (0.0 if hits == 0 else low), (1.0 if hits == n else high)


def poisson(events: int, exposure: float) -> tuple[float, float]:
    """The exact interval of a rate of `events` per unit of `exposure` (above zero)."""
    if events < 0 or exposure <= 0:
        raise ValueError(f"{events} in {exposure} is no rate")
    low, high = poisson_mean(events)
    return low / exposure, high / exposure


@lru_cache(maxsize=4096)
def poisson_mean(events: int) -> tuple[float, float]:
    """The means between which so many events are no surprise: half the chi-square quantiles of 2k and 2k + 2 degrees."""
    low = gamma_quantile(events, TAIL) if events else 0.0
    return low, gamma_quantile(events + 1, 1 - TAIL)


def gamma_quantile(shape: int, share: float) -> float:
    """The x with `share` of a gamma distribution below it: Newton's steps, kept inside a shrinking bracket."""
    turn = Z if share > 0.5 else -Z
    x = shape * max(1 - 1 / (9 * shape) + turn / (3 * math.sqrt(shape)), 0.05) ** 3
    low, high = 0.0, x * 2 + 20
    for _step in range(200):
        miss = gamma_below(shape, x) - share
        low, high = (x, high) if miss < 0 else (low, x)
        slope = math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape))
        following = x - miss / slope if slope > 0 else low
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - x) <= NEARLY * x:
            return following
        x = following
    return x


def gamma_below(shape: float, x: float) -> float:
    """The share of a gamma distribution below x: the regularised lower incomplete gamma function P(shape, x)."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        return front * gamma_series(shape, x)
    return 1 - front * gamma_fraction(shape, x)


def gamma_series(shape: float, x: float) -> float:
    part = total = 1 / shape
    while part > total * 1e-16:
        shape += 1
        part *= x / shape
        total += part
    return total


def gamma_fraction(shape: float, x: float) -> float:
    """The continued fraction of the upper part, by Lentz's method."""
    tiny = 1e-300
    b = x + 1 - shape
    c, d = 1 / tiny, 1 / b
    total = d
    for i in range(1, 100_000):
        a = -i * (i - shape)
        b += 2
        d = 1 / (a * d + b or tiny)
        c = b + a / c or tiny
        total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return total


@dataclass(frozen=True)
class Waiting:
    """How long something took, while some of it still runs. high: None where the interval has no end yet; ninetieth: None
    while fewer than 90 % are complete."""

    n: int
    complete: int
    median: float | None
    low: float | None
    high: float | None
    ninetieth: float | None


def kaplan_meier(observed: Iterable[tuple[float, bool, int]]) -> Waiting:
    """From (length, is it complete, how many): what is still open counts as "at least so long"."""
    ended: dict[float, list[int]] = {}
    for length, is_complete, count in observed:
        ended.setdefault(length, [0, 0])[0 if is_complete else 1] += count
    n = left = sum(sum(counts) for counts in ended.values())
    complete = sum(counts[0] for counts in ended.values())
    alive, spread = 1.0, 0.0
    median = low = high = ninetieth = None
    for length in sorted(ended):
        done, open_ = ended[length]
        if done:
            alive *= 1 - done / left
            spread += done / (left * (left - done)) if left > done else 0.0
            lower, upper = band(alive, spread)
            low = length if low is None and lower <= 0.5 + NEARLY else low
            median = length if median is None and alive <= 0.5 + NEARLY else median
            high = length if high is None and upper <= 0.5 + NEARLY else high
            ninetieth = length if ninetieth is None and alive <= 0.1 + NEARLY else ninetieth
        left -= done + open_
    is_mostly_complete = n > 0 and complete >= MOSTLY * n
    return Waiting(n, complete, median, low, high, ninetieth if is_mostly_complete else None)


def band(alive: float, spread: float) -> tuple[float, float]:
    """The interval of a survival curve at one point, by Greenwood's spread on the log-log scale."""
    if alive >= 1 or alive <= NEARLY:
        return (1.0, 1.0) if alive >= 1 else (0.0, 0.0)
    reach = Z * math.sqrt(spread) / abs(math.log(alive))
    return alive ** math.exp(reach), alive ** math.exp(-reach)
