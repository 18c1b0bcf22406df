"""On which days were homes broken into, and which burglaries followed another one close by?

Burglary clusters: after one, places nearby are at greater risk for a few days
(Johnson and others, 2007, doi:10.1007/s10940-007-9025-3). Here that is
planted as a branching process: ``truth.NEAR_REPEATS.share`` of all burglaries
are followed by one more, nearby and soon. Published street files give months
only, so the days are saved beside the planted truth.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from data_access import months
from data_access.sample.draws import Floats, stream
from data_access.sample.map_points import MapPoints
from data_access.sample.rhythm import BURGLARY_WEEKDAYS
from data_access.sample.truth import LAST, NEAR_REPEATS


class Burglary(NamedTuple):
    """One burglary; ``follows`` is the position of the one it follows in the list, None for one by chance."""

    day: date
    point: int
    follows: int | None


def burglaries(points: MapPoints, expected: Mapping[date, Floats]) -> list[Burglary]:
    """All burglaries: those by chance in order of day, then those that follow them.

    ``expected`` is for each month and point the number to be had in all, the
    repeats included.
    """
    rng = stream("burglaries")
    happened = [burglary for month, each in expected.items() for burglary in _by_chance(rng, month, each)]
    position = 0
    while position < len(happened):
        if rng.random() < NEAR_REPEATS.share:
            repeat = _repeat(rng, points, happened[position], position)
            if repeat.day <= months.last_day(LAST):
                happened.append(repeat)
        position += 1
    return happened


def _by_chance(rng: np.random.Generator, month: date, expected: Floats) -> list[Burglary]:
    counts = rng.poisson(expected * (1 - NEAR_REPEATS.share))
    spots = rng.permutation(np.repeat(np.arange(len(counts)), counts))
    days = [month + timedelta(days=offset) for offset in range(months.last_day(month).day)]
    weights = np.array([BURGLARY_WEEKDAYS[day.weekday()] for day in days])
    chosen = np.sort(rng.choice(len(days), size=len(spots), p=weights / weights.sum()))
    return [Burglary(days[offset], int(spot), None) for offset, spot in zip(chosen, spots, strict=True)]


def _repeat(rng: np.random.Generator, points: MapPoints, origin: Burglary, position: int) -> Burglary:
    east, north = points.eastings - points.eastings[origin.point], points.northings - points.northings[origin.point]
    near = np.flatnonzero(np.hypot(east, north) <= NEAR_REPEATS.within_m)
    delay = int(rng.integers(1, NEAR_REPEATS.within_days + 1))
    return Burglary(origin.day + timedelta(days=delay), int(rng.choice(near)), position)
