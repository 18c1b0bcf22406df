"""Which area holds this point, where does its label stand, and how may it be drawn?

Shapes are Shapely polygons or multipolygons with x = lng and y = lat in
degrees, or in metres where a name says so. Points are two arrays, lats then
lngs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon

from geo import crs

Area: TypeAlias = Polygon | MultiPolygon
Indexes: TypeAlias = npt.NDArray[np.int32]

NOWHERE = -1

# Found by looking at wards at phone width: no edge seems moved, and a ward takes about a kilobyte.
DRAWN_TOLERANCE_M = 25.0


def containing(lats: npt.ArrayLike, lngs: npt.ArrayLike, areas: Sequence[Area]) -> Indexes:
    """Which of ``areas`` holds each point: its position, or -1 for none.

    A point exactly on a shared edge belongs to the first area that touches
    it, so every point is counted once and none falls between two. Points with
    NaN are nowhere. Points in degrees on polygons in degrees: edges are then
    straight on the map, not great circles, which differs by centimetres here.
    """
    y, x = (np.atleast_1d(np.asarray(values, dtype=np.float64)) for values in (lats, lngs))
    found = np.full(len(x), NOWHERE, dtype=np.int32)
    for position, area in enumerate(areas):
        west, south, east, north = area.bounds
        near = np.flatnonzero((found == NOWHERE) & (x >= west) & (x <= east) & (y >= south) & (y <= north))
        shapely.prepare(area)
        found[near[shapely.intersects_xy(area, x[near], y[near])]] = position
    return found


def inner_point(area: Area) -> tuple[float, float]:
    """A (lat, lng) inside ``area`` for its label: the middle of the widest part, never outside as a centroid can be."""
    west, south, east, north = area.bounds
    # A hundredth of the shape's size is finer than a label can be read.
    widest = shapely.maximum_inscribed_circle(area, tolerance=max(east - west, north - south) / 100)
    lng, lat = widest.coords[0]
    return float(lat), float(lng)


def area_km2(area: Area) -> float:
    """The ground ``area`` (given in degrees) covers, measured on the National Grid."""
    return float(crs.shapes_to_national_grid([area])[0].area) / 1_000_000


def drawn(areas: Sequence[Area], tolerance_m: float = DRAWN_TOLERANCE_M) -> list[Area]:
    """``areas`` (degrees) with fewer points, for drawing only: neighbours keep one shared edge, without gaps.

    Never count with these: a point near an edge can change sides. An area so
    small that simplifying would empty it is kept as it was.
    """
    metres = crs.shapes_to_national_grid(list(areas))
    simple = shapely.coverage_simplify(np.asarray(metres, dtype=object), tolerance_m)
    back = crs.shapes_to_wgs84(list(simple))
    return [area if shape.is_empty else shape for area, shape in zip(areas, back, strict=True)]


def merged(areas: Sequence[Area]) -> Area:
    """One outline around ``areas``: the borough of its wards."""
    whole = shapely.union_all(list(areas))
    if not isinstance(whole, Polygon | MultiPolygon):
        raise ValueError("areas enclose nothing")
    return whole
