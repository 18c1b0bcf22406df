"""A file Lion does not know: the address and a form in, what they come to out; and saving it, on this machine only."""

from __future__ import annotations

from dash import Dash, Input, Output, State
from dash.exceptions import PreventUpdate

from callbacks.access import on_loopback
from callbacks.answers import Answering
from data_access.filters import Filters
from data_access.ingest.mapping import desk as at_desk
from data_access.settings import Settings
from layouts.answer import Place, answered
from layouts.ids import Ids
from layouts.pages import mapping as page

PLACES = [
    Place(Ids.MAPPING_CLOSED),
    Place(Ids.MAPPING_LEAD),
    Place(Ids.MAPPING_COLUMNS),
    Place(Ids.MAPPING_WORDS),
    Place(Ids.MAPPING_FACTS),
    Place(Ids.MAPPING_PREVIEW),
]


def answering(configured: Settings) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        return filled(configured, query)

    return Answering(drawn, Filters().source)


def filled(configured: Settings, query: object, form: object = None) -> dict[Place, object]:
    """The file as it is described for whoever sits at this machine; for anybody else, why there is nothing."""
    if not on_loopback():
        return dict(zip(PLACES, page.closed(), strict=True))
    told, why = at_desk.asked(configured, query, form)
    return dict(zip(PLACES, page.drawn(told) if told else page.closed(why), strict=True))


def register(app: Dash, configured: Settings) -> None:
    """What changed on the form is tried; what is saved is looked at again from the start. Each asks who is asking."""

    @app.callback(
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.MAPPING_DRAFT, "data"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    def try_the_form(form: object, search: object) -> str:
        if not form:  # Dash asks once as the page comes
            raise PreventUpdate
        return answered(filled(configured, search, form))

    @app.callback(
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.MAPPING_SAVING, "data"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    def save_the_source_file(form: object, search: object) -> str:
        if not form:
            raise PreventUpdate
        if not on_loopback():
            return answered(filled(configured, search))
        done, words = at_desk.save(configured, search, form)
        return answered({Place(Ids.MAPPING_TOLD): page.told(done, words)})
