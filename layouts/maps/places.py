"""The map's table: every area with its numbers, each a link that narrows the question to it."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from data_access.filters import Filters
from data_access.rates import Rated
from data_access.released import Released, Row
from data_access.wording import capitalised, thousands
from layouts.components.attributes import worn
from layouts.components.table import Column, Line, caption_words, table
from layouts.maps.layers import BY_KEY
from layouts.maps.paint import MapPaint
from layouts.view import View, address
from layouts.wording import amount

_MOST_AREAS, _MOST_CELLS = 300, 100  # rows; the download has the rest


def places_table(
    released: Released, shown: MapPaint, rated: Rated | None, names: Mapping[str, str], asked: Filters, view: View
) -> list[Component]:
    """Areas by what they are coloured by, the highest first."""
    counts = {row.keys[0]: row for row in released.rows}
    rates = {row.keys[0]: rated.rate(row) for row in released.rows} if rated is not None else {}
    ordered = sorted(shown.areas, key=lambda slug: (-_rank(slug, counts, rates if shown.by_rate else {}), names.get(slug, slug)))
    layer = BY_KEY.get(shown.key)
    most = _MOST_AREAS if layer else _MOST_CELLS
    columns = [Column(layer.head if layer else "Cell"), Column(capitalised(released.source.noun[1]), numeric=True)]
    columns += [Column("Per 1,000", numeric=True)] if rated is not None else []
    columns += [Column("95 % interval", numeric=True, quiet=True)] if rated is not None and rated.intervals else []
    lines = [_line(slug, shown, counts, names, asked, view, rated=rated) for slug in ordered[:most]]
    more = len(ordered) - most
    rest = [html.P(f"The {most} highest of {thousands(len(ordered))}: the download has them all.", className="quiet small")]
    return [table(columns, lines, caption_words(released)), *(rest if more > 0 else [])]


def _rank(slug: str, counts: Mapping[str, Row], rates: Mapping[str, float | None]) -> float:
    ranked = rates.get(slug, 0) if rates else counts[slug].value if slug in counts else 0
    return -1 if ranked is None else float(ranked)


def _line(
    slug: str,
    shown: MapPaint,
    counts: Mapping[str, Row],
    names: Mapping[str, str],
    asked: Filters,
    view: View,
    *,
    rated: Rated | None,
) -> Line:
    chosen = slug in shown.chosen.get(shown.key, ())
    name = names.get(slug) or f"Cell {slug.rstrip('f')[-6:]}"
    link = worn(html.A(name, href=address(asked.toggling(shown.key, slug), view)), {"aria-current": "true"} if chosen else {})
    row = counts.get(slug, Row((slug,), 0))
    cells: list[str | Component] = [link, amount(row)]
    cells += _rate_cells(row, rated) if rated is not None else []
    return Line(cells, marked=chosen)


def _rate_cells(row: Row, rated: Rated) -> list[str | Component]:
    """The rate, and between which values it may lie; where all are estimates their error stands under the map."""
    rate, interval = rated.rate(row), rated.intervals.get(row.keys[0])
    said = "–" if rate is None else f"{'about ' if row.about else ''}{rate:,.1f}"
    between = "–" if interval is None or rate is None else f"{interval.low:,.1f} to {interval.high:,.1f}"
    return [said, *([between] if rated.intervals else [])]
