"""Which crimes does this police.uk street file hold?

Two layouts: the monthly CSV and the API's ``crimes-street`` answer, asked for
one ward at a time. In the CSV every row counts: anti-social behaviour has no
Crime ID and one Crime ID may stand on several rows of different crime types.
In the API's answers each ``id`` counts once, since a point on a ward's edge
comes back for both wards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.ingest import records, words
from data_access.ingest.csv_rows import Batch, batches
from data_access.ingest.json_text import document
from data_access.ingest.opening import Member
from data_access.ingest.reading import Content, Reading, Rejected
from data_access.ingest.records import Checks

CSV_HEADER = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
_CSV = {
    "record_id": "Crime ID",
    "month": "Month",
    "lat": "Latitude",
    "lng": "Longitude",
    "name": "Location",
    "district": "LSOA name",
    "crime_type": "Crime type",
    "outcome": "Last outcome category",
    "force": "Falls within",
    "reported_by": "Reported by",
}
_API = {
    "record_id": "id",
    "month": "month",
    "lat": "latitude",
    "lng": "longitude",
    "name": "street",
    "district": "",
    "crime_type": "category",
    "outcome": "outcome_status",
    "force": "location_type",
}
API_KEYS = frozenset({"id", "month", "location", "category", "outcome_status", "location_type", "persistent_id"})
_LSOA_NAME = re.compile(r"(.+) \d{3}[A-Z]", re.ASCII)


def read_csv(member: Member, *, last: date | None = None) -> Reading:
    """The crimes of a monthly CSV."""
    rejected: list[Rejected] = []
    tables = [_read(_named(batch), batch.lines, _CSV, rejected, last) for batch in batches(member, rejected)]
    table = records.joined(tables)
    return Reading("street CSV", Content.INCIDENTS, table, table.num_rows + len(rejected), rejected)


def read_api(member: Member, *, force: str, last: date | None = None) -> Reading:
    """The crimes of a ``crimes-street`` answer; ``force`` is who polices the area, since the API only tells BTP apart."""
    answer = document(member)
    if not isinstance(answer, list):
        raise _wrong_shape(member, None)
    items = [_item(item, member, position, force) for position, item in enumerate(answer, start=1)]
    lines = np.array([line for line, item in enumerate(items, start=1)], dtype=np.int32)
    rejected: list[Rejected] = []
    named = {key: tuple(item[key] for item in items) for key in _API}
    table = records.joined([_read(named, lines, _API, rejected, last)])
    rows_in = table.num_rows + len(rejected)
    once = table.take(first_of_each(table["record_id"]))
    return Reading("crimes-street answer", Content.INCIDENTS, once, rows_in, rejected, repeated=table.num_rows - once.num_rows)


def first_of_each(ids: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """The positions at which each id stands for the first time, in order."""
    positions = ids.combine_chunks().dictionary_encode().indices.to_numpy()
    return np.sort(np.unique(positions, return_index=True)[1])


def _named(batch: Batch) -> dict[str, tuple[str, ...]]:
    named = {key: batch.columns[CSV_HEADER.index(title)] for key, title in _CSV.items()}
    named["force"] = tuple(within or by for within, by in zip(named["force"], named["reported_by"], strict=True))
    return named


def _read(
    named: Mapping[str, tuple[str, ...]],
    lines: npt.NDArray[np.int32],
    titles: Mapping[str, str],
    rejected: list[Rejected],
    last: date | None,
) -> pa.Table:
    checks = Checks(lines, rejected)
    month = records.published_months(named["month"], titles["month"], checks, last=last or records.this_month())
    lat, lng = records.coordinates(named["lat"], named["lng"], (titles["lat"], titles["lng"]), checks)
    coded = {"force": words.FORCES, "crime_type": words.CRIME_TYPES, "outcome": words.CRIME_OUTCOMES}
    columns: dict[str, object] = {
        "month": month,
        "lat": lat,
        "lng": lng,
        "name": records.labels(named["name"], records.place_name),
        "district": records.labels(named["district"], district),
        "record_id": pa.array([text or None for text in named["record_id"]], pa.string()),
        **{key: records.codes(named[key], listed, titles[key], checks) for key, listed in coded.items()},
    }
    return records.table_of(columns, checks)


def district(lsoa_name: str) -> str | None:
    """``Lewisham 009B`` lies in Lewisham."""
    match = _LSOA_NAME.fullmatch(lsoa_name)
    return match[1] if match else None


def _item(item: object, member: Member, position: int, force: str) -> dict[str, str]:
    if not isinstance(item, dict) or not item.keys() >= API_KEYS:
        raise _wrong_shape(member, position)
    place, outcome = item["location"] or {}, item["outcome_status"] or {}
    street = place.get("street") or {} if isinstance(place, dict) else None
    if not isinstance(place, dict) or not isinstance(outcome, dict) or not isinstance(street, dict):
        raise _wrong_shape(member, position)
    flat = {
        **item,
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "street": street.get("name"),
        "outcome_status": outcome.get("category"),
        "location_type": _force(item["location_type"], force),
    }
    return {key: records.text_of(flat.get(title)) for key, title in _API.items()}


def _force(location_type: object, force: str) -> object:
    """The API says ``BTP`` or ``Force``; null where a crime has no location."""
    match location_type:
        case "BTP":
            return DIMENSIONS["force"].label("btp")
        case "Force" | None:
            return DIMENSIONS["force"].label(force)
    return location_type


def _wrong_shape(member: Member, position: int | None) -> BadInput:
    return BadInput(
        "This is not an answer of the police.uk API's crimes-street.",
        file=member.name,
        line=position,
        expected="a list of crimes, each with id, category, month, location and the other published fields",
        do="save the answer whole, as the API gives it",
    )
