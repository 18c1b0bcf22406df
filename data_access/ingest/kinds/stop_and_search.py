"""Which searches does this answer of the police.uk API hold?

``stops-force`` tells the same facts as the monthly CSV, nested, which is why it
is read here and not as a table. Times are UTC in it and London's in Lion.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from data_access.errors import BadInput
from data_access.ingest.files.json_text import document
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Reading
from data_access.ingest.kinds.incidents import Incidents
from data_access.ingest.rows import records, times
from data_access.ingest.rows.declared import layout
from data_access.ingest.rows.records import Checks
from data_access.settings import Settings

CSV = layout("stop-and-search", "stop-and-search CSV")
CSV_HEADER = CSV.heading
ANSWER = layout("stop-and-search", "stops-force answer")
API_KEYS = frozenset(ANSWER.heading)


def read_api(member: Member, settings: Settings, *, force: str, last: date | None = None) -> Reading:
    """The searches of a ``stops-force`` answer; a line is the position in the list, from 1."""
    items = list(_items(member))
    searches = Incidents(ANSWER, settings, force, last or times.this_month())
    named = {field.to: tuple(item[field.to] for item in items) for field in ANSWER.fields}
    lines = np.arange(1, len(items) + 1, dtype=np.int32)
    return searches.reading([searches.table(named, Checks(lines, searches.rejected))])


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
    where = {"latitude": place.get("latitude"), "longitude": place.get("longitude"), "street": street.get("name")}
    flat = {**item, **where}
    return {field.to: records.text_of(flat[field.columns[0]]) for field in ANSWER.fields}


def _wrong_shape(member: Member, position: int | None) -> BadInput:
    return BadInput(
        "This is not an answer of the police.uk API's stops-force.",
        file=member.name,
        line=position,
        expected="a list of searches, each with datetime, location and the other published fields",
        do="save the answer whole, as the API gives it",
    )
