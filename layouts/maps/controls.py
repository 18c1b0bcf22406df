"""What the map shows, as links: which areas or cells, count or rate, larger or smaller cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data_access.catalogue import Source
from data_access.filters import Filters
from layouts.components.attributes import said, worn
from layouts.maps.layers import AREAS, BY_KEY, CELLS
from layouts.view import RESOLUTIONS, View, address

_SIZES = {8: "Larger", 9: "Smaller", 10: "Smallest"}


def controls(
    asked: Filters, view: View, source: Source, *, key: str, drawn: Sequence[str] = ("ward",), rates: bool
) -> list[Component]:
    """Segmented links for what the source can show: ``key`` is shown, ``drawn`` are the kinds of area it can be drawn by.

    ``rates`` says whether residents are known for this question.
    """
    areas = [layer for layer in AREAS if layer.key in drawn]
    layers = [(layer.title, address(asked, replace(view, layer=layer.word)), layer.key == key) for layer in areas]
    if source.finest_cell:
        layers.append(("Cells", address(asked, replace(view, layer=CELLS)), key not in BY_KEY))
    shown = [_segments("Areas", layers)] if len(layers) > 1 else []
    if key in BY_KEY:
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
