"""The figures of a view's address as a file's text."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

from data_access import exports
from data_access.catalogue import DIMENSIONS, MEASURES, Kind
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.warehouse import Warehouse

_MOST = 2
_DRAWN = {"ward": "ward", "old_ward": "old_ward", "lsoa": "lsoa", "h3_8": "h3_8", "h3_9": "h3_9", "h3_10": "h3_10"}


def table_at(warehouse: Warehouse, query: str, form: str) -> str:
    """The text of ``counts.csv``, ``.json`` or ``.geojson`` for an address's query string.

    The filters are the view's own, and so is the period where the address
    names none. ``by`` is one or two dimensions: the month where it is left
    out (the ward for GeoJSON). Raises BadInput for anything that cannot be
    read: a file must not quietly answer another question than the one asked.
    """
    filters = warehouse.known(Filters.from_query(query))
    if filters.notices:
        raise BadInput(" ".join(filters.notices), do="correct the address")
    by, measure = _breakdown(query, form), _measure(query)
    question = warehouse.settled(filters)
    answer = warehouse.rates(question, by) if measure == "rate" else warehouse.counts(question, by)
    if form == "csv":
        return exports.as_csv(answer)
    if form == "json":
        return exports.as_json(answer)
    return exports.as_geojson(answer, _shapes(warehouse, by))


def _breakdown(query: str, form: str) -> tuple[str, ...]:
    given = [key for name, value in parse_qsl(query) if name == "by" for key in value.split(",") if key]
    by = tuple(dict.fromkeys(given)) or (("ward",) if form == "geojson" else ("month",))
    wrong = [key for key in by if key not in DIMENSIONS or key == "source"]
    if wrong or len(by) > _MOST:
        what = f"“{wrong[0][:40]}” is not a breakdown" if wrong else "A table is by one or two dimensions"
        raise BadInput(what, field="by", expected=", ".join(key for key in DIMENSIONS if key != "source"))
    places = [key for key in by if DIMENSIONS[key].kind in (Kind.AREA, Kind.CELL)]
    if form == "geojson" and (len(places) != 1 or places[0] not in _DRAWN):
        raise BadInput("GeoJSON needs exactly one place", field="by", expected=", ".join(_DRAWN))
    return by


def _measure(query: str) -> str:
    measure = next((value for name, value in parse_qsl(query) if name == "measure"), "count")
    if measure not in MEASURES:
        raise BadInput(f"“{measure[:40]}” is not a measure", field="measure", expected=", ".join(MEASURES))
    return measure


def _shapes(warehouse: Warehouse, by: tuple[str, ...]) -> dict[str, dict[str, object]]:
    kind = next(_DRAWN[key] for key in by if key in _DRAWN)
    drawn = warehouse.shapes(kind)
    if drawn is None:
        raise BadInput(f"No shapes are loaded for {DIMENSIONS[kind].title.lower()}", field="by", do="load their boundaries")
    return {feature["id"]: feature for feature in json.loads(drawn)["features"]}
