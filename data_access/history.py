"""What happened to the store and was said of it, and what its rows were refused for, as a view receives it. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from data_access.catalogue import Source
from data_access.released import MonthCoverage, State
from data_access.rulings import Ruling, Withdrawal


class Deed(StrEnum):
    """What somebody did to the store."""

    LOAD = "load"
    UNDO = "undo"
    PLACE = "place"  # places in words were looked up again


@dataclass(frozen=True, slots=True)
class GivenFile:
    """One file of a load: ``sha256`` is of its unpacked bytes, the counts are of its rows."""

    name: str
    sha256: str
    layout: str
    rows_in: int
    rows_loaded: int
    rows_rejected: int
    rows_repeated: int
    fate: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the store's history.

    ``at`` is UTC; ``before`` and ``after`` name the snapshots that were
    current, "" where there was none.
    """

    deed: Deed
    at: datetime
    author: str
    before: str
    after: str
    files: tuple[GivenFile, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a cell of a file should say instead: the file by the digest of its unpacked bytes, the physical line, the heading.

    ``source`` is the key of the file's source, "" where it has none; ``at`` is UTC.
    """

    sha256: str
    line: int
    column: str
    value: str
    author: str
    at: datetime
    file: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A source file that somebody saved at the desk: its ``file`` and ``text``, by which ``sample`` it was described.

    ``source`` is the key of the source that it declares or extends; ``at`` is UTC.
    """

    at: datetime
    author: str
    source: str
    file: str
    sample: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row that could not be used: where it stands, and which rule it broke. Its value is not repeated."""

    file: str
    line: int
    column: str
    rule: str
    do: str


@dataclass(frozen=True, slots=True)
class Held:
    """A month's records by where they lie: in the borough, outside, without a location."""

    located: int = 0
    outside: int = 0
    unplaced: int = 0

    @property
    def total(self) -> int:
        return self.located + self.outside + self.unplaced


@dataclass(frozen=True, slots=True)
class MonthChange:
    """What a load would make of a source's month; ``source`` is a key, ``month`` as 2023-09."""

    source: str
    month: str
    was: Held
    now: Held


@dataclass(frozen=True, slots=True)
class Change:
    """One count that two snapshots give differently.

    ``month`` as 2023-09; ``location`` and ``crime_type`` are slugs; ``ward``
    is a GSS code, "" for what has none.
    """

    source: Source
    month: str
    location: str
    ward: str
    crime_type: str
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two snapshots, by their names; ``wards`` are GSS codes to names."""

    before: str
    after: str
    changes: tuple[Change, ...]
    wards: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the data desk shows.

    ``current`` names the snapshot that readers see, ``set_aside`` are rows of
    open sources only; ``difference`` is None where ``alone`` says why, and
    ``trouble`` says why the ledger could not be read, or where it and the store
    part. ``kept`` are the snapshots that can be compared, the latest first.
    ``damage`` says what is wrong with the latest snapshot, "" where it is whole.
    """

    current: str
    entries: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...]
    difference: Difference | None = None
    alone: str = ""
    trouble: str = ""
    kept: tuple[str, ...] = ()
    undoable: bool = False
    damage: str = ""


@dataclass(frozen=True, slots=True)
class HeldTotal:
    """How many records a supplier says they sent of a month, kept since the load of ``snapshot``.

    ``area`` is a GSS code and ``supplier`` one's code, "" for all; ``number``
    is its own in the ledger; ``at`` is UTC.
    """

    source: str
    month: date
    records: int
    area: str
    supplier: str
    at: datetime
    author: str
    snapshot: str
    number: int = 0
    withdrawn: Withdrawal | None = None


def of_what(total: HeldTotal) -> tuple[str, date, str, str]:
    """What a total is of: one given later of the same replaces it."""
    return total.source, total.month, total.area, total.supplier


@dataclass(frozen=True, slots=True)
class TotalsDesk:
    """What the desk's page of totals shows: every total, the latest first, those that ``stand``, and one ``asked`` about.

    ``names`` are of areas and suppliers, by code.
    """

    totals: tuple[HeldTotal, ...]
    stand: frozenset[int]
    names: Mapping[str, str]
    asked: HeldTotal | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A state that somebody would set, beside what the files of its months show."""

    source: Source
    since: date
    until: date
    state: State
    reason: str
    found: tuple[MonthCoverage, ...]
    area: str = ""  # its name; "" for the whole source


@dataclass(frozen=True, slots=True)
class Settable:
    """One ward or supplier that a state can be set of: ``kind`` as ``area_states`` has it."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StatesDesk:
    """What the desk's page of states shows.

    ``standing`` counts what is set, by source key. Of the one ``source`` that
    is looked at: its latest months as readers are told of them, every ruling,
    the latest first, the one ``asked`` to be withdrawn, and the numbers of
    those ``overtaken`` by a load. ``behind``: readers do not see the latest.
    ``areas`` are those a state can be set of, ``short`` what is told of them:
    by name, those of a month that are not whole.
    """

    sources: tuple[Source, ...]
    standing: Mapping[str, int]
    source: Source | None = None
    months: tuple[MonthCoverage, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    asked: Ruling | None = None
    overtaken: frozenset[int] = field(default_factory=frozenset)
    trouble: str = ""
    behind: bool = False
    areas: tuple[Settable, ...] = ()
    short: tuple[tuple[str, MonthCoverage], ...] = ()

    def named(self, area: str) -> str:
        """An area's name; "whole source" for none."""
        return next((each.name for each in self.areas if each.code == area), area) if area else "whole source"
