"""Data and methods: what is loaded, whatever else the address says."""

from __future__ import annotations

from callbacks.answers import Answering
from data_access.briefings.control_totals import control_totals
from data_access.filters import Filters
from data_access.warehouse import Warehouse
from layouts.answer import Place
from layouts.ids import Ids
from layouts.pages import data


def answering(warehouse: Warehouse) -> Answering:
    def drawn(_query: str) -> dict[Place, object]:
        return {Place(Ids.DATA_HOLDINGS): data.drawn(warehouse.holdings(), control_totals(warehouse))}

    return Answering(drawn, Filters().source)
