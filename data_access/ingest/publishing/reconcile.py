"""Does the new snapshot add up, before anybody can read it?

The same totals are counted again and again: the rows that each file's months
were taken in with (slots), the rows that stand in the tables, and what the
report's road answers (``data_access.queries``, by month and location), which
must also be what the coverage of each month says; the totals that suppliers
sent with this load (``control``); and, once the file is whole, what tables,
maps and downloads would tell of each ward (``readers_road``). A total that
differs stops the load: the old snapshot stays current, and the message says
where the two part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, func, select

from data_access import months, queries
from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.ingest.arriving import control
from data_access.ingest.arriving.control import Control
from data_access.ingest.arriving.coverage import Covered
from data_access.schema import area_counts, incidents, slots
from data_access.warehouse.opening import engine_of

_NAMED = 3
_TITLES = {source.code: source.title for source in SOURCES.values()}
Key = tuple[int, date]
ByLocation = tuple[int, int, int]


def reconcile(connection: Connection, told: Sequence[Covered]) -> None:
    """Stop with :class:`BadInput` where two of the totals of a source and month differ."""
    refuse([*_rows_apart(connection), *_road_apart(connection, told)])


def refuse_broken(connection: Connection, controls: Sequence[Control], borough: str) -> None:
    """Stop with :class:`BadInput` where what is held does not come to what its supplier counts."""
    found = list(control.broken(connection, controls, borough))
    if found:
        raise BadInput(
            f"What is held is not what its supplier counts, so it was not published: {_first(found)}.",
            expected="the totals given with the load, and those kept from earlier ones",
            do="look for rows set aside (--dry-run lists them), ask the supplier, and correct the file or the total; where a "
            "revision changed it, give the new total with --totals, or withdraw the kept one (--withdraw-total, or at the desk)",
        )


def refuse_broken_in(path: Path, controls: Sequence[Control], borough: str) -> None:
    """The same of a snapshot that stands, where a load brings nothing new but totals."""
    engine = engine_of(path)
    try:
        with engine.connect() as connection:
            refuse_broken(connection, controls, borough)
    finally:
        engine.dispose()


def refuse(found: Sequence[str]) -> None:
    """Stop with :class:`BadInput` where anything does not add up."""
    if found:
        raise BadInput(
            f"The new snapshot does not add up, so it was not published: {_first(found)}.",
            expected="the same totals by source, month and area in the files, the tables, the map and the downloads",
            do="load the files again; if it happens again, it is a mistake in Lion: tell its maintainers this message",
        )


def _first(found: Sequence[str]) -> str:
    return "; ".join(found[:_NAMED]) + (f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else "")


def _rows_apart(connection: Connection) -> Iterator[str]:
    """Rows taken in from files against rows that stand in the tables."""
    taken = _counted(connection, slots, func.sum(slots.c.rows))
    stand: Counter[Key] = Counter()
    for table in (incidents, area_counts):
        stand.update(_counted(connection, table, func.count()))
    for key in sorted(taken.keys() | stand.keys()):
        if taken.get(key, 0) != stand[key]:
            yield f"{_where(key)}: {taken.get(key, 0):,} rows were taken in and {stand[key]:,} stand in the table"


def _road_apart(connection: Connection, told: Sequence[Covered]) -> Iterator[str]:
    """What the report answers against what each month's coverage says."""
    said: dict[Key, ByLocation] = {(each.source, each.month): (each.unplaced, each.located, each.outside) for each in told}
    answered: dict[Key, ByLocation] = {}
    for key in {source for source, _ in said}:
        source = next(each for each in SOURCES.values() if each.code == key)
        answered |= _answered(connection, source)
    nothing = (0, 0, 0)
    for where in sorted(said.keys() | answered.keys()):
        for place, ours, theirs in zip(_PLACES, answered.get(where, nothing), said.get(where, nothing), strict=True):
            if ours != theirs:
                yield f"{_where(where)}, {place}: the report answers {ours:,} and the coverage says {theirs:,}"


_PLACES = tuple(value.label.lower() for value in DIMENSIONS["location"].values)


def _answered(connection: Connection, source: Source) -> Mapping[Key, ByLocation]:
    """Records by month and location as the road counts them; of counts that overlap, each by itself, so that all are seen."""
    dividing = (source.alternatives.dimension,) if source.alternatives else ()
    by = ("month", "location", *dividing)
    found: dict[Key, list[int]] = {}
    for row in connection.execute(queries.breakdowns([by], Filters(source.key))).mappings():
        found.setdefault((source.code, row["month"]), [0, 0, 0])[row["location"]] += row["n"]
    return {key: (counts[0], counts[1], counts[2]) for key, counts in found.items()}


def _counted(connection: Connection, table: Table, total: ColumnElement[int]) -> dict[Key, int]:
    statement = select(table.c.source, table.c.month, total.label("total")).group_by(table.c.source, table.c.month)
    return {(row["source"], row["month"]): int(row["total"]) for row in connection.execute(statement).mappings()}


def _where(key: Key) -> str:
    return f"{_TITLES[key[0]]}, {months.words(key[1])}"
