"""Where does every record of the new snapshot stand?

Distinct points of the store and of the load are placed once each; a point
keeps its number from snapshot to snapshot. When boundaries change, the store's
points are placed again, and with them all its incidents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.placing.locate import LOCATED, NONE, Points, distinct, placed
from data_access.ingest.rows.records import CODED
from data_access.ingest.stored.store import Store
from data_access.schema import incidents

_OLD_PLACES = "SELECT place, lat, lng, name FROM old.places ORDER BY place"
_OLD_PLACES_OF = "SELECT DISTINCT place FROM old.incidents WHERE source = ? AND month = ? AND slot = ? AND place IS NOT NULL"
WORDED = frozenset(source.code for source in SOURCES.values() if source.worded)
SUPPLIED = DIMENSIONS["confidence"].code("supplied") or 0
# Sources whose rows say themselves whose they are, by ward, by borough, or in words.
STATED = frozenset(
    source.code
    for source in SOURCES.values()
    if source.worded or any(each.fields_to("ward", "borough") or each.covers for each in source.layouts)
)
PLACED = ("location", "ward", "old_ward", "lsoa", "h3_7", "h3_8", "h3_9", "h3_10")


@dataclass(frozen=True, slots=True)
class Placing:
    """Every distinct point with its number and what holds it; ``old`` are the store's own places."""

    points: Points
    numbers: npt.NDArray[np.int32]
    columns: dict[str, pa.Array]
    old: pa.Table
    store: Store
    own_wards: frozenset[int] = frozenset()

    def wards(self, candidate: Candidate, kind: str) -> set[int]:
        """The borough's wards ("ward" or "old_ward") in which ``candidate`` has a record."""
        at = self._rows_of(candidate)
        return set(self.columns[kind].take(pa.array(at[at >= 0])).drop_null().to_pylist())

    def covering(self, loaded: pa.Table) -> Callable[[Sequence[Candidate]], bool]:
        """Whether ward answers have a record in every ward of one vintage."""
        ours = loaded.filter(loaded["in_borough"])
        wards = {kind: set(ours.filter(pc.equal(ours["kind"], kind))["code"].to_pylist()) for kind in ("ward", "old_ward")}

        def complete(answers: Sequence[Candidate]) -> bool:
            held = ((codes, [self.wards(each, kind) for each in answers]) for kind, codes in wards.items() if codes)
            return any(codes <= set().union(*found) for codes, found in held)

        return complete

    def _rows_of(self, candidate: Candidate) -> npt.NDArray[np.int64]:
        if candidate.table is not None:
            return _positions(self.points, candidate.table)
        found = self.store.arrow(_OLD_PLACES_OF, (candidate.source, candidate.month, candidate.slot))
        numbers: npt.NDArray[np.int32] = found["place"].to_numpy()
        return self._of_numbers()[numbers]

    def _of_numbers(self) -> npt.NDArray[np.int64]:
        """Each place's position by its number."""
        positions = np.full(int(self.numbers.max(initial=0)) + 1, -1, dtype=np.int64)
        positions[self.numbers] = np.arange(len(self.numbers))
        return positions

    def incidents(self, candidate: Candidate, slot: int) -> pa.Table:
        """``candidate``'s records as rows of ``schema.incidents``."""
        table = candidate.table
        if table is None:
            raise ValueError(f"{candidate.name} lies in the store")
        at = _positions(self.points, table)
        where = pa.array(at, mask=at < 0)
        size = table.num_rows
        columns = {name: self.columns[name].take(where) for name in PLACED}
        columns["location"] = pc.fill_null(columns["location"], pa.scalar(NONE, pa.int16()))
        if candidate.source in STATED:
            columns |= self._stated(table, columns)
        columns["place"] = pa.array(self.numbers).take(where)
        columns |= {"source": pa.array(np.full(size, candidate.source, dtype=np.int16))}
        columns |= {"slot": pa.array(np.full(size, slot, dtype=np.int32))}
        columns |= {name: table[name] for name in ("month", "force", "line", "record_id", "text", *CODED)}
        given = pc.and_(pc.equal(table["confidence"], 0), pc.is_valid(columns["place"]))
        columns["confidence"] = pc.if_else(given, pa.scalar(SUPPLIED, pa.int16()), table["confidence"])
        return pa.table({column.name: columns[column.name] for column in incidents.columns})

    def _stated(self, table: pa.Table, columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
        """Where each row says it is, before where its point lies: the publisher knows the place it rounded.

        A ward that is none of ours is not believed, unless no ward is loaded.
        """
        stated = table["stated_ward"].combine_chunks()
        ours = pc.is_in(stated, value_set=pa.array(sorted(self.own_wards), pa.int32()))
        believed = pc.if_else(pc.or_(ours, pa.scalar(not self.own_wards)), stated, pa.scalar(None, pa.int32()))
        told = table["stated"].combine_chunks()
        whose = pc.if_else(pc.not_equal(told, 0), told, columns["location"])
        whose = pc.if_else(pc.is_valid(believed), pa.scalar(LOCATED, pa.int16()), whose)
        ward = pc.if_else(pc.equal(whose, LOCATED), pc.coalesce(believed, columns["ward"]), pa.scalar(None, pa.int32()))
        return {"location": whose, "ward": ward}

    def again(self, texts: pa.Table) -> pa.Table:
        """Texts of the store that are elsewhere now (``finding.AGAIN``), with the columns of their incidents."""
        where = pa.array(at := _positions(self.points, _with_points(texts)), mask=at < 0)
        columns = {name: self.columns[name].take(where) for name in PLACED}
        columns["location"] = pc.fill_null(columns["location"], pa.scalar(NONE, pa.int16()))
        nowhere = pa.array(np.zeros(texts.num_rows, dtype=np.int16))
        told = pa.table({"stated_ward": texts["ward"], "stated": nowhere})
        columns |= self._stated(told, columns)
        kept = pc.if_else(texts["kept"], texts["text"], pa.scalar(None, pa.int32()))
        stay = {"text": texts["text"], "kept": kept, "confidence": texts["confidence"], "stated": texts["stated"]}
        return pa.table({**stay, "place": pa.array(self.numbers).take(where), **columns})

    def places(self, kept: Sequence[Candidate]) -> pa.Table:
        """Rows of ``schema.places`` for every point; whether an incident stands on it is the publisher's to ask."""
        columns = {"place": pa.array(self.numbers), "lat": pa.array(self.points.lat), "lng": pa.array(self.points.lng)}
        names = self._names(kept)
        return pa.table({**columns, "name": names, **self.columns})

    def _names(self, kept: Sequence[Candidate]) -> pa.Array:
        """The name most of the load's records give a point (the first in the alphabet of equals), else the store's."""
        names: list[str | None] = [None] * len(self.points.lat)
        at = self.points.positions(self.old["lat"].to_numpy(), self.old["lng"].to_numpy())
        for position, name in zip(at.tolist(), self.old["name"].to_pylist(), strict=True):
            names[position] = name
        for position, name in _commonest(self.points, [each.table for each in kept if each.table is not None]):
            names[position] = name
        return pa.array(names, pa.string())


def placing(candidates: Sequence[Candidate], store: Store, areas: pa.Table, *, again: pa.Table | None = None) -> Placing:
    """Place every point of the store, of ``candidates`` and of texts that were found ``again`` in ``areas``."""
    old = store.arrow(_OLD_PLACES) if store.path else _NO_PLACES
    tables = [each.table for each in candidates if each.table is not None and "lat" in each.table.schema.names]
    points = distinct([old, *tables, *([_with_points(again)] if again is not None else [])])
    at = points.positions(old["lat"].to_numpy(), old["lng"].to_numpy())
    numbers = np.zeros(len(points.lat), dtype=np.int32)
    numbers[at] = old["place"].to_numpy()
    fresh = numbers == 0
    first = int(numbers.max(initial=0)) + 1
    numbers[fresh] = np.arange(first, first + int(fresh.sum()), dtype=np.int32)
    own = pc.and_(pc.equal(areas["kind"], "ward"), areas["in_borough"])
    return Placing(points, numbers, placed(points, areas), old, store, frozenset(areas.filter(own)["code"].to_pylist()))


_NO_PLACES = pa.schema([("place", pa.int32()), ("lat", pa.float64()), ("lng", pa.float64()), ("name", pa.string())]).empty_table()


def _with_points(texts: pa.Table) -> pa.Table:
    """Texts with NaN where they have no point, as incidents have."""
    return pa.table({name: pc.fill_null(texts[name], float("nan")) for name in ("lat", "lng")})


def _positions(points: Points, table: pa.Table) -> npt.NDArray[np.int64]:
    return points.positions(table["lat"].to_numpy(), table["lng"].to_numpy())


def _commonest(points: Points, tables: Sequence[pa.Table]) -> list[tuple[int, str]]:
    named = []
    for table in tables:
        if "name" in table.schema.names:
            at = pa.array(_positions(points, table))
            named.append(pa.table({"at": at, "name": table["name"].cast(pa.string())}).drop_null())
    if not named:
        return []
    counts = pa.concat_tables(named).group_by(["at", "name"]).aggregate([([], "count_all")])
    ordered = counts.filter(pc.greater_equal(counts["at"], 0)).sort_by(
        [("at", "ascending"), ("count_all", "descending"), ("name", "ascending")]
    )
    first: dict[int, str] = {}
    for position, name in zip(ordered["at"].to_pylist(), ordered["name"].to_pylist(), strict=True):
        first.setdefault(position, name)
    return list(first.items())
