"""The partners' files of the demonstration hold what was planted, and follow the places the street files have."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date, datetime
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from data_access import months
from data_access.catalogue import SOURCES
from data_access.ingest.rows.identifiers import looks_like_one
from data_access.sample import partner_truth, truth
from data_access.sample.partner_truth import FEEDS, RETURNS, SITES
from data_access.sample.rhythm import length
from geo import crs
from tests.plugins.once import Made

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(demonstration: Made) -> Path:
    return demonstration.store.with_name("files") / "files"


def table(path: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def attendances(folder: Path) -> Rows:
    return [row for site in SITES for row in table(folder / f"partners/ed-assaults/{site}.csv")]


@pytest.mark.parametrize("source", FEEDS)
def test_a_partner_has_about_as_many_records_as_were_planted(folder: Path, source: str) -> None:
    planted = json.loads((folder.parent / "planted_truth.json").read_text(encoding="utf-8"))["partners"]
    expected = planted["monthly"][source] * sum(map(length, truth.MONTHS))
    if source == "ed-assaults":
        expected -= planted["monthly"][source] * partner_truth.SECOND_SITE
    assert abs(planted["totals"][source] - expected) < 4 * sqrt(expected)


@pytest.mark.parametrize("source", FEEDS)
def test_a_partners_files_are_headed_as_its_source_says(folder: Path, source: str) -> None:
    known = {layout.heading for layout in SOURCES[source].layouts}
    found = {tuple(table(path)[0]) for path in (folder / "partners" / source).glob("*.csv")}
    assert found == known


def test_assaults_have_the_planted_weapons(folder: Path) -> None:
    methods = Counter(row["ASSAULT METHOD"] for row in attendances(folder))
    n = sum(methods.values())
    share = partner_truth.KNIFE / sum(partner_truth.METHODS.values())
    assert abs(methods["Knife"] / n - share) < 4 * sqrt(share * (1 - share) / n)
    assert set(methods) == set(partner_truth.METHODS)


def test_assaults_peak_at_the_weekend_and_at_night(folder: Path) -> None:
    when = [
        datetime.fromisoformat(row["ASSAULT DATE AND TIME"]) for row in table(folder / f"partners/ed-assaults/{SITES[0]}.csv")
    ]
    weekend = sum(moment.weekday() >= 5 for moment in when) / len(when)
    night = sum(moment.hour >= 20 or moment.hour < 4 for moment in when) / len(when)
    assert weekend > 0.35  # 2 days of 7 would be 0.29
    assert night > 0.5  # 8 hours of 24 would be 0.33


def test_nobody_arrives_before_the_assault(folder: Path) -> None:
    for row in table(folder / f"partners/ed-assaults/{SITES[0]}.csv"):
        assert row["ARRIVAL DATE AND TIME AT ACCIDENT AND EMERGENCY DEPARTMENT"] > row["ASSAULT DATE AND TIME"]


def test_the_second_site_missed_its_month_and_left_places_blank_later(folder: Path) -> None:
    rows = table(folder / f"partners/ed-assaults/{SITES[1]}.csv")
    told = {row["REPORTING PERIOD START DATE"] for row in rows}
    assert {month.isoformat() for month in truth.MONTHS} - told == {partner_truth.NOT_SENT.isoformat()}
    blank: dict[bool, list[bool]] = {False: [], True: []}
    for row in rows:
        later = date.fromisoformat(row["REPORTING PERIOD START DATE"]) >= partner_truth.BLANK_SINCE
        blank[later].append(not row["ASSAULT LOCATION DESCRIPTION"])
    for later, share in ((False, partner_truth.BLANK), (True, partner_truth.BLANK_LATER)):
        n = len(blank[later])
        assert abs(sum(blank[later]) / n - share) < 4 * sqrt(share * (1 - share) / n)


def test_places_are_written_in_many_ways_and_name_nobody(folder: Path) -> None:
    words = {row["ASSAULT LOCATION DESCRIPTION"] for row in attendances(folder)} - {""}
    assert len(words) > 700
    assert not [text for text in words if looks_like_one(text)]
    assert any(text.startswith("outside ") for text in words)
    at_home = {
        row["ASSAULT LOCATION DESCRIPTION"].lower() for row in attendances(folder) if row["ASSAULT LOCATION TYPE"] == "Home"
    }
    assert at_home <= {"", "home", "at home", "own flat", "friends house"}


def test_ambulances_go_where_the_street_files_have_violence(folder: Path) -> None:
    rows = table(folder / "partners/ambulance-assaults/ambulance-assaults.csv")
    points = np.array([(float(row["Easting"]), float(row["Northing"])) for row in rows])
    violent = [spot for spot in truth.HOT_SPOTS if "violence-and-sexual-offences" in spot.crime_types]
    near = np.zeros(len(points), dtype=bool)
    for spot in violent:
        east, north = crs.to_national_grid([spot.lat], [spot.lng])
        near |= np.hypot(points[:, 0] - east[0], points[:, 1] - north[0]) <= spot.radius_m
    area = sum(np.pi * spot.radius_m**2 for spot in violent) / 35_000_000  # of the borough's ground
    assert near.mean() > 10 * area


def test_suspensions_rose_as_planted_and_schools_are_shut_in_august(folder: Path) -> None:
    rows = [row for row in table(folder / "partners/school-exclusions/school-exclusions.csv") if row["Kind"] == "Suspension"]
    by_month = {row["Month"]: int(row["Number"]) for row in rows}
    assert {n for month, n in by_month.items() if month.endswith("-08")} == {0}
    years = [sum(by_month[months.address(month)] for month in truth.MONTHS[at : at + 12]) for at in (12, 24)]
    ratio, error = years[1] / years[0], 4 * sqrt(1 / years[0] + 1 / years[1])
    assert abs(ratio - RETURNS["school-exclusions"].changes["Suspension"]) < error * ratio


@pytest.mark.parametrize("source", [key for key, each in RETURNS.items() if each.stock])
def test_a_caseload_moves_little_from_month_to_month(folder: Path, source: str) -> None:
    for word, level in RETURNS[source].levels.items():
        column = RETURNS[source].column
        numbers = [int(row["Number"]) for row in table(folder / f"partners/{source}/{source}.csv") if row[column] == word]
        assert len(numbers) == 36
        assert max(abs(n - level) for n in numbers) < 0.08 * level + 1


def test_nobodys_death_is_invented(folder: Path) -> None:
    assert {row["Severity"] for row in table(folder / "partners/road-collisions/road-collisions.csv")} == {"Serious", "Slight"}


def test_the_borough_counts_every_ward_offence_and_a_few_more(folder: Path) -> None:
    borough = table(folder / "borough-counts/MPS Borough Level Crime.csv")
    wards = [row for path in (folder / "ward-counts").glob("*.csv") for row in table(path)]
    for row in borough:
        for month in (name for name in row if name.isdigit()):
            offence = (row["MajorText"], row["MinorText"])
            of_wards = sum(int(one.get(month, 0)) for one in wards if (one["MajorText"], one["MinorText"]) == offence)
            assert of_wards <= int(row[month])
