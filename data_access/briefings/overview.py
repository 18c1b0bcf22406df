"""How is the borough doing, where is most, and what is missing? Everything the overview tells of one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import orjson

from data_access import months
from data_access.analytics.comparison import compared, counts_by_month
from data_access.analytics.movements import movements
from data_access.analytics.rates import overall, rates
from data_access.catalogue import SOURCES
from data_access.catalogue.series_breaks import SeriesBreak, series_breaks
from data_access.filters import Filters
from data_access.overview import KeyFigure, KeyMonth, Overview, Supply
from data_access.released import MonthCoverage, Provenance, Released, State
from data_access.warehouse import Warehouse
from geo import features
from geo.small_map import SmallMap, small_map

PREFERRED = "mps-recorded-crime"  # the most recent, and whole: a board's first question
YEAR = 12
SHOWN = 24  # months of a sparkline and of a coverage strip
LEGEND = (104.0, 92.0)  # pixels of the small map kept for its legend
_REMEMBERED = 32  # a front page is asked for again and again


def overview(warehouse: Warehouse, query: str) -> Overview | None:
    """The overview an address asks for; None where nothing is loaded at all."""
    loaded = warehouse.sources("ward")
    if not loaded:
        return None
    asked = of_the_borough(Filters.from_query(query, source=PREFERRED), loaded)
    question = replace(warehouse.settled(asked), notices=())
    told = _told(warehouse, warehouse.provenance, question)
    return replace(told, asked=asked.noting(*told.wards.estimated))


def of_the_borough(filters: Filters, loaded: Sequence[str]) -> Filters:
    """The question with nothing narrowed but its source and period: the overview is of the whole borough."""
    question = filters
    if question.source not in loaded:
        question = replace(question, source=loaded[0])
        if filters.source != PREFERRED:
            question = question.noting(f"{SOURCES[filters.source].absence}: {SOURCES[loaded[0]].title} is shown.")
    if not question.narrowed:
        return question
    return question.without(*question.narrowed).noting("This page is of the whole borough, so the other filters were released.")


@lru_cache(maxsize=_REMEMBERED)
def _told(warehouse: Warehouse, read: Provenance, question: Filters) -> Overview:
    """The answers of one snapshot and edition of states: asked once, for as long as they are the current ones."""
    source = SOURCES[question.source]
    since, until = _period(warehouse, question)
    earliest = min(since, months.shift(until, 2 - SHOWN - YEAR))
    long = warehouse.tables(question.during(earliest, until), [("month",), (source.kind, "month")])
    by_ward = ("ward", source.kind, "month")
    pairs = warehouse.counts(question.during(months.shift(until, 1 - 2 * YEAR), until), by_ward)
    wards = warehouse.counts(question.during(since, until), ("ward",))
    people = warehouse.residents()
    found = rates(wards, people.by_area) if people else ()
    return Overview(
        asked=question,
        question=question.during(since, until),
        loaded=warehouse.sources("ward"),
        figures=_figures(warehouse, long[("month",)], long[(source.kind, "month")], (since, until)),
        moved=movements(pairs, since=since, until=until),
        wards=wards,
        rates=found,
        everywhere=overall(found, "borough"),
        residents=people,
        drawing=_drawing(warehouse, read.snapshot),
        supplies=tuple(_supply(warehouse, key, until) for key in warehouse.sources()),
        borough=warehouse.borough,
    )


def _period(warehouse: Warehouse, question: Filters) -> tuple[date, date]:
    first, last = warehouse.loaded(question.source)
    return question.since or first, question.until or last


def _figures(warehouse: Warehouse, whole: Released, by_kind: Released, period: tuple[date, date]) -> tuple[KeyFigure, ...]:
    """All records, then the sorts a board asks for first."""
    source = whole.source
    sorts: dict[str, dict[date, int | None]] = {"": counts_by_month(whole)} | {slug: {} for slug in source.headline}
    for row in by_kind.rows:
        if row.keys[0] in sorts and (month := months.parse(row.keys[1])):
            sorts[row.keys[0]][month] = row.value
    figures = []
    for slug, counts in sorts.items():
        types = frozenset({slug}) if slug and source.kind == "crime_type" else frozenset[str]()
        covered = tuple(entry for entry in warehouse.coverage(source.key, types) if entry.month >= whole.since)
        figures.append(_figure(slug, counts, covered, period, series_breaks(source.key)))
    return tuple(figures)


def _figure(
    slug: str,
    counts: Mapping[date, int | None],
    covered: Sequence[MonthCoverage],
    period: tuple[date, date],
    breaks: Sequence[SeriesBreak],
) -> KeyFigure:
    since, until = period
    change = compared(counts, covered, breaks, since=since, until=until)
    running = {entry.month: entry.total for entry in change.rolling}
    listed = []
    for entry in window(covered, until):
        parted = next((each.words for each in breaks if each.parts(entry.month, until)), "")
        count = None if not entry.drawn else counts.get(entry.month, 0)
        listed.append(KeyMonth(entry, count, running.get(entry.month), parted))
    return KeyFigure(slug, change, tuple(listed))


def window(covered: Sequence[MonthCoverage], until: date) -> tuple[MonthCoverage, ...]:
    """The months shown, up to ``until``; those that were never loaded as missing."""
    known = {entry.month: entry for entry in covered}
    shown = months.between(months.shift(until, 1 - SHOWN), until)
    return tuple(known.get(month, MonthCoverage(month, State.MISSING, "not loaded")) for month in shown)


def _supply(warehouse: Warehouse, key: str, until: date) -> Supply:
    covered = warehouse.coverage(key)
    shown = warehouse.covering(key, months.between(months.shift(until, 1 - SHOWN), until))
    held = [entry for entry in covered if entry.drawn]
    return Supply(SOURCES[key], shown, held[-1] if held else None)


@lru_cache(maxsize=4)
def _drawing(warehouse: Warehouse, _snapshot: str) -> SmallMap | None:
    """The wards with their names placed, worked out once for a snapshot."""
    shapes = warehouse.shapes("ward")
    if shapes is None:
        return None
    drawn = orjson.loads(shapes)["features"]
    return small_map({each["id"]: (each["properties"]["name"], features.area(each["geometry"])) for each in drawn}, LEGEND)
