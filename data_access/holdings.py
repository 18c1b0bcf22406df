"""What a snapshot holds besides its records, as a view receives it. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data_access.catalogue import Source
from data_access.indicators import HeldFigures
from data_access.released import MonthCoverage, Provenance


@dataclass(frozen=True, slots=True)
class Area:
    """One area: GSS code, name, a point inside (degrees), size in km²."""

    kind: str
    code: str
    name: str
    lat: float
    lng: float
    area_km2: float
    in_borough: bool
    simplified: bool


@dataclass(frozen=True, slots=True)
class Population:
    """Residents: ``by_area`` GSS code to people, ``borough`` their sum; ``vintage`` as "mid-2020".

    ``summed``: nobody published them of these areas; they are sums of the small areas that each is made of.
    """

    vintage: str
    by_area: Mapping[str, int]
    borough: int
    summed: bool = False


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file of the load history."""

    name: str
    layout: str
    rows_in: int
    rows_loaded: int
    rows_rejected: int
    rows_repeated: int
    loaded_at: datetime
    fate: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One source as loaded: its months from first to last, and its records by where they stand."""

    source: Source
    months: tuple[MonthCoverage, ...]
    located: int
    outside: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything the data page says of a snapshot; ``quarantined`` counts unusable rows by rule."""

    sources: tuple[Holding, ...]
    files: tuple[LoadedFile, ...]
    quarantined: Mapping[str, int]
    areas: Mapping[str, int]
    residents: tuple[Population, ...]
    figures: tuple[HeldFigures, ...]
    simplified: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One month that two publishers tell of: ``counted`` is our figure, ``published`` the other's."""

    month: date
    counted: int
    published: int

    @property
    def share(self) -> float:
        """How far ours lies from theirs, as a share of theirs: −0.05 is 5 % under."""
        return self.counted / self.published - 1

    @property
    def expected(self) -> bool:
        """Whether ours lies as far under theirs as it usually does."""
        return EXPECTED_UNDER[0] <= (self.published - self.counted) / self.published <= EXPECTED_UNDER[1]


# Street crime without antisocial behaviour runs this far under the Metropolitan Police's borough figure.
EXPECTED_UNDER = (0.02, 0.08)
