"""What the overview tells, as a view receives it. Types only: ``data_access.briefings`` fills them in."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.catalogue import Source
from data_access.estimates import Rate
from data_access.filters import Filters
from data_access.holdings import Population
from data_access.released import MonthCoverage, Released
from data_access.verdicts import Comparison, Movements
from geo.small_map import SmallMap


@dataclass(frozen=True, slots=True)
class KeyMonth:
    """One month of a key figure.

    ``count`` is None where nothing was supplied or it is withheld, ``rolling``
    is the total of the twelve months that end with it (None where they may not
    be added up). ``apart`` says why it may not be joined to the period's
    months: "recorded before …"; "" where it may.
    """

    entry: MonthCoverage
    count: int | None
    rolling: int | None
    apart: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number of the board's: ``slug`` is a sort of record, "" for all of them; ``months`` end with the period."""

    slug: str
    comparison: Comparison
    months: tuple[KeyMonth, ...]


@dataclass(frozen=True, slots=True)
class Supply:
    """What one source supplied of the months shown; ``last`` is its last month ever to hold anything, None for none."""

    source: Source
    months: tuple[MonthCoverage, ...]
    last: MonthCoverage | None


@dataclass(frozen=True, slots=True)
class Overview:
    """One source's overview of the borough.

    ``asked`` is the question as the address puts it, ``question`` the same
    with its period filled in; ``loaded`` the sources there are. ``figures``
    begins with all records. ``moved`` tests every ward by sort of record
    together. ``rates`` are by ward and ``everywhere`` of all of them; both
    empty without ``residents``.
    """

    asked: Filters
    question: Filters
    loaded: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    moved: Movements
    wards: Released
    rates: tuple[Rate, ...]
    everywhere: Rate | None
    residents: Population | None
    drawing: SmallMap | None
    supplies: tuple[Supply, ...]
    borough: str

    @property
    def source(self) -> Source:
        return self.wards.source
