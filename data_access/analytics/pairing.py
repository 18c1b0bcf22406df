"""Which months of a period may be compared with the same months a year before?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access import months
from data_access.catalogue.series_breaks import SeriesBreak
from data_access.released import STATE_WORDS, MonthCoverage
from data_access.verdicts import Cause, LeftOut

YEAR = 12


@dataclass(frozen=True, slots=True)
class Pairing:
    """The months that have a partner a year before, and those that have none and why."""

    compared: tuple[date, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def befores(self) -> tuple[date, ...]:
        return tuple(months.shift(month, -YEAR) for month in self.compared)


def pairing(
    coverage: Sequence[MonthCoverage],
    breaks: Sequence[SeriesBreak] = (),
    *,
    since: date,
    until: date,
    withheld: frozenset[date] = frozenset(),
) -> Pairing:
    """Each month of the period with the same month a year before, or the reason it has to stand alone.

    Only complete months may be compared, and no pair stands on both sides of
    a break. Of a period longer than a year the last twelve months are paired,
    so that no month is on both sides at once.
    """
    known = {entry.month: entry for entry in coverage}
    first = max(since, months.shift(until, 1 - YEAR))
    found = {month: _alone(month, known, breaks, withheld) for month in months.between(first, until)}
    compared = tuple(month for month, reason in found.items() if reason is None)
    return Pairing(compared, tuple(reason for reason in found.values() if reason is not None))


def _alone(
    month: date, known: Mapping[date, MonthCoverage], breaks: Sequence[SeriesBreak], withheld: frozenset[date]
) -> LeftOut | None:
    """Why a month cannot be compared; None when it can."""
    before = months.shift(month, -YEAR)
    for asked in (month, before):
        entry = known.get(asked)
        if entry is None:
            return LeftOut(month, Cause.NOT_LOADED, f"{months.words(asked)} is not loaded")
        if not entry.comparable:
            return LeftOut(month, Cause.GAP, f"{months.words(asked)}: {entry.reason or STATE_WORDS[entry.state]}")
        if asked in withheld:
            return LeftOut(month, Cause.WITHHELD, f"{months.words(asked)} is withheld")
    crossed = next((entry for entry in breaks if entry.parts(before, month)), None)
    return LeftOut(month, Cause.BREAK, f"{months.words(before)} was {crossed.words}") if crossed else None
