"""Filters and address: what the address puts into Explore's rail and sentence. The browser writes ticks into the address."""

from __future__ import annotations

from callbacks import maps
from data_access.catalogue import SOURCES
from data_access.filters import Filters
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.answer import Place
from layouts.components import filter_bar, sentence
from layouts.components.filter_bar import TICKED, USED_ONLY, Offer, box, control, head, summary
from layouts.ids import Ids
from layouts.view import View, address


def filled(asked: Filters, question: Filters, view: View, warehouse: Warehouse, configured: Settings) -> dict[Place, object]:
    """What the rail and the sentence show; ``question`` is what is ``asked`` with its period settled."""
    wards = [(area.code, area.name) for area in warehouse.areas("ward")]
    offers = filter_bar.offers(question, warehouse.sources(), wards, used(question.source, warehouse))
    loaded = warehouse.loaded(question.source)
    narrowed = len(asked.narrowed) + bool(asked.since or asked.until)
    shown: dict[Place, object] = {
        Place(control("since")): filter_bar.period_options(*loaded, question.since),
        Place(control("until")): filter_bar.period_options(*loaded, question.until),
        Place(summary("period")): filter_bar.period_says(question),
        Place(box("period"), "className"): "filter set" if asked.since or asked.until else "filter",
        Place(Ids.FILTER_PRESETS): filter_bar.presets(asked, question, view, loaded),
        Place(Ids.SENTENCE): sentence.sentence(question, asked, view, warehouse.names, configured.name),
        Place(Ids.FILTER_COUNT): str(narrowed) if narrowed else "",
        Place(Ids.FILTER_CLEAR, "href"): address(Filters(question.source), view),
        Place(Ids.DOWNLOADS): sentence.downloads(question, maps.mapped_by(warehouse, question.source, view)),
    }
    return shown | {place: value for key in ("source", *TICKED) for place, value in _offered(key, offers[key]).items()}


def _offered(key: str, offer: Offer) -> dict[Place, object]:
    """One filter: its values, what it says when closed, and whether it opens."""
    return {
        Place(control(key)): filter_bar.ticks(key, offer),
        Place(summary(key)): offer.words,
        Place(box(key), "className"): offer.class_name,
        Place(head(key), "aria-disabled"): "true" if offer.absent else "false",
    }


def used(source: str, warehouse: Warehouse) -> dict[str, frozenset[str]]:
    """The values a source has any row of; the warehouse remembers the answer."""
    keys = [(key,) for key in USED_ONLY if key in SOURCES[source].carries]
    found = warehouse.tables(Filters(source), keys) if keys else {}
    return {by[0]: frozenset(row.keys[0] for row in released.rows) for by, released in found.items()}
