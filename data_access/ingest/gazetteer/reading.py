"""Which names does a file of place names bring into the snapshot?

OS Open Names, police.uk map points and a partnership's aliases, each known by
its first row, as rows of ``schema.names``. Of the whole country's names only
those around the partnership are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.gazetteer import (
    aliases as gazetteer_aliases,
)
from data_access.ingest.gazetteer import (
    map_points as gazetteer_map_points,
)
from data_access.ingest.gazetteer import (
    open_names as gazetteer_open_names,
)
from data_access.ingest.gazetteer.open_names import Part
from data_access.ingest.gazetteer.rows import NamesRead
from data_access.settings import Settings
from geo import crs

POSTCODE, ALIAS = "postcode", "alias"
KEPT_M = 25_000.0  # to each side of the middle of the partnership's map
SQUARE_M = 20_000  # the Ordnance Survey publishes a file for each square of this size
COLUMNS = pa.schema(
    [
        ("layout", pa.string()),
        ("part", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("lat", pa.float64()),
        ("lng", pa.float64()),
        ("radius_m", pa.float64()),
        ("means", pa.string()),
        ("line", pa.int32()),
    ]
)
Row = tuple[str, str, float | None, float | None, float | None, str]


def is_one(first: Sequence[str]) -> bool:
    """Whether this first row is of a file of names."""
    heads = (gazetteer_map_points.is_header, gazetteer_aliases.is_header, gazetteer_open_names.is_header)
    return any(like(first) for like in heads) or gazetteer_open_names.is_headerless(first)


def read(member: Member, settings: Settings) -> Reading:
    """The names of one file. A row is one that could be used or should have been: names far away are only noted."""
    first = heading(member)
    if gazetteer_map_points.is_header(first):
        found = gazetteer_map_points.read(member)
    elif gazetteer_aliases.is_header(first):
        found = gazetteer_aliases.read(member)
    else:
        found = gazetteer_open_names.read(member, around(settings))
    notes = [f"{found.left_out:,} rows are of no use here: too far away, or no names of places"] if found.left_out else []
    rows_in = found.rows_in - found.left_out
    return Reading(found.layout, Content.NAMES, _table(found), rows_in, found.rejected, notes=notes)


def around(settings: Settings) -> Part:
    """The square around the partnership whose names are kept."""
    easting, northing = crs.to_national_grid([settings.map_view.lat], [settings.map_view.lng])
    x, y = easting.item(), northing.item()
    return Part(x - KEPT_M, y - KEPT_M, x + KEPT_M, y + KEPT_M)


def _table(found: NamesRead) -> pa.Table:
    rows = list(_rows(found))
    names, kinds, lats, lngs, radii, means = zip(*rows, strict=True) if rows else ((),) * 6
    columns: dict[str, Sequence[object]] = {
        "name": names,
        "kind": kinds,
        "lat": lats,
        "lng": lngs,
        "radius_m": radii,
        "means": means,
    }
    size = len(rows)
    columns |= {"layout": [found.layout] * size, "part": _parts(found, lats, lngs), "line": [0] * size}
    return pa.table({name: columns[name] for name in COLUMNS.names}, schema=COLUMNS)


def _rows(found: NamesRead) -> Iterator[Row]:
    for each in found.points:
        yield each.name, each.kind.value, each.lat, each.lng, each.radius_m, ""
    for code, point in found.postcodes.items():
        yield code, POSTCODE, point.lat, point.lng, None, ""
    for said in found.said:
        yield said.said, ALIAS, None, None, None, said.means


def _parts(found: NamesRead, lats: Sequence[float | None], lngs: Sequence[float | None]) -> list[str]:
    """The square each name of OS Open Names stands in: a file of one square replaces that square's names alone."""
    if found.layout != gazetteer_open_names.TITLE or not lats:
        return [""] * len(lats)
    eastings, northings = crs.to_national_grid([lat or 0.0 for lat in lats], [lng or 0.0 for lng in lngs])
    return [f"{x // SQUARE_M:.0f}-{y // SQUARE_M:.0f}" for x, y in zip(eastings, northings, strict=True)]
