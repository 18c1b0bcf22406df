"""The only result type a view accepts.

Only ``data_access.disclosure`` makes one; everything a reader can see (figure,
map, table twin, download, report) is drawn from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from data_access import months
from data_access.catalogue import CAVEATS, Caveat, Dimension, Measure, Source
from data_access.wording import percent, thousands


class Status(StrEnum):
    """Whether a number may be shown."""

    SHOWN = "shown"
    WITHHELD = "withheld"


class State(StrEnum):
    """What a month of a source holds for the borough. Missing is never zero.

    Files show a month complete, partial, defective, without locations or
    missing; that it is provisional, late or not collected, somebody says.
    """

    COMPLETE = "complete"
    PROVISIONAL = "provisional"
    PARTIAL = "partial"
    DEFECTIVE = "defective"
    NO_LOCATIONS = "no-locations"
    MISSING = "missing"
    LATE = "late"
    NOT_COLLECTED = "not-collected"


STATE_WORDS: dict[State, str] = {
    State.COMPLETE: "complete",
    State.PROVISIONAL: "provisional",
    State.PARTIAL: "partial",
    State.DEFECTIVE: "known to be wrong",
    State.NO_LOCATIONS: "no locations",
    State.MISSING: "not supplied",
    State.LATE: "late",
    State.NOT_COLLECTED: "not collected",
}
# Months of which nothing is here, for whatever reason; and those of which nothing can be drawn.
ABSENT = frozenset({State.MISSING, State.LATE, State.NOT_COLLECTED})
UNDRAWN = ABSENT | {State.NO_LOCATIONS}
# Whole as far as anybody knows: a provisional month may yet grow, and says so, but is compared.
WHOLE = frozenset({State.COMPLETE, State.PROVISIONAL})


_ESTIMATED = "estimated from other wards’ counts"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: the dimensions' slugs in the order asked, and the number (None when withheld).

    ``about``: it holds shares of counts made on other wards, so it is an
    estimate, and no counted number may be compared with it.
    """

    keys: tuple[str, ...]
    value: int | None
    status: Status = Status.SHOWN
    about: bool = False


