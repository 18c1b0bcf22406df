"""The readers on the files as published: every total its publisher states, counted another way."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
import shapely

from data_access import months
from data_access.catalogue import DIMENSIONS
from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member, members
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.gazetteer import reading as gazetteer_reading
from data_access.ingest.kinds import boundaries, known_files, postcodes
from data_access.ingest.kinds.counts import Counts
from data_access.ingest.kinds.figures import Figures
from data_access.ingest.kinds.residents_by_sex import resolved
from data_access.ingest.rows import declared
from tests.unit.files import OURS

WARDS = declared.layout("mps-recorded-crime", "recorded crime by ward, Metropolitan Police")
RECENT = "mps_recorded_crime/MPS Ward Level Crime (most recent 24 months).csv"
HISTORICAL = "mps_recorded_crime/MPS Ward Level Crime (historical) - Lewisham.csv"
FEMALE, MALE = (DIMENSIONS["gender"].slugs.index(slug) for slug in ("female", "male"))


def opened(folder: Path, name: str) -> Member:
    return next(iter(members(folder / name, name)))


def figures(folder: Path, name: str) -> Reading:
    """One published table of figures, read by the layout its heading names."""
    file = opened(folder, name)
    layout = declared.figure_layout_of(heading(file))
    assert layout is not None
    return Figures(layout, OURS).read(file)


def total(table: pa.Table, **chosen: object) -> int:
    for column, value in chosen.items():
        table = table.filter(pc.field(column) == value)
    return int(pc.sum(table["n"]).as_py() or 0)


@pytest.mark.parametrize(
    ("name", "kind", "count", "ours"),
    [
        ("lewisham_wards_2022", "ward", 19, 19),
        ("lewisham_wards_2022_bng", "ward", 19, 19),
        ("lewisham_wards_2022_simplified", "ward", 19, 19),
        ("lewisham_wards_2002_to_2022", "old_ward", 18, 18),
        ("lewisham_lsoa_2021", "lsoa", 175, 175),
        ("lewisham_borough", "borough", 1, 1),
        ("london_boroughs_2022_generalised", "neighbour", 32, 0),
    ],
)
def test_every_boundary_file_holds_its_areas(real_data: Path, name: str, kind: str, count: int, ours: int) -> None:
    reading = boundaries.read(opened(real_data, f"boundaries/{name}.geojson"), OURS)
    rows = reading.table.to_pylist()
    assert (reading.content, len(rows), {row["kind"] for row in rows}) == (Content.AREAS, count, {kind})
    assert sum(row["in_borough"] for row in rows) == ours
    assert {row["simplified"] for row in rows} == {name.endswith("simplified")}
    assert all(shapely.from_wkb(row["shape"]).contains(shapely.Point(row["lng"], row["lat"])) for row in rows)
    assert all(shapely.from_wkb(row["drawn"]).is_valid for row in rows)


@pytest.mark.parametrize("name", ["lewisham_wards_2022", "lewisham_wards_2022_bng", "lewisham_lsoa_2021", "lewisham_borough"])
def test_the_borough_is_about_35_square_kilometres_however_it_is_cut(real_data: Path, name: str) -> None:
    reading = boundaries.read(opened(real_data, f"boundaries/{name}.geojson"), OURS)
    assert pc.sum(reading.table["area_km2"]).as_py() == pytest.approx(35.15, abs=0.01)


def test_wards_from_metres_and_from_degrees_lie_within_two_metres(real_data: Path) -> None:
    names = ("lewisham_wards_2022", "lewisham_wards_2022_bng")
    degrees, metres = (boundaries.read(opened(real_data, f"boundaries/{name}.geojson"), OURS).table for name in names)
    for one, other in zip(degrees["shape"].to_pylist(), metres["shape"].to_pylist(), strict=True):
        assert shapely.from_wkb(one).hausdorff_distance(shapely.from_wkb(other)) < 2 / 69_000  # degrees of longitude here


@pytest.mark.parametrize("name", ["lewisham_lsoa_2011", "lewisham_msoa_2021"])
def test_areas_nothing_uses_are_known(real_data: Path, name: str) -> None:
    assert boundaries.read(opened(real_data, f"boundaries/{name}.geojson"), OURS).content is Content.KNOWN


def test_residents_add_up_to_the_published_totals(real_data: Path) -> None:
    names = (
        "mid2020/lbl_pop_est_2020_all_wd22",
        "census2021/census2021_ethnicity5_lsoa21_lewisham",
        "census2021/census2021_age6_lsoa21_lewisham",
        "census2011/lbl_ethnicity_wd22",
    )
    mid_2020, ethnicity, ages, census_2011 = (figures(real_data, f"population/{name}.csv").table for name in names)
    assert total(mid_2020, bands="total") == total(mid_2020, bands="single-year") == 305_309
    assert total(ethnicity, bands="total") == total(ethnicity, bands="ethnicity") == 300_568
    assert total(ages, bands="age-6") == 300_535
    assert total(census_2011, bands="total") == total(census_2011, bands="ethnicity") == 275_885


def five_years(folder: Path, *names: str) -> list[Reading]:
    where = "population/mid2020/lbl_pop_est_2020_{}_wd22.csv"
    return resolved([figures(folder, where.format(name)) for name in names])


def test_men_and_women_are_told_apart_by_arithmetic_as_their_file_names_say(real_data: Path) -> None:
    settled = five_years(real_data, "5ybins_male", "5ybins_all", "5ybins_female")
    assert [set(each.table["gender"].to_pylist()) for each in settled] == [{MALE}, {0}, {FEMALE}]
    men, everyone, women = (total(each.table, bands="five-year") for each in settled)
    assert (men, women, everyone) == (151_473, 153_836, 151_473 + 153_836)


def test_the_single_years_settle_one_sex_alone(real_data: Path) -> None:
    settled = five_years(real_data, "5ybins_male", "all")
    assert [set(each.table["gender"].to_pylist()) for each in settled] == [{MALE}, {0}]


def test_every_postcode_has_the_position_its_file_adds(real_data: Path) -> None:
    name = "lookups/code_point_open_2025_lewisham_3km.csv"
    reading = postcodes.read(opened(real_data, name))
    assert (reading.rows_in, len(reading.rejected)) == (19_256, 0)
    with (real_data / name).open(encoding="utf-8", newline="") as file:
        added = {row["Postcode"].replace(" ", ""): row for row in csv.DictReader(file)}
    for row in reading.table.to_pylist():
        theirs = added[row["postcode"]]
        assert row["lat"] == pytest.approx(float(theirs["Latitude"]), abs=1e-5)
        assert row["lng"] == pytest.approx(float(theirs["Longitude"]), abs=1e-5)


def plain_sums(file: Path) -> dict[tuple[date, str], int]:
    """Lewisham's offences by month and ward, added up with the csv module alone."""
    sums: dict[tuple[date, str], int] = {}
    with file.open(encoding="utf-8", newline="") as opened_file:
        for row in csv.DictReader(opened_file):
            if row["LookUp_BoroughName"] != "Lewisham":
                continue
            for name, cell in row.items():
                month = months.parse(f"{name[:4]}-{name[4:]}") if name.isdigit() else None
                if month is not None and cell != "0":
                    key = (month, row["WardCode"])
                    sums[key] = sums.get(key, 0) + int(cell)
    return sums


