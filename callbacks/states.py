"""States set by hand: asked about, set and withdrawn, by whoever sits at this machine."""

from __future__ import annotations

from dash import Dash, Input, Output, State, no_update

from callbacks.access import here_only, shown_here
from callbacks.answers import Answering
from data_access.errors import LionError
from data_access.filters import Filters
from data_access.ingest.stored import states
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.answer import Place, answered
from layouts.ids import Ids
from layouts.pages import states as page

PLACES = [
    Place(Ids.STATES_CLOSED),
    Place(Ids.STATES_SHOWN),
    Place(Ids.STATES_FORM, "hidden"),
    Place(Ids.STATES_AREAS),
    Place(Ids.STATES_BACK_ASKED),
    Place(Ids.STATES_BACK_FORM, "hidden"),
    Place(Ids.STATES_HISTORY),
]


def answering(warehouse: Warehouse, configured: Settings) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        return filled(warehouse, configured, query)

    return Answering(drawn, Filters().source)


def filled(warehouse: Warehouse, configured: Settings, query: object) -> dict[Place, object]:
    """The page for whoever sits at this machine; for anybody else, why there is nothing."""
    return shown_here(PLACES, lambda: page.drawn(states.desk(warehouse, configured, *states.at(query))), page.closed)


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """Three steps, each of which asks again who is there: ask, set, withdraw."""

    @app.callback(
        Output(Ids.STATES_ASKED, "children"),
        Output(Ids.STATES_SURE, "hidden"),
        Output(Ids.STATES_WISH, "data"),
        Input(Ids.STATES_ASK, "n_clicks"),
        State(Ids.URL, "search"),
        State(Ids.STATES_AREA, "data"),
        State(Ids.STATES_SINCE, "value"),
        State(Ids.STATES_UNTIL, "value"),
        State(Ids.STATES_STATE, "data"),
        State(Ids.STATES_REASON, "value"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, True, None)
    def ask_what_readers_would_see(_clicks: object, search: object, *given: object) -> tuple[object, object, object]:
        return asked(warehouse, (states.at(search)[0], *given))

    @app.callback(
        Output(Ids.STATES_DONE, "children"),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Output(Ids.STATES_ASKED, "children", allow_duplicate=True),
        Output(Ids.STATES_SURE, "hidden", allow_duplicate=True),
        Input(Ids.STATES_SURE, "n_clicks"),
        State(Ids.URL, "search"),
        State(Ids.STATES_WISH, "data"),
        State(Ids.STATES_AUTHOR, "value"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, no_update, "", True)
    def set_the_state(_clicks: object, search: object, wish: object, by: object) -> tuple[object, ...]:
        given = tuple(wish) if isinstance(wish, list) and len(wish) == page.WISHED else ("",) * page.WISHED
        words = states.set_by(warehouse, configured, by, given)
        return words, answered(filled(warehouse, configured, search)), "", True

    @app.callback(
        Output(Ids.STATES_DONE, "children", allow_duplicate=True),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.STATES_BACK, "n_clicks"),
        State(Ids.URL, "search"),
        State(Ids.STATES_WHY, "value"),
        State(Ids.STATES_BACK_AUTHOR, "value"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, no_update)
    def withdraw_the_state(_clicks: object, search: object, why: object, by: object) -> tuple[object, object]:
        words = states.withdrawn_by(configured, by, states.at(search)[1], why)
        return words, answered(filled(warehouse, configured, search))


def asked(warehouse: Warehouse, given: tuple[object, ...]) -> tuple[object, object, object]:
    """What readers would see, whether nothing can be set, and what would be set."""
    try:
        wish = states.wished(*given)
        return page.asked(states.weighed(warehouse, wish)), False, states.keys_of(wish)
    except LionError as fault:
        return str(fault), True, None
