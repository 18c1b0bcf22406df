"""What a snapshot holds besides its records, as a view receives it. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data_access.catalogue import Source
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
    """Residents: ``by_area`` GSS code to people, ``borough`` their sum; ``vintage`` as "mid-2020"."""

    vintage: str
    by_area: Mapping[str, int]
    borough: int


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
    simplified: bool
    provenance: Provenance
