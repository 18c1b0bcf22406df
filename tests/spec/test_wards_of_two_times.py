"""Counts and incidents on the wards of either time: what is counted, what is an estimate, and how far off that is."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from data_access import report
from data_access.analytics.comparison import comparison
from data_access.analytics.movements import movements
from data_access.briefings import overview, ward
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.ingest.loading.load import Options, load
from data_access.released import Released
from data_access.tables import table_at
from data_access.verdicts import VerdictKind
from data_access.warehouse import Warehouse
from tests.loading import NORTH, OLD_NORTH, OLD_SOUTH, OURS, SOUTH, put, wards
from tests.wards_of_two_times import FILES, by_ward, collisions, crimes, loaded, old_wards

STREET, BY_WARD, COLLISIONS, BY_SMALL = "police-uk-crime", "mps-recorded-crime", "road-collisions", "mps-lsoa-crime"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("borough"))


def table(answer: Released) -> dict[tuple[str, ...], tuple[int | None, bool]]:
    """Each row's number, and whether it is an estimate."""
    return {row.keys: (row.value, row.about) for row in answer.rows}


# ---- incidents are counted on either -------------------------------------------------


def test_incidents_are_counted_in_the_wards_of_either_time_and_in_small_areas(warehouse: Warehouse) -> None:
    asked = Filters(STREET)
    assert table(warehouse.counts(asked, ("ward",))) == {(NORTH,): (800, False), (SOUTH,): (300 + 100, False)}
    assert table(warehouse.counts(asked, ("old_ward",))) == {(OLD_NORTH,): (800 + 300, False), (OLD_SOUTH,): (100, False)}
    assert table(warehouse.counts(asked, ("lsoa",))) == {("E01000002",): (800, False), ("E01000004",): (300 + 100, False)}


def test_a_ward_of_one_time_narrows_a_breakdown_by_the_other(warehouse: Warehouse) -> None:
    asked = Filters.of(STREET, old_ward=OLD_NORTH)
    assert table(warehouse.counts(asked, ("ward",))) == {(NORTH,): (800, False), (SOUTH,): (300, False)}


# ---- counts are shared out --------------------------------------------------------------


