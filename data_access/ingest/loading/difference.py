"""What did a load change? Counts of two snapshots side by side, where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, MetaData, Select, Table, and_, cast, func, literal, or_, select, union_all

from data_access import months, snapshot
from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.catalogue.dimensions import area_code
from data_access.disclosure import released_changes
from data_access.errors import NoSnapshot
from data_access.history import Change, Difference
from data_access.ingest.loading.undo import previous_of
from data_access.ingest.stored.store import pair_opened
from data_access.schema import SOURCE_CODES, area_counts, areas, incidents

OLD, FRESH = "old", "fresh"  # the names under which pair_opened attaches them
_OPEN = {SOURCE_CODES[key]: source for key, source in SOURCES.items() if source.open}
_KEYS = ("source", "month", "location", "ward", "crime_type")


class _Found(NamedTuple):
    source: int
    month: date
    location: int
    ward: int | None
    crime_type: int
    was: int
    now: int


def difference(store: Path, before: str = "", after: str = "") -> Difference:
    """Which source, month, ward and crime type changed, and by how much; of what is published openly only.

    ``before`` and ``after`` are names of snapshots; without them the current
    one is compared with the one it followed.
    """
    later = snapshot.named(store, after) if after else snapshot.current(store)
    earlier = snapshot.named(store, before) if before else previous_of(store, later)
    if earlier is None:
        raise NoSnapshot(f"{store} has no earlier snapshot to compare with")
    held = areas.to_metadata(MetaData(), schema=FRESH)
    with pair_opened(earlier, later) as connection:
        rows = [_Found._make(row) for row in connection.execute(_differing())]
        wards = connection.execute(select(held.c.code, held.c.name).where(held.c.kind.in_(("ward", "old_ward")))).all()
    names = {area_code(code): name for code, name in wards}
    return Difference(earlier.name, later.name, released_changes([_change(row) for row in rows]), names)


def _change(row: _Found) -> Change:
    return Change(
        _OPEN[row.source],
        months.address(row.month),
        DIMENSIONS["location"].slugs[row.location],
        "" if row.ward is None else area_code(row.ward),
        DIMENSIONS["crime_type"].slugs[row.crime_type],
        row.was,
        row.now,
    )


def _differing() -> Select[tuple[int, date, int, int | None, int, int, int]]:
    """One query over both snapshots: a row where a count differs, in the order of its keys, never of its counts."""
    counts = union_all(*(_counts(table, held) for table in (incidents, area_counts) for held in (OLD, FRESH))).subquery()
    keys = [counts.c[key] for key in _KEYS]
    was, now = (cast(func.sum(counts.c[name]), BigInteger) for name in ("was", "now_n"))
    return select(*keys, was, now).group_by(*keys).having(was != now).order_by(*(key.nulls_last() for key in keys))


def _counts(table: Table, held: str) -> Select[tuple[object, ...]]:
    """One snapshot's counts of a table, on its own side; nothing on the other."""
    of = table.to_metadata(MetaData(), schema=held)
    n = func.count() if table is incidents else func.sum(of.c.n)
    sides = (n, literal(0)) if held == OLD else (literal(0), n)
    keys = [_ward(of).label(key) if key == "ward" else of.c[key] for key in _KEYS]
    return select(*keys, sides[0].label("was"), sides[1].label("now_n")).where(or_(*_counted(of))).group_by(*keys)


def _ward(of: Table) -> ColumnElement[int]:
    """The ward a row names: a count made on the wards before 2022 stands under its own."""
    return of.c.ward if of.name == incidents.name else func.coalesce(of.c.ward, of.c.old_ward)


def _counted(of: Table) -> Iterator[ColumnElement[bool]]:
    """The rows of each open source that are counted: of values that overlap, the usual one's alone."""
    for code, source in _OPEN.items():
        if source.shape == of.name:
            yield and_(of.c.source == code, *_usual(of, source))


def _usual(of: Table, source: Source) -> Iterator[ColumnElement[bool]]:
    if source.alternatives is not None:
        dimension = DIMENSIONS[source.alternatives.dimension]
        yield of.c[dimension.column] == dimension.code(source.alternatives.usual)
