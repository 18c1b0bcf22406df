"""How does a period compare with the year before, and how has the year's total run?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data_access import months
from data_access.analytics.pairing import YEAR
from data_access.analytics.verdict import verdict
from data_access.catalogue.series_breaks import SeriesBreak, series_breaks
from data_access.released import ABSENT, MonthCoverage, Released
from data_access.verdicts import Comparison, Rolling


def comparison(
    released: Released, *, since: date, until: date, breaks: Sequence[SeriesBreak] | None = None, alpha: float = 0.05
) -> Comparison:
    """The period against the year before, from counts by month alone.

    ``released`` should hold every loaded month; those outside it count as not
    loaded. ``breaks`` are the source's own unless given. For all of a source
    or one place and type; many at once belong in ``movements``, which allows
    for their number.
    """
    known_breaks = series_breaks(released.source.key) if breaks is None else breaks
    counts = counts_by_month(released)
    return compared(counts, released.comparable, known_breaks, since=since, until=until, alpha=alpha)


def compared(
    counts: Mapping[date, int | None],
    coverage: Sequence[MonthCoverage],
    breaks: Sequence[SeriesBreak] = (),
    *,
    since: date,
    until: date,
    alpha: float = 0.05,
) -> Comparison:
    """The same of counts already taken out of an answer; a complete month without an entry is nought."""
    year_before = (months.shift(since, -YEAR), months.shift(until, -YEAR))
    return Comparison(
        since=since,
        until=until,
        total=_total(counts, coverage, since, until),
        total_before=_whole_total(counts, coverage, breaks, year_before, at=until),
        verdict=verdict(counts, coverage, breaks, since=since, until=until, alpha=alpha),
        rolling=rolling(counts, coverage, breaks),
    )


def counts_by_month(released: Released) -> dict[date, int | None]:
    """The month column of an answer by month alone, as dates; None where withheld."""
    if [dimension.key for dimension in released.by] != ["month"]:
        raise ValueError("an answer by month, and by nothing else, is needed")
    found = {months.parse(slug): value for slug, value in released.values().items()}
    return {month: value for month, value in found.items() if month is not None}


def rolling(
    counts: Mapping[date, int | None], coverage: Sequence[MonthCoverage], breaks: Sequence[SeriesBreak] = ()
) -> tuple[Rolling, ...]:
    """The total of every twelve months that end within the coverage, from its twelfth month on.

    None where one of the twelve is not complete or is withheld, or where they
    lie on both sides of a break: a line through such a total would join what
    may not be joined.
    """
    known = sorted(entry.month for entry in coverage)
    if not known:
        return ()
    ends = months.between(months.shift(known[0], YEAR - 1), known[-1])
    return tuple(Rolling(end, _whole_total(counts, coverage, breaks, (months.shift(end, 1 - YEAR), end), at=end)) for end in ends)


def _total(counts: Mapping[date, int | None], coverage: Sequence[MonthCoverage], since: date, until: date) -> int | None:
    """All that was counted in a period, partial months included; None when a month is withheld or nothing is loaded."""
    loaded = {entry.month for entry in coverage if entry.state not in ABSENT}
    asked = [month for month in months.between(since, until) if month in loaded or month in counts]
    found = [counts.get(month, 0) for month in asked]
    return None if not asked or None in found else sum(count for count in found if count is not None)


def _whole_total(
    counts: Mapping[date, int | None],
    coverage: Sequence[MonthCoverage],
    breaks: Sequence[SeriesBreak],
    period: tuple[date, date],
    *,
    at: date,
) -> int | None:
    """The total of a period all of whose months are complete, and counted as ``at`` was; otherwise None."""
    complete = {entry.month for entry in coverage if entry.comparable}
    asked = list(months.between(*period))
    parted = any(entry.parts(month, at) for entry in breaks for month in asked)
    if parted or not complete.issuperset(asked):
        return None
    return _total(counts, coverage, *period)
