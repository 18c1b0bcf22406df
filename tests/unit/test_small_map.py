"""Where names stand on a small map."""

from __future__ import annotations

from itertools import combinations

import pytest
import shapely

from geo.small_map import LETTER, LINE, WIDTH, SmallMap, small_map

LEGEND = (104.0, 92.0)


def square(west: float, south: float, wide: float = 0.02, high: float = 0.02) -> shapely.Polygon:
    return shapely.box(west, south, west + wide, south + high)


# A large ward, a sliver of one beside it, and one with an arm, so that an upper corner stays empty.
AREAS = {
    "a": ("Northfield", square(0.0, 51.40, 0.05, 0.05)),
    "b": ("Southgate Old Town", square(0.05, 51.40, 0.004, 0.02)),
    "c": ("Long Meadow", square(0.054, 51.40, 0.03, 0.01)),
}


@pytest.fixture(scope="module")
def drawn() -> SmallMap:
    found = small_map(AREAS, LEGEND)
    assert found is not None
    return found


def test_a_name_stands_inside_its_area_where_there_is_room(drawn: SmallMap) -> None:
    wide = drawn.areas[0]
    assert wide.lines == ("Northfield",)
    assert wide.beside is None
    half = LETTER * len("Northfield") / 2
    line = shapely.box(wide.at[0] - half, wide.at[1] - LINE, wide.at[0] + half, wide.at[1])
    assert shapely.Polygon(wide.rings[0]).contains(line)


def test_a_name_too_long_for_its_area_stands_beside_the_map_with_a_line_into_it(drawn: SmallMap) -> None:
    sliver = drawn.areas[1]
    assert sliver.lines == ()
    assert sliver.beside is not None
    assert " ".join(sliver.beside.lines) == "Southgate Old Town"
    outline = shapely.union_all([shapely.Polygon(ring) for ring in drawn.outline])
    assert not outline.contains(shapely.Point(sliver.beside.at))
    start, end = (shapely.Point(each) for each in sliver.beside.leader)
    assert shapely.Polygon(sliver.rings[0]).buffer(0.5).contains(end)
    assert not outline.contains(start)


def test_the_drawing_keeps_its_width_and_the_places_their_sides(drawn: SmallMap) -> None:
    corners = [point for area in drawn.areas for ring in area.rings for point in ring]
    assert all(0 <= x <= WIDTH and 0 <= y <= drawn.height for x, y in corners)
    assert drawn.areas[0].at[0] < drawn.areas[2].at[0], "west is left"
    north = min(y for _, y in drawn.areas[0].rings[0])
    assert north < min(y for _, y in drawn.areas[2].rings[0]), "north is up"


def test_a_degree_of_longitude_is_drawn_shorter_than_one_of_latitude() -> None:
    alone = small_map({"a": ("Square", square(0.0, 51.40, 0.02, 0.02))}, LEGEND)
    assert alone is not None
    assert alone.height == pytest.approx(WIDTH / 0.6237, rel=0.01)  # cos 51.41° = 0.6237


def test_a_tall_borough_is_drawn_narrower_rather_than_off_the_page() -> None:
    tall = small_map({"a": ("Tall", square(0.0, 51.0, 0.02, 0.4))}, LEGEND)
    assert tall is not None
    assert tall.height <= 1.6 * WIDTH + 10


def test_the_legend_stands_in_an_empty_corner_or_nowhere(drawn: SmallMap) -> None:
    assert drawn.legend == (WIDTH - LEGEND[0], 0.0)
    full = small_map({"a": ("All", square(0.0, 51.4))}, LEGEND)
    assert full is not None
    assert full.legend is None


def test_names_beside_the_map_do_not_cover_each_other() -> None:
    slivers = {str(i): (f"Sliver number {i}", square(0.002 * i, 51.40, 0.002, 0.1)) for i in range(4)}
    found = small_map(slivers | {"z": ("Arm", square(0.008, 51.40, 0.08, 0.01))}, LEGEND)
    assert found is not None
    beside = [area.beside for area in found.areas if area.beside]
    boxes = [
        shapely.box(
            each.at[0] - LETTER * max(map(len, each.lines)) / 2,
            each.at[1] - LINE * len(each.lines) / 2,
            each.at[0] + LETTER * max(map(len, each.lines)) / 2,
            each.at[1] + LINE * len(each.lines) / 2,
        )
        for each in beside
    ]
    assert len(boxes) >= 3
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_no_areas_make_no_map() -> None:
    assert small_map({}, LEGEND) is None


def test_a_ward_of_two_islands_keeps_both() -> None:
    islands = shapely.MultiPolygon([square(0, 51.4), square(0.03, 51.4)])
    found = small_map({"a": ("Isles", islands)}, LEGEND)
    assert found is not None
    assert len(found.areas[0].rings) == 2
