"""A page's one round trip: the address in, everything on the page out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dash import ClientsideFunction, Dash, Input, Output

from data_access.filters import Filters
from data_access.warehouse import Warehouse
from layouts import shell
from layouts.answer import Place, answered
from layouts.components.panel import PARTS, part
from layouts.ids import Ids
from layouts.view import View

Values = Mapping[Place, object]


@dataclass(frozen=True, slots=True)
class Answering:
    """How a page answers: what fills it for a query, and the source asked where the address names none."""

    drawn: Callable[[str], Values]
    source: str


def register(app: Dash, warehouse: Warehouse, pages: Mapping[str, Answering]) -> None:
    """Fill the page of the address, by ``pages``' names; the browser puts each value in its place."""

    @app.callback(Output(Ids.ANSWER, "data"), Input(Ids.URL, "pathname"), Input(Ids.URL, "search"))
    def answer(path: object, search: object) -> str:
        page = shell.page_at(path) if isinstance(path, str) else None
        answering = pages.get(page.name) if page and (warehouse.ready or page.always) else None
        query = search if isinstance(search, str) else ""
        return answered(filled(warehouse, answering, query) if answering else {})

    app.clientside_callback(ClientsideFunction("lion", "fill"), Input(Ids.ANSWER, "data"), Input(Ids.THEME, "data"))


def filled(warehouse: Warehouse, answering: Answering, query: str) -> Values:
    """A page's places and what they take; notices about the address first."""
    if not warehouse.ready:  # a page that is there always: nothing is known that an address could ask
        return answering.drawn(query)
    question = warehouse.known(Filters.from_query(query, source=answering.source))
    notices = shell.notice_list((*question.notices, *View.from_query(query).notices))
    return {Place(Ids.NOTICES): notices, **answering.drawn(query)}


def panel_places(panel_ids: Sequence[str]) -> list[Place]:
    """The places that take each panel's ``PanelParts``, panel after panel."""
    return [Place(part(panel_id, name)) for panel_id in panel_ids for name in PARTS]
