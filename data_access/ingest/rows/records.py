"""How does a batch of published text become typed records, and which rows break which rule?

The rules of every source of incidents, once. A record's columns are those of
``schema.incidents`` that a file itself knows, and more for placing and judging
it: ``day`` (London), ``lat``/``lng``, ``name`` of the point, ``district`` (from
the LSOA's name), ``stated`` and ``stated_ward`` (the location's code and the
ward as the row itself says them; 0 and NULL where it does not),
``supplier``, and ``said``, the words for a place that are still to be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data_access.ingest.files.reading import Rejected
from data_access.ingest.rows.words import Words
from geo import crs

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int16]
Mask = npt.NDArray[np.bool_]
Texts = Sequence[str]

CODED = (
    "crime_type",
    "offence",
    "age",
    "gender",
    "ethnicity",
    "officer_ethnicity",
    "outcome",
    "object",
    "legislation",
    "search_type",
    "category",
    "age_group",
    "method",
    "setting",
    "assailants",
    "reported",
    "hour",
    "weekday",
)
RECORDS = pa.schema(
    [
        ("month", pa.date32()),
        ("day", pa.date32()),
        ("force", pa.int16()),
        ("lat", pa.float64()),
        ("lng", pa.float64()),
        ("name", pa.dictionary(pa.int32(), pa.string())),
        ("district", pa.dictionary(pa.int32(), pa.string())),
        *((column, pa.int16()) for column in CODED),
        ("line", pa.int32()),
        ("record_id", pa.string()),
        ("stated", pa.int16()),
        ("stated_ward", pa.int32()),
        ("supplier", pa.dictionary(pa.int32(), pa.string())),
        ("said", pa.dictionary(pa.int32(), pa.string())),
        ("confidence", pa.int16()),
        ("text", pa.int32()),
    ]
)
SHOWN = 80  # characters of a value in a message

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE]-\d+)?", re.ASCII)  # 9.7e-05: some programs, near Greenwich; 5.1E+01 is Excel's


@dataclass(slots=True)
class Checks:
    """Which rows of one batch stand; a row is set aside under the first rule it breaks."""

    lines: npt.NDArray[np.int32]
    rejected: list[Rejected]
    good: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.good = np.ones(len(self.lines), dtype=bool)

    secret: bool = False  # of people: no value is repeated anywhere

    def refuse(self, bad: Mask, column: str, rule: str, *, value: Callable[[int], str], do: str, fault: bool = True) -> None:
        fresh = bad & self.good
        for row in np.flatnonzero(fresh).tolist():
            shown = "" if self.secret else value(row)[:SHOWN]
            self.rejected.append(Rejected(int(self.lines[row]), column, rule, shown, do, fault))
        self.good &= ~fresh


def codes(texts: Texts, words: Words, column: str, checks: Checks) -> Codes:
    """The catalogue's code of each word; an unseen word sets its row aside."""
    found = numbered(texts, words, np.int16)
    do = "check the spelling; if the publisher has a new category, add it to the source's file in data_access/ingest/sources"
    checks.refuse(found < 0, column, "unknown category", value=lambda row: texts[row], do=do)
    return np.maximum(found, 0)


def numbered(texts: Texts, words: Words, kind: type[np.int16] | type[np.int32]) -> npt.NDArray[np.int16 | np.int32]:
    """Each text's number, worked out once for each distinct one."""
    positions, each = distinct(texts)
    found: npt.NDArray[np.int16 | np.int32] = np.array([words.code(text) for text in each], dtype=kind)
    return found[positions]


def coordinates(lats: Texts, lngs: Texts, columns: tuple[str, str], checks: Checks) -> tuple[Floats, Floats]:
    """Degrees, NaN where a row has none; half a point, no number and no place in Great Britain are bad rows."""
    lat, lng = _numbers(lats), _numbers(lngs)

    def pair(row: int) -> str:
        return f"{lats[row]}, {lngs[row]}"

    for values, texts, column in ((lat, lats, columns[0]), (lng, lngs, columns[1])):
        do = "give degrees such as 51.4535, or leave both columns blank"
        checks.refuse(np.isinf(values), column, "not a number", value=texts.__getitem__, do=do)
    do = "give both, or leave both blank"
    checks.refuse(np.isnan(lat) != np.isnan(lng), columns[0], "half a point", value=pair, do=do)
    abroad = ~np.isnan(lat) & ~crs.in_great_britain(lat, lng)
    swapped = abroad & crs.in_great_britain(lng, lat)
    metres = abroad & (np.maximum(np.abs(lat), np.abs(lng)) > 180)
    rule = "outside Great Britain"
    checks.refuse(swapped, columns[0], rule, value=pair, do="the two columns are swapped: put latitude under latitude")
    checks.refuse(metres, columns[0], rule, value=pair, do="these are metres: convert them to degrees (WGS84)")
    checks.refuse(abroad, columns[0], rule, value=pair, do="correct the point, or leave both columns blank")
    return lat, lng


