"""The published files loaded together in one command, and counted another way; a test for every quirk their README tells."""

from __future__ import annotations

import csv
import gzip
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data_access import snapshot
from data_access.catalogue.dimensions import area_code
from tests.patience import PATIENCE_S
from tests.plugins.once import Made
from tests.real.published import (
    COUNTS,
    CRIME,
    SEARCH,
    answers,
    code,
    inside,
    many,
    month_counts,
    number,
    points_of,
    polygons,
    searches,
    sql,
)

COMPLETE_MONTHS = 27


@pytest.mark.parametrize(
    ("name", "key", "column"),
    [
        ("lewisham_wards_2022.geojson", "WD22CD", "ward"),
        ("lewisham_wards_2002_to_2022.geojson", "GSS_CODE", "old_ward"),
        ("lewisham_lsoa_2021.geojson", "LSOA21CD", "lsoa"),
    ],
)
def test_searches_by_area_equal_a_plain_point_in_polygon_count(
    loaded: Path, real_data: Path, name: str, key: str, column: str
) -> None:
    months = [month for month in searches(real_data) if month != "2016-02"]
    rows = ((row["Latitude"], row["Longitude"]) for month in months for row in searches(real_data)[month])
    expected = inside(polygons(real_data, name, key), points_of(rows))
    placed = f"source = {SEARCH} AND month < '2024-01-01' AND {column} IS NOT NULL"
    query = f"SELECT {column}, count(*) FROM incidents WHERE {placed} GROUP BY 1"
    assert {area_code(area): n for area, n in sql(loaded, query)} == dict(expected)


def test_crimes_by_ward_equal_a_plain_point_in_polygon_count(loaded: Path, real_data: Path) -> None:
    every = (crime["location"] for month in answers(real_data).values() for crime in month.values())
    points = points_of((place["latitude"], place["longitude"]) for place in every if isinstance(place, dict))
    expected = inside(polygons(real_data, "lewisham_wards_2022.geojson", "WD22CD"), points)
    query = (
        f"SELECT ward, count(*) FROM incidents WHERE source = {CRIME} AND month < '2020-01-01' AND ward IS NOT NULL GROUP BY 1"
    )
    assert {area_code(area): n for area, n in sql(loaded, query)} == dict(expected)


def test_the_borough_counts_equal_the_wards_of_the_borough_and_its_outline(loaded: Path, real_data: Path) -> None:
    months = [month for month in searches(real_data) if month != "2016-02"]
    points = points_of((row["Latitude"], row["Longitude"]) for month in months for row in searches(real_data)[month])
    outline = inside(polygons(real_data, "lewisham_borough.geojson", "LAD22CD"), points)
    located = many(loaded, f"source = {SEARCH} AND location = 1 AND month < '2024-01-01'")
    assert located == outline["E09000023"] == 11_088


def test_no_incident_is_counted_twice_when_everything_is_loaded_together(loaded: Path, real_data: Path) -> None:
    whole = {month: len(rows) for month, rows in searches(real_data).items()}
    assert month_counts(loaded, SEARCH) == {**whole, "2025-01": 3_646}
    crimes = {month: len(found) for month, found in answers(real_data).items()}
    assert month_counts(loaded, CRIME, "month < '2020-01-01'") == crimes
    folder = real_data / "police_uk"
    for path in sorted((folder / "burglary_only_se_london").glob("*/*-street.csv")):
        london = folder / f"burglary_only_london/{path.name}.gz"
        text = gzip.decompress(london.read_bytes()).decode() if london.exists() else path.read_text()
        rows = len(list(csv.DictReader(io.StringIO(text))))
        got = month_counts(loaded, CRIME, f"force = {code('force', 'metropolitan')}")[path.name[:7]]
        assert got == rows, path.name


def test_the_27_months_the_three_surrey_files_and_the_answers_are_all_there(loaded: Path) -> None:
    months = number(
        loaded, f"SELECT count(DISTINCT month) FROM slots WHERE source = {SEARCH} AND month BETWEEN '2021-06-01' AND '2023-09-01'"
    )
    assert months == COMPLETE_MONTHS
    surrey = month_counts(loaded, CRIME, f"force = {code('force', 'surrey')}")
    assert surrey == {"2022-06": 7_874, "2022-07": 7_648, "2022-08": 7_747}
    assert number(loaded, f"SELECT count(DISTINCT month) FROM area_counts WHERE source = {COUNTS}") == 190


def test_a_clip_and_a_rebuilt_copy_are_superseded_not_lost(loaded: Path) -> None:
    fates = dict(sql(loaded, "SELECT name, fate FROM files"))
    clips = [str(fate) for name, fate in fates.items() if "lewisham_clip" in str(name)]
    rebuilt = [str(fate) for name, fate in fates.items() if "lewisham_rebuilt_csv" in str(name)]
    assert len(clips) == COMPLETE_MONTHS
    assert len(rebuilt) == 24
    assert all(fate.startswith("superseded by ") for fate in [*clips, *rebuilt])


