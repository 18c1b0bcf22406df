"""What publishers tell of one ward: of itself, or of the small areas that mostly lie in it, beside the borough."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from data_access.briefings.ward_figures import ward_figures
from data_access.catalogue import FIGURES
from data_access.holdings import Area
from data_access.portrait import Told
from data_access.warehouse import Warehouse
from tests.evil import made_up
from tests.loading import NORTH, OURS, SOUTH
from tests.spec.test_rates_by_area import nested
from tests.wards_of_two_times import FILES, loaded

RATE = "Claimants as a proportion of residents aged 16-64"


def claimants(*rows: tuple[str, str, str]) -> str:
    """(month, area, per cent) as Nomis writes them."""
    heading = FIGURES["claimant-count"].layouts[0].headings[0]
    return made_up.lines([heading, *((month, area, "Madeup", RATE, value) for month, area, value in rows)])


def deciles(by_area: Mapping[str, int]) -> str:
    """Every domain at the same decile; ranks and scores of no matter."""
    heading = next(each for each in FIGURES["deprivation-2025"].layouts if "domains" in each.name).headings[0]
    return made_up.lines([heading, *((code, *[str(n)] * 8, *["1"] * 8, *["0.5"] * 8) for code, n in by_area.items())])


COUNTS = claimants(
    ("January 2023", NORTH, "4.0"),
    ("March 2023", NORTH, "5.5"),
    ("January 2023", OURS.borough, "3.0"),
    ("March 2023", OURS.borough, "3.5"),
    ("March 2023", "E09000028", "9.9"),
    ("January 2023", SOUTH, "1.0"),
)
SMALL = deciles({"E01000001": 1, "E01000002": 4, "E01000003": 7, "E01000004": 9})


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return loaded(tmp_path_factory.mktemp("figures"), {**FILES, "claimants.csv": COUNTS, "imd.csv": SMALL})


def told_of(warehouse: Warehouse, code: str) -> dict[str, Told]:
    ward = next(area for area in warehouse.areas("ward") if area.code == code)
    return {each.indicator.slug: each for each in ward_figures(warehouse, ward)}


def test_a_ward_s_latest_figure_stands_beside_the_borough_s_of_the_same_month(warehouse: Warehouse) -> None:
    level = told_of(warehouse, NORTH)["claimant-rate"].level
    assert level is not None
    assert (level.here.value, level.here.until) == (5.5, date(2023, 3, 31))
    assert level.borough is not None
    assert level.borough.value == 3.5, "our borough's, not another's of the same file"


def test_a_month_that_was_not_published_is_a_hole_in_the_line(warehouse: Warehouse) -> None:
    level = told_of(warehouse, NORTH)["claimant-rate"].level
    assert level is not None
    assert level.line == ((date(2023, 1, 1), 4.0), (date(2023, 2, 1), None), (date(2023, 3, 1), 5.5))


def test_a_figure_of_one_time_has_no_line_and_an_older_one_is_beside_the_borough_of_its_own_time(warehouse: Warehouse) -> None:
    level = told_of(warehouse, SOUTH)["claimant-rate"].level
    assert level is not None
    assert level.line == ()
    assert level.borough is not None
    assert (level.here.value, level.borough.value) == (1.0, 3.0)


def test_figures_of_small_areas_are_told_as_a_spread_and_never_averaged(warehouse: Warehouse) -> None:
    spread = told_of(warehouse, NORTH)["imd-decile"].spread
    assert spread is not None
    assert (spread.here, spread.middle, spread.astride) == ((1.0, 4.0), 1.0, 0)
    assert (spread.borough, spread.borough_middle) == ((1.0, 4.0, 7.0, 9.0), 4.0)


def test_a_small_area_is_told_of_the_ward_that_most_of_it_lies_in_and_said_to_reach_out(tmp_path: Path) -> None:
    warehouse = loaded(tmp_path, {**FILES, "lsoa.geojson": nested(), "imd.csv": SMALL})
    spread = told_of(warehouse, NORTH)["imd-decile"].spread
    assert spread is not None
    assert (spread.here, spread.astride) == ((1.0, 4.0), 2), "two thirds of each lie in the northern ward"


def test_only_the_indicators_that_the_source_s_file_names_are_told_in_its_order(warehouse: Warehouse) -> None:
    assert [*told_of(warehouse, NORTH)] == [*FIGURES["claimant-count"].headline, *FIGURES["deprivation-2025"].headline]


def test_a_ward_of_which_nothing_is_published_and_a_store_without_figures_have_none(warehouse: Warehouse, tmp_path: Path) -> None:
    nowhere = Area("ward", "E05999999", "Nowhere", 51.4, 0.0, 1.0, in_borough=True, simplified=False)
    assert ward_figures(warehouse, nowhere) == ()
    assert told_of(loaded(tmp_path), NORTH) == {}
