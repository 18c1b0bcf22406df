"""A ward, or one of several hospitals, of which nothing or far too little came is named; nobody else's month is less whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import exp

import pytest

from data_access import months
from data_access.analytics.completeness import chance
from data_access.analytics.shortfall import Series, Short, shortfalls
from data_access.catalogue.series_breaks import SeriesBreak
from data_access.filters import Filters
from data_access.ingest.loading.load import Options
from data_access.released import MonthCoverage, State
from data_access.warehouse import Warehouse
from tests.evil.made_up import search, searches
from tests.loading import IN_NORTH, IN_SOUTH, NORTH, SOUTH, Store, at, wards

FIRST, JUNE, LAST = date(2023, 1, 1), date(2023, 6, 1), date(2023, 12, 1)
A, B, C, D = "A", "B", "C", "D"
WARDS = frozenset({A, B, C, D})
Counts = dict[date, Mapping[str, int]]
LIMIT = 1e-6


def usual(a: int, b: int, c: int, d: int, *, first: date = FIRST, last: date = LAST) -> Counts:
    """Months in which the four wards have these counts every time."""
    return {month: {A: a, B: b, C: c, D: d} for month in months.between(first, last)}


def in_june(counts: Counts, **told: int) -> dict[str, Short]:
    """What is said of June where these wards have these counts in it."""
    return of_month(counts, JUNE, (), **told)


def of_month(counts: Counts, month: date, breaks: Iterable[SeriesBreak] = (), **told: int) -> dict[str, Short]:
    here = {ward: n for ward, n in (dict(counts[month]) | told).items() if n}
    return shortfalls(Series({**counts, month: here}, WARDS, counts.keys(), tuple(breaks))).get(month, {})


# -- nothing ----------------------------------------------------------------------------


def test_a_ward_that_always_has_records_and_has_none_is_named() -> None:
    assert in_june(usual(20, 20, 20, 20), B=0) == {B: Short(0, 20)}
    assert in_june(usual(20, 20, 20, 20), B=0, C=0).keys() == {B, C}


def test_a_ward_that_may_well_have_none_is_not() -> None:
    assert exp(-13) == pytest.approx(2.26e-6, rel=0.01), "Poisson with mean 13: none, twice in a million"
    assert in_june(usual(20, 13, 20, 20), B=0) == {}
    assert exp(-14) == pytest.approx(8.3e-7, rel=0.01), "with mean 14: less than once"
    assert in_june(usual(20, 14, 20, 20), B=0).keys() == {B}
    assert in_june(usual(20, 3, 20, 20), B=0) == {}, "a ward with three a month that has none is no evidence"


def test_where_most_wards_are_absent_the_month_is_counted_by_others() -> None:
    assert in_june(usual(20, 20, 20, 20), A=0, B=0, C=0) == {}


def test_too_few_months_around_say_nothing() -> None:
    assert in_june(usual(20, 20, 20, 20, first=date(2023, 5, 1), last=date(2023, 9, 1)), B=0) == {}


# -- far too little ---------------------------------------------------------------------


def test_the_chance_of_a_low_count_is_that_of_published_tables() -> None:
    assert chance(2, 10, [10] * 6) == pytest.approx(0.00277, abs=5e-6), "Poisson(10): P(X ≤ 2) = 0.0028 in any table"
    assert chance(5, 20, [20] * 6) == pytest.approx(7.19e-5, rel=0.01), "Poisson(20): e⁻²⁰ (1 + 20 + 200 + … + 20⁵/5!)"


def test_a_ward_with_far_too_little_is_named_with_what_was_expected() -> None:
    counts = usual(60, 60, 60, 60, last=date(2024, 6, 1))
    month = date(2024, 6, 1)
    assert chance(26, 60, [60] * 12) < LIMIT < chance(27, 60, [60] * 12)
    assert of_month(counts, month, B=26) == {B: Short(26, 60)}
    assert of_month(counts, month, B=27) == {}, "chance brings as little 1.5 times in a million"


def test_a_small_ward_cannot_have_too_little() -> None:
    counts = usual(60, 8, 60, 60, last=date(2024, 6, 1))
    assert of_month(counts, date(2024, 6, 1), B=1) == {}, "Poisson(8): P(X ≤ 1) = 0.003, which many wards meet by chance"


def test_what_befalls_all_of_them_is_no_ward_s_gap() -> None:
    """40 of the usual 100 everywhere: the month is short, no ward of it is."""
    counts = usual(100, 100, 100, 100, last=date(2024, 6, 1))
    month = date(2024, 6, 1)
    assert of_month(counts, month, A=40, B=40, C=40, D=40) == {}
    assert of_month(counts, month, A=40, B=3, C=40, D=40) == {B: Short(3, 40)}, "100 x (40 + 40 + 40) / 300 are expected"


def test_a_restless_ward_does_not_cry_wolf() -> None:
    calm, restless = usual(90, 60, 90, 90, last=date(2024, 6, 1)), usual(90, 60, 90, 90, last=date(2024, 6, 1))
    for place, month in enumerate(sorted(restless)):
        restless[month] = {**restless[month], B: 20 if place % 2 else 100}
    assert of_month(calm, date(2024, 6, 1), B=20).keys() == {B}
    assert of_month(restless, date(2024, 6, 1), B=20) == {}


def test_a_season_is_not_a_gap() -> None:
    counts = usual(60, 60, 60, 60, last=date(2024, 6, 1))
    counts[JUNE] = {**counts[JUNE], B: 22}
    assert of_month(counts, date(2024, 6, 1), B=20) == {}, "20 are few of 60, and not of the 22 a year before"


def test_a_short_month_is_no_measure_of_later_ones() -> None:
    """Five short months in a row are all found: those found before do not pull the median down."""
    counts = usual(60, 60, 60, 60, last=date(2025, 6, 1))
    for month in months.between(date(2025, 2, 1), date(2025, 6, 1)):
        counts[month] = {**counts[month], B: 5}
    found = shortfalls(Series(counts, WARDS, counts.keys()))
    assert [month for month, short in found.items() if B in short] == list(months.between(date(2025, 2, 1), date(2025, 6, 1)))


def test_nothing_is_expected_from_beyond_a_series_break() -> None:
    counts = usual(60, 60, 60, 60, last=date(2024, 6, 1))
    broken = SeriesBreak("ed-assaults", date(2024, 5, 1), "recorded while B still sent")
    assert of_month(counts, date(2024, 6, 1), B=0).keys() == {B}
    assert of_month(counts, date(2024, 6, 1), [broken], B=0) == {}


# -- through a load ----------------------------------------------------------------------


@pytest.fixture(scope="module", params=["2023-06", "2023-09"])
def lacking(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Store]:
    """Nine months of two wards; from one month the southern one is absent."""
    rows = []
    for month in map(months.address, months.between(FIRST, date(2023, 9, 1))):
        day = {"Date": f"{month}-05T10:00:00+00:00"}
        rows += [search(**day, **at(IN_NORTH))] * 20 + ([] if month == request.param else [search(**day, **at(IN_SOUTH))] * 20)
    store = Store(tmp_path_factory.mktemp("lacking"))
    store.load(Options(scope="E09000023"), w=wards(), all=searches(*rows, good=0))
    return request.param, store


def entries(store: Store, gone: str, *chosen: str) -> tuple[MonthCoverage | None, tuple[MonthCoverage, ...]]:
    """The month as a question of these wards has it, and what is said of the southern ward."""
    warehouse = Warehouse(store.path)
    question = Filters("stop-and-search", date(2023, 1, 1), date(2023, 9, 1)).choosing("ward", chosen)
    coverage = warehouse.counts(question, ("ward",)).coverage
    warehouse.close()
    month = months.parse(gone)
    assert month is not None
    return coverage.of(month), coverage.short(SOUTH)


def test_the_borough_s_month_is_partial_and_names_the_ward(lacking: tuple[str, Store]) -> None:
    gone, store = lacking
    name = str(store.sql("SELECT name FROM areas WHERE code = 5013715")[0][0])
    entry, short = entries(store, gone)
    assert entry == MonthCoverage(entry.month if entry else FIRST, State.PARTIAL, f"nothing from {name}")
    assert [(months.address(each.month), each.state) for each in short] == [(gone, State.MISSING)]


def test_the_ward_s_own_month_is_not_supplied_and_its_neighbour_s_is_whole(lacking: tuple[str, Store]) -> None:
    gone, store = lacking
    entry, _ = entries(store, gone, SOUTH)
    assert entry is not None
    assert (entry.state, entry.reason) == (State.MISSING, "nothing came, though about 20 are usual")
    entry, short = entries(store, gone, NORTH)
    assert entry is not None
    assert (entry.state, short) == (State.COMPLETE, ()), "nobody else's month is less whole"


def test_a_load_tells_it_of_the_borough(lacking: tuple[str, Store]) -> None:
    gone, store = lacking
    assert store.states(2)[gone] == ("complete", ""), "the snapshot keeps the month's own state and the ward's apart"
    assert store.sql("SELECT strftime(month, '%Y-%m'), kind, area, state FROM area_coverage") == [
        (gone, "ward", SOUTH, "missing")
    ]
