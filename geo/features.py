"""How do areas and cells look as GeoJSON?

The only module that writes coordinates as GeoJSON does, [lng, lat]. Five
decimals are about a metre: enough to draw, and a third of the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from typing import Final, TypeAlias

import orjson
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

Scalar: TypeAlias = str | int | float | bool | None
Position: TypeAlias = tuple[float, float]
Area: TypeAlias = Polygon | MultiPolygon

DECIMALS: Final = 5


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape to draw: ``id`` is a GSS code or a cell's hexadecimal digits; ``more`` joins its properties."""

    id: str
    name: str
    geometry: Mapping[str, object]
    more: Mapping[str, Scalar] = field(default_factory=dict)


def area_feature(id_: str, name: str, area: Area, more: Mapping[str, Scalar] | None = None) -> Feature:
    """An area's feature; ``area`` is a Shapely shape in degrees."""
    return Feature(id_, name, area_geometry(area), more or {})


def cell_feature(id_: str, ring: Sequence[tuple[float, float]], more: Mapping[str, Scalar] | None = None) -> Feature:
    """An H3 cell's feature: ``id_`` its hexadecimal digits, ``ring`` its (lat, lng) corners from ``geo.cells``.

    Handed in rather than asked for, so that whoever draws needs no H3.
    """
    closed = [_position(lng, lat) for lat, lng in (*ring, ring[0])]
    return Feature(id_, "", {"type": "Polygon", "coordinates": [closed]}, more or {})


def collection(features: Iterable[Feature]) -> bytes:
    """A FeatureCollection as compact UTF-8 JSON; each feature has properties ``id`` and ``name``, then its own."""
    listed = [
        {
            "type": "Feature",
            "id": feature.id,
            "properties": {"id": feature.id, "name": feature.name, **feature.more},
            "geometry": feature.geometry,
        }
        for feature in features
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": listed})


def points(named: Iterable[tuple[str, float, float]]) -> bytes:
    """Named points (name, lat, lng) as a FeatureCollection."""
    listed = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Point", "coordinates": [lng, lat]}}
        for name, lat, lng in named
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": listed})


def area_geometry(area: Area) -> dict[str, object]:
    """The GeoJSON geometry of a polygon or multipolygon in degrees, outer rings anticlockwise (RFC 7946)."""
    if isinstance(area, MultiPolygon):
        return {"type": "MultiPolygon", "coordinates": [_rings(part) for part in area.geoms]}
    return {"type": "Polygon", "coordinates": _rings(area)}


class BadShape(ValueError):
    """A GeoJSON geometry that is no usable area; its words say why."""


def area(geometry: object) -> Area:
    """The Shapely area of a GeoJSON Polygon or MultiPolygon; :class:`BadShape` for anything else.

    Heights are dropped. Coordinates may be degrees or metres: x comes first in both.
    """
    match geometry:
        case {"type": "Polygon", "coordinates": list() as rings}:
            shape: Area = _polygon(rings)
        case {"type": "MultiPolygon", "coordinates": [_, *_] as parts}:
            shape = MultiPolygon([_polygon(rings) for rings in parts])
        case {"type": str() as other, **rest}:
            empty = " with no coordinates" if not rest.get("coordinates") else ""
            raise BadShape(f"the geometry is a {other[:40]}{empty}")
        case _:
            raise BadShape("there is no geometry")
    if not shape.is_valid:
        raise BadShape(f"the outline is not valid ({shapely.is_valid_reason(shape)})")
    return shape


def _polygon(rings: object) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise BadShape("the geometry has no rings")
    shell, *holes = [_positions(ring) for ring in rings]
    return Polygon(shell, holes)


def _positions(ring: object) -> list[tuple[float, float]]:
    found = [_plane(position) for position in ring] if isinstance(ring, list) else []
    if len(found) < 4 or found[0] != found[-1]:
        raise BadShape("a ring is not a closed line of at least four positions")
    return found


def _plane(position: object) -> tuple[float, float]:
    match position:
        case [int() | float() as x, int() | float() as y, *_] if isfinite(x) and isfinite(y):
            return float(x), float(y)
        case _:
            raise BadShape("a position is not two numbers")


def corners(geometry: Mapping[str, object]) -> tuple[tuple[float, float], ...]:
    """The (lat, lng) corners of a GeoJSON Polygon's outer ring, as a map's drawing tool gives it; () for anything else."""
    rings = geometry.get("coordinates")
    if geometry.get("type") != "Polygon" or not isinstance(rings, Sequence) or not rings:
        return ()
    found = tuple(_corner(position) for position in rings[0]) if isinstance(rings[0], Sequence) else ()
    closed = found[:-1] if len(found) > 1 and found[0] == found[-1] else found
    return tuple(corner for corner in closed if corner is not None) if None not in closed else ()


def _corner(position: object) -> tuple[float, float] | None:
    match position:
        case [int() | float() as lng, int() | float() as lat, *_]:
            return float(lat), float(lng)
        case _:
            return None


def _rings(polygon: Polygon) -> list[list[Position]]:
    turned = orient(polygon)
    rings = (_ring(ring.coords) for ring in (turned.exterior, *turned.interiors))
    return [ring for ring in rings if len(ring) >= 4]


def _ring(positions: Iterable[tuple[float, ...]]) -> list[Position]:
    """A closed ring at five decimals, without the neighbours that rounding made equal."""
    rounded = [_position(*position[:2]) for position in positions]
    return [rounded[0], *(here for before, here in pairwise(rounded) if here != before)]


def _position(lng: float, lat: float) -> Position:
    return round(lng, DECIMALS), round(lat, DECIMALS)
