"""Data and methods: what is loaded, what is missing, what each number means, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import CAVEATS, DIMENSIONS, FIGURES, SOURCES, Kind
from data_access.holdings import ControlTotal, Holding, Holdings, LoadedFile
from data_access.released import STATE_WORDS, MonthCoverage, State
from data_access.settings import Settings
from data_access.wording import thousands
from layouts.components.attributes import worn
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.pages import data_figures
from layouts.pages.control_totals import control_totals
from layouts.pages.methods import METHODS
from layouts.wording import month_state

PATH = "/data-and-methods"
TITLE = "Data and methods"

# Which states draw which square; "short" keeps the grid's key to one line.
MARKS: Mapping[State, str] = {
    State.COMPLETE: "complete",
    State.PROVISIONAL: "provisional",
    State.PARTIAL: "partial",
    State.DEFECTIVE: "defective",
    State.NO_LOCATIONS: "open",
    State.MISSING: "open",
    State.LATE: "open",
    State.NOT_COLLECTED: "open",
}
_MONTHS = tuple(date(2000, month, 1) for month in range(1, 13))
_AREA_WORDS = {
    "ward": "wards of 2022",
    "old_ward": "wards of 2002 to 2022",
    "lsoa": "census areas (LSOA 2021)",
    "borough": "borough outline",
    "neighbour": "neighbouring boroughs",
}


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true."""
    return html.Div(
        [
            html.H1("What is loaded, and what is missing"),
            html.P(
                f"Every figure in Lion rests on what is listed here. {configured.name}’s figures count records placed inside the "
                "borough; a month that has not come is shown as missing, never as nought.",
                className="lead",
            ),
            html.P(["Who is late, and what to ask them: ", html.A("Returns", href="/returns"), "."]),
            html.P(["Who loaded what, and how it is taken back: ", html.A("Data desk", href="/data-desk"), "."]),
            html.Div(id=Ids.DATA_HOLDINGS),
            _definitions(),
            _methods(),
            _licences(configured),
        ],
        className="page data-page",
    )


def drawn(holdings: Holdings, controls: Sequence[ControlTotal] = ()) -> list[Component]:
    """What a snapshot holds: sources with their months, files, and the rows that could not be used."""
    return [
        _sources(holdings.sources),
        html.Div([_grid(holding) for holding in holdings.sources], className="grids"),
        _key(),
        *control_totals(controls),
        _places(holdings),
        data_figures.denominators(holdings.figures),
        data_figures.indicators(holdings.figures),
        _quarantine(holdings.quarantined),
        _files(holdings.files),
    ]


def _section(title: str, *body: Component | None) -> html.Section:
    return html.Section([html.H2(title), *(part for part in body if part is not None)], className="panel")


def _sources(sources: Sequence[Holding]) -> html.Section:
    columns = [
        Column("Source"),
        Column("Publisher"),
        Column("Months"),
        Column("In the borough", numeric=True),
        Column("Outside", numeric=True, quiet=True),
        Column("No location", numeric=True, quiet=True),
    ]
    lines = [
        Line(
            [
                html.A(holding.source.title, href=holding.source.address, rel="noreferrer"),
                holding.source.agency,
                f"{holding.months[0].month:%b %Y} to {holding.months[-1].month:%b %Y}",
                thousands(holding.located),
                thousands(holding.outside),
                thousands(holding.unplaced),
            ]
        )
        for holding in sources
    ]
    loaded = {holding.source.key for holding in sources}
    absent = [source.title for key, source in SOURCES.items() if source.open and key not in loaded]
    closed = [source.title for source in SOURCES.values() if not source.open]
    notes = [
        html.P(f"{words}: {'; '.join(titles)}.", className="quiet")
        for words, titles in (("Not loaded", absent), ("About people, so shown on no page, loaded or not", closed))
        if titles
    ]
    return _section("Sources", table(columns, lines, "Sources loaded"), *notes)


def _grid(holding: Holding) -> html.Section:
    """A square for every month, a row for every year; what is not complete is listed in words underneath."""
    by_month = {entry.month: entry for entry in holding.months}
    years = range(holding.months[0].month.year, holding.months[-1].month.year + 1)
    heads = [Column("Year"), *(Column(f"{month:%b}") for month in _MONTHS)]
    lines = [
        Line([str(year), *(_square(by_month.get(month.replace(year=year))) for month in _MONTHS)]) for year in reversed(years)
    ]
    caption = f"{holding.source.title}: what each month holds"
    gaps = [entry for entry in holding.months if not entry.comparable]
    told = [entry for entry in holding.months if not entry.comparable or entry.found]
    return _section(
        f"{holding.source.title}: {_gap_words(gaps)}", table(heads, lines, caption, class_name="calendar"), _listed(told)
    )


def _square(entry: MonthCoverage | None) -> html.Span:
    """Says its words to whoever cannot see it, and to a pointer that rests on it."""
    mark, words = (MARKS[entry.state], STATE_WORDS[entry.state]) if entry else ("none", "not loaded")
    return html.Span(html.Span(words, className="hidden"), className=f"square {mark}", title=words)


