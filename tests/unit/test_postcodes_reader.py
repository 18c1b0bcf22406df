"""Postcodes: with a heading row or without, and the ones that have no position."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.errors import BadInput
from data_access.ingest.files.reading import Reading
from data_access.ingest.kinds import postcodes
from tests.unit.files import member

CODES = "E92000001,E19000003,E18000007,,E09000023"
HEADER = ",".join(postcodes.HEADER)


def row(
    postcode: str = "ZZ1 1AA", quality: str = "10", east: str = "537484", north: str = "172002", ward: str = "E05013714"
) -> str:
    return f"{postcode},{quality},{east},{north},{CODES},{ward}"


def headed(*rows: str) -> str:
    return "\n".join((HEADER, *(f"{each},1.0,1.0" for each in rows))) + "\n"


def read(folder: Path, content: str) -> Reading:
    return postcodes.read(member(folder, content, "postcodes.csv"))


@pytest.mark.parametrize("content", [headed(row(), row("ZZ1 1AB")), f"{row()}\n{row('ZZ1 1AB')}\n"], ids=["heading", "none"])
def test_a_postcode_has_the_position_of_its_grid_reference(tmp_path: Path, content: str) -> None:
    rows = read(tmp_path, content).table.to_pylist()
    assert [each["postcode"] for each in rows] == ["ZZ11AA", "ZZ11AB"]
    # The ONS gives the middle of Bellingham ward as 537484 E 172002 N and as 51.4304 N 0.02367 W.
    assert rows[0]["lat"] == pytest.approx(51.4304, abs=1e-4)
    assert rows[0]["lng"] == pytest.approx(-0.02367, abs=1e-4)
    assert rows[0]["ward"] == 5013714


def test_the_first_row_is_a_postcode_where_there_is_no_heading(tmp_path: Path) -> None:
    rows = read(tmp_path, f"{row()}\n{row('ZZ1 1AB')}\n").table.to_pylist()
    assert [each["line"] for each in rows] == [1, 2]


def test_a_postcode_without_a_position_is_set_aside_and_is_no_fault(tmp_path: Path) -> None:
    reading = read(tmp_path, headed(row(), row("ZZ1 1AB", quality="90", east="0", north="0", ward="")))
    assert (reading.rows_in, reading.table.num_rows, len(reading.rejected)) == (2, 1, 1)
    assert (reading.rejected[0].line, reading.rejected[0].fault) == (3, False)


def test_a_postcode_may_have_no_ward(tmp_path: Path) -> None:
    assert read(tmp_path, headed(row(ward=""))).table.to_pylist()[0]["ward"] is None


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (row(postcode="12345"), "Postcode"),
        (row(), "Postcode"),
        (row("ZZ1 1AB", quality="11"), "Positional_quality_indicator"),
        (row("ZZ1 1AB", east="537000.5"), "Eastings"),
        (row("ZZ1 1AB", north="1.72E+05"), "Northings"),
        (row("ZZ1 1AB", east="0", north="0"), "Eastings"),
        (row("ZZ1 1AB", east="5370000"), "Eastings"),
        (row("ZZ1 1AB", ward="Bellingham"), "Admin_ward_code"),
        (row("ZZ1 1AB", ward="E09000023"), "Admin_ward_code"),
    ],
    ids=["no postcode", "twice", "quality", "fraction", "Excel", "nowhere", "off the grid", "ward's name", "borough's code"],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_its_column(tmp_path: Path, bad: str, column: str) -> None:
    reading = read(tmp_path, headed(row(), bad))
    assert [(each.line, each.column, each.fault) for each in reading.rejected] == [(3, column, True)]
    assert (reading.rows_in, reading.table.num_rows) == (2, 1)


def test_another_table_is_no_table_of_postcodes(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no known table of postcodes"):
        read(tmp_path, "Postcode,Ward\nZZ1 1AA,E05013714\n")
