"""Ward: the address as one ward beside the borough; a name or a postcode as an address."""

from __future__ import annotations

from dash import Dash, Input, Output, State, no_update

from callbacks.answers import Answering, panel_places
from data_access.briefings import ward as briefing
from data_access.briefings.finding_a_ward import found
from data_access.briefings.ward_figures import ward_figures
from data_access.filters import Filters
from data_access.portrait import SOURCE, Found, Portrait
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.answer import FIGURES, Place
from layouts.components.menu import choices, says
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages import ward as page
from layouts.pages import ward_figures as beside
from layouts.pages.ward_choice import answer, leading_to
from layouts.pages.ward_panels import PANELS
from layouts.view import View

PLACES = [
    Place(says(Ids.WARD_MENU)),
    Place(choices(Ids.WARD_MENU)),
    Place(says(Ids.WARD_SOURCES)),
    Place(choices(Ids.WARD_SOURCES)),
    Place(Ids.WARD_NAMES),
    Place(Ids.WARD_NOTICES),
    Place(Ids.WARD_LEAD),
    Place(Ids.WARD_LIST),
    Place(Ids.WARD_THREE, "className"),
    Place(Ids.WARD_STRIPS),
    Place(Ids.WARD_FOOT),
    Place("", FIGURES),
    *panel_places(PANELS),
]


def answering(warehouse: Warehouse, configured: Settings) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        filters = Filters.from_query(query, source=SOURCE)
        about = briefing.wards(warehouse, filters)
        told = briefing.portrait(warehouse, filters, about)
        view = View.from_query(query)
        shown = page.drawn(about, told, view, configured.thresholds.town_centre_wards)
        return dict(zip(PLACES, shown.outputs(), strict=True)) | published(warehouse, told, view)

    return Answering(drawn, SOURCE)


def published(warehouse: Warehouse, told: Portrait | None, view: View) -> dict[Place, object]:
    """What publishers tell of the ward, where one is chosen."""
    known = ward_figures(warehouse, told.ward) if told is not None else None
    ward = told.ward.name if told is not None else ""
    panel = beside.published(known, ward=ward, borough=warehouse.borough, view=view)
    words = dict(zip(panel_places([beside.PANEL]), panel.words, strict=True))
    rows = {Place(beside.ROWS): panel.rows, Place(beside.PAPER): panel.paper}
    return {**words, **rows, Place(part(beside.PANEL, "slot"), "className"): panel.shown}


def register(app: Dash, warehouse: Warehouse) -> None:
    """The box for a name or a postcode."""

    @app.callback(
        Output(Ids.URL, "search", allow_duplicate=True),
        Output(Ids.WARD_FOUND, "children"),
        Output(Ids.WARD_SOUGHT, "value"),
        Input(Ids.WARD_SOUGHT, "n_submit"),
        Input(Ids.WARD_FIND, "n_clicks"),
        State(Ids.WARD_SOUGHT, "value"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    def find_ward(submitted: object, clicked: object, sought: object, search: object) -> tuple[object, object, object]:
        query = search if isinstance(search, str) else ""
        one = found(warehouse, sought) if submitted or clicked else Found()
        return (leading_to(one.code, query), [], "") if one.code else (no_update, answer(one, query), no_update)
