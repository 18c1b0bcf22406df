"""Do two counts differ by more than chance, when months vary by more than chance?

One test, and the interval that belongs to it. Given the sum, the first of two
equal Poisson counts is binomial with probability a half (Przyborowski and
Wilenski 1940, doi:10.1093/biomet/31.3-4.313). Where months vary more than
Poisson (dispersion φ > 1), ``a`` and ``b`` incidents carry only as much as
``a/φ`` and ``b/φ`` independent ones: the exact test and the Clopper-Pearson
interval are computed on those effective counts, as Korn and Graubard (1998)
do for shares in clustered samples; because φ is itself an estimate on ``df``
degrees of freedom, the level is that of Student's t.

Test and interval invert the same beta function, so the interval leaves out
"same" exactly when the p-value is at or under the level.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, ndtr, ndtri, stdtr, stdtrit

from data_access.analytics.intervals import SMALLEST_TAIL, Floats, ratio_bounds


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How many times a month's variance exceeds Poisson's, and how well that is known.

    ``df`` is the degrees of freedom of the estimate; infinite when φ is given.
    """

    phi: float = 1.0
    df: float = math.inf


POISSON = Dispersion()

# Beyond any count of a borough; a change not visible here is visible nowhere.
LARGEST_COUNT = 1e9


def p_value(a: ArrayLike, b: ArrayLike, *, phi: ArrayLike = 1.0, df: ArrayLike = math.inf) -> Floats:
    """How often would two equal rates over equal time give counts at least as unequal as ``a`` and ``b``?

    Two-sided (twice the smaller tail, at most 1), for arrays of counts.
    """
    first, second, freedom = _effective(a, b, phi, df)
    tail = np.minimum(_upper_tail(first, second), _upper_tail(second, first))
    return np.minimum(1.0, 2 * _with_estimated_phi(tail, freedom))


def interval(
    a: ArrayLike, b: ArrayLike, *, phi: ArrayLike = 1.0, df: ArrayLike = math.inf, alpha: float = 0.05
) -> tuple[Floats, Floats]:
    """Between which ratios may the truth lie? It holds 1 exactly when ``p_value`` is over ``alpha``."""
    first, second, freedom = _effective(a, b, phi, df)
    return ratio_bounds(first, second, tail=_needed_tail(alpha, freedom))


def could_show(total: int, dispersion: Dispersion, *, alpha: float = 0.05) -> bool:
    """Whether any split of ``total`` incidents, even all in one period, would be called a change."""
    return bool(p_value(total, 0, phi=dispersion.phi, df=dispersion.df) <= alpha)


def visible_counts(
    before: ArrayLike, *, phi: ArrayLike = 1.0, df: ArrayLike = math.inf, alpha: float = 0.05
) -> tuple[tuple[int | None, int | None], ...]:
    """The largest lower and the smallest higher count that would be called a change from each of ``before``.

    None where no count would: nothing is low enough, or φ is beyond measure.
    """
    was, excess, freedom = np.broadcast_arrays(*(np.atleast_1d(np.asarray(v, dtype=np.float64)) for v in (before, phi, df)))

    def clear(count: Floats) -> NDArray[np.bool_]:
        return np.asarray(p_value(count, was, phi=excess, df=freedom) <= alpha)

    least, most = np.zeros_like(was), np.full_like(was, LARGEST_COUNT)
    fall = np.where(clear(least), _last_clear(was, least, clear), np.nan)
    rise = np.where(clear(most), _last_clear(was, most, clear), np.nan)
    return tuple((_whole(low), _whole(high)) for low, high in zip(fall, rise, strict=True))


def _last_clear(same: Floats, far: Floats, clear: Callable[[Floats], NDArray[np.bool_]]) -> Floats:
    """The whole number nearest to ``same`` that is still clear, between it (never clear) and ``far`` (clear)."""
    near, clear_one = same.copy(), far.copy()
    while (np.abs(clear_one - near) > 1).any():
        middle = np.trunc((near + clear_one) / 2)
        found = clear(middle)
        near, clear_one = np.where(found, near, middle), np.where(found, middle, clear_one)
    return clear_one


def _whole(count: float) -> int | None:
    return None if math.isnan(count) else int(count)


def _effective(a: ArrayLike, b: ArrayLike, phi: ArrayLike, df: ArrayLike) -> tuple[Floats, Floats, Floats]:
    first, second, excess, freedom = (np.asarray(value, dtype=np.float64) for value in (a, b, phi, df))
    return first / excess, second / excess, freedom


def _upper_tail(part: Floats, rest: Floats) -> Floats:
    """The chance of ``part`` or more out of all, when each falls either way evenly."""
    seen = part > 0
    return np.where(seen, betainc(np.where(seen, part, 1.0), rest + 1, 0.5), 1.0)


def _with_estimated_phi(tail: Floats, df: Floats) -> Floats:
    """A normal tail as Student's: the same distance from the middle, but φ was estimated."""
    distance = ndtri(np.maximum(tail, SMALLEST_TAIL))
    return np.where(np.isinf(df), tail, stdtr(np.where(np.isinf(df), 1.0, df), distance))


def _needed_tail(alpha: float, df: Floats) -> Floats:
    """The inverse: the normal tail that is Student's ``alpha`` / 2."""
    distance = stdtrit(np.where(np.isinf(df), 1.0, df), alpha / 2)
    return np.where(np.isinf(df), alpha / 2, ndtr(distance))
