"""In which ward does all of an area lie?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs


@dataclass(frozen=True, slots=True)
class WardShapes:
    """Wards by their numbers, in National Grid metres."""

    shapes: Mapping[int, BaseGeometry]

    @classmethod
    def of(cls, wkb: Mapping[int, bytes]) -> WardShapes:
        """From shapes in degrees."""
        moved = crs.shapes_to_national_grid([shapely.from_wkb(each) for each in wkb.values()]) if wkb else []
        return cls(dict(zip(wkb, moved, strict=True)))

    def around(self, lat: float, lng: float, spread_m: float) -> int | None:
        """The ward that holds everything within ``spread_m`` of a point; None where none does: a guess is no ward."""
        easting, northing = crs.to_national_grid([lat], [lng])
        point = shapely.Point(easting.item(), northing.item())
        code = next((code for code, shape in self.shapes.items() if shape.contains(point)), None)
        return code if code is not None and self.shapes[code].boundary.distance(point) >= spread_m else None
