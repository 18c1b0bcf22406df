"""Which ward, old ward, LSOA and H3 cells hold each point, and is it in the borough?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from data_access.catalogue import DIMENSIONS
from geo import boundaries, cells

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]

NONE, LOCATED, OUTSIDE = (DIMENSIONS["location"].code(slug) or 0 for slug in ("none", "located", "outside"))
AREA_KINDS = ("ward", "old_ward", "lsoa")
RESOLUTIONS = (7, 8, 9, 10)


@dataclass(frozen=True, slots=True)
class Points:
    """Distinct points, ordered by latitude then longitude."""

    lat: Floats
    lng: Floats

    def positions(self, lat: Floats, lng: Floats) -> Positions:
        """Where each point stands in this list; -1 for rows without one. Every point must be in it."""
        found = np.full(len(lat), -1, dtype=np.int64)
        known = ~np.isnan(lat)
        found[known] = np.searchsorted(_keys(self.lat, self.lng), _keys(lat[known], lng[known]))
        return found


def distinct(tables: Sequence[pa.Table]) -> Points:
    """Every point that stands in ``tables``' columns ``lat`` and ``lng``, once."""
    keys = [_keys(*_known(table)) for table in tables if table.num_rows]
    both = np.unique(np.concatenate(keys)) if keys else np.empty(0, dtype=np.complex128)
    return Points(both.real.copy(), both.imag.copy())


def _known(table: pa.Table) -> tuple[Floats, Floats]:
    lat, lng = table["lat"].to_numpy(), table["lng"].to_numpy()
    known = ~np.isnan(lat)
    return lat[known], lng[known]


def _keys(lat: Floats, lng: Floats) -> npt.NDArray[np.complex128]:
    """Numpy orders complex numbers by their real part, then the other: one key for a point, without rounding."""
    return lat + 1j * lng


def placed(points: Points, areas: pa.Table) -> dict[str, pa.Array]:
    """Columns of ``schema.places`` for each point.

    Located means inside a ward of the borough, or inside the borough's outline
    where no wards are loaded. Each cell is computed from the point, never from
    a finer cell. Without any boundary no point can be placed: all are "none".
    """
    found = {kind: _areas(points, areas, kind) for kind in AREA_KINDS}
    columns: dict[str, pa.Array] = {"location": pa.array(_location(points, areas, found["ward"]))}
    for kind, codes in found.items():
        columns[kind] = pa.array(codes, pa.int32(), mask=codes < 0)
    for resolution in RESOLUTIONS:
        columns[f"h3_{resolution}"] = pa.array(cells.cells(points.lat, points.lng, resolution), pa.int64())
    return columns


def _location(points: Points, areas: pa.Table, wards: npt.NDArray[np.int32]) -> npt.NDArray[np.int16]:
    has = {kind: bool(_ours(areas, kind).num_rows) for kind in ("ward", "borough")}
    if not any(has.values()):
        return np.full(len(points.lat), NONE, dtype=np.int16)
    inside = wards >= 0 if has["ward"] else _areas(points, areas, "borough") >= 0
    return np.where(inside, LOCATED, OUTSIDE).astype(np.int16)


def _areas(points: Points, areas: pa.Table, kind: str) -> npt.NDArray[np.int32]:
    """The code of the borough's area of ``kind`` that holds each point, the lowest where two do; -1 for none."""
    ours = _ours(areas, kind).sort_by("code")
    if not ours.num_rows or not len(points.lat):
        return np.full(len(points.lat), -1, dtype=np.int32)
    shapes = [boundaries_shape(wkb) for wkb in ours["shape"].to_pylist()]
    position = boundaries.containing(points.lat, points.lng, shapes)
    codes = ours["code"].to_numpy().astype(np.int32)
    return np.where(position >= 0, codes[position], -1).astype(np.int32)


def boundaries_shape(wkb: bytes) -> boundaries.Area:
    shape = shapely.from_wkb(wkb)
    if not isinstance(shape, shapely.Polygon | shapely.MultiPolygon):
        raise TypeError(f"an area's shape is a {type(shape).__name__}")
    return shape


def _ours(areas: pa.Table, kind: str) -> pa.Table:
    return areas.filter(pc.and_(pc.equal(areas["kind"], kind), areas["in_borough"]))
