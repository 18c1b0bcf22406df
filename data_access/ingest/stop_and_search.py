"""Which searches does this police.uk stop-and-search file hold?

Two layouts of the same facts: the monthly CSV and the API's ``stops-force``
answer. Times are UTC in the file and London's in Lion: a month's file holds
the searches of a London month. Equal rows are different people in one
encounter, so every row counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.ingest import records, words
from data_access.ingest.csv_rows import Batch, batches
from data_access.ingest.json_text import document
from data_access.ingest.opening import Member
from data_access.ingest.reading import Content, Reading, Rejected
from data_access.ingest.records import Checks

CSV_HEADER = (
    "Type",
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Gender",
    "Age range",
    "Self-defined ethnicity",
    "Officer-defined ethnicity",
    "Legislation",
    "Object of search",
    "Outcome",
    "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)
# What each field is called in the CSV, and in the API's answer.
_CSV = {
    "search_type": "Type",
    "date": "Date",
    "lat": "Latitude",
    "lng": "Longitude",
    "gender": "Gender",
    "age": "Age range",
    "ethnicity": "Self-defined ethnicity",
    "officer_ethnicity": "Officer-defined ethnicity",
    "legislation": "Legislation",
    "object": "Object of search",
    "outcome": "Outcome",
}
_API = {
    "search_type": "type",
    "date": "datetime",
    "lat": "latitude",
    "lng": "longitude",
    "gender": "gender",
    "age": "age_range",
    "ethnicity": "self_defined_ethnicity",
    "officer_ethnicity": "officer_defined_ethnicity",
    "legislation": "legislation",
    "object": "object_of_search",
    "outcome": "outcome",
}
API_KEYS = frozenset(_API.values()) - {"latitude", "longitude"} | {"location"}
_WORDS = {
    "search_type": words.SEARCH_TYPES,
    "gender": words.GENDERS,
    "age": words.AGES,
    "ethnicity": words.ETHNICITIES,
    "officer_ethnicity": words.OFFICER_ETHNICITIES,
    "legislation": words.LEGISLATION,
    "object": words.OBJECTS,
    "outcome": words.SEARCH_OUTCOMES,
}
# A file may hold several months; one with fewer rows than this share of its fullest month is a stray.
SHARE_OF_A_MONTH = 0.05


def read_csv(member: Member, *, force: str, last: date | None = None) -> Reading:
    """The searches of a monthly CSV; the file does not name its ``force``."""
    rejected: list[Rejected] = []
    tables = [_read(_named(batch), batch.lines, _CSV, rejected, last) for batch in batches(member, rejected)]
    return _reading("stop-and-search CSV", tables, rejected, _CSV, force)


def read_api(member: Member, *, force: str, last: date | None = None) -> Reading:
    """The searches of a ``stops-force`` answer; a line is the position in the list, from 1."""
    rejected: list[Rejected] = []
    items = list(_items(member))
    named = {key: tuple(item[key] for item in items) for key in (*_API, "name")}
    lines = np.arange(1, len(items) + 1, dtype=np.int32)
    return _reading("stops-force answer", [_read(named, lines, _API, rejected, last)], rejected, _API, force)


def _named(batch: Batch) -> dict[str, tuple[str, ...]]:
    return {key: batch.columns[CSV_HEADER.index(title)] for key, title in _CSV.items()}


def _read(
    named: Mapping[str, tuple[str, ...]],
    lines: np.ndarray[tuple[int, ...], np.dtype[np.int32]],
    titles: Mapping[str, str],
    rejected: list[Rejected],
    last: date | None,
) -> pa.Table:
    checks = Checks(lines, rejected)
    times = records.london_times(named["date"], titles["date"], checks, last=last or records.this_month())
    lat, lng = records.coordinates(named["lat"], named["lng"], (titles["lat"], titles["lng"]), checks)
    columns: dict[str, object] = {
        "month": times.month,
        "day": times.day,
        "hour": times.hour,
        "weekday": times.weekday,
        "lat": lat,
        "lng": lng,
        **{key: records.codes(named[key], listed, titles[key], checks) for key, listed in _WORDS.items()},
    }
    if "name" in named:
        columns["name"] = records.labels(named["name"], records.place_name)
    return records.table_of(columns, checks)


def _reading(layout: str, tables: list[pa.Table], rejected: list[Rejected], titles: Mapping[str, str], force: str) -> Reading:
    table = records.joined(tables)
    rows_in = table.num_rows + len(rejected)
    table, strays = _without_strays(table, titles["date"])
    rejected += strays
    code = DIMENSIONS["force"].code(force)
    column = pa.array(np.full(table.num_rows, code, dtype=np.int16))
    table = table.set_column(table.schema.get_field_index("force"), "force", column)
    return Reading(layout, Content.INCIDENTS, table, rows_in, rejected)


def _without_strays(table: pa.Table, column: str) -> tuple[pa.Table, list[Rejected]]:
    """A monthly file's few rows of another London month are set aside: that month's own file has them."""
    counts = pc.value_counts(table["month"]).to_pylist()
    most = max((each["counts"] for each in counts), default=0)
    few = [each["values"] for each in counts if each["counts"] < SHARE_OF_A_MONTH * most]
    if not few:
        return table, []
    stray = pc.is_in(table["month"], value_set=pa.array(few, pa.date32()))
    main = max(counts, key=lambda each: each["counts"])["values"]
    do = f"the file is of {main:%B %Y}, London time; load this row with its own month's file"
    away = table.filter(stray).select(["line", "day"]).to_pylist()
    rejected = [Rejected(row["line"], column, "another month", f"{row['day']:%Y-%m-%d}", do) for row in away]
    return table.filter(pc.invert(stray)), rejected


def _items(member: Member) -> Iterator[dict[str, str]]:
    answer = document(member)
    if not isinstance(answer, list):
        raise _wrong_shape(member, None)
    for position, item in enumerate(answer, start=1):
        if not isinstance(item, dict) or not item.keys() >= API_KEYS:
            raise _wrong_shape(member, position)
        yield _item(item, member, position)


def _item(item: dict[str, object], member: Member, position: int) -> dict[str, str]:
    place = item["location"] or {}
    street = place.get("street") or {} if isinstance(place, dict) else None
    if not isinstance(place, dict) or not isinstance(street, dict):
        raise _wrong_shape(member, position)
    flat = {**item, "latitude": place.get("latitude"), "longitude": place.get("longitude")}
    return {**{key: records.text_of(flat[title]) for key, title in _API.items()}, "name": records.text_of(street.get("name"))}


def _wrong_shape(member: Member, position: int | None) -> BadInput:
    return BadInput(
        "This is not an answer of the police.uk API's stops-force.",
        file=member.name,
        line=position,
        expected="a list of searches, each with datetime, location and the other published fields",
        do="save the answer whole, as the API gives it",
    )
