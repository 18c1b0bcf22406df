"""Rates by small area and by ward of before: whose residents divide a count, and where nobody can say."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from data_access.analytics.intervals import poisson_interval
from data_access.catalogue import FIGURES
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.tables import table_at
from data_access.warehouse import Warehouse
from tests.evil import made_up
from tests.loading import NORTH, OLD_NORTH, OLD_SOUTH
from tests.wards_of_two_times import FILES, MIDDLE, SMALL_AREAS, box, loaded

STREET, BY_WARD = "police-uk-crime", "mps-recorded-crime"
AGES = ("Aged 15 years and under", "Aged 16 to 24 years")
PEOPLE = {"E01000001": 1_000, "E01000002": 2_000, "E01000003": 500, "E01000004": 1_600}


def census(people: Mapping[str, int]) -> str:
    """Half of each small area's residents in each of two ages: no table says how many there are of every age."""
    rows = [(code, SMALL_AREAS[code][0], words, str(n // 2)) for code, n in people.items() for words in AGES]
    return made_up.lines([("lsoa21_code", "lsoa21_name", "age_group", "usual_residents"), *rows])


def nested() -> str:
    """The four small areas drawn so that two make up each old ward: the old north reaches down to 51.445."""
    drawn = {
        "E01000001": box(51.445, 51.46, east=MIDDLE),
        "E01000002": box(51.445, 51.46, west=MIDDLE),
        "E01000003": box(51.44, 51.445, east=MIDDLE),
        "E01000004": box(51.44, 51.445, west=MIDDLE),
    }
    listed = [
        {
            "type": "Feature",
            "properties": {"LSOA21CD": code, "LSOA21NM": SMALL_AREAS[code][0]},
            "geometry": {"type": "Polygon", "coordinates": shape},
        }
        for code, shape in drawn.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": listed})


@pytest.fixture(scope="module")
def astride(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Small areas of which two lie astride the old wards' edge."""
    return loaded(tmp_path_factory.mktemp("astride"), {**FILES, "census.csv": census(PEOPLE)})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Small areas that each lie whole in one old ward."""
    return loaded(tmp_path_factory.mktemp("whole"), {**FILES, "lsoa.geojson": nested(), "census.csv": census(PEOPLE)})


def rates(warehouse: Warehouse, asked: Filters, by: str) -> dict[str, float | None]:
    answer = warehouse.rates(asked, (by,))
    return {row.keys[0]: answer.rate(row) for row in answer.released.rows}


def test_a_small_area_s_rate_divides_by_its_own_residents_added_up_from_their_ages(astride: Warehouse) -> None:
    assert rates(astride, Filters(STREET), "lsoa") == {"E01000002": 1000 * 800 / 2000, "E01000004": 1000 * 400 / 1600}


def test_each_rate_has_its_exact_interval_also_where_nothing_was_recorded(astride: Warehouse) -> None:
    intervals = astride.rates(Filters(STREET), ("lsoa",)).intervals
    assert intervals.keys() == PEOPLE.keys()
    assert intervals["E01000002"].low == pytest.approx(1000 * poisson_interval(800).low / 2000)
    assert intervals["E01000003"].low == 0
    assert intervals["E01000003"].high == pytest.approx(1000 * 3.6889 / 500, rel=1e-4)


def test_the_months_of_chosen_small_areas_divide_by_the_residents_of_those(astride: Warehouse) -> None:
    asked = Filters.of(STREET, lsoa=("E01000002", "E01000003"))
    assert rates(astride, asked, "month") == {"2023-05": 1000 * 800 / (2000 + 500)}


def test_an_old_ward_s_residents_are_its_whole_small_areas_added_up(whole: Warehouse) -> None:
    people = whole.residents(area_kind="old_ward")
    assert people is not None
    assert (people.by_area, people.vintage, people.summed) == (
        {OLD_NORTH: 1_000 + 2_000, OLD_SOUTH: 500 + 1_600},
        "census-2021",
        True,
    )
    assert rates(whole, Filters(STREET), "old_ward") == {
        OLD_NORTH: round(1000 * (800 + 300) / 3000, 2),
        OLD_SOUTH: round(1000 * 100 / 2100, 2),
    }


def test_a_small_area_astride_two_old_wards_leaves_neither_a_rate(astride: Warehouse) -> None:
    assert astride.residents(area_kind="old_ward") is None
    with pytest.raises(BadInput, match="No resident numbers for the wards of before May 2022"):
        astride.rates(Filters(STREET), ("old_ward",))


def test_an_old_ward_with_a_small_area_that_nobody_counted_has_no_rate_and_the_other_has(tmp_path: Path) -> None:
    counted = {code: n for code, n in PEOPLE.items() if code != "E01000003"}
    warehouse = loaded(tmp_path, {**FILES, "lsoa.geojson": nested(), "census.csv": census(counted)})
    assert rates(warehouse, Filters(STREET), "old_ward") == {OLD_NORTH: round(1000 * 1100 / 3000, 2), OLD_SOUTH: None}


def test_an_old_ward_that_its_small_areas_hardly_cover_has_no_rate(tmp_path: Path) -> None:
    half = json.loads(nested())
    half["features"] = [each for each in half["features"] if each["properties"]["LSOA21CD"] != "E01000003"]
    warehouse = loaded(tmp_path, {**FILES, "lsoa.geojson": json.dumps(half), "census.csv": census(PEOPLE)})
    assert rates(warehouse, Filters(STREET), "old_ward")[OLD_SOUTH] is None


def test_numbers_published_of_the_old_wards_come_before_sums(tmp_path: Path) -> None:
    heading = next(each for each in FIGURES["residents-mid-2020"].layouts if "by ward, single years" in each.name).headings[0]
    rows = [heading, *((code, n, n, *["0"] * (len(heading) - 3)) for code, n in ((OLD_NORTH, "30"), (OLD_SOUTH, "9")))]
    files = {**FILES, "lsoa.geojson": nested(), "census.csv": census(PEOPLE), "old.csv": made_up.lines(rows)}
    people = loaded(tmp_path, files).residents(area_kind="old_ward")
    assert people is not None
    assert (people.by_area, people.vintage, people.summed) == ({OLD_NORTH: 30, OLD_SOUTH: 9}, "mid-2020", False)


def test_the_part_of_one_area_in_another_has_no_rate(astride: Warehouse) -> None:
    with pytest.raises(BadInput, match="not by the part of one that lies in another"):
        astride.rates(Filters.of(STREET, ward=NORTH), ("lsoa",))


def test_a_rate_of_a_count_that_was_shared_out_has_no_interval(whole: Warehouse) -> None:
    answer = whole.rates(Filters.of(BY_WARD).during(date(2023, 5, 1), date(2023, 5, 1)), ("old_ward",))
    assert [(row.about, answer.rate(row)) for row in answer.released.rows] == [
        (True, round(1000 * 40 / 3000, 2)),
        (True, round(1000 * 10 / 2100, 2)),
    ]
    assert answer.intervals == {}


def test_a_file_by_small_area_holds_residents_and_rate(astride: Warehouse) -> None:
    rows = list(csv.DictReader(io.StringIO(table_at(astride, f"source={STREET}&by=lsoa&measure=rate", "csv"))))
    assert [(row["lsoa"], row["residents"], row["rate_per_1000"]) for row in rows] == [
        ("E01000002", "2000", "400.0"),
        ("E01000004", "1600", "250.0"),
    ]
