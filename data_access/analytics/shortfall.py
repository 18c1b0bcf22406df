"""Which areas sent nothing, or far too little, in a month that the others sent as usual?

An **area** is a ward, or one of several suppliers such as a hospital. Two
findings, both held to what chance brings less than once in a million times,
because thousands of areas and months are looked at together:

**Nothing**: no record, though the median of the months around it (a year
before to a year after, at least six that hold anything) expects so many that
none of a Poisson count is that rare: 14 or more, e⁻¹⁴ = 0.00000083.

**Too little**: under half of what is expected, and under half of the same
month a year before where that is complete; and so few that a count around what
is expected would be as low that rarely, Poisson or wider where the area's own
months scatter more than that. Expected is the area's trailing median (of up to
twelve, at least six, complete months before it within 24 months and after the
last series break), brought down where the other areas together lie under
theirs: what befalls all of them is no area's gap.

Where more than half of the areas are silent, the month is counted by other
areas, and neither is said.
"""

from __future__ import annotations

import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access import months
from data_access.analytics.completeness import AT_LEAST, FEW_SHARE, TRAILING, WITHIN_MONTHS, chance
from data_access.catalogue.series_breaks import SeriesBreak

CHANCE = 1e-6
EXPECTED = 14.0  # records, of which none come by chance less often than that: e⁻¹⁴
AROUND = 12  # months on either side
Counts = Mapping[date, Mapping[str, int]]  # month, area; an area without an entry has none


@dataclass(frozen=True, slots=True)
class Short:
    """What came of an area in a month, and what was expected."""

    count: int
    expected: float


@dataclass(frozen=True, slots=True)
class Series:
    """One source's counts by month and area: which months are ``complete``, and where counting changed."""

    counts: Counts
    areas: frozenset[str]
    complete: Collection[date]
    breaks: Sequence[SeriesBreak] = ()


def shortfalls(series: Series) -> dict[date, dict[str, Short]]:
    """Of every month that holds anything, the areas of which nothing or too little came: they are no measure of later ones."""
    found: dict[date, dict[str, Short]] = {}
    for month in sorted(series.counts):
        silent = _silent(series, month)
        if 2 * len(silent) > len(series.areas):
            continue
        short = silent | {area: each for area, each in _too_little(series, month, found).items() if area not in silent}
        if short:
            found[month] = short
    return found


def _silent(series: Series, month: date) -> dict[str, Short]:
    around = [months.shift(month, by) for by in range(-AROUND, AROUND + 1) if by]
    held = [series.counts[each] for each in around if each in series.counts and not _parted(series, each, month)]
    if len(held) < AT_LEAST:
        return {}
    here = series.counts[month]
    usual = {area: statistics.median(counts.get(area, 0) for counts in held) for area in series.areas if not here.get(area)}
    return {area: Short(0, middle) for area, middle in usual.items() if middle >= EXPECTED}


def _too_little(series: Series, month: date, found: Mapping[date, Mapping[str, Short]]) -> dict[str, Short]:
    trailing = _trailing(series, month)
    told = {area: [each for each in trailing if area not in found.get(each, {})] for area in series.areas}
    before = {area: [series.counts[m].get(area, 0) for m in held] for area, held in told.items() if len(held) >= AT_LEAST}
    usual = {area: statistics.median(counts) for area, counts in before.items()}
    here = {area: series.counts[month].get(area, 0) for area in usual}
    short: dict[str, Short] = {}
    for area, middle in usual.items():
        level = _level(sum(here.values()) - here[area], sum(usual.values()) - middle)
        least = FEW_SHARE * level * min([middle, *_year_before(series, month, area)])
        if middle and here[area] < least and chance(here[area], level * middle, before[area]) < CHANCE:
            short[area] = Short(here[area], level * middle)
    return short


def _level(others: int, usual: float) -> float:
    """How the other areas together stand beside what is usual of them, never above it; 1 where there are none."""
    return min(1.0, others / usual) if usual else 1.0


def _trailing(series: Series, month: date) -> list[date]:
    """The latest complete months before, none from before a series break."""
    earliest = months.shift(month, -WITHIN_MONTHS)
    breaks = [each.last_old_month for each in series.breaks if each.last_old_month < month]
    since = max([earliest, *(months.shift(last, 1) for last in breaks)])
    usable = [each for each in series.counts if since <= each < month and each in series.complete]
    return sorted(usable, reverse=True)[:TRAILING]


def _year_before(series: Series, month: date, area: str) -> list[int]:
    """The area's count of the same month a year before, where the two may be compared."""
    before = months.shift(month, -12)
    usable = before in series.complete and before in series.counts and not _parted(series, before, month)
    return [series.counts[before].get(area, 0)] if usable else []


def _parted(series: Series, one: date, other: date) -> bool:
    return any(each.parts(min(one, other), max(one, other)) for each in series.breaks)
