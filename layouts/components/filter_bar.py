"""The filters: native disclosures with ticks in them, a rail beside the figures and a drawer on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import DIMENSIONS, SOURCES, Source
from data_access.catalogue.code_lists import UNKNOWN, Value
from data_access.filters import Filters
from data_access.wording import listed
from layouts.components.attributes import said, worn
from layouts.ids import Ids
from layouts.view import View, address
from layouts.written import Element

# In the order of the rail; each is a dimension's key.
TICKED = ("crime_type", "object", "ward", "age", "gender", "ethnicity", "outcome", "hour", "weekday")
# One code list serves several sources: of these, only values that a source has ever used are offered.
USED_ONLY = ("outcome", "object")
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
_NO_WARD = "No ward recorded"
Option = dict[str, str]
Used = Mapping[str, frozenset[str]]  # the slugs a source has rows of, by dimension


@dataclass(frozen=True, slots=True)
class Offer:
    """What one filter shows for a question: its options, what is ticked, and what its closed box says."""

    options: list[Option]
    ticked: list[str]
    words: str
    class_name: str

    @property
    def absent(self) -> bool:
        """Whether the source does not carry the field at all."""
        return not self.options


def control(key: str) -> str:
    """The id of a filter's ticks, selects or radio buttons."""
    return f"filter-{key}"


def box(key: str) -> str:
    """The id of a filter's disclosure."""
    return f"filter-box-{key}"


def summary(key: str) -> str:
    """The id of what a closed filter says."""
    return f"filter-says-{key}"


def head(key: str) -> str:
    """The id of what opens a filter."""
    return f"filter-head-{key}"


def find(key: str) -> str:
    """The id of the box that searches a filter's values."""
    return f"filter-find-{key}"


def rail() -> html.Aside:
    """Every filter, empty until the address has been read."""
    head = html.Div(
        [html.H2("Filters"), worn(html.Button("Close", type="button", className="close"), {"data-closes": "drawer"})],
        className="drawer-head",
    )
    return worn(
        html.Aside(
            [
                head,
                html.Div([_source(), _period(), *(_ticks(key) for key in TICKED)], className="filters"),
                html.P("Click a bar, ward, cell or hour to filter by it. Click again to let go.", className="small quiet hint"),
                html.Div([html.A("Clear", href="?", id=Ids.FILTER_CLEAR, className="button"), _done()], className="drawer-foot"),
            ],
            id=Ids.FILTERS,
            className="rail",
        ),
        {"aria-label": "Filters", "data-drawer": "filters"},
    )


def _done() -> html.Button:
    shows = html.Span("Show the figures", id=Ids.FILTER_DONE)
    return worn(html.Button(shows, type="button", className="button main"), {"data-closes": "drawer"})


def _disclosure(key: str, title: str, body: Sequence[Component]) -> html.Details:
    says = [html.Span(title, className="label"), html.Span("", id=summary(key), className="says")]
    return html.Details(
        [html.Summary(says, id=head(key)), html.Div(list(body), className="choices")], id=box(key), className="filter"
    )


def _ticks(key: str) -> html.Details:
    dimension = DIMENSIONS[key]
    hunt = _hunt(key, dimension.title) if key == "ward" or len(dimension.values) > _SEARCHABLE else None
    hint = html.P(dimension.hint, className="small quiet") if dimension.hint else None
    group = said(html.Div(id=control(key), role="group"), dimension.title)
    return _disclosure(key, dimension.title, [part for part in (hunt, hint, group) if part is not None])


def _hunt(key: str, title: str) -> dcc.Input:
    return said(dcc.Input(type="search", placeholder="Find", debounce=False, id=find(key)), f"Find in {title.lower()}")


def _source() -> html.Details:
    return _disclosure("source", "Source", [said(html.Div(id=control("source"), role="radiogroup"), "Source")])


def ticks(key: str, offer: Offer) -> list[Element]:
    """A filter's values as native boxes; assets/shell.js writes what is ticked into the address."""
    kind = "radio" if key == "source" else "checkbox"
    return [_tick(option, {"type": kind, "name": key, "checked": option["value"] in offer.ticked}) for option in offer.options]


