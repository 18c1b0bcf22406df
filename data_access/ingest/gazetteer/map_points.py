"""Which streets and stations does a list of police.uk map points name, and where?

One row for each point: ``street_id,name,kind,lat,lon,WD22CD,WD22NM``. Names
such as Supermarket are kinds of place, not places: they are left out, however
they are spelt. A ward is an area, made of the points in it. A name that is a
station's without its "(station)" is the quarter around it, not a street.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from data_access.ingest.files.csv_rows import rows
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Rejected
from data_access.ingest.gazetteer.rows import NamesRead, degrees, use_rows
from geo.places import words
from geo.places.gazetteer import Kind, NamedPoint
from geo.places.text import plain

HEADER = ("street_id", "name", "kind", "lat", "lon", "WD22CD", "WD22NM")
TITLE = "police.uk map points"
QUARTER_M = 600.0  # around a station: what its name means when nothing else is said
_KINDS = {"street", "station", "road number", "place category"}
_ROAD_NUMBER = re.compile(r"[ABM]\d{1,4}(?:\(M\))?", re.ASCII)
_STATIONS = ("(station)", "(dlr)", "station", "dlr")


def is_header(header: Sequence[str]) -> bool:
    """Whether this first row heads a list of map points."""
    return tuple(header) == HEADER


def read(member: Member) -> NamesRead:
    """The named points of one file."""
    found = NamesRead(TITLE)
    rejected: list[Rejected] = []
    numbered = list(rows(member, rejected))
    found.rejected, found.rows_in = rejected, len(rejected)
    stations = {bare for _, row in numbered if (bare := _bare_station(row[1]))}

    def use(line: int, row: Mapping[str, str]) -> Rejected | None:
        point = degrees(row["lat"], row["lon"])
        if point is None:
            return Rejected(line, "lat", "degrees in Great Britain", f"{row['lat']}, {row['lon']}"[:80], "check the point")
        if row["kind"] not in _KINDS or not plain(row["name"]):
            return Rejected(line, "kind", f"a name, and one of {', '.join(sorted(_KINDS))}", row["kind"][:80], "check the row")
        if row["WD22NM"]:
            found.points.append(NamedPoint(row["WD22NM"], Kind.AREA, point.lat, point.lng))
        if _is_category(row):
            found.left_out += 1
        else:
            found.points.append(_named(row, stations, point.lat, point.lng))
        return None

    return use_rows(found, numbered, HEADER, use)


def named_points(points: Iterable[tuple[str, float, float]]) -> Iterator[NamedPoint]:
    """Streets and stations among the points that incidents stand on, by their names alone (name, lat, lng)."""
    listed = list(points)
    stations = {bare for name, _, _ in listed if (bare := _bare_station(name))}
    for name, lat, lng in listed:
        kind = "road number" if _ROAD_NUMBER.fullmatch(name) else "street"
        row = {"name": name, "kind": kind}
        if plain(name) and not _is_category(row):
            yield _named(row, stations, lat, lng)


def _is_category(row: Mapping[str, str]) -> bool:
    return row["kind"] == "place category" or plain(row["name"]).replace(" | ", " ") in words.POLICE_UK_CATEGORIES


def _bare_station(name: str) -> str:
    """What a station is called without the word: Lee (station) is Lee. Empty for what is no station."""
    flat = name.casefold()
    return next((flat.removesuffix(end).strip() for end in _STATIONS if flat.endswith(f" {end}")), "")


def _named(row: Mapping[str, str], stations: set[str], lat: float, lng: float) -> NamedPoint:
    name = row["name"]
    if row["kind"] == "road number":
        return NamedPoint(name, Kind.ROAD_NUMBER, lat, lng)
    if name.casefold() in stations:
        return NamedPoint(name, Kind.AREA, lat, lng, QUARTER_M)
    if bare := _bare_station(name):
        return NamedPoint(f"{name[: len(bare)]} station", Kind.LANDMARK, lat, lng)
    kind = Kind.LANDMARK if row["kind"] == "station" else Kind.STREET
    return NamedPoint(name, kind, lat, lng)
