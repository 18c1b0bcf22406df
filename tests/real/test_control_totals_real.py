"""Published street crime held against the published borough figure, and the restlessness of real returns."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from data_access.briefings.control_totals import control_totals
from data_access.briefings.returns import source_returns
from data_access.returns import Standing
from data_access.warehouse import Warehouse


@pytest.fixture(scope="module")
def warehouse(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A copy: other tests open the same file with plain DuckDB, which refuses one that is open in another way."""
    return Warehouse(shutil.copytree(loaded, tmp_path_factory.mktemp("copied") / "store"))


def test_street_crime_runs_two_to_eight_per_cent_under_the_borough_figure_in_every_month(warehouse: Warehouse) -> None:
    totals = control_totals(warehouse)
    assert len(totals) == 12
    assert all(each.expected for each in totals)


def test_hardly_any_published_month_is_doubted(warehouse: Warehouse) -> None:
    """Whole series of ten sources, as they stood long afterwards: at most one month in a hundred is asked about."""
    months = [
        each
        for key in warehouse.sources()
        for each in source_returns(warehouse, key, [entry.month for entry in warehouse.coverage(key)], date(2026, 11, 22)).months
    ]
    doubted = [each for each in months if each.standing is Standing.DOUBTFUL]
    assert len(months) > 500
    assert len(doubted) / len(months) <= 0.01
