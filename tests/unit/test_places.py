"""Projections, cells and shapes of place."""

from __future__ import annotations

import itertools

import h3.api.basic_int as h3
import numpy as np
import orjson
import pytest
import shapely
from shapely.geometry import MultiPolygon, Polygon, box

from geo import boundaries, cells, crs, features


def squares() -> list[Polygon]:
    """A two by two chessboard, south-west corner first, then eastwards; its numbers are exact in binary."""
    return [box(x, y, x + 0.25, y + 0.25) for y, x in itertools.product((51.25, 51.5), (-0.25, 0.0))]


def test_a_known_point_goes_to_the_national_grid_and_back() -> None:
    # The Ordnance Survey's worked example for its transformation: Caister water tower, 651409.804 E 313177.448 N.
    lat, lng = 52 + 39 / 60 + 28.8282 / 3600, 1 + 42 / 60 + 57.8663 / 3600
    eastings, northings = crs.to_national_grid([lat], [lng])
    assert eastings[0] == pytest.approx(651_409.8, abs=5)
    assert northings[0] == pytest.approx(313_177.4, abs=5)
    lats, lngs = crs.to_wgs84(eastings, northings)
    assert (lats[0], lngs[0]) == (pytest.approx(lat, abs=1e-6), pytest.approx(lng, abs=1e-6))


def test_swapped_projected_and_missing_coordinates_are_not_in_great_britain() -> None:
    lats = [51.45, -0.02, 175_000.0, np.nan, 49.0, 60.8, 0.0]
    lngs = [-0.02, 51.45, 537_000.0, np.nan, -0.02, -0.9, 0.0]
    assert crs.in_great_britain(lats, lngs).tolist() == [True, False, False, False, False, True, False]


def test_a_grid_reference_off_the_national_grid_is_told() -> None:
    assert crs.on_national_grid([537_000, -1, 51.45], [175_000, 175_000, 1_400_000]).tolist() == [True, False, False]


def test_every_point_is_in_the_first_area_that_touches_it_and_never_in_two() -> None:
    centre_of_second, shared_edge, shared_corner, outside = (51.3, 0.1), (51.3, 0.0), (51.5, 0.0), (51.5, 0.5)
    points = [centre_of_second, shared_edge, shared_corner, outside, (np.nan, np.nan)]
    lats, lngs = zip(*points, strict=True)
    assert boundaries.containing(lats, lngs, squares()).tolist() == [1, 0, 0, -1, -1]


def test_points_are_placed_as_plain_shapely_places_them() -> None:
    random = np.random.default_rng(7)
    areas: list[boundaries.Area] = [shapely.Point(-0.02 + shift, 51.45).buffer(0.006) for shift in (0, 0.013, 0.03)]
    lats, lngs = random.uniform(51.44, 51.46, 2_000), random.uniform(-0.03, 0.02, 2_000)
    plain = [
        next((i for i, area in enumerate(areas) if area.contains(shapely.Point(x, y))), -1)
        for y, x in zip(lats, lngs, strict=True)
    ]
    assert boundaries.containing(lats, lngs, areas).tolist() == plain
    assert len(set(plain)) == 4


def test_a_hole_and_a_far_part_are_seen() -> None:
    ring = Polygon(box(-0.03, 51.44, -0.01, 51.46).exterior, [box(-0.025, 51.445, -0.015, 51.455).exterior.coords])
    both = MultiPolygon([ring, box(0.1, 51.44, 0.11, 51.45)])
    assert boundaries.containing([51.45, 51.442, 51.445], [-0.02, -0.028, 0.105], [both]).tolist() == [-1, 0, 0]


def test_the_label_of_a_horseshoe_stands_inside_it() -> None:
    horseshoe = Polygon([(0, 51), (0.1, 51), (0.1, 51.1), (0.08, 51.1), (0.08, 51.02), (0.02, 51.02), (0.02, 51.1), (0, 51.1)])
    lat, lng = boundaries.inner_point(horseshoe)
    assert horseshoe.contains(shapely.Point(lng, lat))
    assert not horseshoe.contains(horseshoe.centroid)


