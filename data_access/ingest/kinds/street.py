"""Which crimes does this answer of the police.uk API hold?

``crimes-street`` is asked for one ward at a time, and each ``id`` counts once,
since a point on a ward's edge comes back for both wards. Its fields are
nested, which is why it is read here and not as a table.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.ingest.files.json_text import document
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Reading
from data_access.ingest.kinds.incidents import Incidents
from data_access.ingest.rows import records, times
from data_access.ingest.rows.declared import layout
from data_access.ingest.rows.records import Checks
from data_access.settings import Settings

CSV = layout("police-uk-crime", "street CSV")
CSV_HEADER = CSV.heading
ANSWER = layout("police-uk-crime", "crimes-street answer")
API_KEYS = frozenset(ANSWER.heading)


def read_api(member: Member, settings: Settings, *, last: date | None = None) -> Reading:
    """The crimes of a ``crimes-street`` answer.

    The partnership's force is who polices the area, since the API only tells
    the British Transport Police apart.
    """
    answer = document(member)
    if not isinstance(answer, list):
        raise _wrong_shape(member, None)
    items = [_item(item, member, position, settings.force) for position, item in enumerate(answer, start=1)]
    crimes = Incidents(ANSWER, settings, last=last or times.this_month())
    named = {field.to: tuple(item[field.to] for item in items) for field in ANSWER.fields}
    lines = np.arange(1, len(items) + 1, dtype=np.int32)
    reading = crimes.reading([crimes.table(named, Checks(lines, crimes.rejected))])
    once = reading.table.take(first_of_each(reading.table["record_id"]))
    reading.repeated, reading.table = reading.table.num_rows - once.num_rows, once
    return reading


def first_of_each(ids: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """The positions at which each id stands for the first time, in order."""
    positions = ids.combine_chunks().dictionary_encode().indices.to_numpy()
    return np.sort(np.unique(positions, return_index=True)[1])


def _item(item: object, member: Member, position: int, force: str) -> dict[str, str]:
    if not isinstance(item, dict) or not item.keys() >= API_KEYS:
        raise _wrong_shape(member, position)
    if not records.text_of(item["id"]):  # each id counts once, so a crime without one cannot be counted
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
    return {field.to: records.text_of(flat.get(field.columns[0])) for field in ANSWER.fields}


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
