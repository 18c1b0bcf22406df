"""Explore: one map and six figures of the same question; every mark can be clicked to narrow it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dash import html

from data_access import months
from data_access.catalogue import SOURCES, Source
from data_access.filters import Filters, chip_words
from data_access.rates import Rated
from data_access.released import ABSENT, MonthCoverage, Released
from data_access.settings import Settings
from data_access.verdicts import Comparison
from data_access.wording import listed
from layouts import findings
from layouts.canvas import Figure
from layouts.components import filter_bar, sentence
from layouts.components.panel import Drop, PanelParts, panel, panel_parts, part, word
from layouts.components.verdict import verdict_line
from layouts.figures import bars, clock, pyramid, trend
from layouts.ids import Ids
from layouts.maps import map as maps
from layouts.maps.layers import BY_KEY, mapped_by
from layouts.maps.paint import paint
from layouts.view import View, address

PATH = "/explore"
SOURCE = "stop-and-search"

BEFORE = 16  # months drawn ahead of the period: the year before it, and how that began

Breakdown = tuple[str, ...]
Answers = Mapping[Breakdown, Released]


@dataclass(frozen=True, slots=True)
class Slot:
    """One figure's place on the page: what it breaks down by, what it says, how it is drawn."""

    panel: str
    keys: Breakdown
    heading: str
    height: int
    say: Callable[[Released], str]
    draw: Callable[[Released, Filters, str], Figure]


def _bars(released: Released, question: Filters, finding: str) -> Figure:
    return bars.ranking(released, chosen=question.chosen(released.by[0].key), finding=finding)


def _pyramid(released: Released, question: Filters, finding: str) -> Figure:
    return pyramid.pyramid(
        released, chosen_ages=question.chosen("age"), chosen_genders=question.chosen("gender"), finding=finding
    )


def _clock(released: Released, question: Filters, finding: str) -> Figure:
    return clock.clock(released, chosen_hours=question.chosen("hour"), chosen_days=question.chosen("weekday"), finding=finding)


def _trend(released: Released, question: Filters, finding: str) -> Figure:
    since, until = question.since or released.since, question.until or released.until
    return trend.monthly(released, period=(since, until), finding=finding)


TREND = Slot("explore-trend", ("month",), "Month by month", 168, findings.trend, _trend)
_BREAKDOWNS = (
    Slot("explore-crime-type", ("crime_type",), "Crime type", 196, findings.leading, _bars),
    Slot("explore-category", ("category",), "Kind", 196, findings.leading, _bars),
    Slot("explore-object", ("object",), "Object of search", 168, findings.leading, _bars),
    Slot("explore-people", ("age", "gender"), "Age and gender", 168, findings.people, _pyramid),
    Slot("explore-ethnicity", ("ethnicity",), "Ethnicity, self-defined", 168, findings.leading, _bars),
    Slot("explore-outcome", ("outcome",), "Outcome", 168, findings.leading, _bars),
    Slot("explore-clock", ("hour", "weekday"), "Hour and weekday", 168, findings.peak, _clock),
)
SLOTS = (TREND, *_BREAKDOWNS)
PANELS = tuple(slot.panel for slot in SLOTS)
MAP_SHOWN, MAP_GONE = "map-slot", "map-slot gone"
_SPOKEN: Mapping[Breakdown, str] = {("ethnicity",): "self-defined ethnicity"}  # as it reads inside a sentence
FIGURES = tuple(part(slot.panel, "figure") for slot in SLOTS)


def layout(configured: Settings) -> html.Div:
    """The page's frame: rail, sentence, map, figures."""
    figures = [html.Div(_frame(slot), id=frame(slot.panel), className="slot wide" if slot is TREND else "slot") for slot in SLOTS]
    drawn_map = maps.map_panel(Ids.EXPLORE_MAP, "Where", configured, height=556)
    where = html.Div(drawn_map, id=frame(Ids.EXPLORE_MAP), className=MAP_SHOWN)
    absent = html.P(id=Ids.EXPLORE_ABSENT, className="quiet small wide")
    return html.Div(
        [
            html.H1("Explore", className="hidden"),
            sentence.sentence_bar(),
            html.Div(className="scrim"),
            html.Div(
                [
                    filter_bar.rail(),
                    html.Div([where, html.Div([*figures, absent], className="figures")], className="explore"),
                ],
                className="with-rail",
            ),
        ],
        className="explore-page",
    )


def frame(panel_id: str) -> str:
    """The id of a panel's place, hidden where the source has no such field."""
    return part(panel_id, "slot")


