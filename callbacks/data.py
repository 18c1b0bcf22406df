"""Data and methods: what is loaded, read when the page opens."""

from __future__ import annotations

from dash import Dash, Input, Output
from dash.development.base_component import Component

from data_access.warehouse import Warehouse
from layouts.ids import Ids
from layouts.pages import data


def register(app: Dash, warehouse: Warehouse) -> None:
    @app.callback(Output(Ids.DATA_HOLDINGS, "children"), Input(Ids.URL, "pathname"))
    def draw_holdings(_path: str) -> list[Component]:
        return data.drawn(warehouse.holdings())
