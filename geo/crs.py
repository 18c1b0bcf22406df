"""Where is this point: in degrees (WGS84), in metres (British National Grid), and is it in Great Britain at all?

PROJ's network is turned off: a projection never asks another machine for a
grid file. Without the OSTN15 grid the two systems agree to about 2 m,
far below the smallest area or cell counted here, but never survey with it.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # its stub forgets to say so
from shapely.geometry.base import BaseGeometry

Floats: TypeAlias = npt.NDArray[np.float64]
Booleans: TypeAlias = npt.NDArray[np.bool_]

Shape = TypeVar("Shape", bound=BaseGeometry)

WGS84 = "EPSG:4326"
NATIONAL_GRID = "EPSG:27700"

# Great Britain with its islands (Scilly to Shetland), in degrees and in metres.
LAT_RANGE = (49.8, 60.95)
LNG_RANGE = (-8.7, 1.8)
EASTING_RANGE = (0.0, 700_000.0)
NORTHING_RANGE = (0.0, 1_300_000.0)

set_network_enabled(False)


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def to_wgs84(eastings: npt.ArrayLike, northings: npt.ArrayLike) -> tuple[Floats, Floats]:
    """National Grid metres as (lats, lngs) in degrees; NaN where the point has no answer."""
    lngs, lats = _transformer(NATIONAL_GRID, WGS84).transform(_floats(eastings), _floats(northings))
    return _finite(lats), _finite(lngs)


def to_national_grid(lats: npt.ArrayLike, lngs: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Degrees as (eastings, northings) in metres; NaN where the point has no answer."""
    eastings, northings = _transformer(WGS84, NATIONAL_GRID).transform(_floats(lngs), _floats(lats))
    return _finite(eastings), _finite(northings)


def in_great_britain(lats: npt.ArrayLike, lngs: npt.ArrayLike) -> Booleans:
    """Whether each point in degrees can be in Great Britain.

    Swapped, projected and missing (NaN) coordinates give False. The test is a
    rectangle: it also holds some sea, and the east coast of Ireland.
    """
    return _within(_floats(lats), LAT_RANGE) & _within(_floats(lngs), LNG_RANGE)


def on_national_grid(eastings: npt.ArrayLike, northings: npt.ArrayLike) -> Booleans:
    """Whether each point in metres lies on the National Grid."""
    return _within(_floats(eastings), EASTING_RANGE) & _within(_floats(northings), NORTHING_RANGE)


def shapes_to_wgs84(shapes: list[Shape]) -> list[Shape]:
    """National Grid shapes in degrees (x is lng, y is lat, as everywhere in Shapely)."""
    return _projected(shapes, NATIONAL_GRID, WGS84)


def shapes_to_national_grid(shapes: list[Shape]) -> list[Shape]:
    """Shapes in degrees as National Grid shapes in metres: for areas, distances and simplifying."""
    return _projected(shapes, WGS84, NATIONAL_GRID)


def _projected(shapes: list[Shape], source: str, target: str) -> list[Shape]:
    transformer = _transformer(source, target)

    def moved(positions: Floats) -> Floats:
        return np.column_stack(transformer.transform(positions[:, 0], positions[:, 1]))

    return list(shapely.transform(np.asarray(shapes, dtype=object), moved))


def _floats(values: npt.ArrayLike) -> Floats:
    return np.atleast_1d(np.asarray(values, dtype=np.float64))


def _finite(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, np.nan)


def _within(values: Floats, limits: tuple[float, float]) -> Booleans:
    low, high = limits
    return (values >= low) & (values <= high)
