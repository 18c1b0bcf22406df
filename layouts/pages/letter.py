"""A letter to a supplier: how complete their returns are, how that changed, and what becomes of them. Prints on one A4 page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.returns import FieldGaps, Return, SourceReturns, Standing, SupplierLetter
from data_access.settings import Settings
from data_access.wording import percent, spelled
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.pages.returns import LETTER_PATH, rows

PATH = LETTER_PATH
YEAR = 12
_FIELDS = 6  # the emptiest
_NOT_ASKED = frozenset({Standing.NOT_DUE, Standing.NOT_COLLECTED})


def layout(configured: Settings) -> html.Div:
    """The page before anything is read."""
    waiting = html.H1(f"Data supplied to {configured.name}")
    return html.Div(html.Div([waiting], id=Ids.LETTER, className="letter"), className="page plain letter-page")


def drawn(told: SupplierLetter, configured: Settings) -> list[Component]:
    """The letter of the source asked for, or the suppliers to choose from."""
    if told.returns is None:
        return _choices(told)
    returns = told.returns
    return [
        html.P(f"{told.today.day} {months.words(told.today)}", className="quiet"),
        html.P(["To: ", html.Strong(returns.source.agency)]),
        html.H1(f"{returns.source.title}: {finding(returns)}"),
        html.P(f"Thank you for your data. This is how your returns stand in Lion, {told.borough}’s shared picture of safety."),
        html.H2("Your returns"),
        _months(returns),
        html.P(changed(returns)),
        *_fields(returns),
        html.H2("What your data is used for"),
        html.Ul([html.Li(use) for use in uses(returns)]),
        html.P(f"{_expected(returns)} Questions, or something here is wrong? {_contact(configured)}"),
    ]


def _choices(told: SupplierLetter) -> list[Component]:
    links = [html.Li(html.A(each.title, href=f"{LETTER_PATH}?{urlencode({'source': each.key})}")) for each in told.loaded]
    words = "Which supplier is the letter to?" if links else "Nothing is loaded, so there is nobody to write to"
    return [html.H1(words), html.Ul(links)]


def asked(returned: Sequence[Return]) -> list[Return]:
    """The months that were due."""
    return [each for each in returned if each.standing not in _NOT_ASKED]


def whole(returned: Sequence[Return]) -> int:
    return sum(each.standing in (Standing.COMPLETE, Standing.PROVISIONAL) for each in returned)


def finding(returns: SourceReturns) -> str:
    """``11 of the last 12 months are complete``."""
    due = asked(returns.months[-YEAR:])
    if not due:
        return "no month was due in the last year"
    if whole(due) == len(due):
        return "every month of the last year that was due is complete"
    are = "is" if whole(due) <= 1 else "are"
    return f"{_many(whole(due))} of the {spelled(len(due))} months due in the last year {are} complete"


def changed(returns: SourceReturns) -> str:
    """How that compares with the year before."""
    now, before = asked(returns.months[-YEAR:]), asked(returns.months[-2 * YEAR : -YEAR])
    if not before or not now:
        return "There is no year before to compare that with."
    was = f"{_many(whole(before))} of {spelled(len(before))} {'was' if whole(before) <= 1 else 'were'}"
    return f"In the year before, {was} complete; in the last year {_many(whole(now))} of {spelled(len(now))}."


def _many(number: int) -> str:
    return spelled(number) if number else "none"


def _months(returns: SourceReturns) -> Component:
    lines = [Line(list(cells)) for cells in rows(returns.months[-YEAR:])]
    if not lines:
        return html.P("Nothing is missing.")
    return table([Column("Months"), Column("Standing"), Column("Since"), Column("Why")], lines, "Months to look at")


def _fields(returns: SourceReturns) -> Iterator[Component]:
    """The fields left empty most in the last year held, with the year before."""
    found = [(each, *_two_years(each)) for each in returns.fields]
    empty = sorted((each for each in found if each[1]), key=lambda each: -(each[1] or 0))[:_FIELDS]
    if not empty:
        return
    columns = [Column("Field"), Column("Last 12 months held", numeric=True), Column("The 12 before", numeric=True)]
    lines = [Line([gaps.title, _said(now), _said(before)]) for gaps, now, before in empty]
    yield html.H2("Fields left empty")
    yield table(columns, lines, "Share of records without the field, the mean of the months")


def _two_years(gaps: FieldGaps) -> tuple[float | None, float | None]:
    held = [gaps.by_month[month] for month in sorted(gaps.by_month)]
    return _mean(held[-YEAR:]), _mean(held[-2 * YEAR : -YEAR])


def _mean(shares: Sequence[float]) -> float | None:
    return sum(shares) / len(shares) if shares else None


def _said(share: float | None) -> str:
    return "–" if share is None else percent(share)


def uses(returns: SourceReturns) -> list[str]:
    """The pages that draw on a source, by what it carries."""
    source, many = returns.source, returns.source.noun[1]
    by_ward = "ward" in source.carries
    listed = ["Explore: figures of every field, and files of the same figures for Excel, QGIS and Power BI."]
    if by_ward:
        listed += [
            f"Overview: what moved most in {many}, ward by ward, with a verdict that says what chance could do.",
            f"Ward: each ward’s {many} beside the borough, for residents and ward panels.",
        ]
    if source.key == "stop-and-search":
        listed.append("Stop and search: disparity and outcomes, for scrutiny panels.")
    return [*listed, "A month that is not complete is shown as such and compared with nothing."]


def _expected(returns: SourceReturns) -> str:
    due = returns.source.due
    if not due.day:
        return "No return day is agreed."
    after = {0: "the same month", 1: "the next month", 2: "the month after next"}.get(due.months_after)
    return f"A month’s return is expected by day {due.day} of {after or f'the month {due.months_after} later'}."


def _contact(configured: Settings) -> str:
    who = configured.contact
    return f"{who.name}{f', {who.email}' if who.email else ''}."
