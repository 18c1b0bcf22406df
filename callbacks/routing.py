"""Which page is on screen: by path alone, so that a change of filters never lays a page out again."""

from __future__ import annotations

from types import ModuleType

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts import shell
from layouts.ids import Ids
from layouts.pages import (
    data,
    desk,
    explore,
    letter,
    mapping,
    overview,
    partners,
    places,
    returns,
    states,
    stop_and_search,
    totals,
    ward,
)

MODULES: dict[str, ModuleType] = {
    "overview": overview,
    "explore": explore,
    "stop_and_search": stop_and_search,
    "ward": ward,
    "data": data,
    "returns": returns,
    "letter": letter,
    "desk": desk,
    "mapping": mapping,
    "partners": partners,
    "states": states,
    "totals": totals,
    "places": places,
}


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """The header, the page of a path, and what is loaded."""

    @app.callback(Output(Ids.PAGE, "children"), Output(Ids.PAGES, "children"), Input(Ids.URL, "pathname"))
    def show_page(path: object) -> tuple[Component, list[Component]]:
        asked = path if isinstance(path, str) else "/"
        return page(asked, warehouse, configured), shell.links(asked)

    @app.callback(Output(Ids.BANNER, "children"), Output(Ids.LOADED, "children"), Input(Ids.URL, "pathname"))
    def show_what_is_loaded(_path: object) -> tuple[list[Component], str]:
        if not warehouse.ready:
            return [], ""
        return shell.banner(warehouse.provenance), shell.loaded_words(warehouse.provenance)

    app.clientside_callback(ClientsideFunction("shell", "arrived"), Input(Ids.URL, "pathname"), Input(Ids.URL, "search"))


def page(path: str, warehouse: Warehouse, configured: Settings) -> Component:
    """What stands at a path."""
    found = shell.page_at(path)
    laid_out: Component
    if found is None:
        laid_out = shell.no_such_page(path)
    else:
        ready = warehouse.ready or found.always
        laid_out = MODULES[found.name].layout(configured) if ready else shell.no_data(lost=warehouse.lost)
    return laid_out
