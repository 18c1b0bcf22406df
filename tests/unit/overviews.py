"""Made-up overviews of a borough of three wards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import shapely

from data_access import months
from data_access.analytics.comparison import compared
from data_access.analytics.movements import movements
from data_access.analytics.rates import overall, rates
from data_access.briefings.overview import window
from data_access.catalogue import SOURCES
from data_access.catalogue.series_breaks import SeriesBreak
from data_access.filters import Filters
from data_access.holdings import Population
from data_access.overview import KeyFigure, KeyMonth, Overview, Supply
from data_access.released import MonthCoverage, State
from data_access.verdicts import Movements
from geo.small_map import small_map
from tests.unit.answers import answer, coverage

SINCE, UNTIL = date(2025, 2, 1), date(2026, 1, 1)
SOURCE = SOURCES["mps-recorded-crime"]
BREAK = SeriesBreak(SOURCE.key, date(2024, 2, 28), "recorded before the Met’s new crime system")
COVERED = coverage("2022-01", "2026-01")
A, B, C = "E05000001", "E05000002", "E05000003"
NAMES = {A: "Northfield", B: "Middleton", C: "Southgate"}
PEOPLE = {A: 10_000, B: 10_000, C: 10_000}
SHAPES = {code: (NAMES[code], shapely.box(0.02 * i, 51.40, 0.02 * i + 0.02, 51.43)) for i, code in enumerate(NAMES)}


def figure(slug: str, now: int, before: int, covered: tuple[MonthCoverage, ...] = COVERED) -> KeyFigure:
    """``now`` a month in the period and ``before`` a month until then."""
    counts: dict[date, int | None] = {e.month: now if e.month >= SINCE else before for e in covered}
    change = compared(counts, covered, [BREAK], since=SINCE, until=UNTIL)
    running = {each.month: each.total for each in change.rolling}
    shown = [
        KeyMonth(
            entry,
            None if entry.state is State.MISSING else counts.get(entry.month, 0),
            running.get(entry.month),
            BREAK.words if BREAK.parts(entry.month, UNTIL) else "",
        )
        for entry in window(covered, UNTIL)
    ]
    return KeyFigure(slug, change, tuple(shown))


def moves(counts: Mapping[tuple[str, str], tuple[int, int]], covered: tuple[MonthCoverage, ...] = COVERED) -> Movements:
    """(now, before) a month by ward and type."""
    rows = [
        ((*keys, months.address(entry.month)), now if entry.month >= SINCE else before)
        for keys, (now, before) in counts.items()
        for entry in covered
    ]
    released = answer("ward,crime_type,month", rows, source=SOURCE.key, covered=covered)
    return movements(released, since=SINCE, until=UNTIL, breaks=[BREAK])


def supply(source: str, covered: tuple[MonthCoverage, ...]) -> Supply:
    held = [entry for entry in covered if entry.state is not State.MISSING]
    return Supply(SOURCES[source], window(covered, UNTIL), held[-1] if held else None)


def told(query: str = "", **changed: object) -> Overview:
    wards = answer(
        "ward", [(A, 2580), (B, 600), (C, 300)], source=SOURCE.key, covered=coverage("2025-02", "2026-01"), names=NAMES
    )
    by_ward = rates(wards, PEOPLE)
    types = ("theft", "drugs", "robbery", "burglary")
    counts = {(ward, slug): (30, 30) for ward in NAMES for slug in types} | {(A, "theft"): (90, 30)}
    whole = Overview(
        asked=Filters.from_query(query, source=SOURCE.key),
        question=Filters(SOURCE.key, SINCE, UNTIL),
        loaded=("stop-and-search", SOURCE.key),
        figures=(
            figure("", 2400, 2420),
            figure("violence-against-the-person", 840, 800),
            figure("robbery", 80, 83),
            figure("vehicle-crime", 200, 260),
        ),
        moved=moves(counts),
        wards=wards,
        rates=by_ward,
        everywhere=overall(by_ward, "borough"),
        residents=Population("mid-2020", PEOPLE, 30_000),
        drawing=small_map(SHAPES, (104.0, 92.0)),
        supplies=(supply("stop-and-search", coverage("2022-01", "2023-09")), supply(SOURCE.key, COVERED)),
        borough="Testborough",
    )
    return replace(whole, **changed)  # type: ignore[arg-type]
