"""What the stop and search page can be asked: which months, which ward, against which residents. Each choice is an address."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.filters import chip_words
from data_access.scrutiny import CENSUSES, Scrutiny
from data_access.wording import listed
from layouts.components.menu import Choice, downloads, files, let_go, links, menu, sentence
from layouts.components.panel import Drop
from layouts.ids import Ids
from layouts.view import View, address

# The tables behind the page, as files: what each is, and what it breaks down by.
FILES = (
    ("Searches by ethnicity", "ethnicity"),
    ("Ethnicity and outcome", "ethnicity,outcome"),
    ("Month and ethnicity", "month,ethnicity"),
    ("Ethnicity as officers recorded it", "officer_ethnicity"),
    ("Outcomes", "outcome"),
    ("Objects searched for", "object"),
    ("Age and gender", "age,gender"),
)


class Controls(NamedTuple):
    """What the chips show and offer, in the order of the callback's outputs."""

    period: str
    periods: list[Component]
    place: str
    places: list[Component]
    residents: str
    censuses: list[Component]
    without_residents: bool
    others: list[Component]
    files: list[Component]


def line(borough: str) -> html.Div:
    """The question as chips: period, place, residents; then whatever else narrows it, each with a cross."""
    against = [html.Span("against", className="quiet"), menu(Ids.STOPS_RESIDENTS, "Against", "residents")]
    return sentence(
        [
            "Showing",
            menu(Ids.STOPS_PERIOD, "Period", "the latest year"),
            "in",
            menu(Ids.STOPS_PLACE, "Place", f"all of {borough}"),
            html.Span(against, id=Ids.STOPS_AGAINST, className="against"),
            html.Span(id=Ids.STOPS_OTHERS, className="others"),
        ],
        [files(Ids.STOPS_FILES, "Download")],
    )


def controls(told: Scrutiny, view: View) -> Controls:
    """The chips of one question."""
    others = [(key, slugs) for key, slugs in told.asked.where if key != "ward"]
    crosses: list[Component] = [
        let_go(chip_words(key, slugs, told.groups.names), address(told.asked.without(key), view)) for key, slugs in others
    ]
    crosses += [let_go("inside the area drawn", address(told.asked.without("within"), view))] if told.asked.within else []
    used = told.denominators.used
    return Controls(
        period=months.period_words(told.groups.since, told.groups.until),
        periods=links(_periods(told, view)),
        place=listed([told.groups.names.get(code, code) for code in told.asked.chosen("ward")], "or") or f"all of {told.borough}",
        places=links(_places(told, view)),
        residents=f"residents, {used.name}" if used else "",
        censuses=links(_censuses(told, view)),
        without_residents=used is None,
        others=crosses,
        files=downloads(_files(told)),
    )


def drops(told: Scrutiny, view: View) -> list[Drop]:
    """The filters that could be let go of where nothing matches, each with the address without it, shown as it is now."""
    asked = told.asked
    found = [Drop(chip_words(key, slugs, told.groups.names), address(asked.without(key), view)) for key, slugs in asked.where]
    return [*found, *([Drop("the area drawn", address(asked.without("within"), view))] if asked.within else [])]


def _periods(told: Scrutiny, view: View) -> list[Choice]:
    now = (told.groups.since, told.groups.until)
    found = [
        Choice(
            f"{months.period_words(*year)}{'' if place else ', the latest year'}",
            address(told.asked.during(*(year if place else (None, None))), view),
            year == now,
        )
        for place, year in enumerate(told.years)
    ]
    whole = [entry.month for entry in told.loaded if entry.comparable]
    if not whole:
        return found
    every = (min(whole), max(whole))
    words = f"Every month, {months.period_words(*every)}"
    return [*found, Choice(words, address(told.asked.during(*every), view), every == now)]


def _places(told: Scrutiny, view: View) -> list[Choice]:
    chosen = told.asked.chosen("ward")
    everywhere = Choice(f"All of {told.borough}", address(told.asked.without("ward"), view), not chosen)
    wards = [(ward.name, ward.code) for ward in told.wards]
    return [
        everywhere,
        *(Choice(name, address(told.asked.choosing("ward", [code]), view), chosen == (code,)) for name, code in wards),
    ]


def _censuses(told: Scrutiny, view: View) -> list[Choice]:
    used = told.denominators.used
    return [
        Choice(
            f"residents, {CENSUSES[vintage][0]}",
            address(told.asked, replace(view, against=vintage)),
            used is not None and vintage == used.vintage,
        )
        for vintage in told.denominators.loaded
    ]


def _files(told: Scrutiny) -> list[Choice]:
    """Every table of the page as CSV, by the same question with its period written out."""
    question = told.question.to_query()
    return [Choice(f"{words} (CSV)", f"/data/counts.csv?{question}&{urlencode({'by': by}, safe=',')}") for words, by in FILES]
