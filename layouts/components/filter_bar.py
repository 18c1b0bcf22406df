"""The filters: native disclosures with ticks in them, and the question read out as a sentence of chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.filters import Filters, chip_words
from layouts.components.attributes import said, worn
from layouts.ids import Ids
from layouts.view import View

# In the order of the rail; each is a dimension's key.
TICKED = ("crime_type", "object", "ward", "age", "gender", "ethnicity", "outcome", "hour", "weekday")
_SEARCHABLE = 12  # more values than this get a search box
# What "everything" is called for each filter.
_ALL: Mapping[str, str] = {
    "crime_type": "All types",
    "object": "All objects",
    "ward": "All wards",
    "age": "All ages",
    "gender": "All",
    "ethnicity": "All",
    "outcome": "All outcomes",
    "hour": "All day",
    "weekday": "Every day",
}
Option = dict[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What one filter shows for a question: its options, what is ticked, and what its closed box says."""

    options: list[Option]
    ticked: list[str]
    words: str
    class_name: str


def control(key: str) -> str:
    """The id of a filter's ticks, selects or radio buttons."""
    return f"filter-{key}"


def box(key: str) -> str:
    """The id of a filter's disclosure."""
    return f"filter-box-{key}"


def summary(key: str) -> str:
    """The id of what a closed filter says."""
    return f"filter-says-{key}"


def rail() -> html.Aside:
    """Every filter, empty until the address has been read."""
    head = html.Div(
        [html.H2("Filters"), worn(html.Button("Close", type="button", className="close"), {"data-closes": "drawer"})], className="drawer-head"
    )
    return worn(
        html.Aside(
            [
                head,
                html.Div([_source(), _period(), *(_ticks(key) for key in TICKED)], className="filters"),
                html.P("Click a bar, ward, cell or hour to filter by it. Click again to let go.", className="small quiet hint"),
                html.Div([html.A("Clear", href="?", className="button"), _done()], className="drawer-foot"),
            ],
            id=Ids.FILTERS,
            className="rail",
        ),
        {"aria-label": "Filters", "data-drawer": "filters"},
    )


def _done() -> html.Button:
    return worn(html.Button("Show the figures", type="button", className="button main"), {"data-closes": "drawer"})


def sentence_bar() -> html.Div:
    """The chips, the drawer's button on a phone, and what to do with the view."""
    count = html.Span(id=Ids.FILTER_COUNT, className="count")
    opens = worn(html.Button(["Filters", count], type="button", className="opens"), {"data-toggles": "filters", "aria-expanded": "false"})
    copy = worn(html.Button("Copy link", type="button"), {"data-does": "copy"})
    download = html.Details([html.Summary("Download", className="button"), html.Ul(id=Ids.DOWNLOADS)], className="filter download")
    return html.Div([html.P(id=Ids.SENTENCE, className="says"), html.Div([opens, copy, download], className="does")], className="sentence")


def downloads(question: Filters, by: str) -> list[Component]:
    """The view's figures as files: the same question, by month, by what the map shows, and as shapes."""
    asked = question.to_query()
    wanted = [
        ("Months, CSV", f"/data/counts.csv?{asked}&by=month"),
        ("Map, CSV", f"/data/counts.csv?{asked}&by={by}"),
        ("Map, GeoJSON", f"/data/counts.geojson?{asked}&by={by}"),
        ("All that is said of it, JSON", f"/data/counts.json?{asked}&by=month"),
    ]
    return [html.Li(html.A(words, href=href, download="")) for words, href in wanted]


def _disclosure(key: str, title: str, body: Sequence[Component]) -> html.Details:
    says = [html.Span(title, className="label"), html.Span("", id=summary(key), className="says")]
    return html.Details([html.Summary(says), html.Div(list(body), className="choices")], id=box(key), className="filter")


def _ticks(key: str) -> html.Details:
    dimension = DIMENSIONS[key]
    long = len(dimension.values) > _SEARCHABLE or key == "ward"
    hunt = said(dcc.Input(type="search", placeholder="Find", debounce=False, id=f"filter-find-{key}"), f"Find in {dimension.title.lower()}") if long else None
    hint = html.P(dimension.hint, className="small quiet") if dimension.hint else None
    ticks = dcc.Checklist(id=control(key), options=[], labelClassName="tick")
    group = said(html.Div(ticks, role="group"), dimension.title)
    return _disclosure(key, dimension.title, [part for part in (hunt, hint, group) if part is not None])


def _source() -> html.Details:
    radios = dcc.RadioItems(id=control("source"), options=[], labelClassName="tick")
    return _disclosure("source", "Source", [said(html.Div(radios, role="radiogroup"), "Source")])


def _period() -> html.Details:
    ends = [
        html.Div([html.Label(words, htmlFor=control(key)), dcc.Dropdown(id=control(key), clearable=False, searchable=True, maxHeight=240)])
        for key, words in (("since", "From"), ("until", "To"))
    ]
    return _disclosure("period", "Period", [html.Div(ends, className="ends"), html.Div(id=Ids.FILTER_PRESETS, className="presets")])