def test_quirk_rows_without_coordinates_belong_to_nowhere(loaded: Path, real_data: Path) -> None:
    blank = {month: sum(not row["Latitude"] for row in rows) for month, rows in searches(real_data).items()}
    assert month_counts(loaded, SEARCH, "place IS NULL AND month < '2024-01-01'") == blank
    assert blank["2021-06"] == 1_872
    assert many(loaded, f"source IN ({CRIME}, {SEARCH}) AND place IS NULL AND (ward IS NOT NULL OR location <> 0)") == 0


def test_quirk_a_summer_file_is_a_london_month_though_its_times_are_utc(loaded: Path, real_data: Path) -> None:
    july = searches(real_data)["2022-07"]
    before = sum(row["Date"].startswith("2022-06-30T23") for row in july)
    assert before > 0
    first = f"source = {SEARCH} AND month = '2022-07-01'"
    assert many(loaded, f"{first}") == len(july)
    assert sql(loaded, f"SELECT first_day, last_day FROM slots WHERE {first}") == [(date(2022, 7, 1), date(2022, 7, 31))]
    friday = many(loaded, f"{first} AND hour = {code('hour', '0')} AND line <= {before + 1}")
    assert friday == before


def test_quirk_december_2022_stops_on_the_17th(loaded: Path) -> None:
    state = sql(loaded, f"SELECT state, reason, through FROM coverage WHERE source = {SEARCH} AND month = '2022-12-01'")
    assert state == [("partial", "to the 17th only", date(2022, 12, 17))]


def test_quirk_exact_repeats_are_kept(loaded: Path, real_data: Path) -> None:
    rows = searches(real_data)["2022-08"]
    assert len(rows) - len({tuple(row.values()) for row in rows}) == 2_347
    assert month_counts(loaded, SEARCH)["2022-08"] == len(rows) == 17_286


def test_quirk_january_2022_was_not_published_and_is_missing_not_zero(loaded: Path) -> None:
    state = sql(loaded, f"SELECT state, reason FROM coverage WHERE source = {SEARCH} AND month = '2022-01-01'")
    assert state == [("missing", "not published")]


def test_quirk_2016_has_the_old_labels_and_no_coordinates(loaded: Path, real_data: Path) -> None:
    old = searches(real_data)["2016-02"]
    month = f"source = {SEARCH} AND month = '2016-02-01'"
    caribbean_and_others = sum(row["Self-defined ethnicity"].endswith(("(B1)", "(B2)", "(B9)")) for row in old)
    assert many(loaded, f"{month} AND ethnicity = {code('ethnicity', 'black')}") == caribbean_and_others
    nothing = sum(row["Outcome"].startswith("Nothing found") for row in old)
    assert many(loaded, f"{month} AND outcome = {code('outcome', 'no-further-action')}") == nothing
    assert sql(loaded, f"SELECT state FROM coverage WHERE {month}") == [("no-locations",)]


def test_quirk_chinese_is_asian_in_every_vintage(loaded: Path, real_data: Path) -> None:
    rows = [row["Self-defined ethnicity"] for listed in searches(real_data).values() for row in listed]
    asian = sum(label.startswith(("Asian", "Chinese or other ethnic group - Chinese")) for label in rows)
    assert many(loaded, f"source = {SEARCH} AND month < '2024-01-01' AND ethnicity = {code('ethnicity', 'asian')}") == asian


def test_quirk_not_stated_is_never_other(loaded: Path, real_data: Path) -> None:
    rows = [row["Self-defined ethnicity"] for listed in searches(real_data).values() for row in listed]
    unknown = sum(label in {"", "Other ethnic group - Not stated", "Not Stated (NS)"} for label in rows)
    other = sum("Any other ethnic group" in label for label in rows)
    where = f"source = {SEARCH} AND month < '2024-01-01'"
    assert many(loaded, f"{where} AND ethnicity = 0") == unknown
    assert many(loaded, f"{where} AND ethnicity = {code('ethnicity', 'other')}") == other


def test_quirk_under_tens_and_gender_other_exist_and_vehicle_searches_have_no_person(loaded: Path) -> None:
    where = f"source = {SEARCH} AND month BETWEEN '2021-01-01' AND '2023-12-01'"
    assert many(loaded, f"{where} AND age = {code('age', 'under-10')}") == 113
    assert many(loaded, f"{where} AND gender = {code('gender', 'other')}") > 0
    vehicles = f"{where} AND search_type = {code('search_type', 'vehicle')}"
    blank = many(loaded, f"{vehicles} AND gender = 0")
    assert blank > 0.8 * many(loaded, f"{vehicles}")


