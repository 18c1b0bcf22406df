"""The returns board and the letter to a supplier, as they stand on the day they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from callbacks.answers import Answering
from data_access.briefings import returns as briefing
from data_access.filters import Filters
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts.answer import Place
from layouts.ids import Ids
from layouts.pages import letter, returns

Today = Callable[[], date]


def today_in_london() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


def answering(warehouse: Warehouse, today: Today = today_in_london) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        board = briefing.board(warehouse, query, today())
        return {Place(Ids.RETURNS_HEADLINE): returns.headline(board), Place(Ids.RETURNS_BOARD): returns.drawn(board)}

    return Answering(drawn, Filters().source)


def letter_answering(warehouse: Warehouse, configured: Settings, today: Today = today_in_london) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        return {Place(Ids.LETTER): letter.drawn(briefing.letter(warehouse, query, today()), configured)}

    return Answering(drawn, Filters().source)
