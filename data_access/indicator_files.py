"""A released indicator as a file or a table: CSV, JSON, GeoJSON, or text for a person."""

from __future__ import annotations

import json

from data_access import exports
from data_access.errors import BadInput
from data_access.exports import Scalar
from data_access.indicators import Figure, FigureQuestion, ReleasedFigures, period_words
from data_access.warehouse import Warehouse

HEADS = ("area", "name", "period", "since", "until", "group", "value", "lower", "upper", "base")
_DRAWN = ("ward", "lsoa", "borough")


def indicator_at(warehouse: Warehouse, query: str, form: str) -> str:
    """The text of ``indicators.csv``, ``.json`` or ``.geojson``; raises BadInput for anything that cannot be read."""
    released = warehouse.figures(FigureQuestion.from_query(query))
    if form == "csv":
        return as_csv(released)
    return as_json(released) if form == "json" else _as_geojson(warehouse, released)


def as_csv(released: ReleasedFigures) -> str:
    """One row a figure; nothing else, so that any tool reads it."""
    return exports.written(HEADS, [list(record(row).values()) for row in released.rows])


def as_json(released: ReleasedFigures) -> str:
    """The figures with all that must be known to quote them."""
    return _written(about(released) | {"rows": [record(row) for row in released.rows]})


def record(row: Figure) -> dict[str, Scalar]:
    said = (row.area, row.name, row.period, row.since.isoformat(), row.until.isoformat(), row.group)
    return dict(zip(HEADS, (*said, _plain(row.value), _plain(row.lower), _plain(row.upper), _plain(row.base)), strict=True))


def about(released: ReleasedFigures) -> dict[str, object]:
    """Source, period, meaning, caveats and provenance of an indicator."""
    indicator, source = released.indicator, released.source
    return {
        "indicator": indicator.slug,
        "title": indicator.label,
        "unit": indicator.unit,
        "means": indicator.means,
        "areas": list(released.areas),
        "source": source.key,
        "source_title": source.title,
        "counting_rule": source.counting_rule,
        "licence": source.licence,
        "caveats": [caveat.words for caveat in released.caveats],
        "snapshot": released.provenance.snapshot,
        "demonstration": released.provenance.demonstration,
        "address": released.address,
    }


def as_text(released: ReleasedFigures) -> str:
    """The figures for a person: a line each, and what they rest on."""
    rows = [("area", "name", "period", "group", released.indicator.unit), *(_line(released, row) for row in released.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([*(text.ljust(width) for text, width in zip(row[:-1], widths, strict=False)), row[-1].rjust(widths[-1])])
        for row in rows
    ]
    means = f" ({released.indicator.means})" if released.indicator.means else ""
    notes = [
        f"{released.indicator.label}{means}: {len(released.rows):,} figures.",
        *(f"{caveat.words} {caveat.more}" for caveat in released.caveats),
        f"Source: {released.source.title}. Snapshot {released.provenance.snapshot}.",
    ]
    return "\n".join(line.rstrip() for line in [*lines, *notes]) + "\n"


def _line(released: ReleasedFigures, row: Figure) -> tuple[str, ...]:
    when = period_words(row.period, row.since, row.until)
    return row.area, row.name, when, row.group, f"{row.value:,.{released.indicator.decimals}f}"


def _as_geojson(warehouse: Warehouse, released: ReleasedFigures) -> str:
    """One feature a figure, drawn as its area is."""
    kind = next((kind for kind in released.areas if kind in _DRAWN), "")
    drawn = warehouse.shapes(kind) if kind else None
    if drawn is None:
        what = "No shapes are loaded for these areas" if released.rows else "No figure is loaded that this asks for"
        raise BadInput(what, field="areas", expected=f"one of {', '.join(_DRAWN)}, with its boundaries loaded")
    shapes = {feature["id"]: feature for feature in json.loads(drawn)["features"]}
    features = [{**shapes[row.area], "properties": record(row)} for row in released.rows if row.area in shapes]
    return _written({"type": "FeatureCollection", "features": features, "about": about(released)})


def _plain(value: float | None) -> Scalar:
    """A whole number without a decimal point, as it was published."""
    return int(value) if value is not None and value.is_integer() else value


def _written(document: dict[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
