"""Which areas does this GeoJSON file hold, and where do their edges run?

Read: electoral wards (ONS ``WDyyCD``/``WDyyNM``: "ward" from 2022, before that
"old_ward"; GLA ``GSS_CODE``/``NAME``: "old_ward"; a borough's own web map with
``id``/``name``: "ward", marked simplified), LSOA 2021, and local authorities
(``LADyyCD``: ours alone is "borough", any other "neighbour"). LSOA 2011 and
MSOA are recognised but not used.

The table has ``schema.areas``' columns and ``line``, the feature's place in
the file from 1; ``rows_in`` counts features. One area may come from several
files: whoever publishes keeps a shape that is not ``simplified`` before one
that is.

Only bytes already in memory are read, so no file can name another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import shapely

from data_access.catalogue.dimensions import area_number
from data_access.errors import BadInput
from data_access.ingest.files.json_text import document
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Content, Reading
from data_access.settings import Settings
from geo import boundaries, crs, features

_COLUMNS: dict[str, pa.DataType] = {
    "kind": pa.string(),
    "code": pa.int32(),
    "name": pa.string(),
    "lat": pa.float64(),
    "lng": pa.float64(),
    "area_km2": pa.float64(),
    "in_borough": pa.bool_(),
    "simplified": pa.bool_(),
    "shape": pa.binary(),
    "drawn": pa.binary(),
    "line": pa.int32(),
}
COLUMNS = pa.schema(_COLUMNS)
FIRST_NEW_WARDS = 22  # the year of ONS ward files with the wards in force since May 2022
# What a GSS code of each kind starts with, in the four nations.
PREFIXES = {
    "ward": ("E05", "W05", "S13", "N08"),
    "lsoa": ("E01", "W01"),
    "authority": ("E06", "E07", "E08", "E09", "W06", "S12", "N09"),
}
DEGREES = frozenset({"OGC:1.3:CRS84", "OGC::CRS84", "OGC:CRS84", "EPSG::4326", "EPSG:4326"})
GRID = frozenset({"EPSG::27700", "EPSG:27700"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How one publisher names things: the property with the code, the one with the name, and the parent's code."""

    title: str
    kind: str
    prefix: str
    code: str
    name: str
    parent: str = ""
    simplified: bool = False


@dataclass(frozen=True, slots=True)
class _Area:
    line: int
    code: str
    name: str
    in_borough: bool
    shape: boundaries.Area


_DO_CODES = "take the file from the ONS Open Geography Portal, as GeoJSON"


def read(member: Member, settings: Settings) -> Reading:
    """The areas of one GeoJSON file; :class:`BadInput` where a shape or a code cannot be trusted."""
    whole = document(member)
    listed = _features(whole, member)
    keys = _properties(listed[0], 1, member)
    unused = _unused(keys)
    if unused:
        return Reading(unused, Content.KNOWN, COLUMNS.empty_table(), len(listed))
    layout = layout_of(keys)
    if layout is None:
        expected = "WD22CD and WD22NM, LSOA21CD, LAD22CD, GSS_CODE and NAME, or id and name"
        what = f"The areas' properties are not known: {', '.join(sorted(keys)[:8])}"
        raise BadInput(what, file=member.name, line=1, expected=expected, do=_DO_CODES)
    areas = list(_areas(listed, layout, settings, member))
    return _reading(_in_degrees(areas, _declared_crs(whole, member), member), layout, settings, len(listed))


def layout_of(keys: Mapping[str, object]) -> Layout | None:
    """Whose file this is, from one feature's properties."""
    if "LSOA21CD" in keys:
        return Layout("LSOA 2021 boundaries", "lsoa", "lsoa", "LSOA21CD", "LSOA21NM")
    if ward := _yearly("WD", keys):
        kind = "ward" if int(ward) >= FIRST_NEW_WARDS else "old_ward"
        return Layout(f"wards 20{ward} boundaries", kind, "ward", f"WD{ward}CD", f"WD{ward}NM", f"LAD{ward}CD")
    if authority := _yearly("LAD", keys):
        return Layout(f"boroughs 20{authority} boundaries", "neighbour", "authority", f"LAD{authority}CD", f"LAD{authority}NM")
    if {"GSS_CODE", "NAME"} <= set(keys):
        return Layout("wards 2002 to 2022 boundaries", "old_ward", "ward", "GSS_CODE", "NAME", "LAGSSCODE")
    if {"id", "name"} <= set(keys):
        return Layout("wards, simplified for drawing", "ward", "ward", "id", "name", simplified=True)
    return None


