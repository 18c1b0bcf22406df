"""Sources that are only a file: their published totals, counted another way."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from data_access.catalogue import SOURCES
from data_access.catalogue.dimensions import area_code
from data_access.filters import Filters
from data_access.warehouse import Warehouse
from tests.real.published import Row, code, many, number, sql

BOROUGH = "mps_recorded_crime/MPS Borough Level Crime (historical) - Lewisham.csv"
LSOA = "mps_recorded_crime/MPS LSOA Level Crime (24 months to Feb 2026) - Lewisham.csv"
WARDS = "mps_recorded_crime/MPS Ward Level Crime (historical) - Lewisham.csv"
VAWG = "mps_other/vawg_offences_by_ward_month_lewisham.csv"
KNIVES = "mps_other/knife_crime_dashboard_lewisham.csv"
SEARCHES = "mps_other/more_thorough_searches_lewisham.csv"
FIRES = "fire/lfb_dwelling_fires_lewisham_2009_2024.csv"


def rows(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counted(store: Path, source: str, where: str = "true") -> int:
    return number(store, f"SELECT coalesce(sum(n), 0) FROM area_counts WHERE source = {SOURCES[source].code} AND {where}")


def by_month(store: Path, source: str) -> dict[str, int]:
    query = f"SELECT strftime(month, '%Y%m'), sum(n) FROM area_counts WHERE source = {SOURCES[source].code} GROUP BY 1"
    return {str(month): int(n) for month, n in sql(store, query)}


def plain_months(folder: Path, name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows(folder, name):
        found.update({month: int(n) for month, n in row.items() if month.isdigit()})
    return +found


@pytest.mark.parametrize(("name", "stated"), [(BOROUGH, 32), (LSOA, 3_842), (VAWG, 10_849)])
def test_every_row_the_readme_counts_is_loaded(loaded: Path, real_data: Path, name: str, stated: int) -> None:
    told = sql(loaded, f"SELECT rows_in, rows_loaded, rows_rejected FROM files WHERE ends_with(name, '{name}')")
    assert told == [(stated, stated, 0)]
    assert len(rows(real_data, name)) == stated


@pytest.mark.parametrize(("source", "name"), [("mps-borough-crime", BOROUGH), ("mps-lsoa-crime", LSOA)])
def test_a_wide_tables_months_equal_a_plain_sum(loaded: Path, real_data: Path, source: str, name: str) -> None:
    assert by_month(loaded, source) == plain_months(real_data, name)


def test_the_borough_and_its_wards_agree_until_2023_as_published(loaded: Path, real_data: Path) -> None:
    borough, wards = plain_months(real_data, BOROUGH), plain_months(real_data, WARDS)
    until = {month for month in borough if month < "202401"}
    assert {month: borough[month] for month in until} == {month: wards[month] for month in until}
    assert sum(n for month, n in by_month(loaded, "mps-borough-crime").items() if month < "202401") == sum(
        n for month, n in by_month(loaded, "mps-recorded-crime").items() if month < "202401"
    )


def test_small_areas_run_under_the_wards_and_their_first_month_is_a_stub(loaded: Path) -> None:
    areas, wards = (
        by_month(loaded, "mps-lsoa-crime"),
        sql(loaded, "SELECT strftime(month, '%Y%m'), sum(n) FROM area_counts WHERE source = 3 AND location = 1 GROUP BY 1"),
    )
    assert areas["202402"] == 2
    assert all(areas[str(month)] < n for month, n in wards if "202402" < str(month) <= "202601")


def test_violence_against_women_and_girls_by_ward_equals_a_plain_sum(loaded: Path, real_data: Path) -> None:
    plain: Counter[str] = Counter()
    for row in rows(real_data, VAWG):
        plain[row["ward_name_clean_2"]] += int(row["count"])
    assert counted(loaded, "mps-vawg") == sum(plain.values()) == 64_525
    assert counted(loaded, "mps-vawg", "ward IS NULL") == plain[""]
    names = dict(sql(loaded, "SELECT code, name FROM areas WHERE kind = 'ward'"))
    found = sql(
        loaded, f"SELECT ward, sum(n) FROM area_counts WHERE source = {SOURCES['mps-vawg'].code} AND ward IS NOT NULL GROUP BY 1"
    )
    assert {names[ward]: n for ward, n in found} == {ward: n for ward, n in plain.items() if ward}


def test_knife_crime_is_the_borough_s_own_count_and_what_no_ward_has_is_the_borough_s(loaded: Path, real_data: Path) -> None:
    every = rows(real_data, KNIVES)
    plain: dict[str, Counter[str]] = {"Borough": Counter(), "Safer Neighbourhood Teams": Counter()}
    for row in every:
        if row["measure"] == "Offences":
            plain[row["area_type"]][row["crime_subtype"]] += int(row["count"])
    whole, wards = plain["Borough"], plain["Safer Neighbourhood Teams"]
    assert (whole["Knife Crime"], wards["Knife Crime"]) == (2_086, 2_052)
    for kind, slug in (("Knife Crime", "knife-crime"), ("Knife Crime with Injury", "knife-crime-with-injury")):
        told = f"category = {code('category', slug)}"
        assert counted(loaded, "mps-knife-crime", told) == whole[kind]
        assert counted(loaded, "mps-knife-crime", f"{told} AND ward IS NULL") == whole[kind] - wards[kind]
    outcomes = sum(row["measure"] != "Offences" for row in every)
    [(rows_in, _, rejected)] = sql(
        loaded, f"SELECT rows_in, rows_loaded, rows_rejected FROM files WHERE ends_with(name, '{KNIVES}')"
    )
    assert (rows_in, rejected) == (2_198, outcomes)


def test_overlapping_knife_crimes_are_never_added(loaded: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(Path(shutil.copytree(loaded, tmp_path / "store")))  # plain SQL must not meet its open connection
    assert warehouse.total(Filters.of("mps-knife-crime")).total == 2_086
    split = warehouse.counts(Filters.of("mps-knife-crime"), ("category",))
    assert (split.total, split.value("knife-crime-with-injury")) == (2_086, 632)


def test_more_thorough_searches_have_one_label_for_adults_and_the_borough_for_a_place(loaded: Path, real_data: Path) -> None:
    every = rows(real_data, SEARCHES)
    source = f"source = {SOURCES['more-thorough-searches'].code}"
    assert many(loaded, f"{source} AND location = 1 AND ward IS NULL") == len(every) == 1_538
    adults = sum(row["age_group"] in {"18 or over", "18 or older"} for row in every)
    assert many(loaded, f"{source} AND age_group = {code('age_group', '18-and-over')}") == adults == 1_436
    columns = ("positive_outcome_of_stop", "postive_outcome_of_stop", "positve_outcome")
    positive = sum("Yes" in {row[column] for column in columns} for row in every)
    assert many(loaded, f"{source} AND outcome = {code('outcome', 'positive')}") == positive > 0


def test_every_dwelling_fire_is_in_the_borough_and_in_the_ward_the_brigade_gives(loaded: Path, real_data: Path) -> None:
    every = rows(real_data, FIRES)
    source = f"source = {SOURCES['lfb-dwelling-fires'].code}"
    assert many(loaded, f"{source} AND location = 1") == len(every) == 3_753
    stated = Counter(row["ward"] for row in every)
    found = {
        area_code(ward): n
        for ward, n in sql(loaded, f"SELECT ward, count(*) FROM incidents WHERE {source} AND ward IS NOT NULL GROUP BY 1")
    }
    neighbours = {ward: n for ward, n in stated.items() if ward not in found}
    assert sum(neighbours.values()) == 3
    assert all(found[ward] - n in range(4) for ward, n in stated.items() if ward in found)
    assert many(loaded, f"{source} AND place IS NULL") == 0


def test_a_silent_month_of_a_file_that_speaks_for_every_month_is_complete(loaded: Path) -> None:
    states = sql(loaded, f"SELECT DISTINCT state FROM coverage WHERE source = {SOURCES['more-thorough-searches'].code}")
    assert states == [("complete",)]
    silent = f"source = {SOURCES['more-thorough-searches'].code} AND month = '2023-12-01'"
    assert number(loaded, f"SELECT located FROM coverage WHERE {silent}") == 0


def outcomes(folder: Path) -> list[Row]:
    files = sorted((folder / "police_uk/burglary_only_se_london").glob("*/*-outcomes.csv"))
    return [row for path in files for row in rows(path.parent, path.name)]


def test_every_outcome_is_loaded_in_the_month_it_was_recorded(loaded: Path, real_data: Path) -> None:
    plain = Counter(row["Month"] for row in outcomes(real_data))
    source = SOURCES["police-uk-outcomes"].code
    found = dict(sql(loaded, f"SELECT strftime(month, '%Y-%m'), count(*) FROM incidents WHERE source = {source} GROUP BY 1"))
    assert found == dict(plain)
    assert sum(plain.values()) == 4_038


def test_outcomes_are_joined_to_crimes_on_their_id_where_the_street_file_knew_none(loaded: Path, real_data: Path) -> None:
    latest: dict[str, Row] = {}
    for row in outcomes(real_data):
        latest[row["Crime ID"]] = max(row, latest.get(row["Crime ID"], row), key=lambda each: each["Month"])
    charged = {key for key, row in latest.items() if row["Outcome type"] == "Suspect charged"}
    unknown = ("Court result unavailable", "Status update unavailable", "Under investigation", "")
    files = sorted((real_data / "police_uk/burglary_only_se_london").glob("*/*-street.csv"))
    crimes = [row for path in files for row in rows(path.parent, path.name)]
    told = sum(row["Crime ID"] in charged and row["Last outcome category"] in unknown for row in crimes)
    assert many(loaded, f"source = 1 AND outcome = {code('outcome', 'charged')}") == told > 200
