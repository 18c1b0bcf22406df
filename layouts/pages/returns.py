"""Returns: whose data is late, in part or missing, those to chase first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.analytics.completeness import AT_LEAST, FEW_SHARE, LATE_MONTHS, TRAILING
from data_access.returns import TO_CHASE, FieldGaps, Return, ReturnsBoard, SourceReturns, Standing
from data_access.settings import Settings
from data_access.wording import capitalised, listed, percent, spelled
from layouts.components import standing
from layouts.components.attributes import worn
from layouts.components.table import Cell, Column, Line, table
from layouts.ids import Ids

PATH = "/returns"
LETTER_PATH = "/returns/letter"
_NAMED = 3  # sources in the title
_FIELD_MONTHS = 6
_QUIET = frozenset({Standing.COMPLETE, Standing.NOT_COLLECTED})


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true."""
    waiting = f"Which returns are here, and which are not, in {configured.name}"
    return html.Div(
        [html.H1(waiting, id=Ids.RETURNS_HEADLINE), html.Div(id=Ids.RETURNS_BOARD), _rules()],
        className="page data-page returns-page",
    )


def headline(board: ReturnsBoard) -> str:
    """The finding: ``Two sources are late: A and B``."""
    if not board.sources:
        return "No source is loaded, so no return is expected"
    late = [each for each in board.sources if each.standing(Standing.LATE)]
    if late:
        are = "source is" if len(late) == 1 else "sources are"
        return f"{capitalised(spelled(len(late)))} {are} late: {_names(late)}"
    lacking = [each for each in board.sources if each.standing(*TO_CHASE)]
    if lacking:
        has = "source has" if len(lacking) == 1 else "sources have"
        return f"No source is late; {spelled(len(lacking))} {has} months missing or in part: {_names(lacking)}"
    return "Every return that was due is here"


def _names(sources: Sequence[SourceReturns]) -> str:
    more = ["others"] if len(sources) > _NAMED else []
    named = [each.source.title for each in sources[:_NAMED]] + more
    # Titles that have commas of their own are told apart by semicolons.
    return "; ".join(named[:-1]) + f"; and {named[-1]}" if any("," in name for name in named[:-1]) else listed(named)


def drawn(board: ReturnsBoard) -> list[Component]:
    """The grid, its key, its table and the empty fields."""
    if not board.sources:
        return [html.P("Load files, and their months stand here.")]
    return [_board(board), _fields(board)]


def _board(board: ReturnsBoard) -> html.Section:
    first, last = board.asked[0], board.asked[-1]
    day = f"{board.today.day} {months.words(board.today)}"
    subtitle = f"Each source’s return for each month, {months.period_words(first, last)}, as it stands on {day}"
    if board.pretended:
        subtitle += ", the demonstration’s day: the day after its last return was expected"
    note = "Open sources only: what partners supply about people is shown on no page yet. "
    note += "“On time” is said where what is loaded was loaded by its day; of the rest only that it is here is known."
    return html.Section(
        [
            html.H2("What to chase stands first"),
            html.P(subtitle, className="subtitle"),
            *grid(board.sources, board.asked, subtitle),
            html.P(note, className="source"),
            html.Details([html.Summary("Every month that is not complete, with its reason"), twin(board.sources)]),
        ],
        className="panel returns-board",
    )


def grid(told: Sequence[SourceReturns], asked: Sequence[date], caption: str) -> list[Component]:
    """A mark for every month of every source, and what the marks mean."""
    heads = [Column("Source"), *(_month_head(month, asked) for month in asked), Column("Letter")]
    drawn = table(heads, [_line(each) for each in told], caption, class_name="calendar returns")
    return [html.Div(drawn, className="why"), standing.key()]


def _month_head(month: date, asked: Sequence[date]) -> Column:
    """Short for the eye, whole for the ear."""
    year = f"{month:%Y}" if month.month == 1 or month == asked[0] else "\N{NO-BREAK SPACE}"
    head = html.Span([f"{month:%b}"[:1], html.Span(year, className="year")])
    return Column(worn(head, {"aria-hidden": "true"}), spoken=months.words(month))


def _line(returns: SourceReturns) -> Line:
    title = returns.title
    link = html.A(["Letter", html.Span(f" to the supplier of {title}", className="hidden")], href=letter_address(returns))
    head: Cell = html.Span(returns.supplier.name, className="supplier") if returns.supplier else title
    return Line([head, *(standing.mark(each, title) for each in returns.months), link])


def letter_address(returns: SourceReturns, path: str = LETTER_PATH) -> str:
    """Where a letter stands: an open source's for anybody, a partner's for the desk."""
    if returns.source.open:
        return f"{path}?{urlencode({'source': returns.source.key})}"
    site = {"site": returns.supplier.code} if returns.supplier else {}
    return f"{path}?{urlencode({'of': returns.source.key, **site})}"


