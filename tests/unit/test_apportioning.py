"""Shares of areas in other areas, against squares whose arithmetic is plain."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo import crs
from geo.apportioning import Floats, errors, ground_shared, points_shared, shares

# A square kilometre, in National Grid metres, and the same ground cut otherwise.
EAST, NORTH = 538_000.0, 174_000.0


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A box of metres from the corner, in degrees."""
    (made,) = crs.shapes_to_wgs84([shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)])
    assert isinstance(made, shapely.Polygon)
    return made


HALVES = [box(0, 0, 500, 1000), box(500, 0, 1000, 1000)]
STRIPS = [box(0, 0, 1000, 250), box(0, 250, 1000, 1000)]


def test_shared_ground_is_measured_in_square_metres() -> None:
    assert ground_shared(HALVES, STRIPS) == pytest.approx(np.array([[500 * 250, 500 * 750]] * 2), rel=1e-3)


def test_areas_that_do_not_meet_share_nothing() -> None:
    assert ground_shared([HALVES[0]], [box(2000, 0, 3000, 1000)]).tolist() == [[0.0]]


def test_points_count_where_they_lie_in_one_of_both_kinds() -> None:
    east, north = np.array([100, 100, 600, 5000]), np.array([100, 900, 900, 900])
    lats, lngs = crs.to_wgs84(EAST + east, NORTH + north)
    assert points_shared(lats, lngs, HALVES, STRIPS).tolist() == [[1, 1], [0, 1]]


def test_an_area_s_shares_add_up_to_one_and_of_nothing_to_nought() -> None:
    assert shares(np.array([[30.0, 10.0], [0.0, 0.0]])).tolist() == [[0.75, 0.25], [0, 0]]


def test_an_error_is_part_of_the_true_count_and_others_without_records_have_none() -> None:
    records: Floats = np.array([[8.0, 2.0, 0.0], [0.0, 10.0, 0.0]])
    parts: Floats = np.array([[0.5, 0.5, 0.0], [0.0, 0.9, 0.1]])
    estimated = [10 * 0.5, 10 * 0.5 + 10 * 0.9]
    assert errors(records, parts) == pytest.approx([abs(estimated[0] - 8) / 8, abs(estimated[1] - 12) / 12])


def test_shares_that_are_true_have_no_error() -> None:
    records: Floats = np.array([[8.0, 2.0], [5.0, 15.0]])
    assert errors(records, shares(records)) == pytest.approx([0, 0])
