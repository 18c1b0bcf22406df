"""The returns board and the letter to a supplier, as they stand on the day they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from flask import Flask, Response, request

from callbacks.access import on_loopback
from callbacks.answers import Answering
from data_access.briefings import returns as briefing
from data_access.errors import NoSnapshot
from data_access.filters import Filters
from data_access.ingest.stored import partners
from data_access.returns import SupplierLetter
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from layouts import sheet
from layouts.answer import Place
from layouts.ids import Ids
from layouts.pages import letter, returns
from layouts.pages import partners as partners_page

Today = Callable[[], date]


def today_in_london() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


def answering(warehouse: Warehouse, today: Today = today_in_london) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        board = briefing.board(warehouse, query, today())
        return {Place(Ids.RETURNS_HEADLINE): returns.headline(board), Place(Ids.RETURNS_BOARD): returns.drawn(board)}

    return Answering(drawn, Filters().source)


def partners_answering(warehouse: Warehouse, configured: Settings, today: Today = today_in_london) -> Answering:
    def drawn(_query: str) -> dict[Place, object]:
        shown = partners_page.drawn(partners.board(warehouse, configured, today())) if on_loopback() else partners_page.closed()
        return {Place(Ids.PARTNERS_BOARD): shown}

    return Answering(drawn, Filters().source)


def letter_answering(warehouse: Warehouse, configured: Settings, today: Today = today_in_london) -> Answering:
    def drawn(query: str) -> dict[Place, object]:
        return {Place(Ids.LETTER): letter.drawn(letter_told(warehouse, configured, query, today()), configured)}

    return Answering(drawn, Filters().source)


def letter_told(warehouse: Warehouse, configured: Settings, query: str, today: date) -> SupplierLetter:
    """The letter an address asks for: a partner's for whoever sits at this machine, an open source's for anybody."""
    partner = partners.letter(warehouse, configured, query, today) if on_loopback() else None
    return partner or briefing.letter(warehouse, query, today)


def register(server: Flask, warehouse: Warehouse, configured: Settings, today: Today = today_in_london) -> None:
    """Answer ``/returns/letter.pdf``: the letter of the page, word for word."""

    @server.get(letter.PDF_PATH)
    def letter_as_pdf() -> Response:
        try:
            told = letter_told(warehouse, configured, request.query_string.decode("ascii", "replace"), today())
        except NoSnapshot as fault:
            return Response(f"{fault}\n", status=HTTPStatus.SERVICE_UNAVAILABLE, mimetype="text/plain")
        if told.returns is None:
            return Response("There is no such letter.\n", status=HTTPStatus.NOT_FOUND, mimetype="text/plain")
        return _file(sheet.as_pdf(letter.words(told, told.returns, configured)), letter.file_name(told.returns))


def _file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
