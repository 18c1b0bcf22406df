"""Stop and search: one reading of the question in the address, drawn as words, rows and figures."""

from __future__ import annotations

from dash import Dash

from callbacks import figures
from callbacks.answers import Answering, panel_places
from data_access.briefings.stop_and_search import scrutiny
from data_access.filters import Filters
from data_access.warehouse import Warehouse
from layouts.answer import FIGURES, Place
from layouts.components.menu import choices, says
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages import stop_and_search as page
from layouts.pages.stop_and_search_panels import ACTION, CLICKED, PANELS, RATES
from layouts.view import View

PLACES = [
    Place(says(Ids.STOPS_PERIOD)),
    Place(choices(Ids.STOPS_PERIOD)),
    Place(says(Ids.STOPS_PLACE)),
    Place(choices(Ids.STOPS_PLACE)),
    Place(says(Ids.STOPS_RESIDENTS)),
    Place(choices(Ids.STOPS_RESIDENTS)),
    Place(Ids.STOPS_AGAINST, "hidden"),
    Place(Ids.STOPS_OTHERS),
    Place(choices(Ids.STOPS_FILES)),
    Place(Ids.STOPS_HEADLINE),
    Place(Ids.STOPS_LEAD),
    Place(Ids.STOPS_NOTICES),
    Place(Ids.STOPS_OFFICERS),
    Place(part(RATES.panel, "figure")),
    Place(part(ACTION.panel, "figure")),
    Place("", FIGURES),
    *panel_places(PANELS),
]


def register(app: Dash) -> None:
    figures.register_clicks(app, CLICKED)


def answering(warehouse: Warehouse) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        view = View.from_query(query)
        values = page.drawn(scrutiny(warehouse, Filters.from_query(query), view.against), view).outputs()
        return dict(zip(PLACES, values, strict=True))

    return Answering(drawn, page.SOURCE)