def test_a_count_is_shared_out_as_its_wards_postcodes_are_and_marked(warehouse: Warehouse) -> None:
    asked = Filters.of(BY_WARD).during(date(2023, 5, 1), date(2023, 5, 1))
    answer = warehouse.counts(asked, ("old_ward",))
    assert table(answer) == {(OLD_NORTH,): (10 + 40 * 30 // 40, True), (OLD_SOUTH,): (40 * 10 // 40, True)}
    assert answer.total == 10 + 40
    assert answer.apportioned is not None


def test_on_the_wards_it_was_made_on_a_count_stays_what_was_counted(warehouse: Warehouse) -> None:
    answer = warehouse.counts(Filters(BY_WARD), ("ward",))
    assert table(answer) == {(NORTH,): (10 + 4, False), (SOUTH,): (40 + 8, False)}
    assert answer.apportioned is None
    assert warehouse.counts(Filters(BY_WARD), ("month",)).apportioned is None


def test_counts_by_the_wards_before_are_shared_out_to_today_s_and_later_ones_are_not(warehouse: Warehouse) -> None:
    answer = warehouse.counts(Filters(COLLISIONS), ("ward", "month"))
    assert table(answer) == {
        (NORTH, "2022-03"): (40 * 10 // 40, True),
        (SOUTH, "2022-03"): (40 * 30 // 40 + 5, True),
        (NORTH, "2022-06"): (6, False),
        (SOUTH, "2022-06"): (20, False),
    }
    before = warehouse.counts(Filters(COLLISIONS), ("old_ward", "month"))
    assert table(before) == {
        (OLD_NORTH, "2022-03"): (40, False),
        (OLD_SOUTH, "2022-03"): (5, False),
        (OLD_NORTH, "2022-06"): (6 + 20 * 30 // 40, True),
        (OLD_SOUTH, "2022-06"): (20 * 10 // 40, True),
    }


def test_the_borough_s_own_counts_are_never_estimates(warehouse: Warehouse) -> None:
    assert table(warehouse.counts(Filters(COLLISIONS), ("month",))) == {("2022-03",): (45, False), ("2022-06",): (26, False)}


def test_a_filter_by_a_ward_of_the_other_time_makes_every_breakdown_an_estimate(warehouse: Warehouse) -> None:
    asked = Filters.of(BY_WARD, old_ward=OLD_SOUTH)
    assert table(warehouse.counts(asked, ("month",))) == {("2023-05",): (40 // 4, True), ("2023-06",): (8 // 4, True)}
    assert warehouse.total(asked).apportioned is not None


def test_a_ward_of_each_time_asks_for_the_part_they_share(warehouse: Warehouse) -> None:
    asked = Filters.of(BY_WARD, ward=SOUTH, old_ward=OLD_NORTH)
    assert table(warehouse.counts(asked, ("month",))) == {("2023-05",): (40 * 3 // 4, True), ("2023-06",): (8 * 3 // 4, True)}


def test_halves_are_rounded_upwards_and_the_whole_is_not_the_sum_of_rounded_parts(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path, {**FILES, "counts.csv": by_ward({SOUTH: {"202305": 2}})})
    answer = warehouse.counts(Filters(BY_WARD), ("old_ward",))
    assert table(answer) == {(OLD_NORTH,): (2, True), (OLD_SOUTH,): (1, True)}  # 1.5 and 0.5
    assert answer.total == 2


# ---- how far off ---------------------------------------------------------------------------


def test_the_error_is_measured_on_records_whose_point_is_known_and_told_with_every_estimate(warehouse: Warehouse) -> None:
    exact = warehouse.counts(Filters(BY_WARD), ("old_ward",)).apportioned
    assert exact is not None
    assert (exact.records, exact.half_within, exact.nine_in_ten_within) == (800 + 300 + 100, 0.0, 0.0)
    rough = warehouse.counts(Filters(COLLISIONS), ("ward",)).apportioned
    assert rough is not None
    north, south = abs(1100 * 1 / 4 - 800) / 800, abs(1100 * 3 / 4 + 100 - 400) / 400
    assert rough.half_within == pytest.approx((north + south) / 2)
    assert rough.nine_in_ten_within == pytest.approx(0.1 * north + 0.9 * south)
    assert "1,200 records of “Street crime, police.uk”" in rough.error
    assert "within 98\xa0%" in rough.caveat.more


def test_too_few_records_measure_nothing_and_the_caveat_says_so(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path, {**FILES, "2023-05-metropolitan-street.csv": crimes(3, 2, 1)})
    told = warehouse.counts(Filters(BY_WARD), ("old_ward",)).apportioned
    assert told is not None
    assert told.records == 0
    assert "could not be measured" in told.error


def test_without_postcodes_the_ground_is_divided_and_said(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path, {name: text for name, text in FILES.items() if name != "postcodes.csv"})
    answer = warehouse.counts(Filters(BY_WARD), ("old_ward",))
    assert answer.apportioned is not None
    assert "by area" in answer.apportioned.caveat.words
    assert table(answer)[(OLD_SOUTH,)] == (48 // 2, True)


# ---- no comparison crosses ---------------------------------------------------------------------


def test_a_month_of_estimates_is_compared_with_none(tmp_path: Path) -> None:
    months = [(f"{year}-{month:02}", year) for year in (2021, 2022) for month in range(1, 13)]
    rows = [(month, OLD_NORTH if year == 2021 else NORTH, 100) for month, year in months]
    warehouse = loaded(tmp_path, {**FILES, "collisions.csv": collisions(*rows)})
    asked = Filters(COLLISIONS).during(date(2021, 1, 1), date(2022, 12, 1))
    since, until = date(2022, 1, 1), date(2022, 12, 1)
    whole = comparison(warehouse.counts(asked, ("month",)), since=since, until=until)
    assert whole.verdict.kind is not VerdictKind.CANNOT_COMPARE
    narrowed = warehouse.counts(asked.choosing("ward", [NORTH]), ("month",))
    assert table(narrowed)[("2021-01",)] == (100 // 4, True)
    found = comparison(narrowed, since=since, until=until)
    assert found.verdict.kind is VerdictKind.CANNOT_COMPARE
    assert "estimated from other wards’ counts" in found.verdict.reason
    assert found.rolling[0].total is None
    assert narrowed.parted == (date(2022, 1, 1),), "the break is where the supplier changed wards"
    assert warehouse.counts(asked, ("month",)).parted == ()
    moved = movements(warehouse.counts(asked, ("ward", "month")), since=since, until=until)
    assert {each.verdict.kind for each in moved.ranked} == {VerdictKind.CANNOT_COMPARE}


def test_a_page_of_wards_says_first_that_its_numbers_are_estimates(tmp_path: Path) -> None:
    files = {**FILES, "collisions.csv": collisions(("2022-03", OLD_NORTH, 40), ("2022-03", OLD_SOUTH, 5))}
    warehouse = loaded(tmp_path, files)
    about = ward.wards(warehouse, Filters(COLLISIONS))
    assert [words for words in about.notices if words.startswith("Estimates: counted by the wards until 2022")]
    told = overview.overview(warehouse, f"source={COLLISIONS}")
    assert told is not None
    assert [words for words in told.asked.notices if words.startswith("Estimates: ")]
    portrait = ward.portrait(warehouse, Filters.of(COLLISIONS, ward=NORTH), about)
    assert portrait is not None
    assert portrait.months.ward == {}, "no line is drawn through estimates"
    assert not ward.wards(warehouse, Filters(BY_WARD)).notices


# ---- what is loaded decides what is offered ---------------------------------------------------------


def test_a_source_is_drawn_by_what_its_rows_can_tell(warehouse: Warehouse) -> None:
    drawn = {key: warehouse.mapped(key) for key in (STREET, BY_WARD, COLLISIONS, BY_SMALL)}
    assert drawn == {
        STREET: ("ward", "old_ward", "lsoa"),
        BY_WARD: ("ward", "old_ward"),
        COLLISIONS: ("ward", "old_ward"),
        BY_SMALL: ("lsoa",),
    }


def test_without_the_boundaries_of_before_nothing_is_shared_out_and_the_filter_is_released_aloud(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path, {**FILES, "old.geojson": wards()})
    assert warehouse.mapped(BY_WARD) == ("ward",)
    assert warehouse.mapped(STREET) == ("ward", "lsoa")
    asked = warehouse.known(Filters.of(BY_WARD, old_ward=OLD_NORTH))
    assert asked.narrowed == ()
    assert any("boundaries to share it out are not loaded" in notice for notice in asked.notices)
    assert table(warehouse.counts(Filters(BY_WARD), ("old_ward",))) == {("unknown",): (62, False)}


def test_boundaries_that_come_after_the_counts_put_them_in_their_own_wards(tmp_path: Path) -> None:
    first = {name: text for name, text in FILES.items() if name != "old.geojson"}
    loaded(tmp_path, first)
    later = put(tmp_path / "later", {"old.geojson": old_wards()})
    assert load([later], tmp_path / "store", OURS, options=Options(scope=OURS.borough)).ok
    warehouse = Warehouse(tmp_path / "store")
    assert table(warehouse.counts(Filters(COLLISIONS), ("old_ward",)))[(OLD_SOUTH,)] == (5 + 5, True)
    march = Filters(COLLISIONS).during(date(2022, 3, 1), date(2022, 3, 1))
    assert table(warehouse.counts(march, ("old_ward",))) == {(OLD_NORTH,): (40, False), (OLD_SOUTH,): (5, False)}


# ---- files ----------------------------------------------------------------------------------------------


def test_a_file_marks_each_estimate_and_a_counted_answer_has_no_such_column(warehouse: Warehouse) -> None:
    text = table_at(warehouse, f"source={COLLISIONS}&by=ward,month", "csv")
    rows = {(row["ward"], row["month"]): row["estimate"] for row in csv.DictReader(io.StringIO(text))}
    assert {month: {rows[NORTH, month], rows[SOUTH, month]} for _, month in rows} == {"2022-03": {"yes"}, "2022-06": {"no"}}
    assert "estimate" not in table_at(warehouse, f"source={COLLISIONS}&by=month", "csv")


def test_json_and_geojson_tell_how_estimates_were_made_and_how_far_off_they_were(warehouse: Warehouse) -> None:
    told = json.loads(table_at(warehouse, f"source={BY_WARD}&by=old_ward", "json"))
    assert told["apportioned"]["by"] == "postcodes"
    assert told["caveats"][0].startswith("Estimates: counted by today’s wards")
    drawn = json.loads(table_at(warehouse, f"source={BY_WARD}&by=old_ward", "geojson"))["features"]
    marked = {each["properties"]["old_ward"]: each["properties"]["estimate"] for each in drawn}
    assert marked == {OLD_NORTH: "yes", OLD_SOUTH: "yes"}
    small = json.loads(table_at(warehouse, f"source={BY_SMALL}&by=lsoa", "geojson"))["features"]
    assert {each["properties"]["lsoa"]: each["properties"]["count"] for each in small} == {
        "E01000001": 7,
        "E01000002": 0,
        "E01000003": 0,
        "E01000004": 3,
    }


def test_a_source_by_small_area_is_not_asked_by_ward(warehouse: Warehouse) -> None:
    with pytest.raises(BadInput, match="does not carry ward"):
        table_at(warehouse, f"source={BY_SMALL}&by=ward", "csv")


def test_the_report_marks_estimates_and_says_how_far_off_they_were(warehouse: Warehouse) -> None:
    given = report.parser().parse_args(["--by", "old_ward", "--where", f"source={BY_WARD}"])
    said = report.answer(warehouse, given)
    assert "estimate" in said.splitlines()[0]
    assert f"{OLD_NORTH} Old North" in said
    assert "about 62 in the table" in said
    assert "half the wards came within" in said
