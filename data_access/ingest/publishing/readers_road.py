"""Would a table, a map and a download tell the same? The finished snapshot is asked by the readers' own road.

The same questions that pages ask go to the same warehouse, through the same
gate, into the same files; what comes out is held, by source, month and ward,
against plain sums over the tables. Sources that are not open go no such way,
and months whose counts were made on other wards are held by their totals only
(``reconcile``).
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, func, select

from data_access import exports, months, queries, snapshot
from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.filters import Filters
from data_access.released import Released
from data_access.schema import area_counts
from data_access.warehouse import Warehouse
from data_access.warehouse.opening import Snapshot

_NAME = "20000101T000000Z-00000000.duckdb"
Key = tuple[str, str]  # month and ward as an address writes them


@dataclass(frozen=True, slots=True)
class Told:
    """One source's records in the borough by month and ward, as three tell them; ``mapped`` is None where there is no map."""

    table: Mapping[Key, int]
    download: Mapping[Key, int]
    mapped: Mapping[Key, int] | None


def apart(built: Path) -> list[str]:
    """Where what readers would be told is not what the tables hold: source, month, ward and the figures."""
    with _opened(built) as warehouse:
        plain = Snapshot(snapshot.current(warehouse.store))
        shapes = {area.code: {"type": "Feature", "id": area.code, "geometry": None} for area in warehouse.areas("ward")}
        names = {area.code: area.name for area in warehouse.areas("ward")}
        try:
            told = [(SOURCES[key], _told(warehouse, plain, SOURCES[key], shapes)) for key in warehouse.sources()]
        finally:
            plain.engine.dispose()
        return [line for source, each in told for line in differences(source, each, names)]


@contextmanager
def _opened(built: Path) -> Iterator[Warehouse]:
    """A warehouse over the file, which is no store's snapshot yet."""
    folder = built.with_name(f"{built.name}.asked")
    snapshot.folder(folder).mkdir(parents=True)
    (snapshot.folder(folder) / _NAME).symlink_to(built.resolve())
    snapshot.point_to(folder, _NAME)
    warehouse = Warehouse(folder)
    try:
        yield warehouse
    finally:
        warehouse.close()
        shutil.rmtree(folder)


def _told(warehouse: Warehouse, plain: Snapshot, source: Source, shapes: Mapping[str, Mapping[str, object]]) -> Told:
    dividing = (source.alternatives.dimension,) if source.alternatives else ()
    by_ward = "ward" in source.carries
    released = warehouse.counts(Filters(source.key), ("month", *(("ward",) if by_ward else ()), *dividing))
    mapped = _mapped(released, shapes) if by_ward and shapes else None
    counted = Told(_table(plain, source, by_ward=by_ward), _downloaded(released), mapped)
    return without(counted, frozenset(row.keys[0] for row in released.rows if row.about))


def without(told: Told, estimated: frozenset[str]) -> Told:
    """The same without months that hold an estimate: what was counted on other wards stands in no table by these."""

    def counted(by_key: Mapping[Key, int]) -> dict[Key, int]:
        return {key: n for key, n in by_key.items() if key[0] not in estimated}

    return Told(counted(told.table), counted(told.download), None if told.mapped is None else counted(told.mapped))


def _table(plain: Snapshot, source: Source, *, by_ward: bool) -> Counter[Key]:
    """Plain sums of what stands in the source's table and lies in the borough."""
    table = queries.fact(source.key)
    total: ColumnElement[int] = func.sum(table.c.n) if table is area_counts else func.count()
    held = (table.c.source == source.code, table.c.location == queries.LOCATED)
    columns = (table.c.month, table.c.ward) if by_ward else (table.c.month,)
    rows = plain.rows(select(*columns, total).where(*held).group_by(*columns))
    return Counter({(months.address(row[0]), _ward(row[1]) if by_ward else ""): int(row[-1]) for row in rows})


def _ward(number: int | None) -> str:
    return DIMENSIONS["ward"].slug(number)


def _downloaded(released: Released) -> Counter[Key]:
    """The CSV, read again; a ward's month without a count is one of which nothing came, and none is held."""
    summed: Counter[Key] = Counter()
    for row in csv.DictReader(io.StringIO(exports.as_csv(released))):
        summed[row["month"], row.get("ward", "")] += int(row["count"] or 0)  # empty where nothing was supplied
    return summed


def _mapped(released: Released, shapes: Mapping[str, Mapping[str, object]]) -> Counter[Key]:
    """The map's features, read again."""
    summed: Counter[Key] = Counter()
    for feature in json.loads(exports.as_geojson(released, shapes))["features"]:
        told = feature["properties"]
        summed[told["month"], told["ward"]] += int(told["count"] or 0)
    return summed


def differences(source: Source, told: Told, names: Mapping[str, str]) -> Iterator[str]:
    """Each month and ward of which the three do not say the same; ``names`` are the wards that a map can draw."""
    for key in sorted({*told.table, *told.download, *(told.mapped or {})}):
        held, downloaded = told.table.get(key, 0), told.download.get(key, 0)
        drawn = held if told.mapped is None or key[1] not in names else told.mapped.get(key, 0)
        if not held == downloaded == drawn:
            month = months.parse(key[0])
            where = [source.title, months.words(month) if month else key[0], *([names.get(key[1], key[1])] if key[1] else [])]
            yield f"{', '.join(where)}: the table holds {held:,}, the download says {downloaded:,} and the map {drawn:,}"
