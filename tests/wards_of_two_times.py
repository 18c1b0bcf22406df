"""A made-up borough whose wards of today cut through those before, with postcodes, small areas and files of counts.

Today a northern and a southern ward, each 0.01 degrees high. Before, the
northern ward reached halfway into the southern one. Of the postcodes 10 lie in
today's northern ward, 30 in the part of the southern that used to be northern,
and 10 in the rest: so a southern count is shared out 3 : 1, and one of the old
northern ward 1 : 3.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from data_access.ingest.kinds.postcodes import HEADER
from data_access.ingest.loading.load import Options, load
from data_access.warehouse import Warehouse
from geo import crs
from tests.evil import made_up
from tests.loading import NORTH, OLD_NORTH, OLD_SOUTH, OURS, SOUTH, put, wards

WEST, MIDDLE, EAST = -0.03, -0.02, -0.01
IN_NORTH, IN_BOTH, IN_SOUTH = 51.455, 51.4475, 51.4425  # latitudes; IN_BOTH is south today and was north before
SMALL_AREAS = {
    "E01000001": ("Lewisham 001A", 51.45, 51.46, WEST, MIDDLE),
    "E01000002": ("Lewisham 001B", 51.45, 51.46, MIDDLE, EAST),
    "E01000003": ("Lewisham 002A", 51.44, 51.45, WEST, MIDDLE),
    "E01000004": ("Lewisham 002B", 51.44, 51.45, MIDDLE, EAST),
}


def box(south: float, north: float, west: float = WEST, east: float = EAST) -> list[list[list[float]]]:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def _feature(coordinates: object, **properties: str) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": coordinates}}


def old_wards() -> str:
    """The wards until 2022, in the layout of the Greater London Authority."""
    drawn = {OLD_NORTH: ("Old North", box(51.445, 51.46)), OLD_SOUTH: ("Old South", box(51.44, 51.445))}
    listed = [_feature(shape, GSS_CODE=code, NAME=name, LAGSSCODE=OURS.borough) for code, (name, shape) in drawn.items()]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def small_areas() -> str:
    """Four small areas, two in each ward of today."""
    listed = [_feature(box(s, n, w, e), LSOA21CD=code, LSOA21NM=name) for code, (name, s, n, w, e) in SMALL_AREAS.items()]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def outline() -> str:
    """The borough itself."""
    listed = [_feature(box(51.44, 51.46), LAD22CD=OURS.borough, LAD22NM=OURS.name)]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def postcodes() -> str:
    """Fifty postcodes: 10 in the north, 30 in what was north, 10 in the rest."""
    lats = [IN_NORTH] * 10 + [IN_BOTH] * 30 + [IN_SOUTH] * 10
    eastings, northings = crs.to_national_grid(lats, [MIDDLE - 0.001] * len(lats))
    rows = [
        [f"SE1 {n // 26}{chr(65 + n % 26)}A", "10", str(round(east)), str(round(north)), *[""] * 6, str(lat), str(MIDDLE)]
        for n, (lat, east, north) in enumerate(zip(lats, eastings, northings, strict=True))
    ]
    return made_up.lines([HEADER, *rows])


def crimes(north: int, both: int, south: int, month: str = "2023-05") -> str:
    """Street crimes whose points are known: in the north, in what was north before, in the rest."""

    def rows(n: int, lat: float) -> list[list[str]]:
        return [made_up.crime(Latitude=str(lat), Longitude=str(MIDDLE + 0.001), Month=month)] * n

    return made_up.crimes(*rows(north, IN_NORTH), *rows(both, IN_BOTH), *rows(south, IN_SOUTH), good=0)


def by_ward(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Recorded crime by ward, one column a month: ward to month ("202305") to count."""
    months = sorted({month for each in counts.values() for month in each})
    rows = [
        ["BURGLARY", "DOMESTIC BURGLARY", "Madeup", code, OURS.name, *(str(each.get(month, 0)) for month in months)]
        for code, each in counts.items()
    ]
    return made_up.lines([(*made_up.WARDS.heading, *months), *rows])


def collisions(*rows: tuple[str, str, int]) -> str:
    """Road collisions by whichever ward the row names: (month, ward, number)."""
    head = ("Month", "Ward code", "Borough", "Severity", "Number")
    return made_up.lines([head, *((month, ward, OURS.name, "Slight", str(n)) for month, ward, n in rows)])


def by_small_area(counts: Mapping[str, int], month: str = "202305") -> str:
    head = ("lsoa_code", "lsoa_name", "borough", "major_category", "minor_category", month)
    rows = [(code, SMALL_AREAS[code][0], OURS.borough, "BURGLARY", "DOMESTIC BURGLARY", str(n)) for code, n in counts.items()]
    return made_up.lines([head, *rows])


COUNTS = {NORTH: {"202305": 10, "202306": 4}, SOUTH: {"202305": 40, "202306": 8}}
FILES: Mapping[str, str] = {
    "wards.geojson": wards(),
    "old.geojson": old_wards(),
    "lsoa.geojson": small_areas(),
    "borough.geojson": outline(),
    "postcodes.csv": postcodes(),
    "2023-05-metropolitan-street.csv": crimes(800, 300, 100),
    "counts.csv": by_ward(COUNTS),
    "collisions.csv": collisions(
        ("2022-03", OLD_NORTH, 40), ("2022-03", OLD_SOUTH, 5), ("2022-06", NORTH, 6), ("2022-06", SOUTH, 20)
    ),
    "small.csv": by_small_area({"E01000001": 7, "E01000004": 3}),
}


def loaded(folder: Path, files: Mapping[str, str] = FILES) -> Warehouse:
    """``files`` loaded into a store in ``folder``."""
    report = load([put(folder / "files", files)], folder / "store", OURS, options=Options(scope=OURS.borough))
    assert report.ok, [str(refusal) for refusal in report.refused]
    return Warehouse(folder / "store", borough=OURS.name)
