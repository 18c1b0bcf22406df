"""How many people live in each area, of which estimate? Read once from a snapshot's denominators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

import numpy as np
import shapely
from sqlalchemy import func, select

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.dimensions import area_code
from data_access.holdings import Population
from data_access.schema import areas, denominators
from data_access.warehouse.opening import Snapshot
from geo import apportioning, crs
from geo.apportioning import Floats

OLD, SMALL = "old_ward", "lsoa"
# A small area counts for an old ward where so much of its ground lies there: edges of two maps never agree to the metre.
WHOLE = 0.95
# An old ward is known where its small areas make up so much of its ground: the rest is river.
COVERED = 0.85
_Counted = dict[tuple[str, str, int], dict[str, int]]


class People:
    """Residents by area, by vintage and ethnic group, and those of the wards of before, which are sums of small areas."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of(self, area_kind: str, *, ethnicity: str | None = None, vintage: str | None = None) -> Population | None:
        """Residents by area, of everyone or one ethnic group; the latest vintage that has them, None where none is loaded."""
        code = DIMENSIONS["ethnicity"].code(ethnicity) if ethnicity else 0
        fitting = {v: by for (v, kind, e), by in self._counted.items() if kind == area_kind and e == code}
        known = {v: by for v, by in fitting.items() if self._codes(area_kind) <= by.keys()} or fitting
        chosen = vintage or max(known, key=lambda v: v[-4:], default=None)
        if chosen is not None and chosen in fitting:
            return Population(chosen, fitting[chosen], sum(fitting[chosen].values()))
        return self._before if area_kind == OLD and not (ethnicity or vintage) else None

    def every(self) -> Iterator[Population]:
        """Every loaded count of all residents."""
        for (vintage, _, ethnicity), by_area in sorted(self._counted.items()):
            if ethnicity == 0:
                yield Population(vintage, by_area, sum(by_area.values()))

    @cached_property
    def _counted(self) -> _Counted:
        """(vintage, area kind, ethnicity code) to area code to residents of every age and gender."""
        found: _Counted = {}
        table = denominators.c
        everybody = (table.base == "residents", table.gender == 0, table.whose == "")
        whole = select(denominators).where(*everybody, table.age_from.is_(None), table.age_to.is_(None))
        for row in self._snapshot.rows(whole):
            found.setdefault((row.vintage, row.area_kind, row.ethnicity), {})[area_code(row.area)] = row.n
        keys = (table.vintage, table.area_kind, table.area)
        by_age = select(*keys, table.bands, func.sum(table.n)).where(
            *everybody, table.age_from.is_not(None), table.ethnicity == 0
        )
        added: _Counted = {}  # where ages alone are published, everybody is their sum
        for vintage, kind, area, _, n in self._snapshot.rows(by_age.group_by(*keys, table.bands).order_by(table.bands)):
            added.setdefault((vintage, kind, 0), {}).setdefault(area_code(area), int(n))
        return added | found

    @cached_property
    def _before(self) -> Population | None:
        """Residents of the wards of before: as published of them, else sums of the small areas each is made of."""
        codes = self._codes(OLD)
        published = {v: by for (v, kind, e), by in self._counted.items() if kind == "ward" and e == 0 and codes <= by.keys()}
        if not codes:
            return None
        if published:
            latest = max(published, key=lambda v: v[-4:])
            by_area = {code: published[latest][code] for code in sorted(codes)}
            return Population(latest, by_area, sum(by_area.values()))
        small = self.of(SMALL)
        by_area = self._summed(small.by_area) if small is not None else {}
        if small is None or not by_area:
            return None
        return Population(small.vintage, by_area, sum(by_area.values()), summed=True)

    def _summed(self, people: Mapping[str, int]) -> dict[str, int]:
        """Old wards by code to the residents of their small areas; without those whose small areas nobody can tell."""
        old, small = self._shapes(OLD), self._shapes(SMALL)
        if not old or not small:
            return {}
        shared = apportioning.ground_shared([*small.values()], [*old.values()])
        ground = shapely.area(np.asarray(crs.shapes_to_national_grid([*old.values()]), dtype=object))
        known = nested(shared, [code in people for code in small]) & (shared.sum(axis=0) >= COVERED * ground)
        counts = np.array([people.get(code, 0) for code in small])
        homes = shared.argmax(axis=1)
        return {code: int(counts[homes == at].sum()) for at, code in enumerate(old) if known[at]}

    def _codes(self, kind: str) -> frozenset[str]:
        return self._listed.get(kind, frozenset())

    @cached_property
    def _listed(self) -> Mapping[str, frozenset[str]]:
        """Each kind of area in the borough, with its codes."""
        found: dict[str, set[str]] = {}
        for kind, code in self._snapshot.rows(select(areas.c.kind, areas.c.code).where(areas.c.in_borough)):
            found.setdefault(kind, set()).add(area_code(code))
        return {kind: frozenset(codes) for kind, codes in found.items()}

    def _shapes(self, kind: str) -> dict[str, shapely.Polygon | shapely.MultiPolygon]:
        chosen = select(areas.c.code, areas.c.shape).where(areas.c.kind == kind, areas.c.in_borough).order_by(areas.c.code)
        return {area_code(row.code): shapely.from_wkb(row.shape) for row in self._snapshot.rows(chosen)}


def nested(shared: Floats, counted: Collection[bool]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of the larger areas are made of whole small ones that were counted? ``shared`` is ground, small by large.

    A small area that lies astride two of them, or was not counted, leaves every one unknown that it reaches into.
    """
    parts = apportioning.shares(shared)
    astride = (parts.max(axis=1) < WHOLE) | ~np.fromiter(counted, dtype=bool)
    reached = (parts[astride] > 1 - WHOLE).any(axis=0)
    return np.asarray(~reached & (shared.sum(axis=0) > 0))
