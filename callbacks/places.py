"""Places in words: the texts that wait out; an answer, its taking back, and placing again in. For whoever sits here only."""

from __future__ import annotations

from http import HTTPStatus

from dash import Dash, Input, Output, State, no_update
from flask import Response

from callbacks.access import here_only, on_loopback, shown_here
from callbacks.answers import Answering
from data_access.filters import Filters
from data_access.ingest.desk import places_desk as at_desk
from data_access.ingest.desk import reception
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from geo import features
from layouts import shell
from layouts.answer import PAINT, Place, answered
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages import desk as desk_page
from layouts.pages import places as page
from layouts.pages.places_queue import Wish

POINTS = "/data-desk/places/points.json"
LOOK = "look"
PLACES = [
    Place(Ids.PLACES_CLOSED),
    Place(Ids.PLACES_DESK, "hidden"),
    Place(Ids.PLACES_LEAD),
    Place(Ids.PLACES_QUEUE),
    Place(Ids.PLACES_ASKED),
    Place(Ids.PLACES_CHOICE),
    Place(Ids.PLACES_LEFT),
    Place(Ids.PLACES_ANSWERED),
    Place(part(Ids.PLACES_MAP, "leaflet"), PAINT),
]


LEFT = PLACES.index(Place(Ids.PLACES_LEFT))


def answering(configured: Settings) -> Answering:
    return Answering(lambda query: filled(configured, query), Filters().source)


def filled(configured: Settings, query: str = "", wish: Wish | None = None) -> dict[Place, object]:
    """The review for whoever sits at this machine; for anybody else, why there is nothing."""
    places = PLACES if on_loopback() else PLACES[:-1]  # who may see nothing gets no map
    shown = wish or Wish.of(query)
    return shown_here(
        places, lambda: page.drawn(at_desk.places_desk(configured), shown, reception.placing(configured)), page.closed
    )


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """What is said of a text, and placing again: one road for every deed; each asks again who is asking."""
    _register_points(app, configured)

    @app.callback(
        Output(Ids.PLACES_DONE, "children"),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Output(Ids.LOADED, "children", allow_duplicate=True),
        Input(Ids.PLACES_DEED, "data"),
        State(Ids.PLACES_AUTHOR, "value"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    @here_only(desk_page.REFUSED, no_update, no_update)
    def keep_what_is_said(sent: object, by: object, search: object) -> tuple[object, object, object]:
        return done(warehouse, configured, sent, by, search if isinstance(search, str) else "")


def done(warehouse: Warehouse, configured: Settings, sent: object, by: object, search: str) -> tuple[object, object, object]:
    """What to say of a deed, the page and its foot after it."""
    work = reception.act({"act": named(sent, "deed"), "id": named(sent, "id")}, by, configured)
    if work is None and named(sent, "deed") != LOOK:
        return answer_kept(configured, sent, by, search)
    told = work or ("" if named(sent, "deed") == "place" else no_update)
    under_way = reception.placing(configured)
    if under_way is not None and under_way.running:  # the form is being filled in: only what moves is told
        return told, answered({PLACES[LEFT]: page.left(at_desk.places_desk(configured), under_way)}), no_update
    foot = shell.loaded_words(warehouse.provenance) if warehouse.ready else no_update
    return told, answered(filled(configured, wish=Wish.of(search, text=named(sent, "text")))), foot


def answer_kept(configured: Settings, sent: object, by: object, search: str) -> tuple[object, object, object]:
    """The page with the next text, or why nothing was kept."""
    wish = page.next_wish(Wish.of(search), at_desk.places_desk(configured), named(sent, "digest"))
    kept, words = at_desk.said_of(sent, by, configured)
    return words, answered(filled(configured, wish=wish)) if kept else no_update, no_update


def named(sent: object, key: str) -> str:
    value = sent.get(key) if isinstance(sent, dict) else None
    return value if isinstance(value, str) else ""


def _register_points(app: Dash, configured: Settings) -> None:
    @app.server.get(POINTS)
    def draw_points() -> Response:
        """Named points for the map, at this machine only."""
        if not on_loopback():
            return Response("There is nothing here.\n", HTTPStatus.NOT_FOUND, mimetype="text/plain")
        drawn = features.points(at_desk.named_points(configured))
        return Response(drawn, headers={"Cache-Control": "no-store"}, mimetype="application/geo+json")
