"""Explore: the address in, map and figures out, in one round trip."""

from __future__ import annotations

from dash import Dash, Input, Output, no_update

from callbacks import figures, maps
from data_access.analytics.comparison import comparison
from data_access.catalogue import SOURCES
from data_access.filters import Filters
from data_access.released import Released
from data_access.warehouse import Warehouse, known
from layouts.components import sentence
from layouts.components.panel import PARTS, PanelParts
from layouts.ids import Ids
from layouts.maps.map import MapParts
from layouts.pages import explore
from layouts.view import View


def register(app: Dash, warehouse: Warehouse) -> None:
    figures.register(app, Ids.EXPLORE_FIGURES, explore.FIGURES)
    figures.register_clicks(app, explore.FIGURES)
    maps.register(app, Ids.EXPLORE_MAP)

    @app.callback(_outputs(), Input(Ids.URL, "search"))
    def draw_explore(search: object) -> dict[str, object]:
        query = search if isinstance(search, str) else ""
        asked = warehouse.settled(known(Filters.from_query(query, source=explore.SOURCE)))
        return drawn(warehouse, asked, View.from_query(query))


def _outputs() -> dict[str, object]:
    return {
        "parts": figures.panel_outputs(explore.PANELS),
        "frames": [Output(explore.frame(panel), "className") for panel in explore.PANELS],
        "figures": Output(Ids.EXPLORE_FIGURES, "data"),
        "absent": Output(Ids.EXPLORE_ABSENT, "children"),
        "done": Output(Ids.FILTER_DONE, "children"),
        "map": maps.map_outputs(Ids.EXPLORE_MAP),
    }


def drawn(warehouse: Warehouse, asked: Filters, view: View) -> dict[str, object]:
    """Everything the page shows of a question."""
    around: dict[explore.Breakdown, Filters] = {("month",): explore.window(asked, warehouse.coverage(asked.source))}
    answers = warehouse.tables(asked, explore.breakdowns(asked, view), free=True, instead=around)
    by_month = answers[("month",)]
    change = comparison(by_month, since=asked.since or by_month.since, until=asked.until or by_month.until)
    parts, painted = explore.drawn(asked, view, answers, change)
    return {
        "parts": [words for each in parts for words in _words(each)],
        "frames": explore.frames(parts),
        "figures": painted,
        "absent": explore.absent_words(asked),
        "done": sentence.show_words(answers[()]),
        "map": drawn_map(warehouse, asked, view, answers[(explore.place_key(SOURCES[asked.source], view),)]).outputs(),
    }


def drawn_map(warehouse: Warehouse, asked: Filters, view: View, released: Released) -> MapParts:
    """The map of a question, with rates where residents are known."""
    by_ward = released.by[0].key == "ward"
    rated = maps.rated_wards(warehouse, asked, released) if by_ward else None
    wards = [area.code for area in warehouse.areas("ward")]
    finding = maps.highest_rates(rated, warehouse.borough) if rated is not None and view.measure == "rate" else ""
    return explore.mapped(asked, view, released, rated=rated, wards=wards, finding=finding)


def _words(parts: PanelParts | None) -> list[object]:
    return [no_update] * len(PARTS) if parts is None else list(parts)
