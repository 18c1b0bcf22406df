"""What the demonstration says it planted is in its files, and nothing like it where nothing was planted."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations
from math import sqrt
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from scipy.stats import binomtest

from data_access import months
from data_access.sample import partner_truth, truth
from data_access.sample.borough import HERE, Borough, read_borough
from data_access.sample.map_points import MapPoints, map_points, points_around
from data_access.sample.small_areas import SPLIT, UNCHANGED, Areas, areas
from geo import apportioning, cells, crs
from tests.plugins.once import Made

LONDON = ZoneInfo("Europe/London")
# In the middle of the Thames, going downstream along Deptford.
RIVER = [(51.4930, -0.0300), (51.4900, -0.0255), (51.4870, -0.0225), (51.4845, -0.0195)]

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(demonstration: Made) -> Path:
    return demonstration.store.with_name("files")


@pytest.fixture(scope="module")
def borough() -> Borough:
    return read_borough()


@pytest.fixture(scope="module")
def points(borough: Borough) -> MapPoints:
    return map_points(borough)


@pytest.fixture(scope="module")
def places(borough: Borough) -> Areas:
    return areas(borough)


@pytest.fixture(scope="module")
def street(folder: Path) -> Rows:
    return [row for path in sorted(folder.rglob("*-street.csv")) for row in table(path)]


@pytest.fixture(scope="module")
def searches(folder: Path) -> dict[str, Rows]:
    return {path.parent.name: table(path) for path in sorted(folder.rglob("*-stop-and-search.csv"))}


@pytest.fixture(scope="module")
def yearly(street: Rows, points: MapPoints) -> Counter[tuple[str, str, int]]:
    """Crimes by ward, type, and year: 0, 1 and 2 are the three times twelve months."""
    wards = dict(zip(spots(points), points.wards, strict=True))
    years = {months.address(month): index // 12 for index, month in enumerate(truth.MONTHS)}
    return Counter((wards.get(spot(row), ""), row["Crime type"], years[row["Month"]]) for row in street)


def table(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def spot(row: dict[str, str]) -> tuple[str, str]:
    return row["Latitude"], row["Longitude"]


def spots(points: MapPoints) -> list[tuple[str, str]]:
    return [(f"{lat:.6f}", f"{lng:.6f}") for lat, lng in zip(points.lats, points.lngs, strict=True)]


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def ratio_interval(before: int, after: int, confidence: float) -> tuple[float, float]:
    """The exact interval for how many times as many there were after, of two Poisson counts over equal times."""
    share = binomtest(after, before + after).proportion_ci(confidence)
    return share.low / (1 - share.low), share.high / (1 - share.high)


def test_the_same_program_writes_the_same_bytes_whatever_the_order_of_its_sets(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from data_access.sample.files import write_files; write_files(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert digests(tmp_path) == digests(folder)
    assert len(digests(folder)) > 70


def test_vehicle_crime_rose_in_hither_green_as_planted(yearly: Counter[tuple[str, str, int]]) -> None:
    before, after = (yearly[truth.RISE.ward, "Vehicle crime", year] for year in (1, 2))
    low, high = ratio_interval(before, after, 0.95)
    assert 1 < low < truth.RISE.factor < high


def test_anti_social_behaviour_fell_in_telegraph_hill_as_planted(yearly: Counter[tuple[str, str, int]]) -> None:
    before, after = (yearly[truth.FALL.ward, "Anti-social behaviour", year] for year in (1, 2))
    low, high = ratio_interval(before, after, 0.95)
    assert low < truth.FALL.factor < high < 1


def test_vehicle_crime_did_not_change_anywhere_else(yearly: Counter[tuple[str, str, int]], borough: Borough) -> None:
    others = [ward.code for ward in borough.wards if ward.code != truth.RISE.ward]
    intervals = [ratio_interval(yearly[code, "Vehicle crime", 1], yearly[code, "Vehicle crime", 2], 0.999) for code in others]
    assert all(low < 1 < high for low, high in intervals)


def test_the_busiest_cells_are_the_planted_hot_spots(street: Rows, points: MapPoints) -> None:
    inside = set(spots(points))
    places = np.array([(float(lat), float(lng)) for lat, lng in map(spot, street) if (lat, lng) in inside])
    counts = Counter(cells.cells(places[:, 0], places[:, 1], 9).tolist())
    busiest = {cell for cell, _ in counts.most_common(4)}
    for hot in truth.HOT_SPOTS:
        near = points.near(hot.lat, hot.lng, hot.radius_m)
        its_cells = set(cells.cells(points.lats[near], points.lngs[near], 9).tolist())
        assert its_cells & busiest, f"{hot.name} is not among the busiest cells"
        busiest -= its_cells
    assert not busiest, "a cell outside every planted hot spot is among the four busiest"


def test_burglaries_follow_burglaries_nearby_and_soon_more_than_chance_would_have_it(folder: Path) -> None:
    listed = table(folder / "planted_burglary_days.csv")
    days = np.array([date.fromisoformat(row["date"]).toordinal() for row in listed])
    east, north = crs.to_national_grid([float(row["lat"]) for row in listed], [float(row["lng"]) for row in listed])
    shuffled = np.random.default_rng(1).permutation(days)
    assert knox(days, east, north) > 1.7 * knox(shuffled, east, north)


def knox(days: np.ndarray, east: np.ndarray, north: np.ndarray) -> int:
    """Pairs of burglaries within 200 m and 7 days of each other."""
    one, other = np.triu_indices(len(days), 1)
    soon = np.abs(days[one] - days[other]) <= truth.NEAR_REPEATS.within_days
    one, other = one[soon], other[soon]
    return int((np.hypot(east[one] - east[other], north[one] - north[other]) <= truth.NEAR_REPEATS.within_m).sum())


def test_one_month_of_searches_is_missing_and_no_month_of_crimes_is(searches: dict[str, Rows], street: Rows) -> None:
    every = {months.address(month) for month in truth.MONTHS}
    assert every - set(searches) == {months.address(truth.MISSING_SEARCHES)}
    assert {row["Month"] for row in street} == every


def test_one_month_of_searches_stops_on_the_17th_and_the_others_reach_their_last_day(searches: dict[str, Rows]) -> None:
    cut = months.address(truth.CUT_SEARCHES)
    for name, rows in searches.items():
        month = months.parse(name)
        days = {datetime.fromisoformat(row["Date"]).astimezone(LONDON).date() for row in rows}
        assert month is not None
        assert (min(days), max(days)) == (month, truth.CUT_THROUGH if name == cut else months.last_day(month))


def test_searches_in_summer_time_start_in_the_utc_month_before(searches: dict[str, Rows]) -> None:
    first = searches["2026-07"][0]["Date"]
    assert first.startswith("2026-06-30T23:")
    assert first.endswith("+00:00")


@pytest.mark.parametrize(("column", "shares"), [("Age range", truth.SEARCHED_AGES), ("Gender", truth.SEARCHED_GENDERS)])
def test_people_searched_have_the_planted_ages_and_genders(
    searches: dict[str, Rows], column: str, shares: dict[str, float]
) -> None:
    people = [row for rows in searches.values() for row in rows if row["Type"] != "Vehicle search"]
    counts = Counter(row[column] for row in people)
    assert set(counts) == set(shares)
    for value, share in shares.items():
        assert_share(counts[value], len(people), share / sum(shares.values()))


def test_three_in_ten_people_searched_did_not_state_their_ethnicity(searches: dict[str, Rows]) -> None:
    people = [row for rows in searches.values() for row in rows if row["Type"] != "Vehicle search"]
    unstated = sum(row["Self-defined ethnicity"] == "Other ethnic group - Not stated" for row in people)
    assert_share(unstated, len(people), truth.SEARCHED_ETHNICITIES["not stated"])


def assert_share(count: int, of: int, share: float) -> None:
    """Within four standard errors, a little widened: alike people of one encounter count several times."""
    assert abs(count / of - share) < 4 * 1.1 * sqrt(share * (1 - share) / of)


def test_every_point_in_the_files_lies_in_the_ward_it_is_counted_in(
    street: Rows, searches: dict[str, Rows], borough: Borough, points: MapPoints
) -> None:
    shapes = {ward.code: ward.shape for ward in borough.wards}
    inside = dict(zip(spots(points), points.wards, strict=True))
    outside = set(spots(points_around(borough)))
    met = {spot(row) for rows in (street, *searches.values()) for row in rows if row["Latitude"]}
    assert met <= set(inside) | outside
    for lat, lng in met:
        holding = [code for code, shape in shapes.items() if shape.intersects(shapely.Point(float(lng), float(lat)))]
        assert holding == ([inside[lat, lng]] if (lat, lng) in inside else [])


def test_every_ward_has_map_points_enough_to_draw(points: MapPoints, borough: Borough) -> None:
    counts = Counter(points.wards)
    assert set(counts) == {ward.code for ward in borough.wards}
    assert min(counts.values()) >= 20


def test_a_few_records_have_no_place_and_some_lie_just_outside(street: Rows, points: MapPoints) -> None:
    inside = set(spots(points))
    placed = Counter("none" if not row["Latitude"] else "in" if spot(row) in inside else "out" for row in street)
    assert_share(placed["none"], len(street), truth.CRIMES_UNPLACED)
    assert 0.02 < placed["out"] / len(street) < 0.04
    assert {row["Location"] for row in street if not row["Latitude"]} == {"No Location"}


def test_anti_social_behaviour_has_no_crime_id_and_some_ids_stand_on_two_rows(street: Rows) -> None:
    assert all(bool(row["Crime ID"]) is (row["Crime type"] != "Anti-social behaviour") for row in street)
    counts = Counter(row["Crime ID"] for row in street if row["Crime ID"])
    assert set(counts.values()) >= {1, 2}
    assert max(counts.values()) < 5


def test_each_published_inner_point_lies_in_its_ward_on_the_simplified_map(borough: Borough) -> None:
    shapes = {ward.code: ward.shape for ward in borough.wards}
    with (HERE / "wards.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            shape = shapes.pop(row["area_code"])
            assert shape.contains(shapely.Point(float(row["lng"]), float(row["lat"]))), row["name"]
            area = crs.shapes_to_national_grid([shape])[0].area / 1_000_000
            assert 0.8 < area / float(row["area_km2"]) < 1.2, row["name"]
    assert not shapes


def test_no_two_wards_on_the_simplified_map_overlap(borough: Borough) -> None:
    metres = crs.shapes_to_national_grid([ward.shape for ward in borough.wards])
    assert max(one.intersection(other).area for one, other in combinations(metres, 2)) < 100  # square metres


@pytest.mark.parametrize(("lat", "lng"), RIVER)
def test_no_ward_reaches_into_the_thames(borough: Borough, lat: float, lng: float) -> None:
    assert not borough.outline.intersects(shapely.Point(lng, lat))


def test_the_ward_map_says_that_it_is_simplified_and_stays_small() -> None:
    drawn = json.loads((HERE / "wards.geojson").read_text(encoding="utf-8"))
    assert drawn["simplified"] is True
    assert "Crown copyright" in drawn["licence"]
    assert (HERE / "wards.geojson").stat().st_size <= 60_000


def test_residents_add_up_to_the_published_total_of_each_ward(folder: Path, borough: Borough) -> None:
    everybody, women, men = (
        table(folder / "files" / "residents" / f"mid2020_5ybins_{name}_wd22.csv") for name in ("all", "female", "male")
    )
    ethnicity = table(folder / "files" / "residents" / "ethnicity_wd22.csv")
    for ward, *rows in zip(borough.wards, everybody, women, men, ethnicity, strict=True):
        of_all, of_women, of_men, of_groups = rows
        assert {row["WD22CD_proposed"] for row in rows} == {ward.code}
        assert int(of_all["Total"]) == int(of_groups["All categories: Ethnic group"]) == ward.residents
        assert sum(int(n) for band, n in of_all.items() if band[0].isdigit()) == ward.residents
        assert all(int(of_all[band]) == int(of_women[band]) + int(of_men[band]) for band in of_all if band[0].isdigit())
        assert sum(int(of_groups[group]) for group in ("White", "Mixed", "Asian", "Black", "Other")) == ward.residents


def test_small_areas_leave_no_gap_do_not_overlap_and_each_lies_in_one_old_ward(borough: Borough, places: Areas) -> None:
    metres = crs.shapes_to_national_grid([area.shape for area in places.small])
    assert shapely.coverage_is_valid(metres)
    outline = crs.shapes_to_national_grid([borough.outline])[0]
    assert sum(shape.area for shape in metres) == pytest.approx(outline.area, rel=1e-4)
    nested = apportioning.ground_shared([area.shape for area in places.small], [ward.shape for ward in places.old_wards])
    held = [places.old_wards[at].code for at in nested.argmax(axis=1)]
    assert held == [area.old_ward for area in places.small]
    assert (nested.max(axis=1) / nested.sum(axis=1)).min() > 0.999


def test_eighteen_wards_became_nineteen_some_unchanged_one_split_the_rest_redrawn(borough: Borough, places: Areas) -> None:
    shared = apportioning.ground_shared([w.shape for w in borough.wards], [w.shape for w in places.old_wards])
    both = zip(borough.wards, apportioning.shares(shared), shared.argmax(axis=1), strict=True)
    whole = {ward.code: places.old_wards[at] for ward, parts, at in both if parts[at] > 0.999}
    assert (len(borough.wards), len(places.old_wards)) == (19, 18)
    assert whole[SPLIT[0]] == whole[SPLIT[1]], "one old ward holds both"
    named = {ward.code: ward for ward in borough.wards}
    for code in UNCHANGED:
        now, before = crs.shapes_to_national_grid([named[code].shape, whole[code].shape])
        assert (now.symmetric_difference(before).area < now.area / 500, whole[code].name) == (True, named[code].name)
    assert len(borough.wards) - len(whole) >= 9, "the others lie in several old wards each"


def test_residents_of_small_areas_add_up_to_the_wards(folder: Path, borough: Borough, places: Areas) -> None:
    rows = table(folder / "files" / "residents" / "census2021_ages_lsoa21.csv")
    assert sum(int(row["usual_residents"]) for row in rows) == sum(ward.residents for ward in borough.wards)
    assert {row["lsoa21_code"] for row in rows} == {area.code for area in places.small}


def test_the_police_count_a_few_more_crimes_by_ward_than_their_street_files_show(
    folder: Path, yearly: Counter[tuple[str, str, int]], borough: Borough
) -> None:
    counted = Counter[str]()
    for row in table(folder / "files" / "ward-counts" / "MPS Ward Level Crime (most recent 24 months).csv"):
        counted[row["WardCode"]] += sum(int(n) for n in month_columns(row))
    for ward in borough.wards:
        shown = sum(
            n for (code, kind, year), n in yearly.items() if code == ward.code and kind != "Anti-social behaviour" and year
        )
        assert 1 < counted[ward.code] / shown < 1.12  # 4 % more, and those without a location


def month_columns(row: dict[str, str]) -> Iterator[str]:
    return (n for column, n in row.items() if column.isdigit())


def test_nobodys_death_is_invented(folder: Path) -> None:
    for path in folder.rglob("MPS*.csv"):
        said = {row[column] for row in table(path) for column in ("MinorText", "minor_category") if column in row}
        assert said
        assert not {"HOMICIDE", "DEATH SERIOUS INJURY ILLEGAL DRIVING"} & said


def test_the_planted_truth_stands_beside_the_files_and_is_what_was_used(folder: Path) -> None:
    written = json.loads((folder / "planted_truth.json").read_text(encoding="utf-8"))
    partners = written.pop("partners")
    assert written == json.loads(json.dumps(truth.as_json()))
    assert partners == json.loads(json.dumps(partner_truth.as_json(partners["totals"])))
    assert written["changes"][0] == {"ward": "E05013724", "crime_type": "vehicle-crime", "since": "2025-10", "factor": 1.35}