def _frame(slot: Slot) -> html.Section:
    return panel(slot.panel, slot.heading, height=slot.height)


def absent_words(question: Filters, drawn: Sequence[str]) -> str:
    """What the source does not record, in one sentence; ``drawn`` are the kinds of area it can be drawn by."""
    source = SOURCES[question.source]
    missing = [slot for slot in SLOTS if slot not in carried(source) and slot.keys != ("category",)]  # a source's own sort
    absent = [_SPOKEN.get(slot.keys) or findings.lowered(slot.heading) for slot in missing]
    recorded = f"{source.title} does not record {listed(absent, 'or')}." if absent else ""
    return recorded if mapped_by(source, View(), drawn) else f"{recorded} It is not known by ward, so it has no map."


def carried(source: Source) -> tuple[Slot, ...]:
    """The figures a source has anything to say for."""
    return tuple(slot for slot in SLOTS if set(slot.keys) <= source.carries)


def window(question: Filters, loaded: Sequence[MonthCoverage]) -> Filters:
    """The months the trend draws: the period, the year before and a little more; not the emptiness before anything came."""
    since, until = question.since, question.until
    if since is None or until is None:
        return question
    reached = [entry.month for entry in loaded if months.shift(since, -BEFORE) <= entry.month]
    held = [entry.month for entry in loaded if entry.month in reached and entry.state not in ABSENT]
    return question.without("month").during(min([*held, since]), until)


def breakdowns(question: Filters, place: str) -> list[Breakdown]:
    """Everything the page needs to know, to be asked at once; ``place`` is what the map is coloured by, "" for no map."""
    source = SOURCES[question.source]
    return [*(slot.keys for slot in carried(source)), *([(place,)] if place else []), ()]


def drawn(
    question: Filters, view: View, answers: Answers, change: Comparison
) -> tuple[list[PanelParts | None], dict[str, Figure]]:
    """Each panel's words (None where the source has no such field), and the figures by graph."""
    parts: list[PanelParts | None] = []
    figures: dict[str, Figure] = {}
    for slot in SLOTS:
        released = answers.get(slot.keys)
        if released is None:
            parts.append(None)
            continue
        finding = findings.trend_against(change, released) if slot is TREND else slot.say(released)
        parts.append(
            panel_parts(
                released,
                finding=finding,
                subtitle=verdict_line(change.verdict) if slot is TREND else "",
                as_table=word(slot.panel) in view.tables,
                compact=slot is not TREND,
                drops=drops(question, view, released),
            )
        )
        figures[part(slot.panel, "figure")] = slot.draw(released, question, finding)
    return parts, figures


def mapped(
    asked: Filters,
    view: View,
    released: Released,
    *,
    rated: Rated | None,
    areas: Sequence[str],
    finding: str = "",
    drawn: Sequence[str] = ("ward",),
    peopled: bool = True,
) -> maps.MapParts:
    """The map of an answer by a kind of area or cell; ``rated`` where residents are known for the question.

    ``areas`` are the codes of every area of that kind, none for cells; ``drawn``
    the kinds of area the source can be drawn by; ``peopled`` whether anybody
    counted the residents of areas of this kind.
    """
    key = released.by[0].key
    outlined = [kind for kind in BY_KEY if kind in ("ward", key) or asked.chosen(kind)]
    shown = paint(
        released,
        rated=rated,
        measure=view.measure,
        areas=areas,
        chosen={each: asked.chosen(each) for each in dict.fromkeys((*outlined, key))},
        within=asked.within,
        drawn_by=drawn,
    )
    as_table, said_first = word(Ids.EXPLORE_MAP) in view.tables, finding if shown.by_rate else ""
    dropped = drops(asked, view, released)
    how = maps.Shown(said_first, as_table=as_table, peopled=peopled)
    return maps.map_parts(released, shown, asked, view, rated=rated, how=how, drops=dropped)


def drops(question: Filters, view: View, released: Released) -> list[Drop]:
    """The filters that could be let go of, each with the address without it, shown as it is now."""
    found = [Drop(chip_words(key, slugs, released.names), address(question.without(key), view)) for key, slugs in question.where]
    return [*found, *([Drop("the area drawn", address(question.without("within"), view))] if question.within else [])]


def frames(parts: Sequence[PanelParts | None]) -> list[str]:
    """Each figure's place: shown, wide, or gone where the source has no such field."""
    shown = ["slot wide" if slot is TREND else "slot" for slot in SLOTS]
    return ["slot gone" if each is None else name for name, each in zip(shown, parts, strict=True)]