@dataclass(frozen=True, slots=True)
class MonthCoverage:
    """One month of one source; ``reason`` is "" where its files show it complete.

    Where somebody gave the month its state, ``since`` is the day of it and
    ``found`` is the month as its files show it.
    """

    month: date
    state: State
    reason: str = ""
    through: date | None = None
    since: date | None = None
    found: MonthCoverage | None = None

    @property
    def comparable(self) -> bool:
        """Whether a count of this month may be compared with another's."""
        return self.state in WHOLE

    @property
    def drawn(self) -> bool:
        """Whether there is anything of the month to draw."""
        return self.state not in UNDRAWN

    @property
    def why(self) -> str:
        """The reason; where somebody gave the state, since when, and what the files show instead."""
        if self.found is None or self.since is None:
            return self.reason
        shown = self.found.reason or STATE_WORDS[self.found.state]
        return f"{self.reason} (set by hand on {self.since.day} {self.since:%B %Y}; by its files: {shown})"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the answer rests on.

    ``months`` covers the asked period, one entry a month. ``located``,
    ``outside`` and ``unplaced`` count the source's rows in that period under
    the same filters (place filters apart). ``months`` are as the question's
    own wards have them, where it names any; ``areas`` tells, of each ward that
    is not whole in a month of the period, those months: by its GSS code.
    ``whole`` are the months whatever its wards lack, where any does.
    """

    months: tuple[MonthCoverage, ...] = ()
    located: int = 0
    outside: int = 0
    unplaced: int = 0
    areas: Mapping[str, tuple[MonthCoverage, ...]] = field(default_factory=dict)
    whole: tuple[MonthCoverage, ...] = ()

    @property
    def gaps(self) -> tuple[MonthCoverage, ...]:
        return tuple(month for month in self.months if not month.comparable)

    @property
    def complete(self) -> bool:
        return bool(self.months) and not self.gaps

    def of(self, month: date) -> MonthCoverage | None:
        return next((entry for entry in self.months if entry.month == month), None)

    def short(self, area: str) -> tuple[MonthCoverage, ...]:
        """The months in which one ward is not whole, whether or not the borough is."""
        return self.areas.get(area, ())

    def months_of(self, area: str) -> tuple[MonthCoverage, ...]:
        """The months as one ward of the question has them."""
        own = {entry.month: entry for entry in self.short(area)}
        return tuple(own.get(entry.month, entry) for entry in self.whole or self.months)


_GIVEN = {"ward": "the wards until 2022", "old_ward": "today’s wards"}
_ASKED = {"ward": "today’s wards", "old_ward": "the wards until 2022"}
_SHARED_BY = {"postcodes": "residents, with as many to every postcode", "area": "area, for want of postcodes"}


@dataclass(frozen=True, slots=True)
class Apportioned:
    """How counts made on one kind of ward are shared out to another (``asked``), and how far off that was.

    ``by`` is "postcodes" or "area". The errors are parts of a ward's true
    count, measured on ``records`` of ``source`` whose point is known; 0
    records: there were too few to measure.
    """

    asked: str
    by: str
    source: str
    records: int
    half_within: float
    nine_in_ten_within: float

    @property
    def caveat(self) -> Caveat:
        """What must be known to quote such a figure."""
        known = CAVEATS["apportioned"]
        words = f"Estimates: counted by {_GIVEN[self.asked]}, shared out to {_ASKED[self.asked]} by {_SHARED_BY[self.by]}."
        return replace(known, words=words, more=f"{known.more} {self.error}")

    @property
    def error(self) -> str:
        """``Tried on 34,689 records of Street crime whose place is known: half the wards came within 5 %, …``."""
        if not self.records:
            return "How far off they are could not be measured: too few records with a known point are loaded."
        half, most = percent(self.half_within), percent(self.nine_in_ten_within)
        return (
            f"Tried on {thousands(self.records)} records of “{self.source}” whose point is known: half the wards came within "
            f"{half} of their true count, and nine in ten within {most}. "
            "Small counts, single kinds and parts of wards can be further off."
        )


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which snapshot answered, when it was made (UTC), and which edition of the states set by hand it was read with.

    ``damage`` says why it is not the latest, "" where it is.
    """

    snapshot: str
    created_at: datetime
    demonstration: bool
    states: str = ""
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """An answer that may be shown.

    ``rows`` stand in the dimensions' own order, never sorted by value;
    combinations that never occur have no row. ``total`` is the sum over the
    question, for a breakdown by nothing. ``question`` is the filters as an
    English phrase and ``address`` brings the same question back. ``names``
    gives labels for areas. ``apportioned`` is told where any row is ``about``.
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
    apportioned: Apportioned | None = None

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        slugs = (*self.source.caveats, *(("demonstration",) if self.provenance.demonstration else ()))
        shared = (self.apportioned.caveat,) if self.apportioned else ()
        return (*shared, *(CAVEATS[slug] for slug in slugs))

    @property
    def comparable(self) -> tuple[MonthCoverage, ...]:
        """The coverage as a comparison may use it: a month with estimated counts is compared with none."""
        at = next((i for i, dimension in enumerate(self.by) if dimension.key == "month"), None)
        shared = {row.keys[at] for row in self.rows if row.about} if at is not None else set[str]()
        estimated = {entry.month for entry in self.coverage.months if entry.comparable and months.address(entry.month) in shared}
        return tuple(
            replace(entry, state=State.PARTIAL, reason=_ESTIMATED) if entry.month in estimated else entry
            for entry in self.coverage.months
        )

    @property
    def overlapping(self) -> bool:
        """Whether its values count some of the same things: they have no shares, and are never added."""
        several = self.source.alternatives
        return several is not None and several.dimension in {dimension.key for dimension in self.by}

    @property
    def parted(self) -> tuple[date, ...]:
        """Of an answer by month alone, the months from which counts give way to estimates, or estimates to counts."""
        marks = sorted((month, row.about) for row in self.rows if (month := months.parse(row.keys[0])) is not None)
        return tuple(later for (_, before), (later, now) in pairwise(marks) if before is not now)

    @property
    def estimated(self) -> tuple[str, ...]:
        """What a page of wards must say first where its numbers are estimates: one sentence or none."""
        return (f"{self.apportioned.caveat.words} {self.apportioned.error}",) if self.apportioned else ()

    def short(self, keys: tuple[str, ...]) -> tuple[MonthCoverage, ...]:
        """Of a row's ward, the months that are not whole; of a row of one month, that month where it is not."""
        named = dict(zip((dimension.key for dimension in self.by), keys, strict=True))
        entries = self.coverage.short(named.get("ward", ""))
        month = months.parse(named.get("month", ""))
        return tuple(entry for entry in entries if month in {None, entry.month})

    def value(self, *keys: str) -> int | None:
        """The number for one combination: 0 where none was recorded, None where withheld."""
        return self.row(*keys).value

    def row(self, *keys: str) -> Row:
        """The row of one combination; of one that never occurred, nought."""
        return next((row for row in self.rows if row.keys == keys), Row(keys, 0))

    def values(self) -> dict[str, int | None]:
        """First dimension's slug to value, for a breakdown by one dimension."""
        return {row.keys[0]: row.value for row in self.rows}

    def label(self, slug: str, dimension: int = 0) -> str:
        """What a reader sees for a slug of the ``dimension``-th breakdown."""
        return self.names.get(slug) or self.by[dimension].label(slug)

    def withheld(self) -> Iterable[Row]:
        return (row for row in self.rows if row.status is Status.WITHHELD)
