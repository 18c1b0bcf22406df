"""In which ward of today does most of each small area lie, and how much of it?"""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from sqlalchemy import select

from data_access.catalogue.dimensions import area_code
from data_access.holdings import Fit
from data_access.schema import areas
from data_access.warehouse.opening import Snapshot
from geo import apportioning
from geo.boundaries import Area


def fits(snapshot: Snapshot) -> Mapping[str, Fit]:
    """Small areas of the borough by code; those that lie in no ward are left out.

    Measured on the shapes that are drawn: a few metres of edge settle nothing here.
    """
    small, wards = _drawn(snapshot, "lsoa"), _drawn(snapshot, "ward")
    if not small or not wards:
        return {}
    shared = apportioning.ground_shared([*small.values()], [*wards.values()])
    parts, codes = apportioning.shares(shared), [*wards]
    most = zip(small, parts.argmax(axis=1), parts.max(axis=1), strict=True)
    return {code: Fit(codes[at], float(share)) for code, at, share in most if share > 0}


def _drawn(snapshot: Snapshot, kind: str) -> dict[str, Area]:
    chosen = select(areas.c.code, areas.c.drawn).where(areas.c.kind == kind, areas.c.in_borough).order_by(areas.c.code)
    return {area_code(row.code): shapely.from_wkb(row.drawn) for row in snapshot.rows(chosen)}
