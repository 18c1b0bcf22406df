"""Where does each area's name fit on a map the size of a hand?

A name stands inside its area where there is room, in one line or two; else
only its number stands inside, and the name beside the map's outline with a
line leading to it. Everything is in pixels of a drawing ``WIDTH`` wide, y
downwards; degrees are projected by the latitude's cosine alone, which at a
borough's size is out by less than a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Area = Polygon | MultiPolygon
Point = tuple[float, float]
Ring = tuple[Point, ...]
Floats = NDArray[np.float64]

WIDTH = 380.0
EDGE = 2.0
LINE = 13.0  # pixels from one line of 12 px type to the next
LETTER = 6.1  # pixels across a letter of it, on the whole
NUMBER = 28.0  # pixels across the widest number that stands inside
STEP = 4.0
FAR_STEP = 8.0
INSIDE = 0.94  # of a line's width has to lie inside its area
ROOM = 3.0  # between a name beside the map and anything else
MOST_TALL = 1.6  # a tall borough is drawn narrower, never taller than this times the width


@dataclass(frozen=True, slots=True)
class Beside:
    """A name that stands beside the map: its lines around ``at``, and the line from it into its area."""

    lines: tuple[str, ...]
    at: Point
    leader: tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One area: its rings, and where its number stands with the lines of its name above it (none: ``beside``)."""

    id: str
    name: str
    rings: tuple[Ring, ...]
    at: Point
    lines: tuple[str, ...]
    beside: Beside | None


@dataclass(frozen=True, slots=True)
class SmallMap:
    """Areas with their names placed. ``legend`` is the upper left corner of an empty place for it; None where there is none."""

    width: float
    height: float
    areas: tuple[Drawn, ...]
    outline: tuple[Ring, ...]
    legend: Point | None


def small_map(areas: Mapping[str, tuple[str, Area]], legend: tuple[float, float]) -> SmallMap | None:
    """The map of ``areas`` (id to name and shape in degrees), with room kept for a legend so wide and high."""
    if not areas:
        return None
    shapes, height = _projected({key: shape for key, (_, shape) in areas.items()})
    whole = shapely.union_all([shape.buffer(0.5) for shape in shapes.values()]).buffer(-0.5)
    corner = _corner(whole, height, legend)
    taken = [shapely.box(corner[0], corner[1], corner[0] + legend[0], corner[1] + legend[1])] if corner else []
    drawn = []
    for key, shape in shapes.items():
        name = areas[key][0]
        at, lines = _inside(name, shape)
        beside = None if lines else _beside(name, at, shape, whole, taken, height)
        taken += [_box(beside.at, beside.lines)] if beside else []
        drawn.append(Drawn(key, name, tuple(_rings(shape)), at, lines, beside))
    return SmallMap(WIDTH, height, tuple(drawn), tuple(_rings(whole.simplify(0.2))), corner)


def _projected(shapes: Mapping[str, Area]) -> tuple[dict[str, Area], float]:
    """Shapes in pixels, and how high the drawing is."""
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    across = cos(radians((south + north) / 2))
    room = WIDTH - 2 * EDGE
    scale = min(room / ((east - west) * across), room * MOST_TALL / (north - south))
    left = EDGE + (room - (east - west) * across * scale) / 2
    matrix = [across * scale, 0, 0, -scale, left - west * across * scale, EDGE + north * scale]
    return {key: affinity.affine_transform(shape, matrix) for key, shape in shapes.items()}, (north - south) * scale + 2 * EDGE


def _corner(whole: Area, height: float, size: tuple[float, float]) -> Point | None:
    """The first empty corner a legend fits: upper right, upper left, lower left, lower right."""
    wide, high = size
    right, low = WIDTH - wide, height - high
    for x, y in ((right, 0.0), (0.0, 0.0), (0.0, low), (right, low)):
        if not shapely.box(x, y, x + wide, y + high).intersects(whole):
            return x, y
    return None


