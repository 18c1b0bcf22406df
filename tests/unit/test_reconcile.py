"""What the report answers is held against what the coverage of each month says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from data_access import snapshot
from data_access.errors import BadInput
from data_access.ingest.arriving.coverage import Covered
from data_access.ingest.publishing.reconcile import reconcile
from data_access.released import State
from data_access.schema import slots
from tests.borough import build, records

JANUARY = date(2023, 1, 1)
SLOT = {"slot": 1, "file": 1, "source": 2, "force": 0, "month": JANUARY, "area_scope": "force", "type_scope": "", "supplier": ""}
TOLD = Covered(2, JANUARY, State.COMPLETE, located=3, outside=1, unplaced=2)


def found(folder: Path, told: Covered, *, taken: int = 6) -> str:
    """What is said of six searches: three in the borough, one outside, two nowhere."""
    build(folder, [*records(3), *records(1, location="outside"), *records(2, location="none")])
    engine = create_engine(f"duckdb:///{snapshot.current(folder)}")
    try:
        with engine.begin() as connection:
            connection.execute(insert(slots), [{**SLOT, "rows": taken, "note": "", "found_by": ""}])
            reconcile(connection, [told])
    except BadInput as fault:
        return fault.what
    finally:
        engine.dispose()
    return ""


def test_totals_that_agree_say_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, TOLD) == ""


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"located": 4}, "Stop and search, January 2023, in the borough: the report answers 3 and the coverage says 4"),
        ({"outside": 0}, "Stop and search, January 2023, outside the borough: the report answers 1 and the coverage says 0"),
        ({"unplaced": 1}, "Stop and search, January 2023, no location: the report answers 2 and the coverage says 1"),
    ],
)
def test_a_total_that_differs_is_named_with_its_place(tmp_path: Path, wrong: dict[str, int], words: str) -> None:
    told = replace(TOLD, **wrong)  # type: ignore[arg-type]  # counts, by name
    assert words in found(tmp_path, told)


def test_a_month_the_coverage_does_not_know_is_named(tmp_path: Path) -> None:
    said = found(tmp_path, replace(TOLD, month=date(2023, 2, 1)))
    assert "Stop and search, January 2023, in the borough: the report answers 3 and the coverage says 0" in said


def test_rows_taken_in_are_held_against_rows_that_stand(tmp_path: Path) -> None:
    assert "January 2023: 7 rows were taken in and 6 stand in the table" in found(tmp_path, TOLD, taken=7)
