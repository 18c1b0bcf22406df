"""What the stop and search page reads out of a borough, with the arithmetic visible."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access.briefings.stop_and_search import scrutiny
from data_access.filters import Filters
from data_access.scrutiny import Scrutiny
from data_access.warehouse import Warehouse
from tests.borough import MIDDLE, NORTH, SOUTH, build, records

ROWS = [
    *records(30, month="2023-01", ward=NORTH, ethnicity="black", outcome="arrest", object="controlled-drugs"),
    *records(10, month="2023-01", ward=NORTH, ethnicity="black", outcome="no-further-action", object="fireworks"),
    *records(20, month="2023-01", ward=SOUTH, ethnicity="white", outcome="no-further-action", object="controlled-drugs"),
    *records(10, month="2023-02", ward=MIDDLE, outcome="no-further-action", object="controlled-drugs"),
    *records(5, month="2023-02", location="outside", ethnicity="black"),
]


def groups(*counts: int) -> dict[str, int]:
    return dict(zip(("asian", "black", "mixed", "other", "white"), counts, strict=True))


BY_WARD = {
    NORTH: groups(100, 1000, 50, 50, 1000),
    MIDDLE: groups(100, 500, 50, 50, 1500),
    SOUTH: groups(100, 500, 50, 50, 1500),
}
BY_SMALL_AREA = {"E01000001": groups(300, 1000, 200, 200, 1000), "E01000002": groups(200, 1000, 100, 100, 3000)}


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return build(tmp_path, ROWS, by_group={"census-2011": BY_WARD, "census-2021": BY_SMALL_AREA})


def reading(warehouse: Warehouse, query: str = "", census: str = "census-2021") -> Scrutiny:
    return scrutiny(warehouse, Filters.from_query(query), census)


def test_a_rate_divides_the_located_searches_of_a_group_by_all_its_residents_in_the_borough(warehouse: Warehouse) -> None:
    told = reading(warehouse)
    assert told.against is not None
    assert told.against.residents.vintage == "census-2021"
    black, white = told.against.found.of("black"), told.against.found.of("white")
    assert black is not None
    assert white is not None
    assert (black.rate.count, black.rate.residents) == (30 + 10, 1000 + 1000)
    assert black.rate.per_1000 == 1000 * 40 / 2000
    assert white.rate.per_1000 == 1000 * 20 / (1000 + 3000)
    assert black.ratio == 20.0 / 5.0


def test_the_bounds_give_all_of_the_not_stated_to_one_side_or_the_other(warehouse: Warehouse) -> None:
    told = reading(warehouse)
    black = told.against.found.of("black") if told.against else None
    assert black is not None
    assert black.ratio_bounds is not None
    assert black.ratio_bounds.low == pytest.approx((40 / 2000) / ((20 + 10) / 4000))
    assert black.ratio_bounds.high == pytest.approx(((40 + 10) / 2000) / (20 / 4000))
    assert (told.unknown.part, told.unknown.whole) == (10, 40 + 20 + 10)


def test_the_second_census_is_read_beside_the_first(warehouse: Warehouse) -> None:
    told = reading(warehouse)
    assert told.other is not None
    assert told.other.residents.vintage == "census-2011"
    black = told.other.found.of("black")
    assert black is not None
    assert black.ratio == pytest.approx((40 / (1000 + 500 + 500)) / (20 / (1000 + 1500 + 1500)))
    swapped = reading(warehouse, census="census-2011")
    assert swapped.against is not None
    assert swapped.against.residents.vintage == "census-2011"


def test_a_ward_is_divided_by_its_own_residents_from_the_census_that_knows_wards(warehouse: Warehouse) -> None:
    told = reading(warehouse, f"ward={NORTH}")
    assert told.against is not None
    assert told.other is None
    assert told.against.residents.vintage == "census-2011"
    assert told.against.residents.by_group["black"] == 1000
    assert (
        told.denominators.reason == "Census 2021 is loaded for the whole borough only, so rates here are against the 2011 census."
    )


def test_two_wards_are_divided_by_the_residents_of_both(warehouse: Warehouse) -> None:
    told = reading(warehouse, f"ward={NORTH},{SOUTH}", "census-2011")
    assert told.against is not None
    assert told.against.residents.by_group["white"] == 1000 + 1500


def test_a_ward_that_is_not_loaded_leaves_the_page_of_the_whole_borough(warehouse: Warehouse) -> None:
    told, everywhere = reading(warehouse, "ward=E05009999"), reading(warehouse, "")
    assert told.asked.chosen("ward") == ()
    assert told.groups.rows == everywhere.groups.rows


@pytest.mark.parametrize("place", ["within=51.4:-0.1;51.5:-0.1;51.5:0.1", "ward=unknown", f"ward={NORTH}&lsoa=E01000001"])
def test_a_place_whose_residents_nobody_counted_has_no_rate_but_keeps_its_counts(warehouse: Warehouse, place: str) -> None:
    told = reading(warehouse, place)
    assert told.against is None
    assert "rates cannot be shown" in told.denominators.reason
    assert told.groups.by[0].key == "ethnicity"


def test_a_borough_without_residents_by_group_has_counts_and_says_why_there_is_no_rate(tmp_path: Path) -> None:
    told = reading(build(tmp_path, ROWS, people={NORTH: 1000}))
    assert told.against is None
    assert told.denominators.loaded == ()
    assert told.denominators.reason == "No residents by ethnicity are loaded, so rates cannot be shown. Counts are."
    assert told.groups.values() == {"black": 40, "white": 20, "unknown": 10}


def test_a_census_that_lacks_a_group_is_not_used(tmp_path: Path) -> None:
    short = {NORTH: {"black": 1000, "white": 1000}}
    assert reading(build(tmp_path, ROWS, by_group={"census-2011": short})).against is None


def test_action_is_every_outcome_but_no_further_action(warehouse: Warehouse) -> None:
    actions = reading(warehouse).actions
    assert (actions.overall.part, actions.overall.whole) == (30, 40 + 20 + 10)
    assert {group.key: (group.part, group.whole) for group in actions.groups} == {
        "black": (30, 40),
        "white": (0, 20),
        "unknown": (0, 10),
    }


def test_filters_that_would_leave_nothing_to_compare_are_let_go_and_said(warehouse: Warehouse) -> None:
    told = reading(warehouse, "ethnicity=black&outcome=arrest&object=fireworks")
    assert told.groups.values() == {"black": 10}
    assert told.question.notices == ("This page compares groups and outcomes, so the filters by them were released.",)
    assert told.objects.values() == {"controlled-drugs": 60, "fireworks": 10}, "the other objects can still be chosen"


def test_an_address_about_another_source_is_read_as_one_about_searches(warehouse: Warehouse) -> None:
    told = reading(warehouse, "source=police-uk-crime&crime_type=burglary")
    assert told.groups.source.key == "stop-and-search"
    assert told.unknown.whole == 70
    assert "so that filter was released" in told.question.notices[0]


def test_a_month_that_was_not_supplied_has_no_share(tmp_path: Path) -> None:
    rows = [*records(8, month="2023-01", ethnicity="black"), *records(2, month="2023-01"), *records(5, month="2023-03")]
    by_month = reading(build(tmp_path, rows)).by_month
    assert [entry.month for entry in by_month] == [date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)]
    assert [entry.share and entry.share.share for entry in by_month] == [2 / 10, None, 5 / 5]


def test_months_reach_back_before_the_period_but_not_before_the_first_that_holds_anything(tmp_path: Path) -> None:
    rows = [row for month in ("2021-06", "2022-05", "2023-05") for row in records(3, month=month, ethnicity="black")]
    empty = {"source": "stop-and-search", "month": "2019-01", "state": "no-locations"}
    told = reading(build(tmp_path, rows, states=[empty]))
    assert (told.question.since, told.question.until) == (date(2022, 6, 1), date(2023, 5, 1))
    assert (told.volume.since, told.volume.until) == (date(2021, 6, 1), date(2023, 5, 1))
    assert told.years == (
        (date(2022, 6, 1), date(2023, 5, 1)),
        (date(2021, 6, 1), date(2022, 5, 1)),
    )


def test_nothing_is_compared_over_a_month_that_is_known_to_be_wrong(tmp_path: Path) -> None:
    wrong = {"source": "stop-and-search", "month": "2023-02", "state": "defective", "reason": "none is without ethnicity"}
    store = build(tmp_path, ROWS, states=[wrong], by_group={"census-2011": BY_WARD})
    told = reading(store, "since=2023-01&until=2023-02")
    assert [entry.month for entry in told.wrong] == [date(2023, 2, 1)]
    assert told.against is None
    assert told.denominators.reason == "In February 2023, none is without ethnicity. Choose another period to compare groups."
    assert [entry.share is None for entry in told.by_month] == [False, True]
    whole = reading(store, "since=2023-01&until=2023-01")
    assert whole.against is not None
    assert not whole.wrong
