"""The demonstration's small areas and wards of before: they fit together, and into each other, as it says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import shapely

from data_access.sample.borough import Borough, read_borough
from data_access.sample.small_areas import SPLIT, UNCHANGED, Areas, areas
from geo import apportioning, crs
from tests.plugins.once import Made


@pytest.fixture(scope="module")
def folder(demonstration: Made) -> Path:
    return demonstration.store.with_name("files")


@pytest.fixture(scope="module")
def borough() -> Borough:
    return read_borough()


@pytest.fixture(scope="module")
def places(borough: Borough) -> Areas:
    return areas(borough)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


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
