"""What is asked of an upload at the data desk, by whoever sits at this machine; and how far it has come."""

from __future__ import annotations

from dash import Dash, Input, Output, State, no_update

from callbacks.access import here_only
from callbacks.desk import redrawn
from data_access.ingest.desk import reception
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.ids import Ids
from layouts.pages import desk as page


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """One road for every act; each asks again who is asking, and ``reception`` checks what."""

    @app.callback(
        Output(Ids.DESK_TOLD, "children"),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Output(Ids.BANNER, "children", allow_duplicate=True),
        Output(Ids.LOADED, "children", allow_duplicate=True),
        Input(Ids.DESK_ACT, "data"),
        State(Ids.DESK_AUTHOR, "value"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, no_update, no_update, no_update)
    def act_on_an_upload(asked: object, by: object, search: object) -> tuple[object, ...]:
        words = reception.act(asked, by, configured)
        return no_update if words is None else words, *redrawn(warehouse, configured, search)
