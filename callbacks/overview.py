"""Overview: the address in, every word and figure of the page out, in one round trip."""

from __future__ import annotations

from dash import Dash, Input, Output

from callbacks import figures
from data_access.briefings.overview import overview
from data_access.warehouse import Warehouse
from layouts.components.menu import choices, says
from layouts.ids import Ids
from layouts.pages import overview as page
from layouts.view import View

OUTPUTS = [
    Output(Ids.OVERVIEW_HEADLINE, "children"),
    Output(says(Ids.OVERVIEW_SOURCES), "children"),
    Output(choices(Ids.OVERVIEW_SOURCES), "children"),
    Output(Ids.OVERVIEW_LEAD, "children"),
    Output(Ids.OVERVIEW_NOTICES, "children"),
    Output(Ids.OVERVIEW_PRESENT, "href"),
    Output(choices(Ids.OVERVIEW_FILES), "children"),
    Output(Ids.OVERVIEW_MISSING, "children"),
    Output(Ids.OVERVIEW_SOURCE, "children"),
    *figures.panel_outputs(page.PANELS),
    *(Output(slot, "children") for slot in page.SLOTS),
]


def register(app: Dash, warehouse: Warehouse) -> None:
    @app.callback(OUTPUTS, Input(Ids.URL, "search"))
    def draw_overview(search: str | None) -> list[object]:
        query = search if isinstance(search, str) else ""
        return page.drawn(overview(warehouse, query), View.from_query(query))

    figures.register_answered(app, Ids.OVERVIEW_SOURCE)