def test_area_is_measured_on_the_ground() -> None:
    square_km = crs.shapes_to_wgs84([box(537_000, 175_000, 538_000, 176_000)])[0]
    assert boundaries.area_km2(square_km) == pytest.approx(1.0, abs=1e-4)


def test_simplified_neighbours_leave_no_gap_and_do_not_overlap() -> None:
    random = np.random.default_rng(3)
    wiggle = [(538_000 + random.uniform(-12, 12), 175_000 + metre) for metre in range(10, 1_000, 10)]
    west = Polygon([(537_000, 175_000), (538_000, 175_000), *wiggle, (538_000, 176_000), (537_000, 176_000)])
    east = Polygon([(539_000, 175_000), (538_000, 175_000), *wiggle, (538_000, 176_000), (539_000, 176_000)])
    drawn = boundaries.drawn(crs.shapes_to_wgs84([west, east]))
    assert sum(shapely.get_num_coordinates(drawn)) < 40
    both = shapely.union_all(drawn)
    assert isinstance(both, Polygon)
    assert len(both.interiors) == 0
    assert drawn[0].intersection(drawn[1]).area == pytest.approx(0, abs=1e-12)


def test_a_cell_holds_its_point_and_missing_points_have_none() -> None:
    found = cells.cells([51.4613, np.nan], [-0.0106, -0.01], 9)
    assert found.dtype == np.int64
    assert found[1] == 0
    ring = Polygon([(lng, lat) for lat, lng in cells.ring(int(found[0]))])
    assert ring.contains(shapely.Point(-0.0106, 51.4613))
    assert h3.get_resolution(int(found[0])) == 9


def test_the_parent_of_the_fine_cell_is_not_always_the_coarse_cell() -> None:
    random = np.random.default_rng(1)
    lats, lngs = random.uniform(51.42, 51.49, 2_000), random.uniform(-0.06, 0.03, 2_000)
    parents = np.array([h3.cell_to_parent(cell, 9) for cell in cells.cells(lats, lngs, 10).tolist()])
    differing = (parents != cells.cells(lats, lngs, 9)).mean()
    assert 0.02 < differing < 0.15


def test_cells_cover_an_area_to_its_edge() -> None:
    area = box(-0.03, 51.44, -0.02, 51.45)
    covering = cells.covering(area, 9)
    rings = [Polygon([(lng, lat) for lat, lng in cells.ring(cell)]) for cell in covering]
    assert all(ring.intersects(area) for ring in rings)
    assert shapely.union_all(rings).contains(area.buffer(-1e-6))
    assert list(covering) == sorted(covering)


def test_geojson_puts_longitude_first_and_keeps_five_decimals() -> None:
    area = Polygon([(-0.0312345678, 51.44), (-0.03, 51.45), (-0.02, 51.45)])
    written = orjson.loads(features.collection([features.area_feature("E05013717", "Catford South", area, {"count": 3})]))
    feature = written["features"][0]
    assert feature["properties"] == {"id": "E05013717", "name": "Catford South", "count": 3}
    assert [-0.03123, 51.44] in feature["geometry"]["coordinates"][0]
    assert feature["geometry"]["coordinates"][0][0] == feature["geometry"]["coordinates"][0][-1]


def test_a_cells_feature_is_named_by_its_digits_and_closed() -> None:
    cell = int(cells.cells([51.45], [-0.02], 8)[0])
    feature = orjson.loads(features.collection([features.cell_feature(f"{cell:x}", cells.ring(cell))]))["features"][0]
    ring = feature["geometry"]["coordinates"][0]
    assert feature["id"] == f"{cell:x}"
    assert (len(ring), ring[0]) == (7, ring[-1])
    assert -1 < ring[0][0] < 1
    assert 51 < ring[0][1] < 52


def test_what_a_drawing_tool_gives_becomes_lat_lng_corners() -> None:
    drawn = {"type": "Polygon", "coordinates": [[[-0.03, 51.44], [-0.02, 51.45], [-0.01, 51.44], [-0.03, 51.44]]]}
    assert features.corners(drawn) == ((51.44, -0.03), (51.45, -0.02), (51.44, -0.01))
    assert features.corners({"type": "Point", "coordinates": [-0.03, 51.44]}) == ()
    assert features.corners({"type": "Polygon", "coordinates": [["-0.03", [51]]]}) == ()
