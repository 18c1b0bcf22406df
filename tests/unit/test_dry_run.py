"""A dry run tells what a load would do, in numbers a person can check, and leaves the store as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access import ledger, snapshot
from data_access.history import Held
from data_access.ingest.__main__ import main
from data_access.ingest.loading.load import Options
from tests.evil.made_up import search
from tests.house.tree import TOP
from tests.loading import IN_NORTH, Store, at, put, wards, whole_force

DRY = Options(dry_run=True)


def may(rows: int, *more: list[str]) -> str:
    return whole_force(*[search(**at(IN_NORTH))] * rows, *more)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "load.lock"}


def test_a_dry_run_says_each_month_s_totals_beside_what_is_held_and_publishes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load(wards__geojson=wards(), may__csv=may(2))
    before = files(store.path)
    report = store.load(DRY, may__csv=may(5))
    assert report.ok
    assert report.snapshot == ""
    assert [(each.source, each.month, each.was, each.now) for each in report.changes] == [
        ("stop-and-search", "2023-05", Held(2, 2, 0), Held(5, 2, 0))
    ]
    assert files(store.path) == before


def test_what_a_dry_run_foretold_is_what_the_load_then_does(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load(wards__geojson=wards(), may__csv=may(2))
    foretold = store.load(DRY, may__csv=may(5))
    done = store.load(may__csv=may(5))
    assert done.snapshot
    assert [(file.rows_in, file.rows_loaded, file.rows_repeated, file.fate) for file in foretold.files] == [
        (file.rows_in, file.rows_loaded, file.rows_repeated, file.fate) for file in done.files
    ]
    assert foretold.coverage == done.coverage


def test_a_dry_run_into_an_empty_store_leaves_it_empty(tmp_path: Path) -> None:
    store = Store(tmp_path)
    report = store.load(DRY, may__csv=may(2))
    assert [(each.was, each.now.total) for each in report.changes] == [(Held(), 4)]
    assert not snapshot.exists(store.path)
    assert list((store.path / "work").iterdir()) == []


def test_the_command_lists_rejected_rows_by_reason_and_line_and_writes_no_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"may.csv": may(300, search(Gender="Unheard of"), search(Gender="Nor this"))})
    assert main(["--dry-run", str(tmp_path / "may.csv"), "--store", str(tmp_path / "store")]) == 0
    said = capsys.readouterr().out
    assert "304 rows in, 302 loaded, 0 repeated, 2 rejected" in said
    assert "Rejected, unknown category: " in said
    assert "lines 302, 303\n" in said
    assert "Unheard of" not in said, "a value is not repeated"
    assert "2023-05: 0 held, 302 after the load: " in said
    assert "A dry run: nothing was published" in said
    assert not snapshot.exists(tmp_path / "store")
    with ledger.opened(ledger.address_of(tmp_path / "store")) as book:
        assert book.entries() == ()


def test_a_dry_run_of_a_refused_file_refuses_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"odd.csv": "x,y\n1,2\n"})
    assert main(["--dry-run", str(tmp_path / "odd.csv"), "--store", str(tmp_path / "store")]) == 1
    assert "Refused: " in capsys.readouterr().err


def test_a_dry_run_of_what_is_held_already_says_that_nothing_would_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"may.csv": may(2)})
    command = [str(tmp_path / "may.csv"), "--store", str(tmp_path / "store")]
    assert main(command) == 0
    assert main(["--dry-run", *command]) == 0
    assert "No month would hold more or fewer records than now." in capsys.readouterr().out


def test_figures_beside_the_records_are_told_by_their_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    survey = TOP / "tests/fixtures/sources/public-attitude-survey"
    for options in (["--dry-run"], []):
        assert main([str(survey), "--store", str(tmp_path / "store"), *options]) == 0
        assert "Public Attitude Survey: 6 rows of figures" in capsys.readouterr().out
