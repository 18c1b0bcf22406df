"""Rushey Green in the Metropolitan Police's published counts: the numbers a resident would check, counted another way."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from data_access.briefings.ward import portrait, wards
from data_access.filters import Filters
from data_access.portrait import SOURCE, Portrait, Wards
from data_access.verdicts import VerdictKind
from data_access.warehouse import Warehouse
from tests.plugins.once import Made

RUSHEY_GREEN = "E05013730"
COUNTS = "mps_recorded_crime/MPS Ward Level Crime (most recent 24 months).csv"


@pytest.fixture(scope="module")
def read(published: Made) -> tuple[Wards, Portrait]:
    warehouse, filters = Warehouse(published.store, borough="Lewisham"), Filters.from_query(f"ward={RUSHEY_GREEN}", source=SOURCE)
    about = wards(warehouse, filters)
    told = portrait(warehouse, filters, about)
    assert told is not None
    return about, told


def published(real_data: Path, months: list[str]) -> int:
    """Crimes in the ward, added up from the file with nothing but the standard library."""
    with (real_data / COUNTS).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if RUSHEY_GREEN in row.values()]
    return sum(int(row[month]) for row in rows for month in months)


def span(first: int, count: int, year: int) -> list[str]:
    return [f"{year + (first + i - 1) // 12}{(first + i - 1) % 12 + 1:02}" for i in range(count)]


def test_the_year_s_crimes_equal_the_file_s(read: tuple[Wards, Portrait], real_data: Path) -> None:
    assert read[1].change.total == published(real_data, span(2, 12, 2025)) == 2663


def test_the_rate_stands_beside_the_borough_s(read: tuple[Wards, Portrait]) -> None:
    about, told = read
    assert told.rate is not None
    assert about.borough is not None
    assert (round(told.rate.per_1000), round(about.borough.per_1000)) == (138, 94)  # 2,663 of 19,234; 28,620 of 305,309


def test_february_2024_is_left_out_and_the_other_eleven_months_compared(read: tuple[Wards, Portrait], real_data: Path) -> None:
    verdict = read[1].change.verdict
    assert verdict.now == published(real_data, span(3, 11, 2025)) == 2485
    assert verdict.before == published(real_data, span(3, 11, 2024)) == 2506
    assert [entry.month for entry in verdict.left_out] == [date(2025, 2, 1)]
    assert verdict.kind is VerdictKind.NO_CLEAR_CHANGE


def test_the_kinds_add_up_to_the_months_compared(read: tuple[Wards, Portrait]) -> None:
    told = read[1]
    assert told.kinds_before is not None
    assert sum(row.value or 0 for row in told.kinds.rows) == 2485
    assert sum(row.value or 0 for row in told.kinds_before.rows) == 2506
