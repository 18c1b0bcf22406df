"""Maps: which outputs fill one, the residents a ward map divides by, and the hand-over of paint to the browser."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks.figures import panel_outputs
from data_access.analytics.rates import overall, rates
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.rates import Rated
from data_access.released import Released
from data_access.warehouse import Warehouse
from layouts import headlines
from layouts.components.panel import part
from layouts.maps.map import MAP_PARTS


def register(app: Dash, panel_id: str) -> None:
    """Hand a map's paint to ``assets/map.js``, which restyles what changed."""
    paint, leaflet = Input(part(panel_id, "paint"), "data"), State(part(panel_id, "leaflet"), "id")
    app.clientside_callback(ClientsideFunction("map", "paint"), paint, leaflet)


def map_outputs(panel_id: str) -> list[Output]:
    """The outputs that take ``MapParts.outputs()``."""
    return [*panel_outputs([panel_id]), *(Output(part(panel_id, name), prop) for name, prop in MAP_PARTS)]


def rated_wards(warehouse: Warehouse, asked: Filters, released: Released) -> Rated | None:
    """Counts of every ward with its residents; None where nobody has counted the residents of what is asked."""
    try:
        return warehouse.rated(released, asked.without("ward"))
    except BadInput:
        return None


def highest_rates(rated: Rated, borough: str) -> str:
    """The finding of a map of rates."""
    found = rates(rated.released, rated.by_ward)
    return headlines.highest_rates(found, overall(found, borough), rated.released.names)
