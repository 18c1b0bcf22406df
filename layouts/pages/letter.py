"""A letter to a supplier: how complete their returns are, how that changed, and what becomes of them. Prints on one A4 page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data_access.returns import FieldGaps, Return, SourceReturns, Standing, SupplierLetter
from data_access.settings import Settings
from data_access.wording import listed, percent, spelled
from layouts import sheet
from layouts.ids import Ids
from layouts.pages.returns import LETTER_PATH, letter_address, rows
from layouts.sheet import Bullets, Grid, Heading, Paragraph, Part, Sheet

PATH = LETTER_PATH
YEAR = 12
_FIELDS = 6  # the emptiest
PDF_PATH = f"{LETTER_PATH}.pdf"
_CLOSED_USES = (
    "So far it is loaded, checked for identifiers and counted for this letter; no page, download or pack shows it yet.",
    "Figures about people are shown only once the rules for small numbers are agreed with you.",
    "Files that name anybody are refused whole, and nothing of them is kept.",
)
_CAME = frozenset({Standing.COMPLETE, Standing.PROVISIONAL, Standing.DOUBTFUL, Standing.PARTIAL, Standing.DEFECTIVE})
_NOT_ASKED = frozenset({Standing.NOT_DUE, Standing.NOT_COLLECTED})


def layout(configured: Settings) -> html.Div:
    """The page before anything is read."""
    waiting = html.H1(f"Data supplied to {configured.name}")
    return html.Div(html.Div([waiting], id=Ids.LETTER, className="letter"), className="page plain letter-page")


def drawn(told: SupplierLetter, configured: Settings) -> list[Component]:
    """The letter of the source asked for, with its PDF; or the suppliers to choose from."""
    if told.returns is None:
        return _choices(told)
    pdf = html.A("The same as a PDF", href=letter_address(told.returns, PDF_PATH), download="", className="button")
    return [*sheet.on_page(words(told, told.returns, configured)), html.P(pdf)]


def file_name(returns: SourceReturns) -> str:
    """``lion-letter-stop-and-search.pdf``: letters that any file system takes."""
    named = "-".join([returns.source.key, *([returns.supplier.code] if returns.supplier else [])])
    return f"lion-letter-{''.join(c if c.isascii() and c.isalnum() else '-' for c in named)}.pdf"


def words(told: SupplierLetter, returns: SourceReturns, configured: Settings) -> Sheet:
    """What the letter says, for the page and the PDF alike."""
    came = any(each.standing in _CAME for each in returns.months)
    first = "Thank you for your data." if came else "We have had nothing from you in these two years."
    thanks = f"{first} This is how your returns stand in Lion, {told.borough}’s shared picture of safety."
    return Sheet(
        told.today,
        returns.addressee,
        configured.contact.name,
        f"{returns.title}: {finding(returns)}",
        (
            Paragraph(thanks),
            Heading("Your returns"),
            _months(returns),
            Paragraph(changed(returns)),
            *_fields(returns),
            Heading("What your data is used for"),
            Bullets(tuple(uses(returns))),
            Paragraph(f"{_expected(returns)} Questions, or something here is wrong? {_contact(configured)}"),
        ),
    )


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


def _months(returns: SourceReturns) -> Part:
    lines = tuple(tuple(map(str, cells)) for cells in rows(returns.months[-YEAR:]))
    if not lines:
        return Paragraph("Nothing is missing.")
    return Grid("Months to look at", ("Months", "Standing", "Since", "Why"), lines)


def _fields(returns: SourceReturns) -> Iterator[Part]:
    """The fields left empty most in the last year held, with the year before."""
    found = [(each, *_two_years(each)) for each in returns.fields]
    empty = sorted((each for each in found if each[1]), key=lambda each: -(each[1] or 0))[:_FIELDS]
    held = sorted({month for each in returns.fields for month in (*each.by_month, *each.not_asked)})[-YEAR:]
    absent = returns.never_asked(held)
    if absent:
        unasked = listed([title.lower() for title in absent], "or")
        yield Paragraph(f"Your form does not ask {unasked}: none of these counts as left empty.")
    if not empty:
        return
    heads = ("Field", "Last 12 months held", "The 12 before")
    lines = tuple((gaps.title, _said(now), _said(before)) for gaps, now, before in empty)
    rounded = "" if returns.source.open else "; each month’s rounded to tenths"
    yield Heading("Fields left empty")
    yield Grid(f"Share of records without the field, the mean of the months{rounded}", heads, lines, numeric=(1, 2))


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
    if not source.open:
        return [*_CLOSED_USES]
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
    when = after or f"the month {due.months_after} later"
    if due.every == 1:
        return f"A month’s return is expected by day {due.day} of {when}."
    span = "quarter" if due.every == 3 else f"{spelled(due.every)} months"
    return f"One return is of a {span}; it is expected by day {due.day} of {when} after its last month."


def _contact(configured: Settings) -> str:
    who = configured.contact
    return f"{who.name}{f', {who.email}' if who.email else ''}."
