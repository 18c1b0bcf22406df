"""What the stop-and-search page tells, as a view receives it. Types only: ``data_access.briefings`` fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_access.estimates import Actions, MonthShare, Proportionality, Share
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.released import MonthCoverage, Released, State
from data_access.verdicts import Comparison

# What each count of residents is called: on its own, and inside a sentence.
CENSUSES: Mapping[str, tuple[str, str]] = {
    "census-2021": ("Census 2021", "the 2021 census"),
    "census-2011": ("Census 2011", "the 2011 census"),
}


@dataclass(frozen=True, slots=True)
class Residents:
    """Residents of the place asked about, by ethnic group, from one census (``vintage``)."""

    vintage: str
    by_group: Mapping[str, int]

    @property
    def name(self) -> str:
        return CENSUSES[self.vintage][0]

    @property
    def phrase(self) -> str:
        return CENSUSES[self.vintage][1]


@dataclass(frozen=True, slots=True)
class Against:
    """Rates and ratios against one census's residents."""

    residents: Residents
    found: Proportionality


@dataclass(frozen=True, slots=True)
class Denominators:
    """The residents that rates are divided by, and why not others.

    ``other`` is the second census where both know the place, ``loaded`` the
    censuses a reader may pick for it. ``reason`` is a sentence where what was
    asked for could not be had; "" otherwise.
    """

    used: Residents | None
    other: Residents | None
    loaded: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """One reading of stop and search.

    ``asked`` is the question as the address puts it, ``question`` the same
    with its period filled in. ``volume`` and ``by_month`` reach back before
    the period, so that a month can be seen beside earlier ones; everything
    else is of the period. ``unknown`` is the share without a stated group.
    ``years`` are the periods a reader can jump to, latest first, and
    ``wards`` the places.
    Nothing is compared over ``wrong`` months: what is absent from them is not
    absent at random.
    """

    asked: Filters
    question: Filters
    groups: Released
    officers: Released
    ended: Released
    outcomes: Released
    objects: Released
    people: Released
    volume: Released
    unknown: Share
    by_month: tuple[MonthShare, ...]
    actions: Actions
    change: Comparison
    against: Against | None
    other: Against | None
    denominators: Denominators
    loaded: tuple[MonthCoverage, ...]
    years: tuple[tuple[date, date], ...]
    wards: tuple[Area, ...]
    borough: str

    @property
    def wrong(self) -> tuple[MonthCoverage, ...]:
        """The months of the period that are known to be wrong."""
        return tuple(entry for entry in self.groups.coverage.months if entry.state is State.DEFECTIVE)