def _inside(name: str, shape: Area) -> tuple[Point, tuple[str, ...]]:
    """Where the number stands, and the lines of the name that fit above it; no line where none does."""
    inner = shape.buffer(-6)
    middle = shapely.point_on_surface(inner if inner.area else shape)
    minx, miny, maxx, maxy = shape.bounds
    across, down = (grid.ravel() for grid in np.meshgrid(np.arange(minx, maxx, STEP), np.arange(miny, maxy, STEP)))
    shapely.prepare(shape)
    within = shapely.contains_xy(shape, across, down)
    across, down = across[within], down[within]
    nearest = np.argsort(np.hypot(across - shape.centroid.x, down - shape.centroid.y))
    for lines in (*_broken(name), ()):
        fitting = nearest[_fits(shape, across[nearest], down[nearest], lines)]
        if fitting.size:
            return (round(float(across[fitting[0]]), 1), round(float(down[fitting[0]]), 1)), lines
    return (round(middle.x, 1), round(middle.y, 1)), ()


def _fits(shape: Area, across: Floats, down: Floats, lines: Sequence[str]) -> NDArray[np.bool_]:
    """Around which middles each line, and the number under them, lies inside; an end may touch the edge."""
    widths = [*(LETTER * len(line) for line in lines), NUMBER]
    free = np.ones(across.shape, dtype=bool)
    for row, width in enumerate(widths):
        half, top = width * INSIDE / 2, down + (row - len(widths) / 2) * LINE
        free &= shapely.contains(shape, shapely.box(across - half, top + 2, across + half, top + LINE - 2))
    return free


def _broken(name: str) -> list[tuple[str, ...]]:
    """The name in one line, then in two where it has more than one word, evenly."""
    words = name.split()
    if len(words) < 2:
        return [(name,)]
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return [(name,), min(halves, key=lambda pair: max(map(len, pair)))]


def _box(at: Point, lines: Sequence[str]) -> Polygon:
    wide, high = max(LETTER * len(line) for line in lines), LINE * len(lines)
    return shapely.box(at[0] - wide / 2, at[1] - high / 2, at[0] + wide / 2, at[1] + high / 2)


def _beside(name: str, at: Point, shape: Area, whole: Area, taken: Sequence[Polygon], height: float) -> Beside | None:
    """The nearest empty place outside the outline, and a line from it to just inside the area; None where there is none."""
    found: list[tuple[float, tuple[str, ...], Point]] = []
    filled = shapely.union_all([whole.buffer(ROOM), *(box.buffer(ROOM) for box in taken)])
    shapely.prepare(filled)
    for lines in _broken(name):
        half_wide, half_high = max(LETTER * len(line) for line in lines) / 2, LINE * len(lines) / 2
        across = np.arange(half_wide, WIDTH - half_wide + 0.1, FAR_STEP)
        down = np.arange(half_high, height - half_high + 0.1, FAR_STEP)
        if not across.size or not down.size:
            continue
        x, y = (grid.ravel() for grid in np.meshgrid(across, down))
        boxes = shapely.box(x - half_wide, y - half_high, x + half_wide, y + half_high)
        free = ~shapely.intersects(filled, boxes)
        far = shapely.distance(boxes[free], shape)
        if far.size:
            best = int(np.argmin(far))
            found.append((float(far[best]), lines, (float(x[free][best]), float(y[free][best]))))
    if not found:
        return None
    _, lines, place = min(found)
    return Beside(lines, (round(place[0], 1), round(place[1], 1)), _leader(_box(place, lines), shape, at))


def _leader(box: Polygon, shape: Area, at: Point) -> tuple[Point, Point]:
    """From the box's edge to the nearest place a little inside the area, short of the number."""
    target = shape.buffer(-5) if shape.buffer(-5).area else shapely.Point(at)
    line = shapely.shortest_line(box.buffer(1), target)
    ends = [(round(float(x), 1), round(float(y), 1)) for x, y in line.coords]
    return ends[0], ends[1]


def _rings(shape: BaseGeometry) -> Iterable[Ring]:
    for polygon in shape.geoms if isinstance(shape, MultiPolygon) else (shape,):
        if isinstance(polygon, Polygon):
            for ring in (polygon.exterior, *polygon.interiors):
                rounded = [(round(x, 1), round(y, 1)) for x, y in ring.coords]
                yield (rounded[0], *(here for before, here in pairwise(rounded) if here != before))
