"""How do records get into the new snapshot?

A few hundred thousand rows at a time: a statement a month is slow where a
source has hundreds of small months, and one for a whole source needs memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, MetaData, Table, TableClause, case, func, insert, select
from sqlalchemy import column as named_column
from sqlalchemy import table as named_table

from data_access.catalogue import SOURCES
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.placing.locate import NONE
from data_access.ingest.placing.placing import PLACED, STATED, Placing
from data_access.schema import area_counts, incidents, places

ROWS_AT_ONCE = 100_000
# Sources that tell a place in words, and say neither ward nor borough: their points are all there is to place them by.
ONLY_WORDED = frozenset(
    source.code
    for source in SOURCES.values()
    if source.worded and not any(each.fields_to("ward", "borough") or each.covers for each in source.layouts)
)
Run = Mapping[int, Candidate]
Rows = Callable[[int, int], None]


def runs(slots: Mapping[int, Candidate]) -> Iterator[Run]:
    """Slots of one source and of months that follow one another, with about ``ROWS_AT_ONCE`` rows."""
    run: dict[int, Candidate] = {}
    for number, each in sorted(slots.items(), key=lambda item: (item[1].source, item[1].month, item[0])):
        last = next(reversed(run.values()), each)
        full = sum(one.rows for one in run.values()) >= ROWS_AT_ONCE and each.month != last.month
        if run and (full or each.source != last.source):
            yield run
            run = {}
        run[number] = each
    if run:
        yield run


def told_of(slots: Mapping[int, Candidate], told: Rows) -> Iterator[Run]:
    """The same, telling before each how many rows of how many are written."""
    whole, done = sum(each.rows for each in slots.values()), 0
    for run in runs(slots):
        told(done, whole)
        yield run
        done += sum(each.rows for each in run.values())
    told(done, whole)


def _has_points(each: Candidate) -> bool:
    return each.table is not None and "lat" in each.table.schema.names


def _with_slot(each: Candidate, number: int) -> pa.Table:
    if each.table is None:
        raise ValueError(f"{each.name} lies in the store")
    return each.table.append_column("slot", pa.array([number] * each.table.num_rows, pa.int32()))


class Writer:
    """Inserts Arrow tables and the old snapshot's rows into the new one."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.driver = connection.connection.driver_connection
        self.old = MetaData()

    @contextmanager
    def registered(self, name: str, table: pa.Table) -> Iterator[None]:
        self.driver.register(name, table)  # type: ignore[union-attr]
        try:
            yield
        finally:
            self.driver.unregister(name)  # type: ignore[union-attr]

    def insert(self, target: Table, rows: pa.Table) -> None:
        if rows.num_rows:
            with self.registered("fresh", rows):
                self.copy(target, columns_of("fresh", target))

    def copy(self, target: Table, source: TableClause, *where: ColumnElement[bool], order: str = "") -> None:
        columns = [column.name for column in target.columns]
        chosen = select(source).where(*where)
        self.connection.execute(insert(target).from_select(columns, chosen.order_by(order) if order else chosen))

    def write(self, run: Run, placing: Placing, *, replaced: bool) -> None:
        """All records of a run: the store's, then the load's, file by file."""
        stored = [number for number, each in run.items() if each.table is None]
        if stored:
            kept = list(run.values())
            self._keep(incidents, kept, stored, replaced=replaced)
            self._keep(area_counts, kept, stored, replaced=False)
        fresh = {number: each for number, each in run.items() if each.table is not None}
        points = [placing.incidents(each, number) for number, each in fresh.items() if _has_points(each)]
        counts = [_with_slot(each, number) for number, each in fresh.items() if not _has_points(each)]
        for target, tables in ((incidents, points), (area_counts, counts)):
            if tables:
                self.insert(target, pa.concat_tables(tables))

    def _keep(self, target: Table, kept: Sequence[Candidate], numbers: Sequence[int], *, replaced: bool) -> None:
        """Copy the old snapshot's rows of these slots; ``replaced`` gives each the new place of its point."""
        old = self.old.tables.get(f"old.{target.name}")
        old = target.to_metadata(self.old, schema="old") if old is None else old
        placed = columns_of("placed", places)
        columns: dict[str, ColumnElement[object]] = {column.name: column for column in old.columns}
        if replaced:
            columns |= {name: placed.c[name] for name in PLACED}
            columns |= self._placed_again(old, placed, stated=kept[0].source in STATED, worded=kept[0].source in ONLY_WORDED)
        months = {each.month for each in kept}
        chosen = select(*columns.values()).where(
            old.c.source == kept[0].source, old.c.month.between(min(months), max(months)), old.c.slot.in_(numbers)
        )
        if replaced:
            chosen = chosen.select_from(old.outerjoin(placed, old.c.place == placed.c.place))
        self.connection.execute(insert(target).from_select(list(columns), chosen))

    @staticmethod
    def _placed_again(old: Table, placed: TableClause, *, stated: bool, worded: bool) -> dict[str, ColumnElement[object]]:
        """Where a record is, after new boundaries: by its point, unless its row says it."""
        if worded:
            pointed = old.c.place.is_not(None)
            return {name: case((pointed, placed.c[name]), else_=old.c[name]).label(name) for name in ("location", "ward")}
        if stated:
            return {name: old.c[name] for name in ("location", "ward")}
        return {"location": func.coalesce(placed.c["location"], NONE).label("location")}


def columns_of(name: str, target: Table) -> TableClause:
    return named_table(name, *[named_column(column.name) for column in target.columns])
