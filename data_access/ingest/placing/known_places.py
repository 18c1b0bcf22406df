"""Which names of places does a load look words up in?

Names from files where there are any; without them, the named points that
police.uk's incidents stand on. Postcodes always, and the borough's wards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import shapely

from data_access.ingest.files.reading import Content
from data_access.ingest.gazetteer.map_points import named_points
from data_access.ingest.gazetteer.reading import ALIAS, POSTCODE
from data_access.ingest.stored.store import Store
from geo import crs
from geo.places.answers import Point
from geo.places.gazetteer import Alias, Gazetteer, Kind, NamedPoint, gazetteer

BESIDE_DEG = (0.027, 0.043)  # about 3 km of latitude and longitude: names this far outside the borough are kept
_OLD_POINTS = "SELECT name, lat, lng FROM old.places WHERE name IS NOT NULL ORDER BY ALL"
_POINTS = pa.schema([("name", pa.string()), ("lat", pa.float64()), ("lng", pa.float64())])


@dataclass(frozen=True, slots=True)
class Names:
    """All that words are looked up in, before it is made into a gazetteer: rows of ``schema.names``, points, areas, postcodes."""

    names: pa.Table
    points: pa.Table
    areas: pa.Table
    postcodes: pa.Table
    borough: str

    def listed(self) -> str:
        """The same files of names give the same digits, whichever crimes are loaded."""
        return _digest(self.borough, self.names, self.areas.select(["kind", "code", "name", "shape"]), self.postcodes)

    def digest(self) -> str:
        """The same names give the same digits."""
        return _digest(self.listed(), self.points)

    def gazetteer(self) -> tuple[Gazetteer, list[str]]:
        """The gazetteer, and the aliases that mean nothing in it."""
        near = _near(self.areas)
        points = [*_named(self.names, near), *_of_points(self.points, near)]
        if not any(point.kind is Kind.AREA for point in points):
            points += _wards(self.areas)
        codes = {**dict(_codes(self.names)), **_postcodes(self.postcodes)}
        return _with_aliases(points, codes, list(_aliases(self.names)), self.borough)


def _digest(begins: str, *tables: pa.Table) -> str:
    digest = hashlib.sha256(begins.encode())
    for table in tables:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    return digest.hexdigest()


def names_of(reference: Mapping[Content, pa.Table], before: Store, tables: Sequence[pa.Table], borough: str) -> Names:
    """What this load knows: its reference tables, and the named points of the store and of the load's incidents."""
    names, areas = reference[Content.NAMES], reference[Content.AREAS]
    ours = areas.filter(pc.and_(areas["in_borough"], pc.is_in(areas["kind"], value_set=pa.array(["ward", "borough"]))))
    from_files = bool(pc.any(pc.invert(pc.is_in(names["kind"], value_set=pa.array([ALIAS, POSTCODE])))).as_py())
    points = _POINTS.empty_table() if from_files else _points(before, tables)
    return Names(names, points, ours, reference[Content.POSTCODES], borough)


def _points(before: Store, tables: Sequence[pa.Table]) -> pa.Table:
    held = [before.arrow(_OLD_POINTS).cast(_POINTS)] if before.path else []
    for table in tables:
        plain = table.select(_POINTS.names)
        named = plain.set_column(0, "name", plain["name"].cast(pa.string())).filter(pc.is_valid(plain["name"]))
        held.append(named.group_by(_POINTS.names).aggregate([]).select(_POINTS.names))
    found = pa.concat_tables([_POINTS.empty_table(), *held]).group_by(_POINTS.names).aggregate([]).select(_POINTS.names)
    return found.filter(pc.is_finite(found["lat"])).sort_by([(name, "ascending") for name in _POINTS.names])


Box = tuple[float, float, float, float]  # least lat, lng; most lat, lng


def _near(areas: pa.Table) -> Box | None:
    """The rectangle around the borough, and a little more; None where no boundary is loaded."""
    if not areas.num_rows:
        return None
    west, south, east, north = shapely.total_bounds(shapely.from_wkb(areas["shape"].to_pylist()))
    return south - BESIDE_DEG[0], west - BESIDE_DEG[1], north + BESIDE_DEG[0], east + BESIDE_DEG[1]


def _inside(box: Box | None, lat: float, lng: float) -> bool:
    return box is None or (box[0] <= lat <= box[2] and box[1] <= lng <= box[3])


def _named(names: pa.Table, near: Box | None) -> Iterator[NamedPoint]:
    kinds = {kind.value: kind for kind in Kind}
    for row in names.to_pylist():
        if row["kind"] in kinds and _inside(near, row["lat"], row["lng"]):
            yield NamedPoint(row["name"], kinds[row["kind"]], row["lat"], row["lng"], row["radius_m"] or 0.0)


def _of_points(points: pa.Table, near: Box | None) -> Iterator[NamedPoint]:
    rows = ((row["name"], row["lat"], row["lng"]) for row in points.to_pylist())
    yield from named_points(row for row in rows if _inside(near, row[1], row[2]))


def _wards(areas: pa.Table) -> Iterator[NamedPoint]:
    """Each ward as an area: its middle, and how far its farthest corner is."""
    for row in areas.filter(pc.equal(areas["kind"], "ward")).to_pylist():
        corners = shapely.get_coordinates(shapely.from_wkb(row["shape"]))
        eastings, northings = crs.to_national_grid([row["lat"], *corners[:, 1]], [row["lng"], *corners[:, 0]])
        reach = max(((eastings - eastings[0]) ** 2 + (northings - northings[0]) ** 2) ** 0.5)
        yield NamedPoint(row["name"], Kind.AREA, row["lat"], row["lng"], float(reach))


def _codes(names: pa.Table) -> Iterator[tuple[str, Point]]:
    for row in names.filter(pc.equal(names["kind"], POSTCODE)).to_pylist():
        yield row["name"], Point(row["lat"], row["lng"])


def _postcodes(postcodes: pa.Table) -> dict[str, Point]:
    columns = (postcodes[name].to_pylist() for name in ("postcode", "lat", "lng"))
    return {code: Point(lat, lng) for code, lat, lng in zip(*columns, strict=True)}


def _aliases(names: pa.Table) -> Iterator[Alias]:
    for row in names.filter(pc.equal(names["kind"], ALIAS)).to_pylist():
        yield Alias(row["name"], row["means"])


def _with_aliases(
    points: Sequence[NamedPoint], codes: Mapping[str, Point], aliases: list[Alias], borough: str
) -> tuple[Gazetteer, list[str]]:
    unknown: list[str] = []
    while True:
        try:
            return gazetteer(points, codes, aliases=aliases, borough=[borough]), unknown
        except KeyError as error:
            unknown.append(str(error.args[0]))
            aliases = [each for each in aliases if each.means != error.args[0]]
