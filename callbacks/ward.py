"""Ward: the address as one ward beside the borough; a name or a postcode as an address."""

from __future__ import annotations

from dash import Dash, Input, Output, State, no_update

from callbacks import figures
from data_access.briefings import ward as briefing
from data_access.briefings.finding_a_ward import found
from data_access.filters import Filters
from data_access.portrait import SOURCE, Found
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.components.menu import choices, says
from layouts.ids import Ids
from layouts.pages import ward as page
from layouts.pages.ward_choice import answer, leading_to
from layouts.pages.ward_panels import FIGURES, PANELS
from layouts.view import View

OUTPUTS = [
    Output(says(Ids.WARD_MENU), "children"),
    Output(choices(Ids.WARD_MENU), "children"),
    Output(says(Ids.WARD_SOURCES), "children"),
    Output(choices(Ids.WARD_SOURCES), "children"),
    Output(Ids.WARD_NAMES, "children"),
    Output(Ids.WARD_NOTICES, "children"),
    Output(Ids.WARD_LEAD, "children"),
    Output(Ids.WARD_LIST, "children"),
    Output(Ids.WARD_THREE, "className"),
    Output(Ids.WARD_STRIPS, "children"),
    Output(Ids.WARD_FOOT, "children"),
    Output(Ids.WARD_FIGURES, "data"),
    *figures.panel_outputs(PANELS),
]


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    figures.register(app, Ids.WARD_FIGURES, FIGURES)

    @app.callback(OUTPUTS, Input(Ids.URL, "search"))
    def draw_ward(search: object) -> list[object]:
        query = search if isinstance(search, str) else ""
        filters = Filters.from_query(query, source=SOURCE)
        about = briefing.wards(warehouse, filters)
        told = briefing.portrait(warehouse, filters, about)
        return page.drawn(about, told, View.from_query(query), configured.thresholds.town_centre_wards).outputs()

    @app.callback(
        Output(Ids.URL, "search", allow_duplicate=True),
        Output(Ids.WARD_FOUND, "children"),
        Output(Ids.WARD_SOUGHT, "value"),
        Input(Ids.WARD_SOUGHT, "n_submit"),
        Input(Ids.WARD_FIND, "n_clicks"),
        State(Ids.WARD_SOUGHT, "value"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    def find_ward(submitted: object, clicked: object, sought: object, search: object) -> tuple[object, object, object]:
        query = search if isinstance(search, str) else ""
        one = found(warehouse, sought) if submitted or clicked else Found()
        return (leading_to(one.code, query), [], "") if one.code else (no_update, answer(one, query), no_update)