def grid_points(eastings: Texts, northings: Texts, columns: tuple[str, str], checks: Checks) -> tuple[Floats, Floats]:
    """Metres on the National Grid as degrees, by the same rules."""
    easting, northing = _numbers(eastings), _numbers(northings)

    def pair(row: int) -> str:
        return f"{eastings[row]}, {northings[row]}"

    for values, texts, column in ((easting, eastings, columns[0]), (northing, northings, columns[1])):
        do = "give metres on the National Grid such as 537420, or leave both columns blank"
        checks.refuse(np.isinf(values), column, "not a number", value=texts.__getitem__, do=do)
    do = "give both, or leave both blank"
    checks.refuse(np.isnan(easting) != np.isnan(northing), columns[0], "half a point", value=pair, do=do)
    abroad = ~np.isnan(easting) & ~crs.on_national_grid(easting, northing)
    do = "correct the point, or leave both columns blank"
    checks.refuse(abroad, columns[0], "outside Great Britain", value=pair, do=do)
    usable = checks.good & ~np.isnan(easting)
    lat, lng = np.full(len(easting), np.nan), np.full(len(easting), np.nan)
    if usable.any():
        lat[usable], lng[usable] = crs.to_wgs84(easting[usable], northing[usable])
    return lat.round(6), lng.round(6)


def labels(texts: Texts, reading: Callable[[str], str | None]) -> pa.DictionaryArray:
    """Each text through ``reading``, stored once for each distinct one."""
    positions, each = distinct(texts)
    read = [reading(text) for text in each]
    kept = sorted({text for text in read if text})
    place = {text: index for index, text in enumerate(kept)}
    table = [place.get(text) if text else None for text in read]
    indices = pa.array(table, pa.int32()).take(pa.array(positions))
    return pa.DictionaryArray.from_arrays(indices, pa.array(kept, pa.string()))


def table_of(columns: Mapping[str, object], checks: Checks) -> pa.Table:
    """The good rows as a table of ``RECORDS``; what a source does not carry is 0 or NULL."""
    size = len(checks.lines)
    arrays = {name: _array(columns.get(name), RECORDS.field(name).type, size) for name in RECORDS.names if name != "line"}
    arrays["line"] = pa.array(checks.lines)
    table = pa.table([arrays[name] for name in RECORDS.names], schema=RECORDS)
    return table if checks.good.all() else table.filter(pa.array(checks.good))


def _array(values: object, kind: pa.DataType, size: int) -> pa.Array:
    if values is None:
        return pa.array(np.zeros(size, dtype=np.int16)) if kind == pa.int16() else pa.nulls(size, kind)
    if isinstance(values, pa.Array):
        return values.cast(kind)
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        return pa.array(values.astype("datetime64[D]"), kind)
    return pa.array(values, kind)


def joined(tables: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables([RECORDS.empty_table(), *tables]).unify_dictionaries().combine_chunks()


def distinct(texts: Texts) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Where each text stands among the distinct ones."""
    encoded = pa.array(texts, pa.string()).dictionary_encode()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()


def _numbers(texts: Texts) -> Floats:
    """NaN for a blank, infinity for what is no number."""
    positions, each = distinct(texts)
    return np.array([_number(text.strip()) for text in each], dtype=np.float64)[positions]


def _number(text: str) -> float:
    if not text:
        return float("nan")
    return float(text) if _NUMBER.fullmatch(text) else float("inf")


def place_name(text: str) -> str | None:
    """The map point's name without "On or near"; none for "No Location"."""
    name = text.removeprefix("On or near ").strip()
    return None if not name or name.casefold() in {"no location", "on or near"} else name


def text_of(value: object) -> str:
    """A JSON value as the CSV would have it: null is blank, false is "False"."""
    return "" if value is None else str(value)
