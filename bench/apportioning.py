"""Four ways to share counts out between wards of two times, on records whose place is known: which comes nearest?

Needs the published files: LION_REAL_DATA names their folder, which is loaded
into the bench's own folder, or read there where it was loaded before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import shapely

from bench.measures import Budgets, Measure, Part
from data_access import settings, snapshot
from data_access.ingest.loading.load import load
from data_access.ingest.placing import apportioning as carried
from geo.apportioning import Floats, errors, ground_shared, points_shared, shares

PART = Part("apportioning")
_DIRECTIONS = {"ward": "counts of the wards until 2022 on today's", "old_ward": "counts of today's wards on those until 2022"}
_RECORDS = """
    SELECT ward, old_ward, count(*) FROM incidents
    WHERE source = 1 AND ward IS NOT NULL AND old_ward IS NOT NULL GROUP BY ALL
"""
_PEOPLE = """
    SELECT area, residents FROM residents
    WHERE vintage = 'census-2021' AND bands = 'total' AND area_kind = 'lsoa' AND gender = 0 ORDER BY area
"""


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    del budgets
    given = os.environ.get("LION_REAL_DATA", "")
    if not given:
        yield PART.beside("wards of two times", "not measured: LION_REAL_DATA names no folder of published files")
        return
    store = folder / "published"
    if not snapshot.exists(store):
        load([Path(given)], store, settings.read({}))
    with duckdb.connect(str(snapshot.current(store)), read_only=True) as held:
        areas, postcodes = (held.execute(f"SELECT * FROM {name}").to_arrow_table() for name in ("areas", "postcodes"))
        people = dict(held.execute(_PEOPLE).fetchall())
        rows = held.execute(_RECORDS).fetchall()
    found = carried.overlap(areas, postcodes)
    if found is None:
        return
    records = carried.records_by_pair(rows, found)
    for asked, words in _DIRECTIONS.items():
        for name, shared in _ways(areas, postcodes, people).items():
            given_first = shared if asked == carried.BEFORE else shared.T
            off = errors(records if asked == carried.BEFORE else records.T, shares(given_first))
            figure = f"half the wards within {np.median(off):.1%}, nine in ten within {np.quantile(off, 0.9):.1%}"
            yield PART.beside(f"{words}: {name}", f"{figure} of {int(records.sum()):,}")


def _ways(areas: pa.Table, postcodes: pa.Table, people: Mapping[int, int]) -> dict[str, Floats]:
    """What the wards share, counted in four ways: (today's, before)."""
    now, before = (carried.wards_of(areas, kind) for kind in (carried.NOW, carried.BEFORE))
    small = carried.wards_of(areas, "lsoa")
    lats, lngs = postcodes["lat"].to_numpy(), postcodes["lng"].to_numpy()
    ground = ground_shared(now.shapes, before.shapes)
    pairs = np.argwhere(ground > 1)  # square metres: edges that touch are no overlap
    pieces = [_area(now.shapes[i].intersection(before.shapes[j])) for i, j in pairs]
    residents = np.array([people[code] for code in small.codes], dtype=float)
    by_ground = ground_shared(small.shapes, pieces)
    by_points = points_shared(lats, lngs, small.shapes, pieces)
    by_points = np.where(by_points.sum(axis=1, keepdims=True) > 0, by_points, by_ground)
    ways = {"by postcodes": points_shared(lats, lngs, now.shapes, before.shapes), "by area": ground}
    for name, spread in (("postcodes", by_points), ("area", by_ground)):
        whole = np.zeros_like(ground)
        whole[pairs[:, 0], pairs[:, 1]] = residents @ shares(spread)
        ways[f"by residents of small areas, spread by {name}"] = whole
    return ways


def _area(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of an intersection, without the lines along which two areas touch."""
    return shapely.MultiPolygon([part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)])
