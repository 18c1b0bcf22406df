"""The demonstration takes the same road as real files, and never mixes with them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data_access import sample, settings, snapshot
from data_access.catalogue import SOURCES, Shape
from data_access.errors import BadInput
from data_access.filters import Filters
from data_access.indicators import FigureQuestion
from data_access.ingest.loading.load import Options, load
from data_access.released import State
from data_access.sample import __main__ as command
from data_access.sample import partner_truth, truth
from data_access.sample.borough import BOROUGH
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from tests.plugins.once import Made


@pytest.fixture(scope="module")
def lewisham() -> Settings:
    return settings.read({})


@pytest.fixture(scope="module")
def store(demonstration: Made) -> Path:
    return demonstration.store


@pytest.fixture(scope="module")
def warehouse(store: Path) -> Warehouse:
    return Warehouse(store, borough="Lewisham")


def test_every_row_of_every_demonstration_file_is_loaded(warehouse: Warehouse) -> None:
    held = warehouse.holdings()
    monthly, places = 36 + 35, 4 + 1  # street and searches; boundaries and postcodes
    counts = 2 + 1 + 1 + 2  # wards, borough, small areas, collisions
    figures = 5 + 3 + 1 + 1  # residents, households, deprivation, survey
    assert len(held.files) == monthly + places + counts + figures
    assert not held.quarantined
    assert held.simplified


def test_every_partner_is_there_with_the_totals_that_were_planted(store: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(store, tmp_path / "store")
    planted = json.loads((store / "planted_truth.json").read_text(encoding="utf-8"))["partners"]["totals"]
    assert set(planted) >= {key for key, source in SOURCES.items() if not source.open}
    with duckdb.connect(str(snapshot.current(copied)), read_only=True) as connection:
        incidents = dict(connection.execute("SELECT source, count(*) FROM incidents GROUP BY 1").fetchall())
        counts = dict(connection.execute("SELECT source, sum(n) FROM area_counts GROUP BY 1").fetchall())
        assert connection.execute("SELECT count(*) FROM quarantine").fetchall() == [(0,)]
    for key, total in planted.items():
        held = incidents if SOURCES[key].shape is Shape.INCIDENTS else counts
        assert held[SOURCES[key].code] == total, key


def test_no_page_answers_for_a_partner_whose_data_is_not_open(warehouse: Warehouse) -> None:
    assert all(SOURCES[key].open for key in warehouse.sources())
    assert {"road-collisions", "mps-borough-crime"} <= set(warehouse.sources())


def test_the_borough_figure_is_the_wards_and_a_few_offences_without_one(warehouse: Warehouse) -> None:
    wards, borough = (warehouse.total(Filters(key)).total or 0 for key in ("mps-recorded-crime", "mps-borough-crime"))
    assert 1.005 < borough / wards < 1.015  # 0.01 was planted, of 74,000


def test_figures_stand_beside_the_records(warehouse: Warehouse) -> None:
    held = {(each.source.key, each.area_kind) for each in warehouse.holdings().figures}
    assert held >= {
        ("public-attitude-survey", "neighbourhood"),
        ("deprivation-2019", "lsoa_2011"),
        ("households-census-2011", "ward"),
        ("workday-census-2011", "lsoa_2011"),
    }
    fair = {row.area: row.value for row in warehouse.figures(FigureQuestion("public-attitude-survey", "treat-fairly")).rows}
    assert fair["Lewisham - North"] < min(fair["Lewisham - Central"], fair["Lewisham - South"])


def test_every_layer_of_the_map_is_there_and_estimates_say_how_far_off_they_were(warehouse: Warehouse) -> None:
    layers = {key: warehouse.mapped(key) for key in ("police-uk-crime", "mps-recorded-crime", "mps-lsoa-crime")}
    assert layers == {
        "police-uk-crime": ("ward", "old_ward", "lsoa"),
        "mps-recorded-crime": ("ward", "old_ward"),
        "mps-lsoa-crime": ("lsoa",),
    }
    assert [len(warehouse.areas(kind)) for kind in ("ward", "old_ward", "lsoa")] == [19, 18, 169]
    for asked in ("old_ward", "ward"):
        told = warehouse.counts(Filters("road-collisions"), (asked,)).apportioned
        assert told is not None
        assert (told.by, told.records > 80_000) == ("postcodes", True)
        assert 0.005 < told.half_within < 0.05
        assert 0.1 < told.nine_in_ten_within < 0.3, "some wards were redrawn, so some estimates are well off"


def test_collisions_change_wards_in_may_2022_and_only_then(warehouse: Warehouse) -> None:
    asked = Filters.of("road-collisions", ward=truth.RISE.ward)
    assert warehouse.counts(asked, ("month",)).parted == (partner_truth.NEW_WARDS,)
    unsplit = Filters("road-collisions").during(partner_truth.NEW_WARDS, truth.LAST)
    assert warehouse.counts(unsplit, ("ward", "month")).apportioned is None


def test_crimes_by_small_area_are_the_street_files_but_sexual_offences_and_antisocial_behaviour(warehouse: Warehouse) -> None:
    small = Filters("mps-lsoa-crime").during(date(2025, 10, 1), date(2026, 9, 1))
    street = Filters("police-uk-crime").during(date(2025, 10, 1), date(2026, 9, 1))
    burglaries = [warehouse.total(each.choosing("crime_type", ["burglary"])).total or 0 for each in (small, street)]
    assert 1.0 <= burglaries[0] / burglaries[1] < 1.03  # street files leave 1.5 % without a location
    assert "sexual-offences" not in {row.keys[0] for row in warehouse.counts(small, ("crime_type",)).rows}


def test_it_is_marked_as_a_demonstration(warehouse: Warehouse) -> None:
    assert warehouse.provenance.demonstration


def test_every_month_of_crimes_is_complete_for_the_borough(warehouse: Warehouse) -> None:
    for source in ("police-uk-crime", "mps-recorded-crime"):
        assert [month.month for month in warehouse.coverage(source)] == list(truth.MONTHS)
        assert all(month.comparable for month in warehouse.coverage(source))


def test_the_planted_gap_and_the_cut_month_show_in_the_coverage(warehouse: Warehouse) -> None:
    gaps = {month.month: month for month in warehouse.coverage("stop-and-search") if not month.comparable}
    assert set(gaps) == {truth.MISSING_SEARCHES, truth.CUT_SEARCHES}
    assert gaps[truth.MISSING_SEARCHES].state is State.MISSING
    assert gaps[truth.CUT_SEARCHES].state is State.PARTIAL
    assert gaps[truth.CUT_SEARCHES].through == truth.CUT_THROUGH


def test_the_planted_rise_comes_out_of_the_road(warehouse: Warehouse) -> None:
    hither_green = Filters.of("police-uk-crime", ward=truth.RISE.ward, crime_type=truth.RISE.crime_type)
    before, after = (warehouse.total(hither_green.during(date(year, 10, 1), date(year + 1, 9, 1))).total for year in (2024, 2025))
    assert before is not None
    assert after is not None
    assert 1.1 < after / before < 1.7  # 1.35 was planted; about 270 against 380 leaves this much to chance


def test_both_sources_of_recorded_crime_show_the_rise(warehouse: Warehouse) -> None:
    hither_green = Filters.of("mps-recorded-crime", ward=truth.RISE.ward, crime_type=truth.RISE.crime_type)
    before, after = (warehouse.total(hither_green.during(date(year, 10, 1), date(year + 1, 9, 1))).total for year in (2024, 2025))
    assert (before or 0) * 1.1 < (after or 0)


def test_its_ward_map_is_marked_as_simplified(warehouse: Warehouse) -> None:
    wards = warehouse.areas("ward")
    assert len(wards) == 19
    assert all(ward.simplified and ward.in_borough for ward in wards)


def test_the_planted_truth_stays_beside_the_snapshot_and_nothing_else_does(store: Path) -> None:
    assert json.loads((store / "planted_truth.json").read_text(encoding="utf-8"))["seed"] == truth.SEED
    assert not list(store.glob("demonstration-*"))


def test_making_it_again_changes_no_figure(store: Path, warehouse: Warehouse, lewisham: Settings, tmp_path: Path) -> None:
    again = shutil.copytree(store, tmp_path / "store")
    question = Filters.of("stop-and-search", since="2025-10", until="2026-09")
    before = warehouse.counts(question, ("ward",)).values()
    sample.build(again, lewisham)
    assert Warehouse(again).counts(question, ("ward",)).values() == before


def test_it_is_never_put_into_a_store_that_holds_real_data(demonstration: Made, tmp_path: Path, lewisham: Settings) -> None:
    load([demonstration.store.with_name("files") / "files" / "2026-09"], tmp_path, lewisham, options=Options(scope=BOROUGH))
    before = snapshot.current(tmp_path)
    with pytest.raises(BadInput, match="holds real data"):
        sample.build(tmp_path, lewisham)
    assert snapshot.current(tmp_path) == before
    assert not (tmp_path / "planted_truth.json").exists()


def test_it_is_not_passed_off_as_another_borough(tmp_path: Path, lewisham: Settings) -> None:
    with pytest.raises(BadInput, match="The demonstration is of Lewisham"):
        sample.build(tmp_path / "store", replace(lewisham, borough="E09000028", name="Southwark"))
    assert not (tmp_path / "store").exists()


def test_the_command_says_what_was_planted(demonstration: Made) -> None:
    assert demonstration.status == 0
    assert all(sentence in demonstration.said for sentence in (*truth.summary(), *partner_truth.summary()))


def test_the_command_ends_with_1_where_it_refuses(
    demonstration: Made, tmp_path: Path, lewisham: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(demonstration.store.with_name("files") / "files" / "2026-09", tmp_path / "month")
    load([tmp_path / "month"], tmp_path / "store", lewisham, options=Options(scope=BOROUGH))
    assert command.main(["--store", str(tmp_path / "store")]) == 1
    assert "choose another folder" in capsys.readouterr().err
