"""What the map shows, as links: wards or cells, count or rate, larger or smaller cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data_access.catalogue import Source
from data_access.filters import Filters
from layouts.components.attributes import said, worn
from layouts.view import RESOLUTIONS, View, address

_SIZES = {8: "Larger", 9: "Smaller", 10: "Smallest"}


def controls(asked: Filters, view: View, source: Source, *, by_ward: bool, rates: bool) -> list[Component]:
    """Segmented links for what the source can show; ``rates`` says whether residents are known for this question."""
    if not source.finest_cell:
        return [_measures(asked, view)] if rates else []
    layers = [
        ("Wards", address(asked, replace(view, layer="wards")), by_ward),
        ("Cells", address(asked, replace(view, layer="cells")), not by_ward),
    ]
    shown = [_segments("Areas", layers)]
    if by_ward:
        return [*shown, _measures(asked, view)] if rates else shown
    fine = [res for res in RESOLUTIONS if res <= source.finest_cell]
    now = min(view.res, source.finest_cell)
    sizes = [(_SIZES[res], address(asked, replace(view, layer="cells", res=res)), res == now) for res in fine]
    return [*shown, _segments("Size of cells", sizes)]


def _measures(asked: Filters, view: View) -> Component:
    rate = view.measure == "rate"
    return _segments(
        "Measure",
        [
            ("Count", address(asked, replace(view, measure="count")), not rate),
            ("Per 1,000", address(asked, replace(view, measure="rate")), rate),
        ],
    )


def _segments(name: str, choices: Sequence[tuple[str, str, bool]]) -> html.Div:
    links = [worn(html.A(words, href=href), {"aria-current": "true"} if now else {}) for words, href, now in choices]
    return said(html.Div(links, className="seg big", role="group"), name)
