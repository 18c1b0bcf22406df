"""What the stop and search page can be asked: which months, which ward, against which residents. Each choice is an address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from dash import html

from data_access import months
from data_access.filters import Filters, chip_words
from data_access.scrutiny import CENSUSES, Scrutiny
from data_access.wording import capitalised, listed
from layouts.components.menu import Choice, files, let_go, menu, sentence
from layouts.components.panel import Drop
from layouts.view import View

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


def controls(told: Scrutiny, view: View) -> html.Div:
    """The question as chips: period, place, residents; then whatever else narrows it, each with a cross."""
    words = ["Showing", _period(told, view), "in", _place(told, view)]
    words += ["against", _residents(told, view)] if told.denominators.used else []
    others = [(key, slugs) for key, slugs in told.asked.where if key != "ward"]
    crosses = [let_go(chip_words(key, slugs, told.groups.names), address(told.asked.without(key), view)) for key, slugs in others]
    crosses += [let_go("inside the area drawn", address(told.asked.without("within"), view))] if told.asked.within else []
    return sentence([*words, *crosses], [_files(told)])


def address(filters: Filters, view: View) -> str:
    """The page asked otherwise, with its tables as they stand."""
    shown = view.to_query()
    return f"?{filters.to_query()}{f'&{shown}' if shown else ''}"


def drops(told: Scrutiny) -> list[Drop]:
    """The filters that could be let go of where nothing matches."""
    listed_drops = [
        Drop(chip_words(key, slugs, told.groups.names), told.asked.without(key).to_query()) for key, slugs in told.asked.where
    ]
    return [*listed_drops, *([Drop("the area drawn", told.asked.without("within").to_query())] if told.asked.within else [])]


def _period(told: Scrutiny, view: View) -> html.Details:
    now = (told.groups.since, told.groups.until)
    choices = [
        Choice(
            f"{months.period_words(*year)}{'' if place else ', the latest year'}",
            address(told.asked.during(*(year if place else (None, None))), view),
            year == now,
        )
        for place, year in enumerate(told.years)
    ]
    whole = [entry.month for entry in told.loaded if entry.comparable]
    if whole:
        every = (min(whole), max(whole))
        words = f"Every month, {months.period_words(*every)}"
        choices.append(Choice(words, address(told.asked.during(*every), view), every == now))
    return menu("Period", months.period_words(*now), choices)


def _place(told: Scrutiny, view: View) -> html.Details:
    chosen = told.asked.chosen("ward")
    everywhere = f"all of {told.borough}"
    shown = listed([told.groups.names.get(code, code) for code in chosen], "or") or everywhere
    choices = [Choice(capitalised(everywhere), address(told.asked.without("ward"), view), not chosen)]
    choices += [
        Choice(ward.name, address(told.asked.choosing("ward", [ward.code]), view), chosen == (ward.code,)) for ward in told.wards
    ]
    return menu("Place", shown, choices)


def _residents(told: Scrutiny, view: View) -> html.Details:
    used = told.denominators.used
    name = used.name if used else "none"
    choices = [
        Choice(
            f"residents, {CENSUSES[vintage][0]}",
            address(told.asked, replace(view, against=vintage)),
            used is not None and vintage == used.vintage,
        )
        for vintage in told.denominators.loaded
    ]
    return menu("Against", f"residents, {name}", choices)


def _files(told: Scrutiny) -> html.Details:
    """Every table of the page as CSV, by the same question with its period written out."""
    question = told.question.to_query()
    return files(
        "Download",
        [Choice(f"{words} (CSV)", f"/data/counts.csv?{question}&{urlencode({'by': by}, safe=',')}") for words, by in FILES],
    )
