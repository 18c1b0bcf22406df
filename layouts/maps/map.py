"""A map on the page: its frame, its controls, its legend, the tool to draw an area, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import dash_leaflet as dl
from dash import dcc, html
from dash.development.base_component import Component

from data_access.filters import Filters
from data_access.rates import Rated
from data_access.released import Released
from data_access.settings import Settings
from layouts.answer import PAINT
from layouts.canvas import Json
from layouts.components.attributes import said, worn
from layouts.components.panel import Drop, PanelParts, panel_parts, part, switch
from layouts.maps.controls import controls
from layouts.maps.paint import MapPaint
from layouts.maps.places import places_table
from layouts.maps.words import finding, not_on_map, rate_caution, subtitle, why_not
from layouts.view import View

# The parts of a map panel that a callback rewrites, after the panel's own.
MAP_PARTS = (
    ("leaflet", PAINT),
    ("legend", "children"),
    ("controls", "children"),
    ("absent", "children"),
    ("drawing", "className"),
)


class MapParts(NamedTuple):
    """New contents for a map panel: the panel's words, then the parts of ``MAP_PARTS``."""

    words: PanelParts
    paint: dict[str, Json]
    legend: list[Component]
    controls: list[Component]
    absent: list[Component]
    drawing: str

    def outputs(self) -> list[object]:
        """In the order of ``callbacks.maps.map_outputs``."""
        return [*self.words, *self[1:]]


def map_panel(panel_id: str, heading: str, configured: Settings, *, height: int) -> html.Section:
    """A map with its finding, controls, table, drawing tool and source, before anything is known."""
    head = html.Div(html.H2(heading, id=part(panel_id, "title"), className="finding"), className="titles")
    layers: list[Component] = [
        area_map(panel_id, configured, height=height),
        worn(html.Div(className="skeleton fill"), {"aria-hidden": "true"}),
        html.Div(id=part(panel_id, "note"), className="note"),
        html.Div(id=part(panel_id, "table"), className="twin"),
    ]
    parts = [
        html.Header([head, switch(panel_id, heading)]),
        html.P("", id=part(panel_id, "subtitle"), className="subtitle"),
        said(html.Div(id=part(panel_id, "controls"), className="map-controls", role="group"), "What the map shows"),
        html.Div(layers, className="frame map-frame", style={"--height": f"{height}px"}),
        html.Div(id=part(panel_id, "absent"), className="map-absent"),
        drawing_tool(panel_id),
        html.Div(id=part(panel_id, "source"), className="source"),
    ]
    return worn(html.Section(parts, className="panel map-panel"), {"aria-labelledby": part(panel_id, "title")})


def area_map(panel_id: str, configured: Settings, *, height: int) -> html.Div:
    """A map and its legend."""
    view = configured.map_view
    leaflet = dl.MapContainer(
        [dl.ZoomControl(position="topright"), dl.ScaleControl(position="bottomright", imperial=False, maxWidth=80)],
        id=part(panel_id, "leaflet"),
        className="leaflet",
        center=[view.lat, view.lng],
        zoom=view.zoom,
        zoomSnap=0,
        zoomControl=False,
        attributionControl=False,
        boxZoom=False,
        scrollWheelZoom=False,
    )
    key = html.Div(id=part(panel_id, "legend"), className="map-legend")
    frame = html.Div(
        [leaflet, key],
        className="plot map",
        role="group",
        style={"height": f"var(--height, {height}px)"},
    )
    return said(frame, "Map. The Table button lists its areas.")


def legend(shown: MapPaint) -> list[Component]:
    """What each shade stands for."""
    shape = "cell" if shown.key.startswith("h3_") else "area"
    entries = [
        html.Li([html.Span(className=f"swatch {shape} shade-{entry.shade} {shown.whole}"), entry.words]) for entry in shown.legend
    ]
    partial = [html.P("parts of months only", className="quiet")] if shown.whole == "partial" else []
    return [html.P(shown.title, className="legend-title"), html.Ul(entries), *partial]


def drawing_tool(panel_id: str) -> html.Div:
    """Draw an area by clicks, or type its corners."""
    draw = worn(html.Button("Draw an area", type="button", className="draw"), {"data-draws": part(panel_id, "leaflet")})
    hint = "Three to 100 corners, latitude then longitude, one a line."
    corners = dcc.Textarea(
        id=part(panel_id, "corners"), rows=4, placeholder="51.4613, -0.0130", spellCheck=False, className="corners"
    )
    named = html.Label([html.Span(hint, className="small quiet"), corners])
    use = worn(html.Button("Use these corners", type="button"), {"data-corners": part(panel_id, "corners")})
    fault = html.P(className="fault", role="alert")
    typed = html.Details([html.Summary("Type its corners"), html.Div([named, use, fault], className="typed")])
    return html.Div([draw, typed], id=part(panel_id, "drawing"), className="map-drawing")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a map is to be shown: with a finding that only an analysis gives, as a table, with its areas' residents known."""

    said_first: str = ""
    as_table: bool = False
    peopled: bool = True


def map_parts(
    released: Released,
    shown: MapPaint,
    asked: Filters,
    view: View,
    *,
    rated: Rated | None = None,
    how: Shown = Shown(),
    drops: Sequence[Drop] = (),
) -> MapParts:
    """What a map panel says of an answer."""
    words = panel_parts(
        released,
        finding=how.said_first or finding(released, shown),
        subtitle=subtitle(released, shown),
        drops=drops,
    )
    names = released.names
    twin = places_table(released, shown, rated, names, asked, view) if how.as_table and not words.note else []
    open_points = released.source.finest_cell > 0 and released.source.disclosure == "O"
    return MapParts(
        words=words._replace(table=twin),
        paint=shown.sent(),
        legend=legend(shown),
        controls=controls(asked, view, released.source, key=shown.key, drawn=shown.drawn_by, rates=rated is not None),
        absent=_beneath(released, shown, view, rated, peopled=how.peopled),
        drawing="map-drawing" if open_points else "map-drawing gone",
    )


def _beneath(released: Released, shown: MapPaint, view: View, rated: Rated | None, *, peopled: bool) -> list[Component]:
    why = why_not(released, key=shown.key, measure=view.measure, by_rate=shown.by_rate, drawn=shown.drawn_by, peopled=peopled)
    lines = [*released.estimated, why, rate_caution(rated) if shown.by_rate and rated is not None else ""]
    return [html.P(not_on_map(released)), *(html.P(line, className="quiet") for line in lines if line)]
