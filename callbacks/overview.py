"""Overview: the address in, every word and figure of the page out, in one round trip."""

from __future__ import annotations

from dash import Dash, Input, Output

from callbacks import figures
from data_access.briefings.overview import overview
from data_access.warehouse import Warehouse
from layouts.ids import Ids
from layouts.pages import overview as page
from layouts.view import View

OUTPUTS = [Output(name, name_of) for name, name_of in page.output_places()]


def register(app: Dash, warehouse: Warehouse) -> None:
    @app.callback(OUTPUTS, Input(Ids.URL, "search"))
    def draw_overview(search: str | None) -> list[object]:
        query = search if isinstance(search, str) else ""
        return page.drawn(overview(warehouse, query), View.from_query(query))

    figures.register_answered(app, Ids.OVERVIEW_SOURCE)