def offers(question: Filters, loaded: Sequence[str], wards: Sequence[tuple[str, str]]) -> dict[str, Offer]:
    """What each filter shows: ``wards`` are (code, name), ``loaded`` the sources that have data."""
    source = SOURCES[question.source]
    listed = {key: _offer(key, question, source, wards) for key in TICKED}
    sources = [{"value": key, "label": SOURCES[key].title} for key in loaded]
    return {"source": Offer(sources, [question.source], source.title, "filter"), **listed}


def _offer(key: str, question: Filters, source: Source, wards: Sequence[tuple[str, str]]) -> Offer:
    if key not in source.carries:
        return Offer([], [], "Not in this source", "filter absent")
    ticked = list(question.chosen(key))
    said_so = _short(key, ticked, dict(wards)) if ticked else _everything(key, len(wards))
    return Offer(_options(key, source, wards), ticked, said_so, "filter set" if ticked else "filter")


def _everything(key: str, wards: int) -> str:
    return f"All {wards} wards" if key == "ward" and wards else _ALL[key]


def _short(key: str, ticked: Sequence[str], names: Mapping[str, str]) -> str:
    return f"{len(ticked)} chosen" if len(ticked) > 2 else chip_words(key, ticked, names)


def _options(key: str, source: Source, wards: Sequence[tuple[str, str]]) -> list[Option]:
    if key == "ward":
        return [{"value": code, "label": name} for code, name in wards]
    values = DIMENSIONS[key].values
    if key == "crime_type":
        values = tuple(value for value in values if value.slug in (*source.crime_types, "unknown"))
    return [{"value": value.slug, "label": value.label} for value in (*values[1:], values[0])]


def period_options(first: date, last: date) -> list[Option]:
    """Every month from ``last`` back to ``first``."""
    return [{"value": months.address(month), "label": months.short(month)} for month in reversed(list(months.between(first, last)))]


def period_values(question: Filters) -> tuple[str, str]:
    """The two ends as the controls hold them; "" where nothing is loaded."""
    since, until = question.since, question.until
    return (months.address(since) if since else "", months.address(until) if until else "")


def period_says(question: Filters) -> str:
    """``Oct 2022 to Sep 2023``."""
    if question.since is None or question.until is None:
        return "Nothing loaded"
    return " to ".join(dict.fromkeys(months.short(month) for month in (question.since, question.until)))


def presets(question: Filters, view: View, first: date, last: date) -> list[Component]:
    """Periods that people ask for, as links."""
    since, until = question.since or first, question.until or last
    length = (until.year - since.year) * 12 + until.month - since.month + 1
    before = question.during(months.shift(since, -length), months.shift(since, -1))
    wanted = [("Latest 12 months", question.during(None, None)), ("The period before", before), ("Everything", question.during(first, last))]
    return [html.A(words, href=address(asked, view)) for words, asked in wanted]


def address(question: Filters, view: View) -> str:
    """The query string of a question shown in a way."""
    more = view.to_query()
    return f"?{question.to_query()}{'&' + more if more else ''}"


def sentence(question: Filters, asked: Filters, view: View, names: Mapping[str, str], borough: str) -> list[Component | str]:
    """The question as chips: each narrowing can be let go, the rest is said in quiet words.

    ``asked`` is the question as the address put it, ``question`` with its period settled.
    """
    chips: list[Component | str] = ["Showing ", html.Span(SOURCES[question.source].title, className="chip")]
    if question.since and question.until:
        words = months.period_words(question.since, question.until)
        let_go = address(asked.during(None, None), view) if asked.since or asked.until else ""
        chips.append(_chip(words, let_go))
    chips += [_chip(chip_words(key, slugs, names), address(asked.without(key), view)) for key, slugs in question.where]
    if question.within:
        chips.append(_chip("inside the area drawn", address(asked.without("within"), view)))
    chips.append(html.Span(_rest(question, borough), className="quiet rest"))
    if question.narrowed or asked.since or asked.until:
        chips.append(html.A("Clear", href=address(Filters(question.source), view), className="clear"))
    return chips


def _chip(words: str, let_go: str) -> Component:
    if not let_go:
        return html.Span(words, className="chip")
    release = said(html.A("✕", href=let_go, className="release"), f"Remove {words}")
    return html.Span([words, release], className="chip")


def _rest(question: Filters, borough: str) -> str:
    """What is not narrowed, in words: ``everyone, in all of Lewisham``."""
    source = SOURCES[question.source]
    people = {"age", "gender", "ethnicity"} & source.carries
    said_so = ["everyone"] if people and not people & set(question.narrowed) else []
    placed = {"ward", "old_ward", "lsoa", "h3_8", "h3_9", "h3_10", "within"} & set(question.narrowed)
    said_so += [] if placed else [f"in all of {borough}"]
    return ", ".join(said_so)