def _yearly(stem: str, keys: Mapping[str, object]) -> str:
    years = [key[len(stem) : -2] for key in keys if re.fullmatch(rf"{stem}\d\dCD", key, re.ASCII)]
    return max(years, default="")


def _unused(keys: Mapping[str, object]) -> str:
    unused = {"LSOA11CD": "LSOA 2011 boundaries", "MSOA21CD": "MSOA 2021 boundaries", "MSOA11CD": "MSOA 2011 boundaries"}
    return next((title for key, title in unused.items() if key in keys), "")


def _features(whole: object, member: Member) -> Sequence[object]:
    match whole:
        case {"type": "FeatureCollection", "features": list() as listed} if listed:
            return list(listed)
        case {"type": "FeatureCollection", "features": []}:
            raise BadInput("The file holds no areas.", file=member.name, expected="at least one feature", do=_DO_CODES)
        case _:
            raise BadInput("This is not a list of areas.", file=member.name, expected="a GeoJSON FeatureCollection", do=_DO_CODES)


def _properties(feature: object, line: int, member: Member) -> Mapping[str, object]:
    match feature:
        case {"type": "Feature", "properties": dict() as properties}:
            return properties
        case _:
            raise _bad(member, line, "", "This is not a feature with properties", "a GeoJSON Feature")


def _areas(listed: Sequence[object], layout: Layout, settings: Settings, member: Member) -> Iterator[_Area]:
    seen: dict[str, int] = {}
    for line, feature in enumerate(listed, start=1):
        properties = _properties(feature, line, member)
        code = _code(properties, layout, line, member)
        if code in seen:
            what = f"{code} stands here a second time (first as feature {seen[code]})"
            raise _bad(member, line, layout.code, what, "each area once")
        seen[code] = line
        name = properties.get(layout.name)
        if not isinstance(name, str) or not name.strip():
            raise _bad(member, line, layout.name, f"{code} has no name", "the area's name")
        yield _Area(
            line, code, name.strip(), _in_borough(properties, code, name, layout, settings), _shape(feature, line, member)
        )


def _code(properties: Mapping[str, object], layout: Layout, line: int, member: Member) -> str:
    code = properties.get(layout.code)
    prefixes = PREFIXES[layout.prefix]
    if not isinstance(code, str) or area_number(code) is None or not code.startswith(prefixes):
        expected = f"a GSS code such as {prefixes[0]}000001"
        raise _bad(member, line, layout.code, f"{str(code)[:40]!r} is not the code of such an area", expected)
    return code


def _in_borough(properties: Mapping[str, object], code: str, name: str, layout: Layout, settings: Settings) -> bool:
    """Whether the area is one of ours: by its parent's code, an LSOA by its name, a web map's because it is our own."""
    match layout.kind:
        case "neighbour":
            return code == settings.borough
        case "lsoa":
            return re.fullmatch(rf"{re.escape(settings.name)} \d{{3}}[A-Z]", name) is not None
        case _ if layout.parent in properties:
            return properties[layout.parent] == settings.borough
        case _:
            return True


def _shape(feature: object, line: int, member: Member) -> boundaries.Area:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    try:
        return features.area(geometry)
    except features.BadShape as error:
        raise _bad(member, line, "geometry", str(error), "a valid Polygon or MultiPolygon") from error


