"""The only result type a view accepts.

Only ``data_access.disclosure`` makes one; everything a reader can see (figure,
map, table twin, download, report) is drawn from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_access.catalogue import CAVEATS, Caveat, Dimension, Measure, Source


class Status(StrEnum):
    """Whether a number may be shown."""

    SHOWN = "shown"
    WITHHELD = "withheld"


class State(StrEnum):
    """What a month of a source holds for the borough. Missing is never zero."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    DEFECTIVE = "defective"
    NO_LOCATIONS = "no-locations"
    MISSING = "missing"


STATE_WORDS: dict[State, str] = {
    State.COMPLETE: "complete",
    State.PARTIAL: "partial",
    State.DEFECTIVE: "known to be wrong",
    State.NO_LOCATIONS: "no locations",
    State.MISSING: "not supplied",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: the dimensions' slugs in the order asked, and the number (None when withheld)."""

    keys: tuple[str, ...]
    value: int | None
    status: Status = Status.SHOWN


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """One month of one source; ``reason`` is "" when complete."""

    month: date
    state: State
    reason: str = ""
    through: date | None = None

    @property
    def comparable(self) -> bool:
        """Whether a count of this month may be compared with another's."""
        return self.state is State.COMPLETE


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the answer rests on.

    ``months`` covers the asked period, one entry a month. ``located``,
    ``outside`` and ``unplaced`` count the source's rows in that period under
    the same filters (place filters apart).
    """

    months: tuple[MonthCoverage, ...] = ()
    located: int = 0
    outside: int = 0
    unplaced: int = 0

    @property
    def gaps(self) -> tuple[MonthCoverage, ...]:
        return tuple(month for month in self.months if not month.comparable)

    @property
    def complete(self) -> bool:
        return bool(self.months) and not self.gaps

    def of(self, month: date) -> MonthCoverage | None:
        return next((entry for entry in self.months if entry.month == month), None)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which snapshot answered, and when it was made (UTC); ``damage`` says why it is not the latest, "" where it is."""

    snapshot: str
    created_at: datetime
    demonstration: bool
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """An answer that may be shown.

    ``rows`` stand in the dimensions' own order, never sorted by value;
    combinations that never occur have no row. ``total`` is the sum over the
    question, for a breakdown by nothing. ``question`` is the filters as an
    English phrase and ``address`` brings the same question back. ``names``
    gives labels for areas.
    """

    by: tuple[Dimension, ...]
    rows: tuple[Row, ...]
    total: int | None
    source: Source
    measure: Measure
    since: date
    until: date
    coverage: Coverage
    provenance: Provenance
    question: str
    address: str
    names: Mapping[str, str]

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        slugs = (*self.source.caveats, *(("demonstration",) if self.provenance.demonstration else ()))
        return tuple(CAVEATS[slug] for slug in slugs)

    @property
    def overlapping(self) -> bool:
        """Whether its values count some of the same things: they have no shares, and are never added."""
        several = self.source.alternatives
        return several is not None and several.dimension in {dimension.key for dimension in self.by}

    def value(self, *keys: str) -> int | None:
        """The number for one combination: 0 where none was recorded, None where withheld."""
        row = next((row for row in self.rows if row.keys == keys), None)
        return 0 if row is None else row.value

    def values(self) -> dict[str, int | None]:
        """First dimension's slug to value, for a breakdown by one dimension."""
        return {row.keys[0]: row.value for row in self.rows}

    def label(self, slug: str, dimension: int = 0) -> str:
        """What a reader sees for a slug of the ``dimension``-th breakdown."""
        return self.names.get(slug) or self.by[dimension].label(slug)

    def withheld(self) -> Iterable[Row]:
        return (row for row in self.rows if row.status is Status.WITHHELD)
