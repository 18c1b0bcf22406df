"""The question read out as a sentence of chips, each of which can be let go, and what to do with the view."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import SOURCES
from data_access.filters import Filters, chip_words
from data_access.released import Released
from data_access.wording import thousands
from layouts.components.attributes import said, worn
from layouts.ids import Ids
from layouts.view import View, address


def sentence_bar() -> html.Div:
    """The chips, the drawer's button on a phone, and what to do with the view."""
    count = html.Span(id=Ids.FILTER_COUNT, className="count")
    opens = worn(
        html.Button(["Filters ", count], type="button", className="opens"), {"data-toggles": "filters", "aria-expanded": "false"}
    )
    copy = worn(html.Button("Copy link", type="button"), {"data-does": "copy"})
    download = worn(
        html.Details([html.Summary("Download", className="button"), html.Ul(id=Ids.DOWNLOADS)], className="filter download"),
        {"data-menu": ""},
    )
    says = html.P(id=Ids.SENTENCE, className="says", tabIndex="-1")
    return html.Div([says, html.Div([opens, copy, download], className="does")], className="sentence")


def downloads(question: Filters, by: str) -> list[Component]:
    """The view's figures as files (by month, and ``by`` what the map shows, if anything), on paper, and on a wall."""
    asked = question.to_query()
    places = [(f"Map, {name}", f"/data/counts.{form}?{asked}&by={by}") for name, form in (("CSV", "csv"), ("GeoJSON", "geojson"))]
    wanted = [
        ("Months, CSV", f"/data/counts.csv?{asked}&by=month"),
        *(places if by else []),
        ("Months with all caveats, JSON", f"/data/counts.json?{asked}&by=month"),
    ]
    files = [html.Li(html.A(words, href=href, download="")) for words, href in wanted]
    present = worn(html.Button("Present, figure by figure", type="button"), {"data-does": "present"})
    prints = worn(html.Button("Print", type="button"), {"data-does": "print"})
    return [*files, html.Li(present, className="ways"), html.Li(prints)]


def show_words(released: Released) -> str:
    """What the drawer's button says: ``Show 4,123 searches``."""
    singular, plural = released.source.noun
    if released.total is None:
        return "Show the figures"
    return f"Show {thousands(released.total)} {singular if released.total == 1 else plural}"


def sentence(question: Filters, asked: Filters, view: View, names: Mapping[str, str], borough: str) -> list[Component | str]:
    """The question as chips: each narrowing can be let go, the rest is said in quiet words.

    ``asked`` is the question as the address put it, ``question`` with its period settled.
    """
    opening = html.Span("Showing ", className="opening")
    chips: list[Component | str] = [opening, html.Span(SOURCES[question.source].title, className="chip")]
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