def twin(told: Sequence[SourceReturns]) -> Component:
    """The grid in words: months of a source that stand alike for the same reason are one row."""
    columns = [Column("Source"), Column("Months"), Column("Standing"), Column("Since"), Column("Why")]
    lines = [Line([each.title, *cells]) for each in told for cells in rows(each.months)]
    if not lines:
        return html.P("None: every month is complete.")
    return table(columns, lines, "Months that are not complete")


def rows(returned: Sequence[Return]) -> Iterator[list[Cell]]:
    """Runs of months that stand alike: months, standing, since, why."""
    run: list[Return] = []
    for each in [*(one for one in returned if one.by_hand or one.standing not in _QUIET), None]:
        if run and (each is None or not _alike(run[-1], each)):
            span = months.period_words(run[0].month, run[-1].month)
            yield [span, standing.words(run[0]), _since(run[0]), run[0].reason or "–"]
            run = []
        if each is not None:
            run.append(each)


def _since(each: Return) -> str:
    if each.standing is Standing.NOT_DUE:
        return "–"
    return f"{each.since.day} {months.short(each.since)}" if each.since else "not known"


def _alike(one: Return, other: Return) -> bool:
    follows = months.shift(one.month, 1) == other.month
    return follows and (one.standing, one.reason) == (other.standing, other.reason)


def _fields(board: ReturnsBoard) -> html.Section:
    """Small tables: the share of each month's records in which a field is empty."""
    tables = [drawn for each in board.sources if (drawn := field_table(each)) is not None]
    whole = [each.source.title for each in board.sources if field_table(each) is None]
    note = f"Every field is recorded on every record of {listed(whole)}." if whole else ""
    about = "Share of the borough’s records without it; of all rows for the location. What a source never carries is not listed."
    return html.Section(
        [
            html.H2("Fields that are left empty"),
            html.P(about, className="subtitle"),
            html.Div(tables, className="grids"),
            html.P(note, className="quiet") if note else "",
        ],
        className="panel",
    )


def field_table(returns: SourceReturns) -> Component | None:
    """A source's empty fields in the latest months held, the emptiest first; None where no field was ever empty."""
    every = sorted({month for each in returns.fields for month in (*each.by_month, *each.not_asked)})[-_FIELD_MONTHS:]
    absent = returns.never_asked(every)
    gaps = [each for each in returns.fields if any(each.by_month.values()) and each.title not in absent]
    held = sorted({month for each in gaps for month in (*each.by_month, *each.not_asked)})[-_FIELD_MONTHS:]
    note = [html.P(f"Not in its form: {listed([title.lower() for title in absent])}.", className="quiet small")] if absent else []
    if not held:
        return html.Section([html.H3(returns.title), *note]) if note else None
    columns = [Column("Field"), *(Column(months.short(month), numeric=True) for month in held)]
    lines = [Line([each.title, *(_share(each, month) for month in held)]) for each in sorted(gaps, key=lambda g: -_last(g, held))]
    body = table(columns, lines, f"{returns.title}: not recorded")
    return html.Section([html.H3(returns.title), body, *note])


def _share(gaps: FieldGaps, month: date) -> str:
    if month in gaps.not_asked:
        return "not in its form"
    return percent(gaps.by_month[month]) if month in gaps.by_month else "–"


def _last(gaps: FieldGaps, held: Sequence[date]) -> float:
    return gaps.by_month.get(held[-1], 0.0)


def _rules() -> html.Section:
    few = f"under {percent(FEW_SHARE)} of the median of the {AT_LEAST} to {TRAILING} complete months before it"
    told = {
        "Late": f"its day has passed and nothing is here. After {spelled(LATE_MONTHS)} months, or once a later month came, it is "
        "not supplied.",
        "Provisional": "here, but its day has not passed, so more may come.",
        "Partial?": f"oddly few records: {few}, under that share of the same month a year before as well, and fewer than chance "
        "explains. It is a question to the supplier: the month’s figures stay as they are.",
        "Partial, known to be wrong": "what its files or the register of defects say.",
        "Not collected": "before the source’s first month here.",
        "Set by hand": "somebody at the data desk knows what the files do not show, and says why; underlined.",
    }
    rules = html.Ul([html.Li([html.Strong(name), f": {rule}"]) for name, rule in told.items()])
    back = html.P(["What every month holds since the first: ", html.A("Data and methods", href="/data-and-methods"), "."])
    return html.Section([html.H2("How a month’s standing is worked out"), rules, back], className="panel")
