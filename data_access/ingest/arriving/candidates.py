"""Which months of which force does each file speak for, how much of them, and who else does?

A candidate is one file's claim on source × force × month, with the area and
the crime types it covers: its scope. What the content shows is read here; what
it cannot show is told with ``--scope``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.ingest.arriving import gaps
from data_access.ingest.arriving.arrivals import Arrival
from data_access.ingest.files.reading import Content, Reading
from data_access.schema import SOURCE_CODES
from geo import crs

FORCE, EXTRACT = "force", "extract"
ALL_TYPES = ""
ROWS_THAT_SHOW_A_FILTER = 50
LONDON_BOROUGHS_AT_LEAST = 20  # a month of the whole force names all 32 and some neighbours
BOX_M = 15_000  # no police force's month fits in a box this wide
# Forces whose area is known to be far wider than the box, so that a file inside it was cut out.
WIDE_FORCES = frozenset(DIMENSIONS["force"].code(slug) for slug in ("metropolitan", "btp"))


@dataclass(frozen=True, slots=True)
class Told:
    """What ``--scope`` says of the files given: the area, and the only crime type where there is one."""

    area: str = ""
    types: str = ALL_TYPES


@dataclass(slots=True, eq=False)
class Candidate:
    """One claim; ``table`` is None and ``slot`` a number where the store has it already."""

    name: str
    sha256: str
    layout: str
    source: int
    force: int
    month: date
    area: str
    types: str
    rows: int
    order: int
    first_day: date | None = None
    last_day: date | None = None
    note: str = ""
    ward_answer: bool = False
    told: bool = False  # its area was said with --scope, so no look at its rows can gainsay it
    table: pa.Table | None = None
    slot: int | None = None
    beaten_by: str = ""  # the name of the file that speaks for the same records
    repeated: int = 0  # rows another answer of the same load has too
    renewed: bool = False  # read again because cells of it were corrected since
    found_by: str = ""  # the files of names that its words were looked up in, as a digest
    supplier: str = ""  # who of several sent it: one's file never replaces another's

    @property
    def kept(self) -> bool:
        return not self.beaten_by

    @property
    def key(self) -> tuple[int, int, str, date]:
        return self.source, self.force, self.supplier, self.month


def told(text: str) -> Told:
    """``force``, ``extract`` or a GSS code, then perhaps a comma and a crime type's slug."""
    area, _, types = text.partition(",")
    code = DIMENSIONS["ward"].code(area)
    if area not in {"", FORCE, EXTRACT} and code is None:
        raise BadInput(f"“{area}” is no scope.", expected="force, extract, or a GSS code such as E09000023", do="correct --scope")
    if types and not DIMENSIONS["crime_type"].code(types):
        listed = ", ".join(DIMENSIONS["crime_type"].slugs[1:15])
        raise BadInput(f"“{types}” is no crime type.", expected=listed, do="correct --scope")
    return Told(area, types)


def claims(arrival: Arrival, scope: Told) -> Iterator[Candidate]:
    """Every force and month that ``arrival`` speaks for."""
    reading = arrival.reading
    if reading.content is Content.AREA_COUNTS:
        yield from _of_counts(arrival, scope)
        return
    types = scope.types or _only_type(reading.table)
    for force, supplier, month in _shares(reading):
        table = reading.table.filter(_mine(reading.table, force, supplier, month))
        days = gaps.days_of(table)
        yield Candidate(
            arrival.name,
            arrival.sha256,
            reading.layout,
            SOURCE_CODES[arrival.source],
            force,
            month,
            scope.area or reading.area_scope or (EXTRACT if arrival.ward_answer else _area(table, force)),
            types,
            table.num_rows,
            arrival.order,
            min(days, default=None),
            max(days, default=None),
            "" if reading.months else gaps.words(days, month),
            ward_answer=arrival.ward_answer,
            told=bool(scope.area or reading.area_scope),
            table=table,
            supplier=supplier,
        )


def _of_counts(arrival: Arrival, scope: Told) -> Iterator[Candidate]:
    """Counts speak for every month that heads a column, also one with nothing but zeros."""
    table = arrival.reading.table
    for month in arrival.reading.months:
        mine = table.filter(pc.equal(table["month"], month))
        yield Candidate(
            arrival.name,
            arrival.sha256,
            arrival.reading.layout,
            SOURCE_CODES[arrival.source],
            arrival.reading.force,
            month,
            scope.area or arrival.reading.area_scope,
            scope.types,
            mine.num_rows,
            arrival.order,
            table=mine,
        )


def _shares(reading: Reading) -> list[tuple[int, str, date]]:
    """Each force, supplier and month that has a row, and the months without one that the file speaks for all the same."""
    plain = reading.table.select(["force", "supplier", "month"])
    plain = plain.set_column(1, "supplier", plain["supplier"].cast(pa.string()))
    found = plain.group_by(["force", "supplier", "month"]).aggregate([]).to_pylist()
    shares = {(int(each["force"]), each["supplier"] or "", each["month"]) for each in found}
    senders = {(force, supplier) for force, supplier, _ in shares}
    return sorted(shares | {(*sender, month) for sender in senders for month in reading.months})


def _mine(table: pa.Table, force: int, supplier: str, month: date) -> pa.Array:
    mine = pc.and_(pc.equal(table["force"], force), pc.equal(table["month"], month))
    if table["supplier"].null_count == table.num_rows:  # one publisher, as nearly always
        return mine
    return pc.and_(mine, pc.equal(pc.fill_null(table["supplier"].cast(pa.string()), ""), supplier))


def _only_type(table: pa.Table) -> str:
    """A file of many rows that names one crime type only was filtered to it."""
    found = pc.unique(table["crime_type"]).to_pylist()
    filtered = len(found) == 1 and found[0] and table.num_rows >= ROWS_THAT_SHOW_A_FILTER
    return DIMENSIONS["crime_type"].slug(found[0]) if filtered else ALL_TYPES


def _area(table: pa.Table, force: int) -> str:
    """Whether the rows are the force's whole month, by the districts they name, else by the ground they cover."""
    if force not in WIDE_FORCES:
        return FORCE
    districts = len(districts_in(table))
    metropolitan = force == DIMENSIONS["force"].code("metropolitan")
    if districts and metropolitan:
        return FORCE if districts >= LONDON_BOROUGHS_AT_LEAST else EXTRACT
    return EXTRACT if _fits_in_a_box(table) else FORCE


def _fits_in_a_box(table: pa.Table) -> bool:
    lat, lng = table["lat"].to_numpy(), table["lng"].to_numpy()
    known = ~np.isnan(lat)
    if not known.any():
        return False
    easting, northing = crs.to_national_grid(lat[known], lng[known])
    return bool(np.ptp(easting) <= BOX_M and np.ptp(northing) <= BOX_M)


def districts_in(table: pa.Table) -> list[str]:
    """The districts that the rows' LSOAs name, in order."""
    return sorted(name for name in pc.unique(table["district"]).to_pylist() if name)
