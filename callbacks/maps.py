"""Maps: which places fill one, and the residents a map of areas divides by."""

from __future__ import annotations

from callbacks.answers import panel_places
from data_access.analytics.rates import overall
from data_access.catalogue import SOURCES
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.rates import Rated
from data_access.released import Released
from data_access.warehouse import Warehouse
from layouts import headlines
from layouts.answer import Place
from layouts.components.panel import part
from layouts.maps import layers
from layouts.maps.map import MAP_PARTS
from layouts.view import View


def map_places(panel_id: str) -> list[Place]:
    """The places that take ``MapParts.outputs()``."""
    return [*panel_places([panel_id]), *(Place(part(panel_id, name), what) for name, what in MAP_PARTS)]


def mapped_by(warehouse: Warehouse, source: str, view: View) -> str:
    """What the map of a source is coloured by; "" where it has none."""
    return layers.mapped_by(SOURCES[source], view, warehouse.mapped(source))


def rated_areas(warehouse: Warehouse, asked: Filters, released: Released) -> Rated | None:
    """Counts of every area with its residents; None where nobody has counted the residents of what is asked."""
    try:
        return warehouse.rated(released, asked.without(released.by[0].key))
    except BadInput:
        return None


def highest_rates(rated: Rated, borough: str) -> str:
    """The finding of a map of rates."""
    each = layers.BY_KEY[rated.kind].one
    return headlines.highest_rates(rated.rates, overall(rated.rates, borough), rated.released.names, each)
