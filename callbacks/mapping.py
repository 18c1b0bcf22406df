"""A file Lion does not know: the address and a form in, what they come to out; and saving it, on this machine only."""

from __future__ import annotations

from dash import Dash, Input, Output, State

from callbacks.access import here_only, shown_here
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

    def drawn() -> list[object]:
        told, why = at_desk.asked(configured, query, form)
        return page.drawn(told) if told else page.closed(why)

    return shown_here(PLACES, drawn, page.closed)


def register(app: Dash, configured: Settings) -> None:
    """What changed on the form is tried; what is saved is looked at again from the start. Each asks who is asking."""
    refused = answered(dict(zip(PLACES, page.closed(), strict=True)))

    @app.callback(
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.MAPPING_DRAFT, "data"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    @here_only(refused)
    def try_the_form(form: object, search: object) -> str:
        return answered(filled(configured, search, form))

    @app.callback(
        Output(Ids.ANSWER, "data", allow_duplicate=True),
        Input(Ids.MAPPING_SAVING, "data"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    @here_only(refused)
    def save_the_source_file(form: object, search: object) -> str:
        done, words = at_desk.save(configured, search, form)
        return answered({Place(Ids.MAPPING_TOLD): page.told(done, words)})
