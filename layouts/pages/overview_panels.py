"""The overview's panels: what moved, rates by ward, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import CAVEATS, DIMENSIONS, Source
from data_access.catalogue.sources import SEARCH_DRIVEN_TYPES
from data_access.estimates import Rate
from data_access.overview import Overview, Supply
from data_access.verdicts import Movement, Movements
from data_access.wording import capitalised, listed, number, thousands
from layouts import headlines
from layouts.components.coverage import coverage_strip
from layouts.components.movements import movement_table
from layouts.components.panel import PanelParts, word
from layouts.components.table import Column, Line, table
from layouts.components.ward_map import STAR, rounded, ward_map
from layouts.pages.overview_figures import Filled, title
from layouts.supply import COMPLETE, supply_words
from layouts.view import View, address
from layouts.wording import gaps

MOVED, WARDS = "overview-moved", "overview-wards"
ROWS = 9

# ---- what moved --------------------------------------------------------------------


def moved(told: Overview, view: View) -> Filled:
    """The changes with the strongest evidence; as a table, every one that was tested or was too small to test."""
    found = told.moved
    as_table = word(MOVED) in view.tables and bool(found.tested)
    parts = PanelParts(
        title=headlines.stand_out(_in_brief(found)),
        subtitle=_moved_subtitle(told),
        note=[] if found.tested else [_nothing_tested(found)],
        table=[_every_move(told)] if as_table else [],
        source=_moved_note(told, view),
    )
    if as_table or not found.tested:
        return Filled(parts, [])
    rows = [(_names(told, movement), movement.verdict) for movement in found.ranked[:ROWS]]
    shown = movement_table(["Ward", _kind(told.source)], rows, "What moved most, strongest evidence first")
    return Filled(parts, [shown])


def _in_brief(found: Movements) -> Movements:
    """The same with a reason short enough for a heading."""
    return replace(found, verdict=replace(found.verdict, reason=found.verdict.reason.partition(" (")[0]))


def _nothing_tested(found: Movements) -> html.Div:
    why = found.verdict.reason or "Too few were recorded in any ward to tell a change from chance."
    return html.Div(html.P([html.Strong("Nothing could be compared."), f" {why.rstrip('.')}."]), className="blank")


def _kind(source: Source) -> str:
    return "Type" if source.kind == "crime_type" else DIMENSIONS[source.kind].title


def _moved_subtitle(told: Overview) -> str:
    what = f"{capitalised(told.source.noun[1])} by ward and {_kind(told.source).lower()}, strongest evidence first"
    compared = told.moved.verdict.compared
    if not told.moved.tested:
        return what
    first, last = compared[0], compared[-1]
    whole = months.shift(first, len(compared) - 1) == last
    period = months.period_words(first, last) if whole else f"{len(compared)} months to {months.words(last)}"
    return f"{what}. {period} against a year before"


def _names(told: Overview, movement: Movement) -> tuple[str, str]:
    ward, slug = movement.keys
    dagger = " †" if slug in SEARCH_DRIVEN_TYPES else ""
    return told.wards.names.get(ward, ward), f"{title(told.source, slug)}{dagger}"


def _moved_note(told: Overview, view: View) -> list[str | Component]:
    if not told.moved.tested:
        return []
    driven = bool(SEARCH_DRIVEN_TYPES & {movement.keys[1] for movement in told.moved.ranked})
    said = [headlines.tested_together(told.moved), CAVEATS["measures-searching"].words if driven else ""]
    everything = View(tables=tuple(dict.fromkeys((*view.tables, word(MOVED)))), present=view.present)
    whole = html.A(f"All {thousands(len(told.moved.ranked))}", href=address(told.asked, everything))
    return [" ".join(words for words in said if words), " ", whole]


def _every_move(told: Overview) -> html.Div:
    columns = [
        Column("Ward"),
        Column(_kind(told.source)),
        Column("Now", numeric=True),
        Column("Before", numeric=True, quiet=True),
        Column("Change", numeric=True),
        Column("Could be"),
        Column("Verdict"),
    ]
    lines = [_move(told, movement) for movement in told.moved.ranked]
    return table(columns, lines, f"All {len(lines)} comparisons, strongest evidence first")


def _move(told: Overview, movement: Movement) -> Line:
    found = movement.verdict
    counts = [thousands(found.now), thousands(found.before), found.change_words or "–"]
    return Line([*_names(told, movement), *counts, _reach(found.interval_words), found.kind_words], marked=found.clear)


def _reach(words: str) -> str:
    """An interval's words for a narrow column: ``−67 % to +14 %``."""
    for opening in ("could be anything from ", "between ", "could be "):
        words = words.removeprefix(opening)
    return words.removesuffix(" as many").replace(" and ", " to ") or "–"


