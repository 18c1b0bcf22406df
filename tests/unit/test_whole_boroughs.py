"""Rows that count a whole borough beside rows for its wards: what they count beyond the wards is the borough's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data_access.ingest.files.reading import Reading
from data_access.ingest.kinds.counts import Counts
from data_access.ingest.rows.declared import layout
from tests.unit.files import OURS, member

DASHBOARD = layout("mps-knife-crime", "knife crime dashboard, Metropolitan Police")
_ENDS = "Knife Crime,{},Offences,fy26-27,26-27_01,{},2026-09-18,made up"
BOROUGH = f"2026-07-01,Borough,Lewisham,Lewisham,E09000023,{_ENDS}"
NORTH = f"2026-07-01,Safer Neighbourhood Teams,Lewisham North,North,E05013714,{_ENDS}"
SOUTH = f"2026-07-01,Safer Neighbourhood Teams,Lewisham South,South,E05013715,{_ENDS}"


def read(folder: Path, *lines: str) -> Reading:
    content = "\n".join([",".join(DASHBOARD.heading), *lines, ""])
    return Counts(DASHBOARD, OURS, date(2026, 11, 1)).read(member(folder, content, "dashboard.csv"))


def told(reading: Reading) -> list[tuple[int | None, int]]:
    return [(row["ward"], row["n"]) for row in reading.table.to_pylist()]


def test_a_borough_s_row_is_left_with_what_no_ward_counts_kind_by_kind(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        BOROUGH.format("Knife Crime", 9),
        NORTH.format("Knife Crime", 5),
        SOUTH.format("Knife Crime", 2),
        BOROUGH.format("Knife Crime with Injury", 3),
        SOUTH.format("Knife Crime with Injury", 3),
    )
    assert told(reading) == [(None, 2), (5013714, 5), (5013715, 2), (5013715, 3)]
    assert (reading.rows_in, reading.rejected) == (5, [])


def test_a_borough_that_counts_less_than_its_wards_is_set_aside_and_says_by_how_much(tmp_path: Path) -> None:
    reading = read(tmp_path, NORTH.format("Knife Crime", 5), BOROUGH.format("Knife Crime", 4))
    assert told(reading) == [(5013714, 5)]
    [aside] = reading.rejected
    assert (aside.line, aside.column, aside.value) == (3, "area_type", "4 where the wards' rows count 5")
    assert reading.rows_in == 2


def test_a_ward_s_row_still_needs_its_ward(tmp_path: Path) -> None:
    reading = read(tmp_path, NORTH.format("Knife Crime", 5).replace("E05013714", "E09000023"), BOROUGH.format("Knife Crime", 6))
    assert told(reading) == [(None, 6)]
    assert [aside.column for aside in reading.rejected] == ["area_code"]
