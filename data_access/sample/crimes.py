"""Which crimes happened in the demonstration borough, month by month?

Each map point has an expected number of each crime type in each month; what
happened is Poisson around it. Burglaries come from ``burglaries``, which also
knows their days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from data_access.sample import burglaries
from data_access.sample.borough import Borough
from data_access.sample.draws import Floats, stream
from data_access.sample.map_points import MapPoints
from data_access.sample.offences import OFFENCES, TYPE_LEVELS, WARD_LEVELS, Offence
from data_access.sample.rhythm import length, years
from data_access.sample.truth import CHANGES, HOT_SPOTS, MONTHS, NEAR_REPEATS

AROUND_SHARE = 0.03  # crimes just outside the borough, as a share of those inside


class Crime(NamedTuple):
    """One crime: ``point`` is its position in the map points, ``day`` known for burglaries alone."""

    month: date
    offence: Offence
    point: int
    day: date | None = None


class Risk:
    """How many crimes of a type to expect at each map point."""

    def __init__(self, borough: Borough, points: MapPoints) -> None:
        self.points = points
        self.wards = np.array(points.wards)
        self.residents = {ward.code: ward.residents for ward in borough.wards}
        self.liking: Floats = stream("risk").lognormal(0.0, 0.5, len(points))

    def expected(self, offence: Offence, month: date) -> Floats:
        """Crimes expected at each point in ``month``, everything planted included."""
        level = offence.monthly * length(month) * offence.season.factor(month) * (1 + offence.trend) ** years(month)
        changes = [self._change(ward, offence, month) for ward in self.points.wards]
        expected: Floats = level * self._spread(offence) * np.array(changes)
        return expected

    def _spread(self, offence: Offence) -> Floats:
        """Each point's share of the borough's, before hot spots; with them the sum is above one."""
        within = self.liking * (1 + (offence.centre - 1) * self.points.busy)
        levels = {code: self._level(code, offence) for code in self.residents}
        whole = sum(levels.values())
        spread = np.zeros(len(self.points))
        for code, ward_level in levels.items():
            here = self.wards == code
            spread[here] = ward_level / whole * within[here] / within[here].sum()
        return spread * self._hot(offence)

    def _level(self, code: str, offence: Offence) -> float:
        return self.residents[code] * WARD_LEVELS.get(code, 1.0) * TYPE_LEVELS.get((code, offence.slug), 1.0)

    def _hot(self, offence: Offence) -> Floats:
        times = np.ones(len(self.points))
        for spot in HOT_SPOTS:
            if offence.slug in spot.crime_types:
                times[self.points.near(spot.lat, spot.lng, spot.radius_m)] = spot.times
        return times

    @staticmethod
    def _change(ward: str, offence: Offence, month: date) -> float:
        found = (c.factor for c in CHANGES if (c.ward, c.crime_type) == (ward, offence.slug) and month >= c.since)
        return next(found, 1.0)


def crimes(borough: Borough, points: MapPoints) -> dict[date, list[Crime]]:
    """Every crime inside the borough, by month."""
    risk = Risk(borough, points)
    happened: dict[date, list[Crime]] = {month: [] for month in MONTHS}
    for offence in OFFENCES:
        of_type = _burglaries(risk, offence) if offence.slug == NEAR_REPEATS.crime_type else _by_chance(risk, offence)
        for crime in of_type:
            happened[crime.month].append(crime)
    return happened


def crimes_around(around: MapPoints, inside: Mapping[date, list[Crime]]) -> dict[date, list[Crime]]:
    """A few crimes of every type just outside the borough, by month; ``point`` counts in ``around``."""
    rng = stream("crimes around")
    shares = np.array([offence.monthly for offence in OFFENCES])
    happened = {}
    for month, listed in inside.items():
        size = int(rng.poisson(AROUND_SHARE * len(listed)))
        kinds = rng.choice(len(OFFENCES), size=size, p=shares / shares.sum())
        spots = rng.integers(len(around), size=size)
        happened[month] = [Crime(month, OFFENCES[kind], int(spot)) for kind, spot in zip(kinds, spots, strict=True)]
    return happened


def _by_chance(risk: Risk, offence: Offence) -> Iterator[Crime]:
    for month in MONTHS:
        counts = stream("crimes", offence.slug, month.isoformat()).poisson(risk.expected(offence, month))
        for point in np.repeat(np.arange(len(counts)), counts):
            yield Crime(month, offence, int(point))


def _burglaries(risk: Risk, offence: Offence) -> Iterator[Crime]:
    expected = {month: risk.expected(offence, month) for month in MONTHS}
    for burglary in burglaries.burglaries(risk.points, expected):
        yield Crime(burglary.day.replace(day=1), offence, burglary.point, burglary.day)
