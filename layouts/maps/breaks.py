"""Into which five classes do these amounts fall? Round limits, from the amounts that may be shown and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from statistics import median, quantiles

CLASSES = 5
# From this many times the middle amount on, the highest would share its class with ordinary ones: classes then grow by ratio.
SKEWED = 4
_ROUND = (1, 2, 3, 5, 10)
# Shades for fewer than five classes, so that the lightest and the darkest are still seen apart.
_SHADES = {0: (), 1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


def breaks(amounts: Iterable[float], *, step: float = 1) -> tuple[float, ...]:
    """The lowest amount of each class, at most five; none is below the least amount above nought.

    ``step`` is the finest difference a reader is shown: 1, or 0.1 for small
    rates. Ordinary amounts fall into classes of about as many areas each,
    skewed ones into classes that grow by ratio.
    """
    above = sorted(amount for amount in amounts if amount > 0)
    distinct = sorted(set(above))
    if len(distinct) <= CLASSES:
        return tuple(distinct)
    low, high = distinct[0], distinct[-1]
    limits = _by_ratio(low, high) if high > SKEWED * median(above) else []
    if not limits or sum(amount >= limits[-1] for amount in above) > len(above) / CLASSES:
        limits = _by_number(above, step)
    return (low, *(limit for limit in dict.fromkeys(limits) if low < limit <= high))


def shade(amount: float, lows: Sequence[float]) -> int:
    """1 (lightest) to 5 for an amount; 0 for none."""
    return _SHADES[len(lows)][bisect_right(lows, amount) - 1] if amount > 0 and lows else 0


def shades(lows: Sequence[float]) -> tuple[int, ...]:
    """The shade of each class."""
    return _SHADES[len(lows)]


def _by_ratio(low: float, high: float) -> list[float]:
    wanted = (low * (high / low) ** (part / CLASSES) for part in range(1, CLASSES))
    return [_rounded(limit) for limit in wanted]


def _rounded(amount: float) -> float:
    """The nearest of 1, 2, 3, 5, 10, 20, … by ratio, never below 1."""
    size = 1.0
    while size * 10 <= amount:
        size *= 10
    return min((size * factor for factor in _ROUND), key=lambda each: abs(log(each / max(amount, 1))))


def _by_number(above: Sequence[float], step: float) -> list[float]:
    """Fifths of the areas, rounded as coarsely as keeps the limits apart."""
    wanted = quantiles(above, n=CLASSES, method="inclusive")
    for unit in _units(above[-1], step):
        limits = [round(round(limit / unit) * unit, 1) for limit in wanted]
        if limits[0] > above[0] and limits[-1] <= above[-1] and all(a < b for a, b in pairwise(limits)):
            return limits
    return [round(round(limit / step) * step, 1) for limit in wanted]


def _units(high: float, step: float) -> Iterable[float]:
    """100, 50, 20, 10, … down to ``step``."""
    size = 1.0
    while size * 10 < high:
        size *= 10
    while size >= step:
        yield from (size * factor for factor in (5, 2, 1) if step <= size * factor < high / 2)
        size /= 10
