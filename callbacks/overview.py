"""Overview: the address in, every word and figure of the page out, in one round trip."""

from __future__ import annotations

from callbacks.answers import Answering, panel_places
from data_access.briefings.overview import overview
from data_access.warehouse import Warehouse
from layouts.answer import Place
from layouts.components.menu import choices, says
from layouts.ids import Ids
from layouts.pages import overview as page
from layouts.view import View

PLACES = [
    Place(Ids.OVERVIEW_HEADLINE),
    Place(says(Ids.OVERVIEW_SOURCES)),
    Place(choices(Ids.OVERVIEW_SOURCES)),
    Place(Ids.OVERVIEW_LEAD),
    Place(Ids.OVERVIEW_NOTICES),
    Place(Ids.OVERVIEW_PRESENT, "href"),
    Place(choices(Ids.OVERVIEW_FILES)),
    Place(Ids.OVERVIEW_MISSING),
    Place(Ids.OVERVIEW_SOURCE),
    *panel_places(page.PANELS),
    *(Place(slot) for slot in page.SLOTS),
]


def answering(warehouse: Warehouse) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        values = page.drawn(overview(warehouse, query), View.from_query(query))
        return dict(zip(PLACES, values, strict=True))

    return Answering(drawn, page.SOURCE)
