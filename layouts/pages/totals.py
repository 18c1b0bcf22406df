"""Totals that suppliers gave: what every load is held to, by whom and since when, and how one is withdrawn."""

from __future__ import annotations

from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import SOURCES
from data_access.history import HeldTotal, TotalsDesk
from data_access.settings import Settings
from data_access.wording import spelled, thousands
from layouts.components.table import Cell, Column, Line, table
from layouts.ids import Ids

PATH = "/data-desk/totals"
REFUSED = (
    "Suppliers’ totals are shown only in a browser on the machine that Lion runs on, at its own address (127.0.0.1), until "
    "people can sign in. This request came from elsewhere or through a proxy, or this server’s desk is closed (LION_DESK)."
)


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true, and nothing can be done yet."""
    lead = (
        f"How many records {configured.name}’s suppliers say they sent. A total is given with a load (--totals) and kept: "
        "nothing is published that does not come to it. A new total in the same load replaces it. This page answers on this "
        "machine only."
    )
    return html.Div(
        [
            html.H1("Totals that suppliers gave"),
            html.P(lead, className="lead"),
            html.P(id=Ids.TOTALS_DONE, role="status"),
            html.Div(_withdrawing(), id=Ids.TOTALS_BACK_FORM, hidden=True),
            html.Div(id=Ids.TOTALS_SHOWN),
        ],
        className="page data-page",
    )


def _withdrawing() -> html.Section:
    why = dcc.Input(id=Ids.TOTALS_WHY, type="text", maxLength=200, autoComplete="off")
    name = dcc.Input(id=Ids.TOTALS_AUTHOR, type="text", maxLength=80, autoComplete="name")
    return html.Section(
        [
            html.H2("Withdraw this total"),
            html.Div(id=Ids.TOTALS_BACK_ASKED),
            html.Label(["Why loads are not held to it any more ", why], className="wide"),
            html.Label(["Your name, for the history ", name]),
            html.Button("Yes, withdraw it", id=Ids.TOTALS_BACK, type="button", className="button"),
        ],
        className="panel undoing setting",
    )


def closed() -> list[object]:
    """What stands here for whoever may not use the desk; in the order of :func:`drawn`."""
    return [[html.P(REFUSED)], [], True]


def drawn(desk: TotalsDesk) -> list[object]:
    """For whoever is at it: the totals, the one that would be withdrawn, and whether there is none."""
    back = [html.P(f"{_words(desk, desk.asked)}.")] if desk.asked else []
    return [_shown(desk), back, desk.asked is None]


def _shown(desk: TotalsDesk) -> list[Component]:
    trouble = [html.P(desk.trouble)] if desk.trouble else []
    if not desk.totals:
        return trouble or [html.P("No total was ever given. One is given with a load: --totals names a file of them.")]
    columns = [
        Column("Given"),
        Column("Who"),
        Column("Source"),
        Column("Month"),
        Column("Of what"),
        Column("Records", numeric=True),
    ]
    lines = [_line(desk, each) for each in desk.totals]
    body = table([*columns, Column("Now")], lines, "Every total ever given, latest first", class_name="files")
    return [*trouble, html.Section([html.H2(_finding(desk)), body], className="panel")]


def _finding(desk: TotalsDesk) -> str:
    stand = len(desk.stand)
    if not stand:
        return "Loads are held to no total"
    return f"Loads are held to {'one total' if stand == 1 else f'{spelled(stand)} totals'}"


def _line(desk: TotalsDesk, one: HeldTotal) -> Line:
    day = f"{one.at.day} {months.short(one.at)}"
    head: list[Cell] = [day, one.author, _source(one), months.words(one.month), _of_what(desk, one), _counted(one)]
    if one.withdrawn:
        back = one.withdrawn
        return Line([*head, f"withdrawn on {back.at.day} {months.short(back.at)} by {back.author}: {back.reason}"])
    if one.number not in desk.stand:
        return Line([*head, "replaced by a later one"])
    named = html.Span(f" the total of {_words(desk, one)}", className="hidden")
    link = html.A(["Withdraw", named, "…"], href=f"{PATH}?{urlencode({'ruling': one.number})}")
    return Line([*head, link], marked=True)


def _source(one: HeldTotal) -> str:
    return SOURCES[one.source].title if one.source in SOURCES else one.source


def _of_what(desk: TotalsDesk, one: HeldTotal) -> str:
    """``all``, ``University Hospital Lewisham``, ``Bellingham``."""
    return ", ".join(desk.names.get(code, code) for code in (one.supplier, one.area) if code) or "all"


def _counted(one: HeldTotal) -> str:
    """Its number; of what is about people it is not repeated."""
    return thousands(one.records) if one.source in SOURCES and SOURCES[one.source].open else "not shown"


def _words(desk: TotalsDesk, one: HeldTotal) -> str:
    counted = "" if _counted(one) == "not shown" else f": {_counted(one)} records"
    return f"{_source(one)}, {months.words(one.month)}, {_of_what(desk, one)}{counted}, given by {one.author}"
