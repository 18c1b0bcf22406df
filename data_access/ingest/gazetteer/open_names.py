"""Which names does a file of OS Open Names hold, and where are they?

34 columns. The Ordnance Survey publishes one file for each grid square,
without a heading row (that is in a file of its own); both forms are read. A
road's point is the vertex nearest the middle of its rectangle, so its spread
is half that rectangle's diagonal. Water and hills are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from data_access.ingest.files.csv_rows import rows
from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Rejected
from data_access.ingest.gazetteer.rows import NamesRead, Row, number, use_rows
from geo import crs
from geo.places.answers import Point
from geo.places.gazetteer import Kind, NamedPoint
from geo.places.text import plain

HEADER = (
    *("ID", "NAMES_URI", "NAME1", "NAME1_LANG", "NAME2", "NAME2_LANG", "TYPE", "LOCAL_TYPE", "GEOMETRY_X", "GEOMETRY_Y"),
    *("MOST_DETAIL_VIEW_RES", "LEAST_DETAIL_VIEW_RES", "MBR_XMIN", "MBR_YMIN", "MBR_XMAX", "MBR_YMAX"),
    *("POSTCODE_DISTRICT", "POSTCODE_DISTRICT_URI", "POPULATED_PLACE", "POPULATED_PLACE_URI", "POPULATED_PLACE_TYPE"),
    *("DISTRICT_BOROUGH", "DISTRICT_BOROUGH_URI", "DISTRICT_BOROUGH_TYPE"),
    *("COUNTY_UNITARY", "COUNTY_UNITARY_URI", "COUNTY_UNITARY_TYPE", "REGION", "REGION_URI", "COUNTRY", "COUNTRY_URI"),
    *("RELATED_SPATIAL_OBJECT", "SAME_AS_DBPEDIA", "SAME_AS_GEONAMES"),
)
TITLE = "OS Open Names"
WIDE_M = 400.0  # a park or a works wider than this is an area, not a spot
_ROADS = {"named road": Kind.STREET, "section of named road": Kind.STREET}
_NUMBERED = {"numbered road": Kind.ROAD_NUMBER, "section of numbered road": Kind.ROAD_NUMBER}
_UNUSED = {"hydrography", "landform"}
_TYPES = {"transportNetwork", "populatedPlace", "landcover", "other"} | _UNUSED
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of the country whose names are kept, in National Grid metres."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, easting: float, northing: float) -> bool:
        """Whether the point lies inside."""
        return self.west <= easting <= self.east and self.south <= northing <= self.north


def is_header(header: Sequence[str]) -> bool:
    """Whether this first row heads OS Open Names."""
    return tuple(header) == HEADER


def is_headerless(first: Sequence[str]) -> bool:
    """Whether this first row is one of OS Open Names' own."""
    return len(first) == len(HEADER) and first[6] in _TYPES and number(first[8]) is not None and number(first[9]) is not None


def read(member: Member, part: Part | None = None) -> NamesRead:
    """The names of one file; with ``part``, only those inside it."""
    found = NamesRead(TITLE)
    places: list[_Place] = []

    def use(line: int, row: Mapping[str, str]) -> Rejected | None:
        easting, northing = number(row["GEOMETRY_X"]), number(row["GEOMETRY_Y"])
        if easting is None or northing is None or not crs.on_national_grid([easting], [northing]).item():
            shown = f"{row['GEOMETRY_X']}, {row['GEOMETRY_Y']}"[:80]
            return Rejected(line, "GEOMETRY_X", "metres on the National Grid", shown, "take the row from the file as published")
        if row["TYPE"] not in _TYPES or not plain(row["NAME1"]):
            do = "take the row from the file as published"
            return Rejected(line, "TYPE", f"a name, and one of {', '.join(sorted(_TYPES))}", row["TYPE"][:80], do)
        if row["TYPE"] in _UNUSED or (part is not None and not part.holds(easting, northing)):
            found.left_out += 1
        else:
            places.append(_Place(row["NAME1"], row["NAME2"], row["TYPE"], row["LOCAL_TYPE"], easting, northing, _radius_m(row)))
        return None

    use_rows(found, _rows(member, found.rejected), HEADER, use)
    found.rows_in = len(places) + found.left_out + len(found.rejected)
    _fill(found, places)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    other_name: str
    type: str
    local_type: str
    easting: float
    northing: float
    radius_m: float


def _rows(member: Member, rejected: list[Rejected]) -> Iterator[Row]:
    first = heading(member)
    if not is_header(first):
        yield 1, first
    yield from rows(member, rejected)


def _radius_m(row: Mapping[str, str]) -> float:
    """Half the diagonal of the rectangle around what is named; 0 for a point."""
    west, south, east, north = (number(row[f"MBR_{side}"]) for side in ("XMIN", "YMIN", "XMAX", "YMAX"))
    if west is None or south is None or east is None or north is None:
        return 0.0
    return round(hypot(east - west, north - south) / 2, 1)


def _fill(found: NamesRead, places: Sequence[_Place]) -> None:
    if not places:
        return
    lats, lngs = crs.to_wgs84([place.easting for place in places], [place.northing for place in places])
    for place, lat, lng in zip(places, lats.tolist(), lngs.tolist(), strict=True):
        code = place.name.upper().replace(" ", "")
        if place.local_type == "Postcode" and _POSTCODE.fullmatch(code):
            found.postcodes[code] = Point(lat, lng)
            continue
        for name in filter(plain, (place.name, place.other_name)):
            found.points.append(NamedPoint(_full(name, place.local_type), _kind(place), lat, lng, place.radius_m))


def _kind(place: _Place) -> Kind:
    local = place.local_type.casefold()
    if kind := (_ROADS | _NUMBERED).get(local):
        return kind
    return Kind.AREA if place.type == "populatedPlace" or place.radius_m > WIDE_M else Kind.LANDMARK


def _full(name: str, local_type: str) -> str:
    """A railway station is listed by its bare name, which is also that of the quarter around it."""
    return f"{name} station" if local_type.endswith("Railway Station") and "station" not in name.casefold() else name
