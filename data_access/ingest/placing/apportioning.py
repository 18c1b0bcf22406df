"""In which shares are counts by ward carried over to the wards of another time, and how far off is that?

Wards of today and of before May 2022 cut through each other. A count by ward
has no points to place again, so it is shared out by residents: a live postcode
stands for as many residents as any other, and the ward's count is divided as
its postcodes are. (Of the ways that were measured this came nearest to the true
counts: ``python -m bench apportioning``.) Where a ward has hardly a postcode
loaded, the ground is divided instead.

How far off that is, is measured at every publish on records whose point is
known: counted in one kind of ward, shared out to the other, and compared with
what their points say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, case, func, insert, or_, select, update

from data_access.catalogue import SOURCES
from data_access.ingest.placing.locate import boundaries_shape
from data_access.schema import apportioning as apportioning_table
from data_access.schema import area_counts, area_weights, incidents
from geo import apportioning
from geo.apportioning import Floats
from geo.boundaries import Area

NOW, BEFORE = "ward", "old_ward"
FEWEST_POSTCODES = 10  # in each ward of either kind; a share of fewer would be a matter of chance
FEWEST_RECORDS = 1_000  # in both kinds of ward; an error measured on fewer would be one of chance
_OPEN = tuple(source.code for source in SOURCES.values() if source.open)
_TITLES = {source.code: source.title for source in SOURCES.values()}


@dataclass(frozen=True, slots=True)
class Wards:
    """The borough's areas of one kind, by code."""

    codes: tuple[int, ...]
    shapes: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much each ward of today shares with each of before; ``by`` says what was counted: "postcodes" or "area"."""

    by: str
    now: tuple[int, ...]
    before: tuple[int, ...]
    shared: Floats

    def towards(self, kind: str) -> Floats:
        """The overlap as (given, asked) for counts to be shown by wards of ``kind``."""
        return self.shared if kind == BEFORE else self.shared.T


def wards_of(areas: pa.Table, kind: str) -> Wards:
    ours = areas.filter(pc.and_(pc.equal(areas["kind"], kind), areas["in_borough"])).sort_by("code")
    return Wards(tuple(ours["code"].to_pylist()), tuple(boundaries_shape(wkb) for wkb in ours["shape"].to_pylist()))


def overlap(areas: pa.Table, postcodes: pa.Table) -> Overlap | None:
    """What the two kinds of ward share; None unless both are loaded."""
    now, before = wards_of(areas, NOW), wards_of(areas, BEFORE)
    if not now.codes or not before.codes:
        return None
    lats, lngs = postcodes["lat"].to_numpy(), postcodes["lng"].to_numpy()
    points = apportioning.points_shared(lats, lngs, now.shapes, before.shapes)
    if min(points.sum(axis=0).min(), points.sum(axis=1).min()) >= FEWEST_POSTCODES:
        return Overlap("postcodes", now.codes, before.codes, points)
    return Overlap("area", now.codes, before.codes, apportioning.ground_shared(now.shapes, before.shapes))


def apportion(connection: Connection, found: Overlap | None) -> None:
    """Say of every count which kind of ward it was made on, and write the shares and their errors."""
    if found is None:
        return
    _sort_by_kind(connection, found)
    connection.execute(insert(area_weights), [row for kind in (NOW, BEFORE) for row in _weights(found, kind)])
    connection.execute(insert(apportioning_table), [_measured(connection, found, kind) for kind in (NOW, BEFORE)])


def _sort_by_kind(connection: Connection, found: Overlap) -> None:
    """Counts that a file gives by a ward of before stand in that column, also where its boundaries came after the file."""
    told = func.coalesce(area_counts.c.ward, area_counts.c.old_ward)
    old = [code for code in found.before if code not in found.now]
    misplaced = or_(area_counts.c.ward.in_(old), area_counts.c.old_ward.not_in(old))
    values = {"ward": case((told.in_(old), None), else_=told), "old_ward": case((told.in_(old), told), else_=None)}
    connection.execute(update(area_counts).where(misplaced).values(values))


def _weights(found: Overlap, asked: str) -> list[dict[str, object]]:
    """A row for each pair that shares anything: of ``given``'s count, ``share`` belongs to the ward asked about."""
    given = found.now if asked == BEFORE else found.before
    others = found.before if asked == BEFORE else found.now
    parts = apportioning.shares(found.towards(asked))
    pairs = [(int(i), int(j)) for i, j in np.argwhere(parts > 0)]
    return [{"asked": asked, "given": given[i], "area": others[j], "share": float(parts[i, j])} for i, j in pairs]


def _measured(connection: Connection, found: Overlap, asked: str) -> dict[str, object]:
    """The error of shares towards one kind of ward, on the source with most records in both; 0 records where none has enough."""
    source, records = _records(connection, found)
    row: dict[str, object] = {"asked": asked, "by": found.by, "source": _TITLES.get(source, ""), "records": int(records.sum())}
    if records.sum() < FEWEST_RECORDS:
        return row | {"records": 0, "half_within": 0.0, "nine_in_ten_within": 0.0}
    off = errors_of(found, records, asked)
    return row | {"half_within": float(np.median(off)), "nine_in_ten_within": float(np.quantile(off, 0.9))}


def errors_of(found: Overlap, records: Floats, asked: str) -> Floats:
    """The errors, ward by ward, of ``records`` (today's wards, wards before) shared out towards one kind."""
    return apportioning.errors(records if asked == BEFORE else records.T, apportioning.shares(found.towards(asked)))


def _records(connection: Connection, found: Overlap) -> tuple[int, Floats]:
    """The open source with most records whose points lie in both kinds of ward, and those records by pair."""
    n = func.count().label("n")
    by = (incidents.c.source, incidents.c.ward, incidents.c.old_ward)
    both = select(*by, n).where(incidents.c.ward.is_not(None), incidents.c.old_ward.is_not(None), incidents.c.source.in_(_OPEN))
    rows = [tuple(row) for row in connection.execute(both.group_by(*by))]
    totals = {source: sum(row[3] for row in rows if row[0] == source) for source in {row[0] for row in rows}}
    most = max(sorted(totals), key=totals.__getitem__, default=0)
    return most, records_by_pair([row[1:] for row in rows if row[0] == most], found)


def records_by_pair(rows: Sequence[tuple[int, int, int]], found: Overlap) -> Floats:
    """(ward, old ward, n) rows as an array in the overlap's order."""
    records = np.zeros((len(found.now), len(found.before)))
    now, before = ({code: at for at, code in enumerate(codes)} for codes in (found.now, found.before))
    for ward, old_ward, n in rows:
        if ward in now and old_ward in before:
            records[now[ward], before[old_ward]] += n
    return records
