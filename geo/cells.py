"""Which H3 cell holds this point, which cells cover this area, and where do a cell's edges run?

A cell is a whole number (H3's 64-bit index, which always fits a signed
BIGINT). Each resolution is computed from the point itself: for 7 % of points
the parent of the finer cell is not the cell of the coarser resolution.
"""

from __future__ import annotations

from typing import TypeAlias

import h3.api.basic_int as h3
import numpy as np
import numpy.typing as npt
from shapely.geometry import MultiPolygon, Polygon

Cells: TypeAlias = npt.NDArray[np.int64]


def cells(lats: npt.ArrayLike, lngs: npt.ArrayLike, resolution: int) -> Cells:
    """The cell of each point (degrees), as int64; 0 where a coordinate is NaN.

    A plain loop: h3's own array interface is not vectorised and no faster.
    """
    y, x = (np.atleast_1d(np.asarray(values, dtype=np.float64)) for values in (lats, lngs))
    known = np.isfinite(y) & np.isfinite(x)
    found = np.zeros(len(y), dtype=np.int64)
    pairs = zip(y[known].tolist(), x[known].tolist(), strict=True)
    found[known] = [h3.latlng_to_cell(lat, lng, resolution) for lat, lng in pairs]
    return found


def covering(area: Polygon | MultiPolygon, resolution: int) -> tuple[int, ...]:
    """Every cell that ``area`` (degrees) lies in, even in part, in ascending order."""
    shape = h3.geo_to_h3shape(area)
    return tuple(sorted(h3.h3shape_to_cells_experimental(shape, resolution, contain="overlap")))


def ring(cell: int) -> tuple[tuple[float, float], ...]:
    """The (lat, lng) corners of ``cell``, anticlockwise, the first not repeated."""
    return tuple((float(lat), float(lng)) for lat, lng in h3.cell_to_boundary(cell))
