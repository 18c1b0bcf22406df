"""How far is it between places, and where do two streets come nearest?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from geo import crs
from geo.places.answers import Point
from geo.places.gazetteer import Place


@dataclass(frozen=True, slots=True)
class Nearest:
    """The two points, one of each street, that are nearest each other, and the middle between them."""

    metres: float
    middle: Point


def nearest(one: Place, other: Place) -> Nearest:
    """Where two places come nearest each other, by the points that are known of them."""
    metres, a, b = min(
        (hypot(x - u, y - v), i, j)
        for i, (x, y) in enumerate(zip(one.eastings, one.northings, strict=True))
        for j, (u, v) in enumerate(zip(other.eastings, other.northings, strict=True))
    )
    first, second = one.points[a], other.points[b]
    return Nearest(metres, Point((first.lat + second.lat) / 2, (first.lng + second.lng) / 2))


def metres_to_point(place: Place, point: Point) -> float:
    """From a point to the nearest known point of a place."""
    eastings, northings = crs.to_national_grid([point.lat], [point.lng])
    return min(hypot(x - eastings.item(), y - northings.item()) for x, y in zip(place.eastings, place.northings, strict=True))


def widest(places: Sequence[Place]) -> float:
    """The largest distance between any known points of these places."""
    spots = [spot for place in places for spot in zip(place.eastings, place.northings, strict=True)]
    return max(hypot(x - u, y - v) for x, y in spots for u, v in spots)
