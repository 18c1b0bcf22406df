"""Stop and search: one reading of the question in the address, drawn as words, rows and figures."""

from __future__ import annotations

from dash import Dash, Input, Output

from callbacks import figures
from data_access.briefings.stop_and_search import scrutiny
from data_access.filters import Filters
from data_access.warehouse import Warehouse
from layouts.components.menu import choices, says
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages import stop_and_search as page
from layouts.pages.stop_and_search_panels import ACTION, CLICKED, GRAPHS, PANELS, RATES
from layouts.view import View

OUTPUTS = [
    Output(says(Ids.STOPS_PERIOD), "children"),
    Output(choices(Ids.STOPS_PERIOD), "children"),
    Output(says(Ids.STOPS_PLACE), "children"),
    Output(choices(Ids.STOPS_PLACE), "children"),
    Output(says(Ids.STOPS_RESIDENTS), "children"),
    Output(choices(Ids.STOPS_RESIDENTS), "children"),
    Output(Ids.STOPS_AGAINST, "hidden"),
    Output(Ids.STOPS_OTHERS, "children"),
    Output(choices(Ids.STOPS_FILES), "children"),
    Output(Ids.STOPS_HEADLINE, "children"),
    Output(Ids.STOPS_LEAD, "children"),
    Output(Ids.STOPS_NOTICES, "children"),
    Output(Ids.STOPS_OFFICERS, "children"),
    Output(part(RATES.panel, "figure"), "children"),
    Output(part(ACTION.panel, "figure"), "children"),
    Output(Ids.STOPS_FIGURES, "data"),
    *figures.panel_outputs(PANELS),
]


def register(app: Dash, warehouse: Warehouse) -> None:
    @app.callback(OUTPUTS, Input(Ids.URL, "search"))
    def draw_scrutiny(search: str | None) -> list[object]:
        query = search if isinstance(search, str) else ""
        view = View.from_query(query)
        return page.drawn(scrutiny(warehouse, Filters.from_query(query), view.against), view).outputs()

    figures.register(app, Ids.STOPS_FIGURES, GRAPHS)
    figures.register_clicks(app, CLICKED)
