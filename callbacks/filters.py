"""Filters and address: the address fills the controls, the controls write the address."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from data_access.filters import Filters
from data_access.settings import Settings
from data_access.warehouse import Warehouse, known
from layouts.components import filter_bar
from layouts.components.filter_bar import TICKED, Offer, box, control, summary
from layouts.ids import Ids
from layouts.pages import explore
from layouts.view import View

_LISTED = ("source", *TICKED)
_ENDS = ("since", "until")


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """Explore's rail and sentence."""

    @app.callback(_outputs(), Input(Ids.URL, "search"))
    def fill_filters(search: object) -> dict[str, object]:
        asked = known(Filters.from_query(search if isinstance(search, str) else "", source=explore.SOURCE))
        return filled(asked, View.from_query(search if isinstance(search, str) else ""), warehouse, configured)

    ticks = [Input(control(key), "value") for key in (*_LISTED, *_ENDS)]
    app.clientside_callback(ClientsideFunction("shell", "chosen"), *ticks, prevent_initial_call=True)


def _outputs() -> dict[str, object]:
    """Every part of the rail that follows the address."""
    return {
        "options": [Output(control(key), "options") for key in (*_LISTED, *_ENDS)],
        "values": [Output(control(key), "value") for key in (*_LISTED, *_ENDS)],
        "says": [Output(summary(key), "children") for key in (*_LISTED, "period")],
        "boxes": [Output(box(key), "className") for key in _LISTED],
        "presets": Output(Ids.FILTER_PRESETS, "children"),
        "sentence": Output(Ids.SENTENCE, "children"),
        "count": Output(Ids.FILTER_COUNT, "children"),
    }


def filled(asked: Filters, view: View, warehouse: Warehouse, configured: Settings) -> dict[str, object]:
    """What the rail shows for a question."""
    question = warehouse.settled(asked)
    wards = [(area.code, area.name) for area in warehouse.areas("ward")]
    offers = filter_bar.offers(question, warehouse.sources(), wards)
    first, last = warehouse.loaded(question.source)
    months = filter_bar.period_options(first, last)
    ends = filter_bar.period_values(question)
    listed = [offers[key] for key in _LISTED]
    return {
        "options": [*(offer.options for offer in listed), months, months],
        "values": [*(_value(key, offer) for key, offer in zip(_LISTED, listed, strict=True)), *ends],
        "says": [*(offer.words for offer in listed), filter_bar.period_says(question)],
        "boxes": [offer.class_name for offer in listed],
        "presets": filter_bar.presets(asked, view, first, last),
        "sentence": filter_bar.sentence(question, asked, view, warehouse.names, configured.name),
        "count": str(len(asked.narrowed)) if asked.narrowed else "",
    }


def _value(key: str, offer: Offer) -> str | list[str]:
    return offer.ticked[0] if key == "source" else offer.ticked
