"""Places in words: the texts that wait out; an answer, its taking back, and placing again in. For whoever sits here only."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qs

from dash import Dash, Input, Output, State, no_update
from flask import Response

from callbacks.access import here_only, on_loopback, shown_here
from callbacks.answers import Answering
from data_access.filters import Filters
from data_access.ingest.desk import places_desk as at_desk
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from geo import features
from layouts import shell
from layouts.answer import PAINT, Place, answered
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages import desk as desk_page
from layouts.pages import places as page

POINTS = "/data-desk/places/points.json"
PLACES = [
    Place(Ids.PLACES_CLOSED),
    Place(Ids.PLACES_DESK, "hidden"),
    Place(Ids.PLACES_LEAD),
    Place(Ids.PLACES_QUEUE),
    Place(Ids.PLACES_CHOICE),
    Place(Ids.PLACES_LEFT),
    Place(Ids.PLACES_ANSWERED),
    Place(part(Ids.PLACES_MAP, "leaflet"), PAINT),
]


def answering(configured: Settings) -> Answering:
    return Answering(lambda query: filled(configured, query), Filters().source)


def filled(configured: Settings, query: str = "") -> dict[Place, object]:
    """The review for whoever sits at this machine; for anybody else, why there is nothing."""
    asked = parse_qs(query.removeprefix("?")).get("text", [""])[0]
    places = PLACES if on_loopback() else PLACES[:-1]  # who may see nothing gets no map
    return shown_here(places, lambda: page.drawn(at_desk.places_desk(configured), asked), page.closed)


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """What is said of a text, and placing again; each asks again who is asking."""
    _register_points(app, configured)

    @app.callback(
        Output(Ids.PLACES_DONE, "children"),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.PLACES_DEED, "data"),
        State(Ids.PLACES_AUTHOR, "value"),
        prevent_initial_call=True,
    )
    @here_only(desk_page.REFUSED, no_update)
    def keep_what_is_said(sent: object, by: object) -> tuple[object, object]:
        kept, words = at_desk.said_of(sent, by, configured)
        return words, answered(filled(configured)) if kept else no_update

    @app.callback(
        Output(Ids.PLACES_DONE, "children", allow_duplicate=True),
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Output(Ids.LOADED, "children", allow_duplicate=True),
        Input(Ids.PLACES_AGAIN, "n_clicks"),
        State(Ids.PLACES_AUTHOR, "value"),
        prevent_initial_call=True,
        running=[
            (Output(Ids.PLACES_AGAIN, "disabled"), True, False),
            (Output(Ids.PLACES_AGAIN, "children"), page.PLACING, page.AGAIN),
        ],
    )
    @here_only(desk_page.REFUSED, no_update, no_update)
    def place_them_again(_clicks: object, by: object) -> tuple[object, object, object]:
        return placed_again(warehouse, configured, by)


def placed_again(warehouse: Warehouse, configured: Settings, by: object) -> tuple[object, object, object]:
    """The page and its foot after the texts were looked up again, or why they were not."""
    changed, words = at_desk.place_again(by, configured)
    if not changed:
        return words, no_update, no_update
    return words, answered(filled(configured)), shell.loaded_words(warehouse.provenance)


def _register_points(app: Dash, configured: Settings) -> None:
    @app.server.get(POINTS)
    def draw_points() -> Response:
        """Named points for the map, at this machine only."""
        if not on_loopback():
            return Response("There is nothing here.\n", HTTPStatus.NOT_FOUND, mimetype="text/plain")
        drawn = features.points(at_desk.named_points(configured))
        return Response(drawn, headers={"Cache-Control": "no-store"}, mimetype="application/geo+json")