# ---- rates by ward -------------------------------------------------------------------


def wards(told: Overview, *, as_table: bool) -> Filled:
    """Rates on a map; as a table, each with its count, residents and interval."""
    if told.everywhere is None:
        why = html.P([html.Strong("No rate can be given."), " The residents of the wards are not loaded."])
        return Filled(PanelParts("Rates by ward", "", [html.Div(why, className="blank")], [], []), [])
    period = months.period_words(told.wards.since, told.wards.until)
    parts = PanelParts(
        title=headlines.highest_rates(told.rates, told.everywhere, told.wards.names),
        subtitle=f"Per 1,000 residents, {period}. Borough {rounded(told.everywhere.per_1000)}",
        note=_short_wards(told),
        table=[_rates(told)] if as_table or told.drawing is None else [],
        source=[],
    )
    if told.drawing is None:
        return Filled(parts, [])
    by_ward = {rate.key: rate for rate in told.rates}
    short = {area: gaps(entries, brief=True) for area, entries in told.wards.coverage.areas.items()}
    return Filled(parts, [ward_map(told.drawing, by_ward, words=_rate_words, address=ward_address, short=short)])


def _short_wards(told: Overview) -> list[Component]:
    """Of which wards months are not whole: their rates may be higher than they read."""
    names, areas = told.wards.names, told.wards.coverage.areas
    short = [f"{names.get(area, area)} ({gaps(each, brief=True)})" for area, each in areas.items()]
    words = f"{STAR} Months not whole, so the rate may be higher: {'; '.join(short)}."
    return [html.P(words, className="small")] if short else []


def ward_address(code: str) -> str:
    return f"/ward?ward={code}"


def _rate_words(rate: Rate) -> str:
    return f"{rounded(rate.per_1000)} per 1,000, could be {_between(rate)}"


def _between(rate: Rate) -> str:
    return f"{rounded(rate.interval.low)} to {rounded(rate.interval.high)}"


def _rates(told: Overview) -> html.Div:
    columns = [
        Column("Ward"),
        Column("Count", numeric=True),
        Column("Residents", numeric=True, quiet=True),
        Column("Per 1,000", numeric=True),
        Column("Could be"),
    ]
    ranked = sorted(told.rates, key=lambda rate: -rate.per_1000)
    lines = [
        Line(
            [
                html.A(told.wards.names.get(rate.key, rate.key), href=ward_address(rate.key)),
                f"{number(rate.count)}{STAR if told.wards.coverage.short(rate.key) else ''}",
                number(rate.residents),
                rounded(rate.per_1000),
                _between(rate),
            ]
        )
        for rate in ranked
    ]
    return table(columns, lines, f"{capitalised(told.source.noun[1])} per 1,000 residents by ward, highest first")


# ---- what is missing -----------------------------------------------------------------


def missing(told: Overview) -> list[Component]:
    """What sources did not supply, the one shown first; those that are complete or not loaded are named."""
    shown = told.supplies[0].months
    period = html.P(months.period_words(shown[0].month, shown[-1].month), className="subtitle")
    ordered = sorted(told.supplies, key=lambda supply: supply.source.key != told.source.key)
    whole = [each for each in ordered[1:] if supply_words(each) == COMPLETE]
    absent = [each for each in ordered if each.last is None]
    drawn = [each for each in ordered if each not in whole and each not in absent]
    named = [_named("Complete", whole), _named("Not loaded", absent)]
    return [
        period,
        html.Ul([_supplied(supply) for supply in drawn]),
        *(html.P(words, className="small quiet") for words in named if words),
    ]


def _named(state: str, supplies: Sequence[Supply]) -> str:
    return f"{state}: {listed([supply.source.title for supply in supplies])}." if supplies else ""


def _supplied(supply: Supply) -> html.Li:
    return html.Li([html.Strong(supply.source.title), coverage_strip(supply.months), html.Span(supply_words(supply))])
