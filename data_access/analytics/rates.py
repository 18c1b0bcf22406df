"""How many for every 1,000 residents, and how does that compare with elsewhere?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from data_access.analytics.intervals import poisson_interval
from data_access.estimates import Band, Interval, Rate
from data_access.released import Released

PER = 1000


def rate(key: str, count: int, residents: int, *, level: float = 0.95) -> Rate:
    """``count`` per 1,000 of ``residents`` (more than nought), with its exact Poisson interval.

    Misleads where those counted are not those who live there: a town centre,
    a hospital.
    """
    if residents <= 0:
        raise ValueError("a rate needs residents")
    expected = poisson_interval(count, level=level)
    return Rate(key, count, residents, PER * count / residents, _per_1000(expected, residents))


def rates(released: Released, residents: Mapping[str, int]) -> tuple[Rate, ...]:
    """Rates by the answer's one dimension, in its own order.

    Every area with residents has one, at nought where nothing was counted;
    withheld counts and areas nobody lives in have none.
    """
    counts = released.values()
    keys = [*counts, *(key for key in residents if key not in counts)]
    known = ((key, counts.get(key, 0)) for key in keys if residents.get(key, 0) > 0)
    return tuple(rate(key, count, residents[key]) for key, count in known if count is not None)


def overall(areas: Iterable[Rate], key: str) -> Rate | None:
    """The rate of all areas together; None when there are none."""
    known = tuple(areas)
    return rate(key, sum(area.count for area in known), sum(area.residents for area in known)) if known else None


def band_of_others(areas: Iterable[Rate], key: str) -> Band | None:
    """Between which rates does the middle half of the other areas lie? None when there are fewer than four."""
    others = [area.per_1000 for area in areas if area.key != key]
    if len(others) < 4:
        return None
    low, middle, high = (float(value) for value in np.quantile(others, (0.25, 0.5, 0.75)))
    return Band(low, middle, high, len(others))


def _per_1000(expected: Interval, residents: int) -> Interval:
    return Interval(PER * expected.low / residents, PER * expected.high / residents)