def _tick(option: Option, attributes: Mapping[str, str | bool]) -> Element:
    box = Element("input", {**attributes, "value": option["value"]})
    return Element("label", {"class": "tick"}, [box, Element("span", {}, [option["label"]])])


def _period() -> html.Details:
    # A browser's own list: reachable by key and thumb everywhere. assets/shell.js writes its choice into the address.
    ends = [
        html.Div([html.Label(words, htmlFor=control(key)), worn(html.Select([], id=control(key)), {"data-filters": key})])
        for key, words in (("since", "From"), ("until", "To"))
    ]
    return _disclosure(
        "period", "Period", [html.Div(ends, className="ends"), html.Div(id=Ids.FILTER_PRESETS, className="presets")]
    )


def offers(question: Filters, loaded: Sequence[str], wards: Sequence[tuple[str, str]], used: Used) -> dict[str, Offer]:
    """What each filter shows: ``wards`` are (code, name), ``loaded`` the sources that have data."""
    source = SOURCES[question.source]
    offered = {key: _offer(key, question, wards, used) for key in TICKED}
    sources = [{"value": key, "label": SOURCES[key].title} for key in loaded]
    return {"source": Offer(sources, [question.source], source.title, "filter"), **offered}


def _offer(key: str, question: Filters, wards: Sequence[tuple[str, str]], used: Used) -> Offer:
    source = SOURCES[question.source]
    if key not in source.carries:
        return Offer([], [], "Not in this source", "filter absent")
    ticked = list(question.chosen(key))
    names = dict(wards) | {UNKNOWN: _NO_WARD} if key == "ward" else {}
    said_so = _short(key, ticked, names) if ticked else _everything(key, len(wards))
    only = used[key] | {*ticked, UNKNOWN} if key in used else None
    options = [option for option in _options(key, source, wards) if only is None or option["value"] in only]
    return Offer(options, ticked, said_so, "filter set" if ticked else "filter")


def _everything(key: str, wards: int) -> str:
    return f"All {wards} wards" if key == "ward" and wards else _ALL[key]


def _short(key: str, ticked: Sequence[str], names: Mapping[str, str]) -> str:
    """What a closed filter says of its ticks: its title stands beside it already."""
    if len(ticked) > 2:
        return f"{len(ticked)} chosen"
    return listed([names.get(slug) or DIMENSIONS[key].label(slug) for slug in ticked], "or")


def _options(key: str, source: Source, wards: Sequence[tuple[str, str]]) -> list[Option]:
    """Every value of a filter, "not recorded" last and never left out."""
    if key == "ward":
        return [*({"value": code, "label": name} for code, name in wards), {"value": UNKNOWN, "label": _NO_WARD}]
    values: tuple[Value, ...] = DIMENSIONS[key].values
    if key == "crime_type":
        values = tuple(value for value in values if value.slug in (*source.crime_types, UNKNOWN))
    first = [value for value in values if value.slug != UNKNOWN]
    return [{"value": value.slug, "label": value.label} for value in (*first, *(v for v in values if v.slug == UNKNOWN))]


def period_options(first: date, last: date, chosen: date | None) -> list[Component]:
    """Every month from ``last`` back to ``first``, and the chosen one wherever it lies."""
    every = sorted({*months.between(first, last), *([chosen] if chosen else [])}, reverse=True)
    return [html.Option(months.short(month), value=months.address(month), selected=month == chosen) for month in every]


def period_says(question: Filters) -> str:
    """``Oct 2022 to Sep 2023``."""
    if question.since is None or question.until is None:
        return "Nothing loaded"
    return " to ".join(dict.fromkeys(months.short(month) for month in (question.since, question.until)))


def presets(asked: Filters, question: Filters, view: View, loaded: tuple[date, date]) -> list[Component]:
    """Periods that people ask for, as links; ``question`` is what is ``asked`` with its period settled."""
    since, until = question.since or loaded[0], question.until or loaded[1]
    year_before = asked.during(months.shift(since, -12), months.shift(until, -12))
    wanted = [("Latest 12 months", asked.during(None, None)), ("Year before", year_before), ("Everything", asked.during(*loaded))]
    return [html.A(words, href=address(question, view)) for words, question in wanted]