def test_quirk_the_2025_answer_is_known_to_be_wrong(loaded: Path) -> None:
    [(state, reason)] = sql(loaded, f"SELECT state, reason FROM coverage WHERE source = {SEARCH} AND month = '2025-01-01'")
    assert state == "defective"
    assert "two thirds" in str(reason)
    assert many(loaded, f"source = {SEARCH} AND month = '2025-01-01' AND place IS NULL") == 22


def test_quirk_the_api_gives_a_point_on_an_edge_twice_and_it_counts_once(loaded: Path, real_data: Path) -> None:
    repeated = number(loaded, "SELECT sum(rows_repeated) FROM files WHERE layout = 'crimes-street answer'")
    assert repeated == 32_091 - sum(len(found) for found in answers(real_data).values()) == 1_538
    assert {state for (state,) in sql(loaded, f"SELECT state FROM coverage WHERE source = {CRIME} AND month < '2020-01-01'")} == {
        "complete"
    }


def test_quirk_anti_social_behaviour_has_no_outcome_and_a_blank_one_is_unknown(loaded: Path) -> None:
    asb = f"source = {CRIME} AND crime_type = {code('crime_type', 'anti-social-behaviour')}"
    assert many(loaded, f"{asb}") > 6_000
    assert many(loaded, f"{asb} AND outcome <> 0") == 0


def test_quirk_british_transport_police_are_told_apart(loaded: Path, real_data: Path) -> None:
    expected = sum(crime["location_type"] == "BTP" for month in answers(real_data).values() for crime in month.values())
    assert many(loaded, f"force = {code('force', 'btp')}") == expected


def test_quirk_surrey_rows_without_a_location_stay_and_none_of_its_points_is_in_the_borough(
    loaded: Path, real_data: Path
) -> None:
    files = (real_data / "police_uk/street/complete_other_force").glob("*.gz")
    nowhere = sum(gzip.decompress(path.read_bytes()).count(b",,No Location,") for path in files)
    surrey = f"force = {code('force', 'surrey')}"
    assert many(loaded, f"{surrey} AND location = 0") == nowhere > 0
    assert many(loaded, f"{surrey} AND location = 1") == 0


def test_quirk_burglary_only_months_are_partial_and_say_so(loaded: Path) -> None:
    rows = sql(loaded, f"SELECT DISTINCT state, types FROM coverage WHERE source = {CRIME} AND month > '2020-01-01'")
    assert rows == [("partial", "burglary")]
    reasons = sql(loaded, f"SELECT reason FROM coverage WHERE source = {CRIME} AND month = '2022-06-01'")
    assert reasons == [("burglary only",)]


def test_quirk_the_two_ward_level_files_overlap_in_one_month_which_counts_once(loaded: Path) -> None:
    slots = f"SELECT name FROM slots JOIN files USING (file) WHERE source = {COUNTS} AND month = '2024-02-01'"
    assert [str(name).endswith("(most recent 24 months).csv") for (name,) in sql(loaded, slots)] == [True]


def test_quirk_places_take_their_name_without_on_or_near(loaded: Path) -> None:
    assert number(loaded, "SELECT count(*) FROM places WHERE name LIKE 'On or near%' OR name = 'No Location'") == 0
    assert number(loaded, "SELECT count(*) FROM places WHERE name IS NOT NULL AND location = 1") > 1_000


def test_simplified_and_reprojected_wards_are_not_used_for_counting(loaded: Path) -> None:
    fates = dict(sql(loaded, "SELECT regexp_extract(name, '[^/]+$'), fate FROM files WHERE name LIKE '%lewisham_wards_2022%'"))
    assert fates["lewisham_wards_2022.geojson"] == "loaded"
    assert {str(fate).split(" by ")[0] for name, fate in fates.items() if name != "lewisham_wards_2022.geojson"} == {"superseded"}


def test_nothing_real_is_quarantined_and_files_not_used_are_named(published: Made) -> None:
    left_out = "rule IN ('outcomes, not offences', 'the borough''s row: its wards'' rows are counted')"
    assert number(published.store, f"SELECT count(*) FROM quarantine WHERE NOT ({left_out})") == 0
    said = published.said
    assert "lsoa21_to_ward24_se_london.csv: lookup, LSOA 2021 to ward 2024: recognised, not used" in said
    assert "lsoa21_to_ward24_se_london.csv: Records are placed by the areas' shapes" in said
    assert "README.md: not data, ignored" in said


def test_the_same_folder_again_publishes_nothing(loaded: Path, real_data: Path) -> None:
    before = snapshot.current(loaded)
    command = [sys.executable, "-m", "data_access.ingest", str(real_data), "--store", str(loaded)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert (answer.returncode, snapshot.current(loaded)) == (0, before)
    assert "Nothing new" in answer.stdout
