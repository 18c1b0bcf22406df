"""Where is each postcode, and in which ward?

Code-Point Open, in two forms: with a heading row and added Latitude/Longitude,
and as the Ordnance Survey publishes it, ten columns and no heading row,
recognised by the shape of its first row. Positions are computed from the
National Grid reference; a latitude in the file is not used.

The table has ``schema.postcodes``' columns (``ward`` empty where the file
names none) and ``line``; ``rows_in`` counts the file's rows. A postcode of
positional quality 90 has no position by the publisher's own word: it is set
aside without being a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa

from data_access.catalogue.dimensions import area_number
from data_access.errors import BadInput
from data_access.ingest.files.csv_rows import rows
from data_access.ingest.files.heading import heading, whole
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Content, Reading, Rejected
from geo import crs

_OS_COLUMNS = (
    "Postcode",
    "Positional_quality_indicator",
    "Eastings",
    "Northings",
    "Country_code",
    "NHS_regional_HA_code",
    "NHS_HA_code",
    "Admin_county_code",
    "Admin_district_code",
    "Admin_ward_code",
)
HEADER = (*_OS_COLUMNS, "Latitude", "Longitude")
TITLE = "Code-Point Open postcodes"
NO_POSITION = 90
WARD_PREFIXES = ("E05", "W05", "S13", "N08")

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.ASCII)
_QUALITIES = frozenset({10, 20, 30, 40, 50, 60, NO_POSITION})
_COLUMNS: dict[str, pa.DataType] = {
    "postcode": pa.string(),
    "lat": pa.float64(),
    "lng": pa.float64(),
    "ward": pa.int32(),
    "line": pa.int32(),
}
COLUMNS = pa.schema(_COLUMNS)

Row: TypeAlias = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Postcode:
    line: int
    postcode: str
    easting: int
    northing: int
    ward: int | None


def is_header(header: Sequence[str]) -> bool:
    """Whether this first row heads a Code-Point Open file."""
    return tuple(header) in {HEADER, _OS_COLUMNS}


def is_headerless(first_row: Sequence[str]) -> bool:
    """Whether this first row is one of the Ordnance Survey's own rows: a postcode, a quality, metres, and codes."""
    return (
        len(first_row) == len(_OS_COLUMNS)
        and _POSTCODE.fullmatch(_spaced(first_row[0])) is not None
        and all(whole(text) is not None for text in first_row[1:4])
    )


def read(member: Member) -> Reading:
    """The postcodes of one file that have a position in Great Britain."""
    first = heading(member)
    if not is_header(first) and not is_headerless(first):
        do = "load the file as the Ordnance Survey publishes it"
        raise BadInput("This is no known table of postcodes", file=member.name, line=1, expected=", ".join(HEADER), do=do)
    rejected: list[Rejected] = []
    found: list[_Postcode] = []
    seen: set[str] = set()
    for line, row in _rows(member, first, rejected):
        read_row = _postcode(line, row, seen)
        if isinstance(read_row, Rejected):
            rejected.append(read_row)
        else:
            found.append(read_row)
            seen.add(read_row.postcode)
    return Reading(TITLE, Content.POSTCODES, _table(found), len(found) + len(rejected), rejected)


def _rows(member: Member, first: Sequence[str], rejected: list[Rejected]) -> Iterator[Row]:
    """Every row, also the first where there is no heading."""
    if not is_header(first):
        yield 1, first
    yield from rows(member, rejected)


def _postcode(line: int, row: Sequence[str], seen: set[str]) -> _Postcode | Rejected:
    postcode, quality, easting, northing = row[:4]
    plain = _spaced(postcode).replace(" ", "")
    numbers = [whole(text) for text in (quality, easting, northing)]
    ward = area_number(row[9]) if row[9].startswith(WARD_PREFIXES) else None
    if quality == str(NO_POSITION):
        do = "nothing: the publisher knows no position for it"
        return Rejected(line, _OS_COLUMNS[1], "a known position", postcode, do, fault=False)
    checks = (
        (_POSTCODE.fullmatch(_spaced(postcode)) is None, 0, "a postcode"),
        (plain in seen, 0, "each postcode once"),
        (numbers[0] not in _QUALITIES, 1, "a positional quality of 10 to 90"),
        (numbers[1] is None, 2, "metres on the National Grid"),
        (numbers[2] is None, 3, "metres on the National Grid"),
        (row[9] != "" and ward is None, 9, "the GSS code of a ward, or nothing"),
    )
    for wrong, column, rule in checks:
        if wrong:
            return Rejected(line, _OS_COLUMNS[column], rule, row[column][:80], "take the row from the file as published")
    _, x, y = (number or 0 for number in numbers)
    if not (0 < x <= crs.EASTING_RANGE[1] and 0 < y <= crs.NORTHING_RANGE[1]):
        return Rejected(line, _OS_COLUMNS[2], "metres on the National Grid", f"{x}, {y}", "check the columns' order")
    return _Postcode(line, plain, x, y, ward)


def _spaced(postcode: str) -> str:
    """A postcode as compared: the Ordnance Survey pads it to seven characters with any number of spaces."""
    return re.sub(r" +", " ", postcode.strip())


def _table(found: Sequence[_Postcode]) -> pa.Table:
    lats, lngs = crs.to_wgs84([each.easting for each in found], [each.northing for each in found])
    columns: dict[str, Sequence[object]] = {
        "postcode": [each.postcode for each in found],
        "lat": lats.tolist(),
        "lng": lngs.tolist(),
        "ward": [each.ward for each in found],
        "line": [each.line for each in found],
    }
    return pa.table(columns, schema=COLUMNS)