@pytest.mark.parametrize(
    ("name", "rows", "first", "last", "scope"),
    [
        (RECENT, 18_695, date(2024, 2, 1), date(2026, 1, 1), "force"),
        (HISTORICAL, 599, date(2010, 4, 1), date(2024, 2, 1), "E09000023"),
    ],
)
def test_ward_counts_equal_a_plain_sum(real_data: Path, name: str, rows: int, first: date, last: date, scope: str) -> None:
    reading = Counts(WARDS, OURS).read(opened(real_data, name))
    assert (reading.rows_in, reading.rejected, reading.area_scope) == (rows, [], scope)
    assert reading.months == tuple(months.between(first, last))
    located = reading.table.filter(pc.field("location") == DIMENSIONS["location"].slugs.index("located"))
    grouped = located.group_by(["month", "ward"]).aggregate([("n", "sum")]).to_pylist()
    assert {(row["month"], f"E0{row['ward']}"): row["n_sum"] for row in grouped} == plain_sums(real_data / name)


def test_the_two_vintages_meet_in_february_2024_and_burglary_was_renamed_between_them(real_data: Path) -> None:
    recent, historical = (Counts(WARDS, OURS).read(opened(real_data, name)) for name in (RECENT, HISTORICAL))
    assert set(recent.months) & set(historical.months) == {date(2024, 2, 1)}
    slugs = [{DIMENSIONS["offence"].slug(code) for code in each.table["offence"].to_pylist()} for each in (recent, historical)]
    assert "burglary-residential" in slugs[0] - slugs[1]
    assert "domestic-burglary" in slugs[1] - slugs[0]


def test_a_ward_under_a_borough_that_is_none_is_outside(real_data: Path) -> None:
    table = Counts(WARDS, OURS).read(opened(real_data, RECENT)).table
    heathrow = table.filter(pc.field("ward") == 5013570)
    assert heathrow.num_rows > 0
    assert set(heathrow["location"].to_pylist()) == {DIMENSIONS["location"].slugs.index("outside")}


def test_every_published_table_is_recognised_and_by_one_reader_only(real_data: Path) -> None:
    for path in sorted(each for each in real_data.rglob("*.csv*") if each.is_file()):
        header = heading(opened(path.parent, path.name))
        claims = (
            known_files.known_layout(header),
            declared.figure_layout_of(header),
            declared.layout_of(header),
            postcodes.is_header(header),
            gazetteer_reading.is_one(header),
        )
        assert sum(map(bool, claims)) == 1, path.name


def test_a_boundary_file_keeps_its_areas_names(real_data: Path) -> None:
    name = "boundaries/lewisham_wards_2022.geojson"
    listed = json.loads((real_data / name).read_text(encoding="utf-8"))["features"]
    table = boundaries.read(opened(real_data, name), OURS).table
    assert table["name"].to_pylist() == [each["properties"]["WD22NM"] for each in listed]
