"""The shapes of a snapshot's areas and cells, as the map draws them: made once, then kept."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from sqlalchemy import select

from data_access.catalogue.dimensions import area_code
from data_access.schema import areas
from data_access.warehouse.opening import Snapshot
from geo import boundaries, cells, features

# Degrees around the borough within which a neighbour can come into view.
_IN_VIEW = 0.1


class Shapes:
    """GeoJSON by kind of area ("ward") or resolution of cells ("h3_9")."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._made: dict[str, bytes | None] = {}

    def of(self, kind: str, names: Mapping[str, str]) -> bytes | None:
        """One kind's shapes; None where none are loaded. ``names`` labels the cells."""
        if kind not in self._made:
            cell = kind.startswith("h3_")
            self._made[kind] = self._cells(int(kind.removeprefix("h3_")), names) if cell else self._areas(kind)
        return self._made[kind]

    def _areas(self, kind: str) -> bytes | None:
        chosen = select(areas.c.code, areas.c.name, areas.c.drawn).where(areas.c.kind == kind).order_by(areas.c.code)
        shapes = [(row.code, row.name, shapely.from_wkb(row.drawn)) for row in self._snapshot.rows(chosen)]
        if kind == "neighbour" and (borough := self._borough()) is not None:
            view = shapely.box(*borough.bounds).buffer(_IN_VIEW)
            shapes = [shape for shape in shapes if shape[2].intersects(view)]
        drawn = [features.area_feature(area_code(code), name, shape) for code, name, shape in shapes]
        return features.collection(drawn) if drawn else None

    def _cells(self, resolution: int, names: Mapping[str, str]) -> bytes | None:
        borough = self._borough()
        if borough is None:
            return None
        named = {f"{number:x}": number for number in cells.covering(borough, resolution)}
        drawn = (features.cell_feature(cell, cells.ring(number), {"name": names.get(cell, "")}) for cell, number in named.items())
        return features.collection(drawn)

    def _borough(self) -> boundaries.Area | None:
        wards = self._snapshot.rows(select(areas.c.shape).where(areas.c.kind == "ward"))
        return boundaries.merged([shapely.from_wkb(row.shape) for row in wards]) if wards else None
