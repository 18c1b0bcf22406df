"""Explore: the address in, rail, map and figures out, in one round trip."""

from __future__ import annotations

from dash import Dash

from callbacks import figures, filters, maps
from callbacks.answers import Answering, panel_places
from data_access.analytics.comparison import comparison
from data_access.filters import Filters
from data_access.released import Released
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.answer import FIGURES, SAME, Place
from layouts.components import sentence
from layouts.components.panel import PARTS
from layouts.ids import Ids
from layouts.maps.map import MapParts
from layouts.pages import explore
from layouts.view import View


def register(app: Dash) -> None:
    figures.register_clicks(app, explore.FIGURES)


def answering(warehouse: Warehouse, configured: Settings) -> Answering:
    def answer(query: str) -> dict[Place, object]:
        asked, view = warehouse.known(Filters.from_query(query, source=explore.SOURCE)), View.from_query(query)
        question = warehouse.settled(asked)
        return filters.filled(asked, question, view, warehouse, configured) | drawn(warehouse, question, view)

    return Answering(answer, explore.SOURCE)


def drawn(warehouse: Warehouse, asked: Filters, view: View) -> dict[Place, object]:
    """The page's map and figures, of a question whose period is settled."""
    around: dict[explore.Breakdown, Filters] = {("month",): explore.window(asked, warehouse.coverage(asked.source))}
    place = maps.mapped_by(warehouse, asked.source, view)
    tables = warehouse.tables(asked, explore.breakdowns(asked, place), free=True, instead=around)
    by_month = tables[("month",)]
    change = comparison(by_month, since=asked.since or by_month.since, until=asked.until or by_month.until)
    parts, painted = explore.drawn(asked, view, tables, change)
    words = [word for each in parts for word in (each or [SAME] * len(PARTS))]
    return {
        **dict(zip(panel_places(explore.PANELS), words, strict=True)),
        **dict(zip([Place(explore.frame(panel), "className") for panel in explore.PANELS], explore.frames(parts), strict=True)),
        Place("", FIGURES): painted,
        Place(Ids.EXPLORE_ABSENT): explore.absent_words(asked, warehouse.mapped(asked.source)),
        Place(Ids.FILTER_DONE): sentence.show_words(tables[()]),
        **placed(warehouse, asked, view, tables.get((place,))),
    }


def placed(warehouse: Warehouse, asked: Filters, view: View, by_place: Released | None) -> dict[Place, object]:
    """The map, or no map where the source knows no places: an empty one would read as nought."""
    slot = Place(explore.frame(Ids.EXPLORE_MAP), "className")
    if by_place is None:
        return {slot: explore.MAP_GONE}
    shown = drawn_map(warehouse, asked, view, by_place).outputs()
    return {slot: explore.MAP_SHOWN, **dict(zip(maps.map_places(Ids.EXPLORE_MAP), shown, strict=True))}


def drawn_map(warehouse: Warehouse, asked: Filters, view: View, released: Released) -> MapParts:
    """The map of a question, with rates where residents are known."""
    key = released.by[0].key
    rated = maps.rated_areas(warehouse, asked, released)
    areas = [area.code for area in warehouse.areas(key)]
    drawn, peopled = warehouse.mapped(asked.source), warehouse.residents(area_kind=key) is not None
    finding = maps.highest_rates(rated, warehouse.borough) if rated is not None and view.measure == "rate" else ""
    return explore.mapped(asked, view, released, rated=rated, areas=areas, finding=finding, drawn=drawn, peopled=peopled)
