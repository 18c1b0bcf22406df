"""Partners' returns, supplier by supplier: at the data desk only, and without a number."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.returns import TO_CHASE, PartnersBoard
from data_access.settings import Settings
from data_access.wording import capitalised, listed, spelled
from layouts.ids import Ids
from layouts.pages.returns import field_table, grid, twin

PATH = "/data-desk/returns"
_NAMED = 3
REFUSED = (
    "Partners’ returns are shown only in a browser on the machine that Lion runs on, at its own address (127.0.0.1), until "
    "people can sign in. This request came from elsewhere or through a proxy, or "
    "this server’s desk is closed (LION_DESK)."
)


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true."""
    lead = (
        f"What {configured.name}’s partners supply about people is on no page. Here is whether it came, and which fields it "
        "leaves empty: no counts, shares in tenths. This page answers on this machine only."
    )
    return html.Div(
        [html.H1("Partners’ returns, supplier by supplier"), html.P(lead, className="lead"), html.Div(id=Ids.PARTNERS_BOARD)],
        className="page data-page returns-page",
    )


def closed() -> list[Component]:
    """What stands here for whoever may not use the desk."""
    return [html.P(REFUSED)]


def drawn(board: PartnersBoard) -> list[Component]:
    """The grid, its reasons and the empty fields."""
    if not board.sources:
        return [html.P("No partner’s data about people is loaded.")]
    return [_board(board), _fields(board)]


def finding(board: PartnersBoard) -> str:
    """Who has months to ask about: suppliers by name, else the source."""
    several = {each.source.key for each in board.sources if each.supplier}
    lacking = [each for each in board.sources if each.standing(*TO_CHASE) and (each.supplier or each.source.key not in several)]
    if not lacking:
        return "Every return that was due is here"
    if len(lacking) > _NAMED:
        return f"{capitalised(spelled(len(lacking)))} suppliers have months to ask about"
    return f"Months to ask about: {listed([each.supplier.name if each.supplier else each.title for each in lacking])}"


def _board(board: PartnersBoard) -> html.Section:
    day = f"{board.today.day} {months.words(board.today)}"
    period = months.period_words(board.asked[0], board.asked[-1])
    subtitle = f"Each supplier’s return for each month, {period}, as it stands on {day}"
    why = [html.Summary("Every month that is not complete, with its reason"), twin(board.sources)]
    set_by_hand = html.P(["A state that its files do not show: ", html.A("set it by hand", href="/data-desk/states"), "."])
    return html.Section(
        [
            html.H2(finding(board)),
            html.P(subtitle, className="subtitle"),
            *grid(board.sources, board.asked, subtitle),
            set_by_hand,
            html.Details(why),
        ],
        className="panel returns-board",
    )


def _fields(board: PartnersBoard) -> html.Section:
    about = "Share of a month’s records without the field, in tenths; of months with fewer than ten records nothing is said."
    tables = [drawn for each in board.sources if (drawn := field_table(each)) is not None]
    body = html.Div(tables, className="grids") if tables else html.P("None, as far as can be said without a number.")
    return html.Section([html.H2("Fields that are left empty"), html.P(about, className="subtitle"), body], className="panel")
