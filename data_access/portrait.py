"""What the ward page tells, as a view receives it. Types only: ``data_access.briefings`` fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_access.estimates import Band, Rate
from data_access.filters import Filters
from data_access.holdings import Area
from data_access.released import Coverage, MonthCoverage, Released
from data_access.verdicts import Comparison, Movements

# What the page is about until the address says otherwise, where it is loaded.
SOURCE = "mps-recorded-crime"


@dataclass(frozen=True, slots=True)
class Wards:
    """Every ward of the borough over one period, to choose from.

    ``asked`` is the question as the address puts it, without its ward, and
    ``question`` the same with its period filled in. ``counted`` is by ward;
    ``rates`` are of the wards whose residents are known, ``borough`` of all of
    them together. ``sources`` are those with anything loaded. ``vintage`` says
    whose count of residents it is, "" where there is none. ``notices`` say
    what of the address this page could not use.
    """

    asked: Filters
    question: Filters
    wards: tuple[Area, ...]
    counted: Released
    rates: Mapping[str, Rate]
    borough: Rate | None
    sources: tuple[str, ...]
    vintage: str
    borough_name: str
    notices: tuple[str, ...] = ()

    def named(self, code: str) -> str:
        return next((ward.name for ward in self.wards if ward.code == code), code)


@dataclass(frozen=True, slots=True)
class Months:
    """Rates per 1,000 residents, month by month: the ward's, the borough's, and the middle half of the other wards'.

    ``coverage`` is the borough's: a month can be whole in the ward and not in the borough.
    """

    ward: Mapping[date, Rate]
    borough: Mapping[date, Rate]
    others: Mapping[date, Band]
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """One ward beside the borough.

    ``volume`` is by month and reaches a year back before the period.
    ``kinds`` and ``kinds_before`` are over the months that can be compared;
    where none can, ``kinds`` is of the whole period and ``kinds_before`` None.
    ``short`` are the period's months that are not whole in this ward: where
    there are any its ``rate`` is None, as it would be compared with whole ones.
    ``moved`` tests every ward and kind together. ``places`` and ``hours`` are
    None where the source does not record them.
    """

    ward: Area
    rate: Rate | None
    volume: Released
    change: Comparison
    months: Months
    kinds: Released
    kinds_before: Released | None
    moved: Movements
    places: Released | None
    hours: Released | None
    short: tuple[MonthCoverage, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a name or a postcode led to: one ward's code, or several wards to choose from, or a sentence that says why none."""

    code: str = ""
    several: tuple[Area, ...] = ()
    words: str = ""
