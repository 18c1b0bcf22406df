"""Filters and address: the address fills the controls, the controls write the address."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from data_access.catalogue import SOURCES
from data_access.filters import Filters
from data_access.settings import Settings
from data_access.warehouse import Warehouse, known
from layouts.components import filter_bar, sentence
from layouts.components.filter_bar import TICKED, USED_ONLY, Offer, box, control, head, summary
from layouts.ids import Ids
from layouts.pages import explore
from layouts.view import View, address

_LISTED = ("source", *TICKED)


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """Explore's rail and sentence."""

    @app.callback(_outputs(), Input(Ids.URL, "search"))
    def fill_filters(search: object) -> dict[str, object]:
        query = search if isinstance(search, str) else ""
        asked = known(Filters.from_query(query, source=explore.SOURCE))
        return filled(asked, View.from_query(query), warehouse, configured)

    ticks = [Input(control(key), "value") for key in _LISTED]
    app.clientside_callback(ClientsideFunction("shell", "chosen"), *ticks, prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("shell", "announce"), Input(Ids.FILTER_DONE, "children"), prevent_initial_call=True
    )


def _outputs() -> dict[str, object]:
    """Every part of the rail and the sentence that follows the address."""
    return {
        "options": [Output(control(key), "options") for key in _LISTED],
        "values": [Output(control(key), "value") for key in _LISTED],
        "says": [Output(summary(key), "children") for key in (*_LISTED, "period")],
        "boxes": [Output(box(key), "className") for key in (*_LISTED, "period")],
        "barred": [Output(head(key), "aria-disabled") for key in _LISTED],
        "ends": [Output(control(key), "children") for key in ("since", "until")],
        "presets": Output(Ids.FILTER_PRESETS, "children"),
        "sentence": Output(Ids.SENTENCE, "children"),
        "count": Output(Ids.FILTER_COUNT, "children"),
        "clear": Output(Ids.FILTER_CLEAR, "href"),
        "downloads": Output(Ids.DOWNLOADS, "children"),
    }


def filled(asked: Filters, view: View, warehouse: Warehouse, configured: Settings) -> dict[str, object]:
    """What the rail and the sentence show for a question."""
    question = warehouse.settled(asked)
    wards = [(area.code, area.name) for area in warehouse.areas("ward")]
    offers = filter_bar.offers(question, warehouse.sources(), wards, used(question.source, warehouse))
    first, last = warehouse.loaded(question.source)
    listed = [offers[key] for key in _LISTED]
    narrowed = len(asked.narrowed) + bool(asked.since or asked.until)
    return {
        "options": [offer.options for offer in listed],
        "values": [_value(key, offer) for key, offer in zip(_LISTED, listed, strict=True)],
        "says": [*(offer.words for offer in listed), filter_bar.period_says(question)],
        "boxes": [*(offer.class_name for offer in listed), "filter set" if asked.since or asked.until else "filter"],
        "barred": ["true" if offer.absent else "false" for offer in listed],
        "ends": [filter_bar.period_options(first, last, end) for end in (question.since, question.until)],
        "presets": filter_bar.presets(asked, question, view, (first, last)),
        "sentence": sentence.sentence(question, asked, view, warehouse.names, configured.name),
        "count": str(narrowed) if narrowed else "",
        "clear": address(Filters(question.source), view),
        "downloads": sentence.downloads(question, explore.place_key(SOURCES[question.source], view)),
    }


def used(source: str, warehouse: Warehouse) -> dict[str, frozenset[str]]:
    """The values a source has any row of; the warehouse remembers the answer."""
    keys = [(key,) for key in USED_ONLY if key in SOURCES[source].carries]
    found = warehouse.tables(Filters(source), keys) if keys else {}
    return {by[0]: frozenset(row.keys[0] for row in released.rows) for by, released in found.items()}


def _value(key: str, offer: Offer) -> str | list[str]:
    return offer.ticked[0] if key == "source" else offer.ticked
