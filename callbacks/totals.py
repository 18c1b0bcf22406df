"""Totals that suppliers gave: shown, and withdrawn, by whoever sits at this machine."""

from __future__ import annotations

from dash import Dash, Input, Output, State

from callbacks.access import here_only, shown_here
from callbacks.answers import Answering
from data_access.filters import Filters
from data_access.ingest.stored import states, totals
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.answer import Place, answered
from layouts.ids import Ids
from layouts.pages import totals as page

PLACES = [Place(Ids.TOTALS_SHOWN), Place(Ids.TOTALS_BACK_ASKED), Place(Ids.TOTALS_BACK_FORM, "hidden")]


def answering(warehouse: Warehouse, configured: Settings) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        return filled(warehouse, configured, query)

    return Answering(drawn, Filters().source)


def filled(warehouse: Warehouse, configured: Settings, query: object) -> dict[Place, object]:
    """The page for whoever sits at this machine; for anybody else, why there is nothing."""
    return shown_here(PLACES, lambda: page.drawn(totals.desk(warehouse, configured, query)), page.closed)


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """One step, which asks again who is there."""
    refused = answered(dict(zip(PLACES, page.closed(), strict=True)))

    @app.callback(
        Output(Ids.TOTALS_DONE, "children"),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.TOTALS_BACK, "n_clicks"),
        State(Ids.URL, "search"),
        State(Ids.TOTALS_WHY, "value"),
        State(Ids.TOTALS_AUTHOR, "value"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, refused)
    def withdraw_the_total(_clicks: object, search: object, why: object, by: object) -> tuple[object, object]:
        words = totals.withdrawn_by(configured, by, states.at(search)[1], why)
        return words, answered(filled(warehouse, configured, search))