def _gap_words(gaps: Sequence[MonthCoverage]) -> str:
    if not gaps:
        return "every month complete"
    return "one month is not complete" if len(gaps) == 1 else f"{len(gaps)} months are not complete"


def _listed(gaps: Sequence[MonthCoverage]) -> Component | None:
    """The gaps, and states set by hand, in words: months that share a reason stand together."""
    by_reason: dict[str, list[date]] = {}
    for entry in gaps:
        by_reason.setdefault(entry.why or month_state(entry), []).append(entry.month)
    items = [html.Li([html.Strong(_spans(listed)), f": {reason}"]) for reason, listed in by_reason.items()]
    return html.Ul(items, className="gaps") if items else None


def _spans(listed: Sequence[date]) -> str:
    """``March 2016 to May 2021, October 2023 to December 2024``."""
    spans: list[tuple[date, date]] = []
    for month in listed:
        if spans and months.shift(spans[-1][1], 1) == month:
            spans[-1] = (spans[-1][0], month)
        else:
            spans.append((month, month))
    return ", ".join(months.period_words(*span) for span in spans)


def _key() -> html.P:
    nothing = "not supplied, late, not collected, or without locations"
    marks = {MARKS[state]: STATE_WORDS[state] for state in reversed(State)} | {"open": nothing}
    shown = [
        [worn(html.Span(className=f"square {mark}"), {"aria-hidden": "true"}), f" {words} "] for mark, words in marks.items()
    ]
    return html.P([part for pair in shown for part in pair], className="key")


def _places(holdings: Holdings) -> html.Section:
    listed = [html.Li(f"{thousands(count)} {_AREA_WORDS.get(kind, kind)}") for kind, count in holdings.areas.items()]
    note = "Ward shapes are simplified, for drawing and for the demonstration." if holdings.simplified else ""
    return _section("Places", html.Ul(listed), html.P(note, className="quiet") if note else None)


def _quarantine(quarantined: Mapping[str, int]) -> html.Section:
    if not quarantined:
        return _section("Rows that could not be used", html.P("None: every row of every file was used."))
    lines = [Line([rule, thousands(count)]) for rule, count in quarantined.items()]
    how = html.P(["Each is kept with its file, line and reason: ", html.Code("python -m data_access.ingest --list-rejected")])
    return _section(
        "Rows that could not be used", table([Column("Rule"), Column("Rows", numeric=True)], lines, "Rows by rule"), how
    )


def _files(files: Sequence[LoadedFile]) -> html.Section:
    columns = [
        Column("File"),
        Column("Layout"),
        Column("Rows", numeric=True),
        Column("Used", numeric=True),
        Column("Set aside", numeric=True, quiet=True),
        Column("What became of it"),
    ]
    lines = [
        Line(
            [
                f.name,
                f.layout,
                thousands(f.rows_in),
                thousands(f.rows_loaded),
                thousands(f.rows_rejected + f.rows_repeated),
                f.fate,
            ]
        )
        for f in files
    ]
    return html.Section(
        html.Details(
            [
                html.Summary(f"{thousands(len(files))} files loaded"),
                table(columns, lines, "Files loaded", class_name="files"),
            ]
        ),
        className="panel",
    )


def _definitions() -> html.Section:
    listed = [
        part
        for dimension in DIMENSIONS.values()
        if dimension.kind is not Kind.SOURCE
        for part in (html.Dt(dimension.title), html.Dd(_meaning(dimension.hint, [value.label for value in dimension.values])))
    ]
    return _section("What the filters mean", html.Details([html.Summary("All of them"), html.Dl(listed)]))


def _meaning(hint: str, labels: Sequence[str]) -> str:
    values = "; ".join([*labels[1:], *labels[:1]]) if labels else ""
    return ". ".join(part for part in (hint, values) if part) or "As published"


def _methods() -> html.Section:
    cards = [
        html.Details(
            [
                html.Summary(method.question),
                *(html.P(words) for words in method.words),
                html.P(method.source, className="small quiet"),
            ]
        )
        for method in METHODS
    ]
    caveats = html.Ul([html.Li([html.Strong(caveat.words), f" {caveat.more}"]) for caveat in CAVEATS.values()])
    return _section(
        "How the figures are worked out", *cards, html.Details([html.Summary("What to know before quoting a figure"), caveats])
    )


def _licences(configured: Settings) -> html.Section:
    of: dict[str, list[str]] = {}
    owed = [(each.licence, each.title) for each in SOURCES.values()] + [(each.licence, each.title) for each in FIGURES.values()]
    for licence, title in owed:
        of.setdefault(licence, []).append(title)
    sources = [html.Li(f"{licence}: {'; '.join(titles)}.") for licence, titles in of.items()]
    return _section("Licences", html.Ul([*sources, *(html.Li(words) for words in configured.attributions)]), _contact(configured))


def _contact(configured: Settings) -> Component:
    who = configured.contact
    return html.P([f"Questions: {who.name}", *([", ", html.A(who.email, href=f"mailto:{who.email}")] if who.email else []), "."])
