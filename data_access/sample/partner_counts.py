"""What do the partners' monthly returns and the counts of the whole borough say?

Returns are counts of the borough by month, in the layouts of the sources' own
TOML. The police's figure of the borough is the wards' added up, and a few
offences that no ward has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np

from data_access import months
from data_access.catalogue import SOURCES
from data_access.sample import partner_truth, truth
from data_access.sample.borough import NAME, Borough
from data_access.sample.draws import stream
from data_access.sample.offences import WARD_LEVELS
from data_access.sample.rhythm import length
from data_access.sample.small_areas import Areas
from data_access.sample.ward_counts import Counts

Row = tuple[str, ...]
Table = list[Row]
_STEADY = 0.015  # how much a caseload moves from month to month, as a share of itself


def returns() -> dict[str, Table]:
    """Each return by its source, heading first."""
    return {key: [_heading(key), *_return(key)] for key in partner_truth.RETURNS}


def _heading(source: str) -> Row:
    return SOURCES[source].layouts[0].heading


def _return(source: str) -> Iterator[Row]:
    each = partner_truth.RETURNS[source]
    for month in truth.MONTHS:
        rng = stream("returns", source, month.isoformat())
        for word, level in each.levels.items():
            expected = level * partner_truth.changed(each, word, month)
            n = rng.normal(expected, _STEADY * expected) if each.stock else rng.poisson(expected * length(month))
            yield months.address(month), NAME, word, str(max(round(n), 0))


def collisions(borough: Borough) -> Table:
    """Injury collisions by ward and severity; noughts are written too."""
    return [_heading("road-collisions"), *_collisions(truth.MONTHS, _risks(borough))]


def earlier_collisions(borough: Borough, places: Areas) -> Table:
    """The years before: by the wards of their day, so by the old ones until April 2022."""
    now, new = _risks(borough), partner_truth.NEW_WARDS
    before = dict.fromkeys((ward.code for ward in places.old_wards), 0.0)
    for area in places.small:
        for ward, n in area.postcodes.items():
            before[area.old_ward] += now[ward] * n / borough.postcodes.places.count(ward)
    old = months.between(partner_truth.COLLISIONS_FIRST, months.shift(new, -1))
    later = months.between(new, months.shift(truth.FIRST, -1))
    return [_heading("road-collisions"), *_collisions(old, before), *_collisions(later, now)]


def _risks(borough: Borough) -> dict[str, float]:
    return {ward.code: ward.residents * WARD_LEVELS.get(ward.code, 1.0) for ward in borough.wards}


def _collisions(of: Iterable[date], risks: Mapping[str, float]) -> Iterator[Row]:
    weights = np.array([*risks.values()])
    for month in of:
        rng = stream("collisions", month.isoformat())
        for severity, level in partner_truth.COLLISIONS.items():
            numbers = rng.poisson(level * length(month) * weights / weights.sum())
            for ward, n in zip(risks, numbers, strict=True):
                yield months.address(month), ward, NAME, severity, str(int(n))


def borough_crime(counted: Counts) -> Table:
    """The police's wide table of the borough, from the first month to the last."""
    rng = stream("borough crime")
    listed = [*counted]
    found: Table = [("MajorText", "MinorText", "BoroughName", *(f"{month:%Y%m}" for month in listed))]
    sums: dict[tuple[str, str], Counter[object]] = {}
    for month in listed:
        for (_, major, minor), n in counted[month].items():
            sums.setdefault((major, minor), Counter())[month] += n
    for (major, minor), by_month in sorted(sums.items()):
        numbers = [n + int(rng.poisson(partner_truth.WITHOUT_WARD * n)) for n in (by_month[month] for month in listed)]
        found.append((major, minor, NAME, *map(str, numbers)))
    return found