def _declared_crs(whole: object, member: Member) -> str:
    """What the file says of its own system: "degrees", "grid", or "" where it says nothing; others are refused."""
    match whole:
        case {"crs": {"type": "name", "properties": {"name": str() as name}}}:
            known = name.upper().removeprefix("URN:OGC:DEF:CRS:").removeprefix("HTTP://WWW.OPENGIS.NET/DEF/CRS/")
            if known in DEGREES:
                return "degrees"
            if known in GRID:
                return "grid"
            what = f"The coordinates are in {name[:60]}"
            raise BadInput(what, file=member.name, field="crs", expected="EPSG:4326 (or CRS84) or EPSG:27700", do=_DO_CRS)
        case {"crs": other} if other is not None:
            raise BadInput(
                "The coordinate system is not named", file=member.name, field="crs", expected="a named crs", do=_DO_CRS
            )
        case _:
            return ""


_DO_CRS = "export the file again in EPSG:4326"


def _in_degrees(areas: list[_Area], declared: str, member: Member) -> list[_Area]:
    """The areas in degrees, once every corner lies in Great Britain as the file's own system has it."""
    corners = [shapely.get_coordinates(area.shape) for area in areas]
    degrees = [bool(crs.in_great_britain(xy[:, 1], xy[:, 0]).all()) for xy in corners]
    metres = [bool(crs.on_national_grid(xy[:, 0], xy[:, 1]).all() and (xy[:, 0] > crs.LNG_RANGE[1]).all()) for xy in corners]
    if declared != "grid" and all(degrees):
        return areas
    if declared == "degrees" or not all(metres):
        expected = {"degrees": "longitude, then latitude", "grid": "metres on the National Grid"}
        inside = metres if declared == "grid" else degrees
        first = areas[inside.index(False)]
        x, y = shapely.get_coordinates(first.shape)[0]
        what = f"{first.name} lies outside Great Britain (its outline starts at {x:g}, {y:g})"
        raise _bad(member, first.line, "geometry", what, expected.get(declared, "degrees, or metres on the National Grid"))
    moved = crs.shapes_to_wgs84([area.shape for area in areas])
    return [replace(area, shape=shape) for area, shape in zip(areas, moved, strict=True)]


def _reading(areas: list[_Area], layout: Layout, settings: Settings, rows_in: int) -> Reading:
    kept, kinds = _kinds(areas, layout, settings)
    shapes = [area.shape for area in kept]
    points = [boundaries.inner_point(shape) for shape in shapes]
    columns: dict[str, Sequence[object]] = {
        "kind": kinds,
        "code": [area_number(area.code) for area in kept],
        "name": [area.name for area in kept],
        "lat": [lat for lat, _ in points],
        "lng": [lng for _, lng in points],
        "area_km2": [boundaries.area_km2(shape) for shape in shapes],
        "in_borough": [area.in_borough for area in kept],
        "simplified": [layout.simplified] * len(kept),
        "shape": [shapely.to_wkb(shape) for shape in shapes],
        "drawn": [shapely.to_wkb(shape) for shape in boundaries.drawn(shapes)],
        "line": [area.line for area in kept],
    }
    reading = Reading(layout.title, Content.AREAS, pa.table(columns, schema=COLUMNS), rows_in, repeated=rows_in - len(kept))
    if len(kept) < rows_in:
        reading.notes.append(f"{settings.name}'s own outline here is a map's, among other boroughs': not used.")
    return reading


def _kinds(areas: list[_Area], layout: Layout, settings: Settings) -> tuple[list[_Area], list[str]]:
    """Which areas to keep, and what each is: a file of many boroughs is for drawing the neighbours, so ours is left out."""
    if layout.kind != "neighbour":
        return areas, [layout.kind] * len(areas)
    if len(areas) == 1 and areas[0].code == settings.borough:
        return areas, ["borough"]
    kept = [area for area in areas if area.code != settings.borough]
    return kept, ["neighbour"] * len(kept)


def _bad(member: Member, line: int, field: str, what: str, expected: str) -> BadInput:
    """A fault in one feature; GeoJSON has no rows, so the feature's number stands in the words."""
    return BadInput(f"Feature {line}: {what}", file=member.name, field=field, expected=expected, do=_DO_CODES)
