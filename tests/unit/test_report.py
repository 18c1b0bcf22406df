"""The report command: the same road as the screen, in three formats, with exit codes a script can trust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_access import report
from tests.borough import MIDDLE, NORTH, SOUTH, build, records

STOPS = "source=stop-and-search"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    rows = [
        *records(5, month="2023-01", ward=NORTH, hour="0"),
        *records(3, month="2023-02", ward=MIDDLE),
        *records(2, month="2023-02", location="none"),
        *records(9, source="police-uk-crime", month="2023-01", crime_type="burglary"),
    ]
    build(tmp_path, rows, people={NORTH: 1000, MIDDLE: 2000, SOUTH: 4000})
    return tmp_path


def run(store: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = report.main([*arguments, "--store", str(store)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_csv_is_the_dimensions_then_the_count(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, capsys, "--by", "ward", "--where", STOPS, "--format", "csv") == (
        0,
        f"ward,count\n{NORTH},5\n{MIDDLE},3\n",
        "",
    )


def test_sources_stand_side_by_side_when_the_report_is_by_source(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(store, capsys, "--by", "source,month", "--format", "csv")
    assert out == "source,month,count\npolice-uk-crime,2023-01,9\nstop-and-search,2023-01,5\nstop-and-search,2023-02,3\n"


def test_a_period_and_several_values_narrow_the_answer(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--by", "month", "--where", STOPS, "--where", f"ward={NORTH},{MIDDLE}", "--since", "2023-02", "--format", "csv")
    assert run(store, capsys, *arguments)[1] == "month,count\n2023-02,3\n"


def test_rows_without_a_place_are_asked_for_by_location(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(store, capsys, "--by", "location", "--where", STOPS, "--format", "csv")
    assert out == "location,count\nlocated,8\nnone,2\n"


def test_a_rate_stands_beside_its_residents(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(store, capsys, "--by", "ward", "--where", STOPS, "--measure", "rate", "--format", "csv")
    assert out == f"ward,count,residents,rate_per_1000\n{NORTH},5,1000,5.0\n{MIDDLE},3,2000,1.5\n"


def test_json_carries_coverage_and_provenance(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(store, capsys, "--by", "ward", "--where", STOPS, "--format", "json")[1])
    assert told["rows"] == [{"ward": NORTH, "count": 5}, {"ward": MIDDLE, "count": 3}]
    assert told["coverage"]["no_location"] == 2


def test_the_table_names_what_it_counts_and_what_it_leaves_out(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(store, capsys, "--by", "ward", "--where", STOPS)
    assert "E05000001 Northfield      5" in out
    assert "In the borough 8, outside 0, no location 2." in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "shoe", "--where", STOPS], "no dimension “shoe”"),
        (["--by", "ward", "--where", "source=gossip"], "no source “gossip”"),
        (["--by", "ward", "--where", "ethnicity"], "cannot be read"),
        (["--by", "ward", "--where", STOPS, "--where", "ethnicity=purple"], "“purple” is not a value"),
        (["--by", "ward", "--where", STOPS, "--since", "2023-13"], "not a month"),
        (["--by", "ward"], "Which source is asked about?"),
        (["--by", "ward", "--where", "source=police-uk-crime,stop-and-search"], "never added up"),
        (["--by", "age", "--where", "source=police-uk-crime"], "does not carry age"),
        (["--by", "month", "--where", STOPS, "--where", "ward=E05099999"], "No ward E05099999 is loaded"),
        (["--by", "h3_9", "--where", STOPS, "--measure", "rate"], "Residents are known by ward"),
        (["--by", "age", "--where", STOPS, "--measure", "rate"], "Residents are known by ward, not by age"),
    ],
)
def test_what_cannot_be_answered_is_a_usage_error_not_another_answer(
    store: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = run(store, capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_store_without_data_says_how_to_load_some(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(tmp_path, capsys, "--by", "ward", "--where", STOPS)
    assert code == 1
    assert "python -m data_access.ingest" in err


def test_gaps_that_follow_one_another_are_one_span(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(tmp_path, [*records(5, month="2022-12"), *records(5, month="2023-04")])
    _, out, _ = run(tmp_path, capsys, "--by", "month", "--where", STOPS)
    assert "Not complete: Jan 2023 to Mar 2023 " in out
    assert "Feb 2023" not in out


def test_months_asked_one_by_one_tell_no_gap_of_other_months(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(tmp_path, [*records(5, month="2022-12"), *records(5, month="2023-04")])
    _, out, _ = run(tmp_path, capsys, "--by", "month", "--where", STOPS, "--where", "month=2022-12,2023-04")
    assert "10 in the table" in out
    assert "Not complete" not in out


def test_a_fault_of_the_command_is_said_of_its_option(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = run(store, capsys, "--by", "nonsense")
    assert code == 2
    assert said.startswith("report: “--by”: There is no dimension “nonsense”")


def test_a_store_that_is_no_folder_is_a_store_without_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    code, _, said = run(tmp_path / "file", capsys, "--by", "month")
    assert code == 1
    assert "holds no data yet" in said
