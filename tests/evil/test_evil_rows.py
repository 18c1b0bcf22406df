"""One evil row among many good ones: it is set aside with its line, its column and what to do, and the rest is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evil import made_up
from tests.evil.conftest import Load
from tests.evil.made_up import crime, crimes, search, searches

MANY = 150
MONTH = "2023-06"


def street(evil: list[str]) -> str:
    return crimes(evil, good=MANY).replace("2023-05", MONTH)


def stops(evil: list[str]) -> str:
    return searches(evil, good=MANY).replace("2023-05-03", "2023-06-03")


# Each: what is wrong, a file with 150 good rows and one evil one on line 152, the column and the value shown.
SET_ASIDE: list[tuple[str, str, str, str]] = [
    ("too long", street([*crime(), "x"]), "", "13 fields"),
    ("too short", street(crime()[:-2]), "", "10 fields"),
    ("swapped", street(crime(Latitude="-0.02", Longitude="51.44")), "Latitude", "-0.02, 51.44"),
    ("projected", street(crime(Latitude="172000", Longitude="537000")), "Latitude", "172000, 537000"),
    ("no number", street(crime(Longitude="west")), "Longitude", "west"),
    ("month 0", street(crime(Month="2023-00")), "Month", "2023-00"),
    ("a formula", street(crime(Crime_type="=HYPERLINK(1)")), "Crime type", "=HYPERLINK(1)"),
    ("unknown outcome", street(crime(Last_outcome_category="Pardoned")), "Last outcome category", "Pardoned"),
    ("unknown force", street(crime(Falls_within="Moon Police")), "Falls within", "Moon Police"),
    ("no date", stops(search(Date="")), "Date", ""),
    ("a date by Excel", stops(search(Date="03/06/2023 13:30")), "Date", "03/06/2023 13:30"),
    ("another month", stops(search(Date="2023-02-03T13:30:00+00:00")), "Date", "2023-02-03"),
    ("unknown age", stops(search(Age_range="12")), "Age range", "12"),
    ("a script", stops(search(Gender="<script>alert(1)</script>")), "Gender", "<script>alert(1)</script>"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "column", "value"), [case[1:] for case in SET_ASIDE], ids=[case[0] for case in SET_ASIDE])
def test_one_evil_row_in_150_is_set_aside_and_listed(
    load: Load, own_store: Path, tmp_path: Path, content: str, column: str, value: str
) -> None:
    (tmp_path / "mostly.csv").write_text(content, encoding="utf-8")
    outcome = load(tmp_path / "mostly.csv", store=own_store)
    assert (outcome.code, outcome.unchanged) == (0, False), outcome.said
    assert f"{MANY + 1:,} rows, {MANY:,} loaded, 1 rejected" in outcome.said
    listed = load(store=own_store, options=("--list-rejected",)).said
    assert f"line {MANY + 2}" in listed
    assert value in listed
    assert f"column “{column}”" in listed or not column
    assert "To do:" in listed


@pytest.mark.parametrize("evil", [2, 50])
def test_more_than_one_row_in_a_hundred_refuses_the_file_unless_that_is_accepted(
    load: Load, own_store: Path, tmp_path: Path, evil: int
) -> None:
    content = crimes(*[crime(Month="soon")] * evil, good=100).replace("2023-05", MONTH)
    (tmp_path / "half.csv").write_text(content, encoding="utf-8")
    refused = load(tmp_path / "half.csv", store=own_store)
    assert (refused.code, refused.unchanged) == (1, True)
    assert "--accept-bad-rows" in refused.said
    accepted = load(tmp_path / "half.csv", store=own_store, options=("--accept-bad-rows",))
    assert (accepted.code, accepted.unchanged) == (0, False)
    assert f"100 loaded, {evil} rejected" in accepted.said


def test_a_formula_in_a_free_text_is_a_name_like_any_other(load: Load, own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "named.csv").write_text(street(crime(Location="=1+1")), encoding="utf-8")
    outcome = load(tmp_path / "named.csv", store=own_store)
    assert outcome.code == 0
    assert f"{MANY + 1:,} rows, {MANY + 1:,} loaded;" in outcome.said


def test_a_cell_cannot_write_on_the_terminal(load: Load, own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "mostly.csv").write_text(street(crime(Crime_type="\x1b[2Jsneaky")), encoding="utf-8")
    load(tmp_path / "mostly.csv", store=own_store)
    listed = load(store=own_store, options=("--list-rejected",)).said
    assert "sneaky" in listed
    assert "\x1b" not in listed


def test_two_months_in_one_file_are_two_months(load: Load, own_store: Path, tmp_path: Path) -> None:
    content = crimes(*[crime(Month="2023-07")] * 50, good=50).replace("2023-05", MONTH)
    (tmp_path / "two.csv").write_text(content, encoding="utf-8")
    outcome = load(tmp_path / "two.csv", store=own_store)
    assert outcome.code == 0
    assert "2023-06 to 2023-07" in outcome.said or "2023-07" in outcome.said


def test_carriage_returns_a_mark_and_blank_lines_at_the_end_are_no_evil(load: Load, own_store: Path, tmp_path: Path) -> None:
    content = "\ufeff" + crimes(good=30).replace("2023-05", MONTH).replace("\n", "\r\n") + "\r\n\r\n"
    (tmp_path / "windows.csv").write_bytes(content.encode())
    outcome = load(tmp_path / "windows.csv", store=own_store)
    assert (outcome.code, "30 rows, 30 loaded" in outcome.said) == (0, True), outcome.said


def test_a_folder_that_holds_itself_is_walked_once(load: Load, own_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "loop"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "good.csv").write_text(crimes(good=3).replace("2023-05", MONTH), encoding="utf-8")
    (folder / "deep" / "back").symlink_to(folder, target_is_directory=True)
    outcome = load(folder, store=own_store)
    assert (outcome.code, outcome.said.count("3 rows, 3 loaded")) == (0, 1), outcome.said


@pytest.mark.parametrize("target", ["itself", "nowhere"])
def test_a_link_that_leads_nowhere_is_refused_by_name(load: Load, tmp_path: Path, target: str) -> None:
    (tmp_path / "evil.csv").symlink_to(tmp_path / ("evil.csv" if target == "itself" else "missing.csv"))
    outcome = load(tmp_path)
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "evil.csv" in outcome.said


def test_a_pipe_is_refused_and_never_waited_for(load: Load, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "evil.csv")
    outcome = load(tmp_path / "evil.csv")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "not an ordinary file" in outcome.said


def test_no_such_path_is_said(load: Load, tmp_path: Path) -> None:
    outcome = load(tmp_path / "missing.csv")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "missing.csv" in outcome.said


def test_notes_beside_the_files_are_ignored_aloud(load: Load, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Where this came from\n\nFrom a friend.\n", encoding="utf-8")
    outcome = load(tmp_path)
    assert (outcome.code, outcome.unchanged) == (0, True)
    assert "README.md: not data, ignored" in outcome.said


def test_a_residents_file_with_one_bad_number_is_refused_whole(load: Load, tmp_path: Path) -> None:
    bands = ["Total", *(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+"]
    rows = [["WD22CD_proposed", *bands], [made_up.WARD, "18", *["1"] * 18], ["E05013715", "18", "1.0", *["1"] * 17]]
    (tmp_path / "people.csv").write_text(made_up.lines(rows), encoding="utf-8")
    outcome = load(tmp_path / "people.csv", options=("--accept-bad-rows",))
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "line 3" in outcome.said
    assert "0-4" in outcome.said
