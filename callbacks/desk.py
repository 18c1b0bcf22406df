"""Data desk: the address in, the history out; and an undo, for whoever sits at this machine."""

from __future__ import annotations

from dash import Dash, Input, Output, State, no_update

from callbacks.access import here_only, shown_here
from callbacks.answers import Answering
from data_access.filters import Filters
from data_access.ingest.desk import desk as at_desk
from data_access.ingest.desk import reception
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts import shell
from layouts.answer import Place, answered
from layouts.ids import Ids
from layouts.pages import desk as page

PLACES = [
    Place(Ids.DESK_CLOSED),
    Place(Ids.DESK_HANDS, "hidden"),
    Place(Ids.DESK_DROP),
    Place(Ids.DESK_UPLOADS),
    Place(Ids.DESK_ACTIONS, "hidden"),
    Place(Ids.DESK_LOADS),
    Place(Ids.DESK_CHANGES),
    Place(Ids.DESK_ASIDE),
]


BEGUN = "It has begun: how far it has come stands above."


def answering(configured: Settings) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        return filled(configured, query)

    return Answering(drawn, Filters().source)


def filled(configured: Settings, query: str) -> dict[Place, object]:
    """The desk for whoever sits at this machine; for anybody else, why there is nothing."""

    def drawn() -> list[object]:
        waiting = at_desk.waiting(configured)  # first: what is said to be published by now is in the history then
        return page.drawn(at_desk.desk(configured, query), waiting, configured.upload_mb)

    return shown_here(PLACES, drawn, page.closed)


def redrawn(warehouse: Warehouse, configured: Settings, search: object) -> tuple[object, object, object]:
    """The page, the banner and what is loaded, as they stand now."""
    answer = answered(filled(configured, search if isinstance(search, str) else ""))
    if not warehouse.ready:
        return answer, None, ""
    provenance = warehouse.provenance
    return answer, shell.banner(provenance), shell.loaded_words(provenance)


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """Undo in two steps: what would be taken back, then doing it. Each asks again who is asking."""

    @app.callback(
        Output(Ids.DESK_ASKED, "children"),
        Output(Ids.DESK_SURE, "hidden"),
        Output(Ids.DESK_SHOWN, "data"),
        Input(Ids.DESK_ASK, "n_clicks"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, True, None)
    def ask_what_would_be_undone(_clicks: object) -> tuple[object, object, object]:
        found = at_desk.desk(configured)
        return page.asked(found), not found.undoable, found.current

    @app.callback(
        Output(Ids.DESK_DONE, "children"),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Output(Ids.BANNER, "children", allow_duplicate=True),
        Output(Ids.LOADED, "children", allow_duplicate=True),
        Output(Ids.DESK_ASKED, "children", allow_duplicate=True),
        Output(Ids.DESK_SURE, "hidden", allow_duplicate=True),
        Input(Ids.DESK_SURE, "n_clicks"),
        State(Ids.DESK_SHOWN, "data"),
        State(Ids.DESK_AUTHOR, "value"),
        prevent_initial_call=True,
    )
    @here_only(page.REFUSED, no_update, no_update, no_update, "", True)
    def undo_the_last_load(_clicks: object, shown: object, by: object) -> tuple[object, ...]:
        return undone(warehouse, configured, shown, by)


def undone(warehouse: Warehouse, configured: Settings, shown: object, by: object) -> tuple[object, ...]:
    """The page and the frame around it once an undo has begun, or why there is none."""
    words = reception.act({"act": "undo", "shown": shown}, by, configured)
    if words:
        return words, no_update, no_update, no_update, no_update, no_update
    return BEGUN, *redrawn(warehouse, configured, ""), "", True
