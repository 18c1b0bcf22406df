"""Into which five classes do these amounts fall? Round limits, from the amounts that may be shown and nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor, log
from statistics import median

CLASSES = 5
# From this many times the middle amount on, the highest would share its class with ordinary ones: classes then grow by ratio.
SKEWED = 4
# Classes are even enough when the squares of their sizes add up to at most this many times what equal sizes would give.
EVEN = 1.25
_MOST_LIMITS = 60  # round amounts tried as limits at once
_ROUND = (1, 2, 3, 5, 10)
# Shades for fewer than five classes, so that the lightest and the darkest are still seen apart.
_SHADES = {0: (), 1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


def breaks(amounts: Iterable[float], *, step: float = 1) -> tuple[float, ...]:
    """The lowest amount of each class, at most five; none is below the least amount above nought.

    ``step`` is the finest difference a reader is shown: 1, or 0.1 for small
    rates. Ordinary amounts fall into classes of about as many areas each,
    at the roundest limits that allow it; skewed ones into classes that grow by ratio.
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
    """The roundest limits that part the areas into classes of about one size; the most even ones where none do."""
    even = EVEN * len(above) ** 2 / CLASSES
    limits: list[float] = []
    for unit in _units(above[-1] - above[0], step):
        tried = _multiples(above, unit)
        if limits and len(tried) > _MOST_LIMITS:
            break
        unevenness, limits = _most_even(above, tried[:: len(tried) // _MOST_LIMITS + 1])
        if unevenness <= even:
            break
    return limits


def _multiples(above: Sequence[float], unit: float) -> list[float]:
    """A multiple of ``unit`` between each two neighbouring amounts that have one: where classes could meet.

    None that would leave less than half an equal share in the first or the last class, unless all would.
    """
    between = ((floor(a / unit + 1e-9) * unit + unit, b) for a, b in pairwise(above))
    found = list(dict.fromkeys(round(limit, 1) for limit, b in between if limit <= b + 1e-9))
    least = len(above) / CLASSES / 2
    return [limit for limit in found if least <= bisect_left(above, limit) <= len(above) - least] or found


def _most_even(above: Sequence[float], tried: Sequence[float]) -> tuple[int, list[float]]:
    """At most four of the limits ``tried``, for which the squared sizes of the classes add up to least; and that sum."""
    ends = [*(bisect_left(above, limit) for limit in tried), len(above)]
    best: list[tuple[int, list[float]]] = [(end * end, []) for end in ends]
    for _ in range(CLASSES - 1):
        cut = [[(best[j][0] + (end - ends[j]) ** 2, [*best[j][1], tried[j]]) for j in range(i)] for i, end in enumerate(ends)]
        best = [min([kept, *ways]) for kept, ways in zip(best, cut, strict=True)]
    return best[-1]


def _units(span: float, step: float) -> Iterable[float]:
    """…, 50, 20, 10, 5, 2, 1: under half of ``span``, down to ``step``, which is always among them."""
    size = 1.0
    while size * 10 < span:
        size *= 10
    while size >= step:
        yield from (size * factor for factor in (5, 2, 1) if step < size * factor <= span / 2)
        size /= 10
    yield step
