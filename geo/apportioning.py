"""How much of each area of one map lies in each area of another, where two maps of one town cut through each other?

Counts made on one map are shown on the other in these shares. What lies inside
an area is taken to be spread as the points are (or, without points, evenly over
the ground), so the answer is an estimate: where crime gathers in one corner of
an area that the other map cuts off, it is wrong by as much. ``errors`` tells by
how much it was wrong for records whose place is known.

Overlaps are (areas, others) arrays: square metres, points, or records.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from geo import crs
from geo.boundaries import NOWHERE, Area, containing

Floats = npt.NDArray[np.float64]


def ground_shared(areas: Sequence[Area], others: Sequence[Area]) -> Floats:
    """Square metres that each area (degrees) shares with each of the others, measured on the National Grid."""
    ours, theirs = (np.asarray(crs.shapes_to_national_grid(list(each)), dtype=object) for each in (areas, others))
    found = np.zeros((len(ours), len(theirs)))
    at, other = shapely.STRtree(theirs).query(ours, predicate="intersects")
    found[at, other] = shapely.area(shapely.intersection(ours[at], theirs[other]))
    return found


def points_shared(lats: npt.ArrayLike, lngs: npt.ArrayLike, areas: Sequence[Area], others: Sequence[Area]) -> Floats:
    """How many of the points lie in each area and each of the others at once."""
    here, there = containing(lats, lngs, areas), containing(lats, lngs, others)
    both = (here != NOWHERE) & (there != NOWHERE)
    found = np.zeros((len(areas), len(others)))
    np.add.at(found, (here[both], there[both]), 1)
    return found


def shares(overlap: Floats) -> Floats:
    """Each area's overlaps as parts of 1; an area that shares nothing keeps noughts."""
    whole = overlap.sum(axis=1, keepdims=True)
    parts: Floats = np.divide(overlap, whole, out=np.zeros_like(overlap), where=whole > 0)
    return parts


def errors(records: Floats, parts: Floats) -> Floats:
    """By what part of the true count each of the others is missed, when the areas' own counts are shared out by ``parts``.

    ``records`` counts what is known to lie in each pair. Others that hold no record have no error and are left out.
    """
    estimated, true = records.sum(axis=1) @ parts, records.sum(axis=0)
    held = true > 0
    off: Floats = np.abs(estimated[held] - true[held]) / true[held]
    return off
