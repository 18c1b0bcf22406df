"""Places of other kinds on the published files: wards of either time, small areas, and what is shared out between them."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from data_access.briefings.ward_figures import ward_figures
from data_access.catalogue import FIGURES
from data_access.catalogue.dimensions import area_code
from data_access.filters import Filters
from data_access.warehouse import Warehouse
from tests.real.published import sql

ANSWERS = "police_uk/street/lewisham_api_json"
STREET, BY_WARD, BY_SMALL = "police-uk-crime", "mps-recorded-crime", "mps-lsoa-crime"


@pytest.fixture(scope="module")
def warehouse(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(Path(shutil.copytree(loaded, tmp_path_factory.mktemp("areas") / "store")))


def counted(warehouse: Warehouse, question: Filters, by: str) -> dict[str, int]:
    return {slug: n or 0 for slug, n in warehouse.counts(question, (by,)).values().items()}


def answered(folder: Path) -> dict[str, set[str]]:
    """Each crime's id, and the old wards whose answers hold it: a point on an edge comes back for both."""
    found: dict[str, set[str]] = {}
    for archive in sorted((folder / ANSWERS).glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                code = next(part for part in re.split(r"[-/.]", name) if part.startswith("E05"))
                for crime in json.loads(opened.read(name)):
                    found.setdefault(str(crime["id"]), set()).add(code)
    return found


def test_street_crime_stands_in_the_old_ward_for_which_the_publisher_answers_it(loaded: Path, real_data: Path) -> None:
    told = answered(real_data)
    assert len(set.union(*told.values())) == 18
    year = "source = 1 AND month < '2018-07-01' AND record_id IS NOT NULL"
    rows = sql(loaded, f"SELECT record_id, old_ward FROM incidents WHERE {year}")
    ours = {str(record): "" if ward is None else area_code(ward) for record, ward in rows if str(record) in told}
    assert len(ours) == len(told) == 30_553
    found = Counter("same" if code in told[record] else "another" if code else "none" for record, code in ours.items())
    assert found["same"] / found.total() > 0.98
    assert found["another"] < 40, "points on an edge between two wards"
    assert found["none"] < 450, "points on the borough's own edge, which the publisher's outline takes in"


def test_small_areas_add_up_to_the_wards_type_by_type_but_for_what_is_not_published_by_small_area(warehouse: Warehouse) -> None:
    """Both files are by the month of recording; the few that differ were revised between two vintages."""
    year = (date(2025, 2, 1), date(2026, 1, 1))
    small = counted(warehouse, Filters(BY_SMALL).during(*year), "crime_type")
    wards = counted(warehouse, Filters(BY_WARD).during(*year), "crime_type")
    assert set(wards) - set(small) == {"sexual-offences"}
    assert all(0.99 < small[slug] / wards[slug] < 1.01 for slug in small)
    assert 0.95 < sum(small.values()) / sum(wards.values()) < 1.0


def test_every_small_area_of_the_borough_is_on_its_map(warehouse: Warehouse) -> None:
    codes = {area.code for area in warehouse.areas("lsoa")}
    assert len(codes) == 175
    assert set(counted(warehouse, Filters(BY_SMALL), "lsoa")) == codes
    assert len(set(counted(warehouse, Filters(STREET), "lsoa")) - {"unknown"}) == 175


def test_every_count_by_ward_is_published_on_today_s_wards_so_none_of_them_has_a_break_in_2022(loaded: Path) -> None:
    held = sql(loaded, "SELECT count(*) FROM area_counts WHERE location = 1 AND old_ward IS NOT NULL")
    ours = "SELECT code FROM areas WHERE kind = 'ward'"
    strange = sql(loaded, f"SELECT count(*) FROM area_counts WHERE location = 1 AND ward IS NOT NULL AND ward NOT IN ({ours})")
    assert (held, strange) == ([(0,)], [(0,)])


def test_counts_shared_out_to_the_wards_before_keep_their_sum(warehouse: Warehouse) -> None:
    answer = warehouse.counts(Filters(BY_WARD), ("old_ward",))
    assert len(answer.rows) == 18
    assert all(row.about for row in answer.rows)
    assert answer.total == warehouse.total(Filters(BY_WARD)).total


@pytest.mark.parametrize("asked", ["ward", "old_ward"])
def test_the_error_told_is_that_of_street_crime_shared_out_and_counted(loaded: Path, asked: str) -> None:
    """Worked out here once more, from the snapshot's own shares and points."""
    given = {"ward": "old_ward", "old_ward": "ward"}[asked]
    true = Counter(dict(sql(loaded, f"SELECT {asked}, count(*) FROM incidents WHERE {_BOTH} GROUP BY 1")))
    counts = dict(sql(loaded, f"SELECT {given}, count(*) FROM incidents WHERE {_BOTH} GROUP BY 1"))
    estimated: Counter[int] = Counter()
    for code, area, share in sql(loaded, f"SELECT given, area, share FROM area_weights WHERE asked = '{asked}'"):
        estimated[area] += counts[code] * share
    off = [abs(estimated[area] - n) / n for area, n in true.items()]
    told = sql(loaded, f"SELECT records, half_within, nine_in_ten_within FROM apportioning WHERE asked = '{asked}'")
    assert told == [(true.total(), pytest.approx(np.median(off)), pytest.approx(np.quantile(off, 0.9)))]
    assert 0.02 < np.median(off) < 0.08
    assert 0.10 < np.quantile(off, 0.9) < 0.25


def test_every_small_area_lies_in_one_ward_of_before_so_each_of_those_has_its_residents(warehouse: Warehouse) -> None:
    people = warehouse.residents(area_kind="old_ward")
    assert people is not None
    assert (len(people.by_area), people.borough, people.summed) == (18, 300_568, True)
    assert warehouse.residents(area_kind="lsoa") is not None
    rated = warehouse.rates(Filters(BY_SMALL), ("lsoa",))
    assert len(rated.intervals) == 175


def test_small_areas_fit_the_wards_of_today_only_mostly(warehouse: Warehouse) -> None:
    shares = [fit.share for fit in warehouse.fits.values()]
    assert len(shares) == 175
    assert 20 < sum(share < 0.95 for share in shares) < 45
    assert min(shares) > 0.4


def test_every_ward_s_deprivation_is_told_by_its_small_areas(warehouse: Warehouse) -> None:
    told = [ward_figures(warehouse, ward) for ward in warehouse.areas("ward")]
    assert all([each.indicator.slug for each in one] == [*FIGURES["deprivation-2025"].headline] for one in told)
    assert sum(len(one[0].spread.here) for one in told if one[0].spread) == 175


_BOTH = "source = 1 AND ward IS NOT NULL AND old_ward IS NOT NULL"
