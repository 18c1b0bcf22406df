"""Indicators and denominators as published: totals their publishers state, counted another way, and a test for each quirk."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

import pytest

from data_access.catalogue import FIGURES, SOURCES
from data_access.indicators import FigureQuestion
from data_access.warehouse import Warehouse
from tests.plugins.once import Made
from tests.real.published import number, sql

SURVEYS = "surveys/2015-16 _to_2020-21_inclusive_neighbourhood_indicators_final_221221.csv"
PERCEPTIONS = "surveys/2016-police-perceptions.csv"
HOMICIDE = "mps_other/homicide_persons_proceeded_against_lewisham.csv"
LONDON = {
    "vawg-victims-by-age": ("vawg_victims_by_age_london", 51_702, 1_527_047),
    "vawg-victims-by-ethnicity": ("vawg_victims_by_ethnicity_london", 45_483, 1_527_047),
    "vawg-offences-by-group": ("vawg_offences_classification_london", 97_180, 1_612_003),
}


def plain(folder: Path, name: str) -> list[list[str]]:
    path = folder / name
    packed = path.suffix == ".gz"
    text = gzip.decompress(path.read_bytes()).decode("utf-8") if packed else path.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def people(store: Path, vintage: str, where: str = "true") -> int:
    return number(store, f"SELECT coalesce(sum(n), 0) FROM denominators WHERE vintage = '{vintage}' AND {where}")


@pytest.mark.parametrize("kind", ["ward", "lsoa_2011"])
def test_mid_2020_is_the_published_borough_total_in_wards_and_in_small_areas(loaded: Path, kind: str) -> None:
    for bands in ("total", "five-year", "three-bands"):
        where = f"area_kind = '{kind}' AND gender = 0 AND bands = '{bands}'"
        assert people(loaded, "mid-2020", where) == 305_309
        men, women = (people(loaded, "mid-2020", f"{where.replace('gender = 0', f'gender = {code}')}") for code in (2, 1))
        assert (men, women) == (151_473, 153_836)


def test_quirk_the_two_tables_of_census_2021_differ_from_each_other(loaded: Path) -> None:
    assert people(loaded, "census-2021", "bands = 'ethnicity'") == people(loaded, "census-2021", "bands = 'total'") == 300_568
    assert people(loaded, "census-2021", "bands = 'age-6'") == 300_535


def test_census_2011_is_the_same_in_wards_and_in_small_areas(loaded: Path) -> None:
    assert people(loaded, "census-2011", "bands = 'ethnicity' AND area_kind = 'ward'") == 275_885
    assert people(loaded, "census-2011", "bands = 'ethnicity' AND area_kind = 'lsoa_2011'") == 275_885


def test_quirk_the_file_named_households_counts_household_spaces(loaded: Path, real_data: Path) -> None:
    spaces = sum(int(row[1]) for row in plain(real_data, "population/census2011/lbl_number_of_households_wd22.csv")[1:])
    tenure = sum(int(row[1]) for row in plain(real_data, "population/census2011/lbl_tenure_households_lsoa11.csv")[1:])
    assert people(loaded, "census-2011", "base = 'household-spaces'") == spaces == 118_617
    assert people(loaded, "census-2011", "base = 'households' AND bands = 'total'") == tenure == 116_091
    assert people(loaded, "census-2011", "bands = 'tenure'") == tenure


def test_household_deprivation_has_five_counts_of_every_small_area(loaded: Path) -> None:
    query = "SELECT count(DISTINCT area), count(*), sum(value) FROM indicators WHERE indicator = 'households-by-deprivation'"
    assert sql(loaded, query) == [(175, 875, 122_403.0)]


@pytest.mark.parametrize(
    ("source", "areas", "figures"), [("deprivation-2025", 175, 24 * 175 + 28 * 175 - 4), ("deprivation-2019", 169, 16 * 169)]
)
def test_every_figure_of_every_small_area_is_there_but_the_blanks(loaded: Path, source: str, areas: int, figures: int) -> None:
    query = f"SELECT count(DISTINCT area), count(*) FROM indicators WHERE source = '{source}'"
    assert sql(loaded, query) == [(areas, figures)]


def test_deprivation_is_as_published_cell_by_cell(loaded: Path, real_data: Path) -> None:
    for name in ("domains", "indicators"):
        head, *rows = plain(real_data, f"deprivation/iod2025_{name}_lsoa21_lewisham.csv")
        published = Counter(float(cell) for row in rows for cell in row[1:] if cell)
        layout = next(each for each in FIGURES["deprivation-2025"].layouts if each.headings[0] == tuple(head))
        slugs = ", ".join(f"'{each.said['what']}'" for each in layout.wide)
        stored = sql(loaded, f"SELECT value FROM indicators WHERE source = 'deprivation-2025' AND indicator IN ({slugs})")
        assert Counter(value for (value,) in stored) == published


def test_quirk_two_files_of_2019_say_the_same_rank_and_it_stands_once(loaded: Path, real_data: Path) -> None:
    ranks = {row[0]: float(row[4]) for row in plain(real_data, "deprivation/lbl_imd_2019_lsoa11.csv")[1:]}
    stored = sql(loaded, "SELECT area, value FROM indicators WHERE source = 'deprivation-2019' AND indicator = 'imd-rank'")
    assert dict(stored) == ranks
    other = {row[0]: float(row[9]) for row in plain(real_data, "deprivation/imd2019_ranks_deciles_lsoa11_lewisham.csv")[1:]}
    assert other == ranks


def test_quirk_the_survey_has_a_byte_order_mark_and_two_or_three_rows_of_headings(loaded: Path, real_data: Path) -> None:
    for name, headings, areas in ((SURVEYS, 3, 112), (PERCEPTIONS, 2, 106)):
        assert (real_data / name).read_bytes().startswith(b"\xef\xbb\xbf")
        assert len(plain(real_data, name)) - headings == areas
        assert sql(loaded, f"SELECT rows_in, rows_loaded, rows_rejected FROM files WHERE ends_with(name, '{name}')") == [
            (areas, areas, 0)
        ]


def test_the_boroughs_neighbourhoods_say_what_the_survey_says_of_them(published: Made, real_data: Path) -> None:
    told = {row[0]: row for row in plain(real_data, SURVEYS)}
    released = Warehouse(published.store).figures(
        FigureQuestion("public-attitude-survey", "stop-and-search-fair", group=("Black",))
    )
    assert {row.area: row.value for row in released.rows} == {
        name: float(told[name][12]) for name in ("Lewisham - Central", "Lewisham - North", "Lewisham - South")
    }
    assert [caveat.slug for caveat in released.caveats] == ["survey-without-base"]


def test_quirk_a_neighbourhood_without_an_answer_has_no_figure(loaded: Path, real_data: Path) -> None:
    blank = sum(not cell for row in plain(real_data, SURVEYS)[3:] for cell in row[1:])
    stored = number(loaded, "SELECT count(*) FROM indicators WHERE source = 'public-attitude-survey' AND period = 'span'")
    assert stored == 112 * 12 - blank


@pytest.mark.parametrize("slug", LONDON)
def test_londons_figures_equal_a_plain_sum_however_long_ago_it_was_committed(loaded: Path, real_data: Path, slug: str) -> None:
    name, rows, total = LONDON[slug]
    head, *listed = plain(real_data, f"mps_other/{name}.csv.gz")
    months: Counter[str] = Counter()
    for row in listed:
        months[row[head.index("recorded_date_months")]] += int(row[head.index("count")])
    told = sql(loaded, f"SELECT rows_in, rows_loaded, rows_rejected FROM files WHERE ends_with(name, '{name}.csv.gz')")
    assert (len(listed), told, sum(months.values())) == (rows, [(rows, rows, 0)], total)
    stored = sql(loaded, f"SELECT strftime(since, '%Y-%m-%d'), sum(value) FROM indicators WHERE indicator = '{slug}' GROUP BY 1")
    assert {str(month): int(value) for month, value in stored} == dict(months)


def test_quirk_london_is_never_of_the_borough(loaded: Path) -> None:
    assert sql(loaded, "SELECT DISTINCT area, ours FROM indicators WHERE area_kind = 'london'") == [("E12000007", False)]


def test_people_proceeded_against_are_as_published_and_months_without_one_are_nought(loaded: Path, real_data: Path) -> None:
    head, *rows = plain(real_data, HOMICIDE)
    source = SOURCES["mps-homicide-proceedings"]
    counted = sql(loaded, f"SELECT ethnicity, sum(n) FROM area_counts WHERE source = {source.code} GROUP BY 1")
    published = Counter(row[head.index("self_classified_ethnicity")].strip() for row in rows)
    assert len(rows) == sum(int(n) for _, n in counted) == 176
    unknown = published["Person declines to define ethnicity"] + published["SCE Not Recorded"]
    assert dict(counted)[0] == unknown == 24
    states = sql(loaded, f"SELECT DISTINCT state FROM coverage WHERE source = {source.code}")
    assert states == [("complete",)]


def test_what_is_not_used_says_why(loaded: Path, real_data: Path) -> None:
    unused = {str(name).rsplit("/", 1)[-1] for (name,) in sql(loaded, "SELECT name FROM files WHERE fate LIKE 'known%'")}
    assert unused == {
        "lewisham_lsoa_2011.geojson",
        "lewisham_msoa_2021.geojson",
        "lbl_lsoa11_wd22_proposed.csv",
        "lbl_postcode_oa11_lsoa11_msoa11_wd22.csv",
        "lsoa11_to_lsoa21_se_london.csv",
        "lsoa21_to_ward24_se_london.csv",
    }
