"""One ward beside the borough: rates, changes, kinds and places whose arithmetic can be seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access.briefings.finding_a_ward import found
from data_access.briefings.ward import portrait, wards
from data_access.filters import Filters
from data_access.portrait import SOURCE, Portrait, Wards
from data_access.verdicts import VerdictKind
from data_access.warehouse import Warehouse
from tests.borough import MIDDLE, NORTH, SOUTH, Record, build, records

PEOPLE = {NORTH: 1000, MIDDLE: 2000, SOUTH: 4000}
POSTCODES = {"SE64RU": MIDDLE, "BR11AA": "E05013991", "SE99ZZ": None}
YEARS = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]


def year_by_year() -> list[Record]:
    """Two whole years: 10 burglaries a month in the north, then 20; 6 robberies in the south throughout."""
    rows: list[Record] = []
    for month in YEARS:
        much = 10 if month < "2023" else 20
        rows += records(much, source="police-uk-crime", month=month, ward=NORTH, crime_type="burglary", lat=51.465, lng=-0.02)
        rows += records(6, source="police-uk-crime", month=month, ward=SOUTH, crime_type="robbery", lat=51.445, lng=-0.02)
    return rows


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return build(tmp_path_factory.mktemp("ward"), year_by_year(), people=PEOPLE, known_postcodes=POSTCODES)


def read(warehouse: Warehouse, query: str) -> tuple[Wards, Portrait | None]:
    filters = Filters.from_query(query, source=SOURCE)
    about = wards(warehouse, filters)
    return about, portrait(warehouse, filters, about)


def told(warehouse: Warehouse, query: str) -> Portrait:
    one = read(warehouse, query)[1]
    assert one is not None
    return one


def test_a_ward_s_rate_stands_beside_the_whole_borough_s(warehouse: Warehouse) -> None:
    about, one = read(warehouse, f"ward={NORTH}")
    assert one is not None
    assert one.rate is not None
    assert about.borough is not None
    assert one.rate.per_1000 == 240  # 12 x 20 of 1,000
    assert about.borough.per_1000 == pytest.approx(1000 * (240 + 72) / 7000)
    assert {code: rate.count for code, rate in about.rates.items()} == {NORTH: 240, MIDDLE: 0, SOUTH: 72}


def test_every_month_has_the_ward_s_rate_and_the_borough_s(warehouse: Warehouse) -> None:
    one = told(warehouse, f"ward={NORTH}")
    assert len(one.months.ward) == len(one.months.borough) == 24
    assert one.months.ward[date(2022, 3, 1)].per_1000 == 10
    assert one.months.borough[date(2022, 3, 1)].per_1000 == pytest.approx(1000 * 16 / 7000)


def test_a_doubling_is_higher_and_a_steady_ward_is_not(warehouse: Warehouse) -> None:
    assert told(warehouse, f"ward={NORTH}").change.verdict.kind is VerdictKind.HIGHER
    assert told(warehouse, f"ward={SOUTH}").change.verdict.kind is VerdictKind.NO_CLEAR_CHANGE


def test_kinds_are_counted_over_the_months_compared_and_the_year_before(warehouse: Warehouse) -> None:
    one = told(warehouse, f"ward={NORTH}")
    assert one.kinds_before is not None
    assert (one.kinds.value("burglary"), one.kinds_before.value("burglary")) == (240, 120)  # (12 x 20, 12 x 10)


def test_every_ward_and_kind_is_weighed_together(warehouse: Warehouse) -> None:
    moved = told(warehouse, f"ward={SOUTH}").moved
    assert moved.tested + moved.too_few == 2 * 2  # two wards with anything, two kinds
    verdict = moved.of(NORTH, "burglary")
    assert verdict is not None
    assert verdict.clear


def test_places_are_counted_inside_the_ward(warehouse: Warehouse) -> None:
    one = told(warehouse, f"ward={NORTH}")
    assert one.places is not None
    assert [row.value for row in one.places.rows] == [240]
    assert one.hours is None  # street crime has no hours


def test_without_a_year_before_kinds_are_of_the_whole_period(tmp_path: Path) -> None:
    rows = [row for row in year_by_year() if str(row["month"]) >= "2023"]
    one = told(build(tmp_path, rows, people=PEOPLE), f"ward={NORTH}")
    assert one.change.verdict.kind is VerdictKind.CANNOT_COMPARE
    assert (one.kinds.value("burglary"), one.kinds_before) == (240, None)
    assert len(one.months.ward) == 12


def test_a_month_not_supplied_has_no_rate_rather_than_nought(tmp_path: Path) -> None:
    rows = [row for row in year_by_year() if row["month"] != "2022-05"]
    one = told(build(tmp_path, rows, people=PEOPLE), f"ward={NORTH}")
    assert date(2022, 5, 1) not in one.months.ward
    assert date(2022, 5, 1) not in one.months.borough
    assert date(2023, 5, 1) not in one.change.verdict.compared


def test_without_residents_there_are_counts_and_no_rates(tmp_path: Path) -> None:
    about, one = read(build(tmp_path, year_by_year()), f"ward={NORTH}")
    assert one is not None
    assert (one.rate, about.borough, about.rates) == (None, None, {})
    assert one.change.total == 240


def test_no_ward_is_picked_for_a_reader_who_named_none(warehouse: Warehouse) -> None:
    about, one = read(warehouse, "")
    assert one is None
    assert [ward.name for ward in about.wards] == ["Middleton", "Northfield", "Southgate"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (f"ward={NORTH},{SOUTH}", "Wards are shown one at a time: this is Northfield."),
        (
            f"ward={NORTH}&crime_type=robbery",
            "This page shows all that was recorded in a ward, so the other filters were released.",
        ),
        ("source=stop-and-search", "Stop and search is not loaded, so this is Street crime, police.uk."),
    ],
)
def test_what_of_the_address_was_not_used_is_said(query: str, said: str, warehouse: Warehouse) -> None:
    assert read(warehouse, query)[0].notices == (said,)


def test_a_default_source_that_is_not_loaded_gives_way_without_a_word(warehouse: Warehouse) -> None:
    about, _ = read(warehouse, "")
    assert (about.question.source, about.notices) == ("police-uk-crime", ())


@pytest.mark.parametrize("sought", ["Middleton", " middleTON ward", "middle", "SE6 4RU", "se64ru", "Se6  4ru "])
def test_a_name_part_of_one_or_a_postcode_leads_to_the_ward(sought: str, warehouse: Warehouse) -> None:
    assert found(warehouse, sought).code == MIDDLE


def test_a_name_that_fits_several_offers_them(warehouse: Warehouse) -> None:
    several = found(warehouse, "t")
    assert [ward.name for ward in several.several] == ["Middleton", "Northfield", "Southgate"]
    assert several.code == ""


@pytest.mark.parametrize(
    ("sought", "said"),
    [
        ("BR1 1AA", "BR1 1AA is outside Testborough"),
        ("SE9 9ZZ", "SE9 9ZZ is outside Testborough"),
        ("SE1 1AA", "SE1 1AA is not among the postcodes loaded here"),
        ("se6", "SE6 is the first half of a postcode"),
        ("Atlantis", "No ward is called “Atlantis”"),
        ("", "Type a ward’s name"),
        ("   ", "Type a ward’s name"),
        (None, "Type a ward’s name"),
        (["x"], "Type a ward’s name"),
        ("!?'", "No ward is called"),
        ("ward", "No ward is called"),
        ("x" * 5000, "No ward is called"),
    ],
)
def test_what_leads_to_no_ward_is_said_calmly(sought: object, said: str, warehouse: Warehouse) -> None:
    nothing = found(warehouse, sought)
    assert (nothing.code, nothing.several) == ("", ())
    assert nothing.words.startswith(said)
    assert len(nothing.words) < 160
