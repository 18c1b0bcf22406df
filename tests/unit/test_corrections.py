"""A corrected cell counts wherever its file is read, passes the rules like any other, and never changes the file."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from data_access import ledger
from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.history import Correction
from data_access.ingest.__main__ import main
from data_access.ingest.arriving import corrections
from data_access.ingest.arriving.corrections import Cells
from data_access.ingest.files.opening import members
from data_access.ingest.loading.load import Options
from tests.evil.made_up import search
from tests.loading import IN_NORTH, OURS, Store, at, put, wards, whole_force

FEMALE = DIMENSIONS["gender"].code("female")
BAD_ROWS = Options(accept_bad_rows=True)
GOOD = search(**at(IN_NORTH))


def may(*more: list[str]) -> str:
    return whole_force(*[GOOD] * 3, *more)


@pytest.fixture(scope="module")
def one_load(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("one"))
    store.load(BAD_ROWS, wards__geojson=wards(), may__csv=may(search(Gender="Fmale", **at(IN_NORTH))))
    return store


@pytest.fixture
def store(one_load: Store, tmp_path: Path) -> Store:
    """Loaded with a month one row of which, on line 5, has a gender nobody knows."""
    return one_load.copied_to(tmp_path)


def cell(store: Store, line: int = 5, column: str = "Gender", value: str = "Female") -> Cells:
    path = store.folder / "load1" / "may.csv"
    sha256 = next(members(path, path.name)).sha256
    return Cells(path, path.name, sha256, (line,), column, value)


def corrected(store: Store, one: Cells, by: str = "Ada Analyst", note: str = "a slip") -> None:
    corrections.correct(one, by, note, store.path, OURS)


def rows_set_aside(store: Store) -> list[tuple[object, ...]]:
    return store.sql('SELECT line, "column" FROM quarantine ORDER BY line')


def test_a_corrected_row_counts_when_its_file_is_loaded_again_and_the_file_is_as_it_was(store: Store) -> None:
    assert rows_set_aside(store) == [(5, "Gender")]
    assert store.count("location = 1") == 3
    file = (store.folder / "load1" / "may.csv").read_bytes()
    corrected(store, cell(store))
    report = store.load(may__csv=file)
    assert report.snapshot, "a file that is known is read again when cells of it were corrected"
    assert rows_set_aside(store) == []
    assert store.count("location = 1") == 3 + 1
    assert store.count("gender = (SELECT max(gender) FROM incidents WHERE line = 5)") == 1
    assert report.notes == ("load2/may.csv: 1 corrected value read instead of the file’s own",)
    assert (store.folder / "load1" / "may.csv").read_bytes() == file


def test_once_read_with_its_corrections_a_file_is_known_again(store: Store) -> None:
    file = (store.folder / "load1" / "may.csv").read_bytes()
    corrected(store, cell(store))
    assert store.load(may__csv=file).snapshot
    assert not store.load(may__csv=file).snapshot


def test_a_later_correction_of_the_same_cell_holds_and_both_stay_in_the_ledger(store: Store) -> None:
    file = (store.folder / "load1" / "may.csv").read_bytes()
    corrected(store, cell(store, value="Female"))
    store.load(may__csv=file)
    female = store.count(f"line = 5 AND gender = {FEMALE}")
    corrected(store, cell(store, value="Male"), by="Ben")
    assert store.load(may__csv=file).snapshot
    assert (female, store.count(f"line = 5 AND gender = {FEMALE}"), store.count("line = 5")) == (1, 0, 1)
    assert [(one.value, one.author) for one in corrections.listed(store.path, OURS)] == [
        ("Female", "Ada Analyst"),
        ("Male", "Ben"),
    ]


def test_a_correction_holds_for_the_file_s_bytes_and_for_no_other_file(store: Store) -> None:
    corrected(store, cell(store))
    store.load(BAD_ROWS, other__csv=may(search(Gender="Fmale", **at(IN_NORTH)), GOOD))
    assert rows_set_aside(store)[-1] == (5, "Gender")


def test_a_file_in_an_archive_under_another_name_is_the_same_file(store: Store, tmp_path: Path) -> None:
    corrected(store, cell(store))
    assert store.load(renamed__gz=gzip.compress((store.folder / "load1" / "may.csv").read_bytes())).snapshot
    assert rows_set_aside(store) == []


def test_without_a_load_s_ledger_the_file_that_was_corrected_stays_as_it_was_loaded(store: Store) -> None:
    file = (store.folder / "load1" / "may.csv").read_bytes()
    corrected(store, cell(store))
    store.load(may__csv=file)
    (store.path / "ledger.sqlite").write_bytes(b"this is no database, and long enough to be told apart from one" * 99)
    report = store.load(may__csv=file, june__csv=may().replace("2023-05", "2023-06"))
    assert report.notes[0].startswith("No corrections were applied")
    assert rows_set_aside(store) == []


@pytest.mark.parametrize(
    ("line", "column", "value", "words"),
    [
        (5, "Gender", "Nor this", "still breaks a rule: unknown category"),
        (5, "Gender", "x" * 201, "cannot be kept"),
        (5, "Gender", "Fe\nmale", "cannot be kept"),
        (5, "Gender", "\x1b[2J", "cannot be kept"),
        (99, "Gender", "Female", "no such row"),
        (1, "Gender", "Female", "no such row"),
        (0, "Gender", "Female", "no such row"),
        (-5, "Gender", "Female", "no such row"),
    ],
)
def test_a_correction_must_itself_pass_the_rules_and_its_value_is_not_repeated(
    store: Store, line: int, column: str, value: str, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refusal:
        corrected(store, cell(store, line, column, value))
    assert value not in str(refusal.value)
    assert corrections.listed(store.path, OURS) == ()


def test_a_row_with_two_faults_is_corrected_one_after_the_other_and_counts_once_both_are_right(store: Store) -> None:
    twice = may(search(Gender="Fmale", Outcome="None I know", **at(IN_NORTH)))
    put(store.folder / "load1", {"may.csv": twice})
    corrected(store, cell(store))
    store.load(BAD_ROWS, may__csv=twice)
    assert rows_set_aside(store)[-1] == (5, "Outcome")
    corrected(store, cell(store, column="Outcome", value="Arrest"))
    store.load(may__csv=twice)
    assert rows_set_aside(store) == [(5, "Gender")], "of the other file's"


def test_the_digest_of_another_file_is_no_file_of_the_upload(store: Store) -> None:
    with pytest.raises(BadInput, match="no such file"):
        corrected(store, replace(cell(store), sha256="f" * 64))


def test_a_store_without_a_ledger_is_not_given_one_by_looking(tmp_path: Path) -> None:
    assert corrections.standing(tmp_path, OURS) == corrections.Corrections()
    assert list(tmp_path.iterdir()) == []


def test_the_command_lists_what_was_corrected_by_whom_and_why(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--list-corrections", "--store", str(store.path)]
    assert main(command) == 0
    assert capsys.readouterr().out == "Nothing has been corrected.\n"
    corrected(store, cell(store))
    assert main(command) == 0
    assert "Ada Analyst: may.csv, line 5, Gender: “Female” (a slip)" in capsys.readouterr().out


def test_what_was_given_for_a_file_about_people_is_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = Correction("f" * 64, 2, "Gender", "Other", "Ada", datetime(2026, 1, 1), "ed.csv", "ed-assaults")
    with ledger.opened(ledger.address_of(tmp_path)) as book:
        book.correct([secret])
    assert main(["--list-corrections", "--store", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "a value that is not shown" in said
    assert "Other" not in said
