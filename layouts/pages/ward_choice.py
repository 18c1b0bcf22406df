"""Which ward, of which source: a box to type in, the list of all, and what was found."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from data_access.catalogue import SOURCES
from data_access.filters import Filters
from data_access.portrait import SOURCE, Found, Portrait, Wards
from data_access.wording import capitalised, thousands
from layouts.components.attributes import said, worn
from layouts.components.menu import Choice, links, menu
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.pages import ward_words as words
from layouts.view import View
from layouts.wording import WITHHELD, gaps


def finder() -> html.Div:
    """The line at the top: always there, whatever is shown below."""
    sought = dcc.Input(
        id=Ids.WARD_SOUGHT,
        type="text",
        placeholder="Ward or postcode",
        list=str(Ids.WARD_NAMES),
        autoComplete="off",
        maxLength=80,
        className="sought",
    )
    line = [
        html.Label("Find your ward", htmlFor=Ids.WARD_SOUGHT),
        sought,
        html.Datalist(id=Ids.WARD_NAMES),
        html.Button("Find", id=Ids.WARD_FIND, type="button"),
        menu(Ids.WARD_MENU, "Ward", "or choose from the list"),
        html.Span("from", className="quiet small"),
        menu(Ids.WARD_SOURCES, "Source", SOURCES[SOURCE].title),
        worn(html.Button("Print one page", type="button"), {"data-does": "print"}),
    ]
    return said(html.Div(line, className="ward-find", role="search"), "Find your ward")


def address(filters: Filters, view: View) -> str:
    """The page asked otherwise, with its tables as they stand."""
    drawn = view.to_query()
    return f"?{filters.to_query()}{f'&{drawn}' if drawn else ''}"


def wards(about: Wards, told: Portrait | None, view: View) -> tuple[str, list[Component]]:
    """The chip of all wards: its words, and its list; each choice is an address."""
    code = told.ward.code if told else ""
    offers = [
        Choice(ward.name, address(about.asked.choosing("ward", [ward.code]), view), ward.code == code) for ward in about.wards
    ]
    return f"or choose from the list of {thousands(len(offers))}", links(offers)


def sources(about: Wards, told: Portrait | None, view: View) -> tuple[str, list[Component]]:
    """The chip of the sources. Another source has other months, so the period is let go of with it."""
    code, chosen = told.ward.code if told else "", about.asked.source
    offers = [Choice(SOURCES[key].title, address(_of_source(key, code), view), key == chosen) for key in about.sources]
    return SOURCES[chosen].title, links(offers)


def _of_source(key: str, code: str) -> Filters:
    return Filters(key).choosing("ward", [code] if code else [])


def names(about: Wards) -> list[Component]:
    """What the box can complete."""
    return [html.Option(value=ward.name) for ward in about.wards]


def notices(about: Wards) -> list[Component]:
    return [html.P(notice, className="small quiet") for notice in about.notices]


def answer(found: Found, search: str) -> list[Component | str]:
    """What is said under the box: why nothing was found, or which wards fit."""
    if not found.several:
        return [found.words] if found.words else []
    links = [html.A(ward.name, href=leading_to(ward.code, search)) for ward in found.several]
    return [html.Span(found.words), *links]


def leading_to(code: str, search: str) -> str:
    """The address of a ward, its source, period and tables as they stand."""
    asked = Filters.from_query(search, source=SOURCE)
    return address(Filters(asked.source, asked.since, asked.until).choosing("ward", [code]), View.from_query(search))


def all_wards(about: Wards, view: View) -> list[Component]:
    """Every ward by name, with its count and rate: in the order of the alphabet, because this is no league table."""
    noun = capitalised(about.counted.source.noun[1])
    columns = [
        Column("Ward"),
        Column(f"{noun}, {words.period(about)}", numeric=True),
        Column("Per 1,000 residents", numeric=True),
    ]
    columns += [Column("allowing for chance", numeric=True, quiet=True)]
    lines = [_line(about, code, name, view) for code, name in ((ward.code, ward.name) for ward in about.wards)]
    told = table([*columns], lines, f"{noun} by ward, {words.period(about)}", class_name="ward-list")
    return [told, html.P(_beside(about), className="small quiet")]


def _line(about: Wards, code: str, name: str, view: View) -> Line:
    count, rate = about.counted.value(code), about.rates.get(code)
    link = html.A(name, href=address(about.asked.choosing("ward", [code]), view))
    per = f"{rate.per_1000:.0f}" if rate else "–"
    between = f"{rate.interval.low:.0f} to {rate.interval.high:.0f}" if rate else "–"
    counted = WITHHELD if count is None else thousands(count)
    short = about.counted.coverage.short(code)
    return Line([link, f"{counted} ({gaps(short, brief=True)})" if short else counted, per, between])


def _beside(about: Wards) -> str:
    if about.borough is None:
        return "Without a count of residents there are no rates."
    return (
        f"{about.borough_name} as a whole: {about.borough.per_1000:.0f} per 1,000 residents. In the order of the alphabet: "
        "a higher rate is not a worse ward, because rates divide by those who live there, not by those who pass through."
    )
