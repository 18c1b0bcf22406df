"""A load can be taken back, whole, one after another, and looked at before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access import ledger, snapshot
from data_access.errors import BadInput, LoadBusy, NoSnapshot
from data_access.history import Deed
from data_access.ingest.__main__ import main
from data_access.ingest.loading.difference import difference
from data_access.ingest.loading.undo import undo
from data_access.ingest.stored import lock
from tests.evil.made_up import search
from tests.loading import IN_NORTH, Store, at, put, wards, whole_force


def month(number: int, rows: int = 1) -> str:
    """A month of searches in the north ward, besides the force's two far corners."""
    day = f"2023-{number:02}-10T10:00:00+00:00"
    made = whole_force(*[search(Date=day, **at(IN_NORTH))] * rows)
    return made.replace("2023-05", f"2023-{number:02}")


@pytest.fixture(scope="module")
def three_loads(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("three"))
    store.load(wards__geojson=wards(), may__csv=month(5))
    store.load(june__csv=month(6))
    store.load(july__csv=month(7))
    return store


@pytest.fixture
def filled(three_loads: Store, tmp_path: Path) -> Store:
    """Three loads: boundaries with May, then June, then July."""
    return three_loads.copied_to(tmp_path)


def held(store: Store) -> list[object]:
    return [row[0] for row in store.sql("SELECT DISTINCT strftime(month, '%m') FROM incidents ORDER BY 1")]


def test_each_undo_goes_one_load_further_back_until_there_is_none(filled: Store) -> None:
    assert held(filled) == ["05", "06", "07"]
    third = snapshot.current(filled.path).name
    undone = undo(filled.path)
    assert (undone.before, undone.after) == (third, snapshot.current(filled.path).name)
    assert held(filled) == ["05", "06"]
    undo(filled.path)
    assert held(filled) == ["05"]
    with pytest.raises(NoSnapshot, match="no earlier snapshot"):
        undo(filled.path)
    assert held(filled) == ["05"]


def test_after_an_undo_the_same_file_loads_again_and_can_be_undone_again(filled: Store) -> None:
    undo(filled.path)
    undo(filled.path)
    report = filled.load(august__csv=month(8))
    assert held(filled) == ["05", "08"]
    assert report.snapshot == max(path.name for path in snapshot.kept(filled.path)), "names sort by time, also after an undo"
    undo(filled.path)
    assert held(filled) == ["05"], "not the July that was taken back earlier"
    assert filled.load(june__csv=month(6)).snapshot
    assert held(filled) == ["05", "06"]


def test_what_was_published_since_somebody_looked_is_not_undone_in_its_stead(filled: Store) -> None:
    seen = snapshot.current(filled.path).name
    filled.load(august__csv=month(8))
    with pytest.raises(BadInput, match="has changed since you looked"):
        undo(filled.path, shown=seen)
    assert held(filled) == ["05", "06", "07", "08"]


def test_an_undo_waits_for_no_load_and_changes_nothing_while_one_runs(filled: Store) -> None:
    with lock.held(filled.path), pytest.raises(LoadBusy):
        undo(filled.path)
    assert held(filled) == ["05", "06", "07"]


def test_a_previous_snapshot_that_is_gone_or_broken_is_not_gone_back_to(filled: Store) -> None:
    current = snapshot.current(filled.path)
    previous = snapshot.kept(filled.path)[-2]
    previous.write_bytes(b"this is no snapshot")
    with pytest.raises(NoSnapshot, match="Nothing was undone: .* is cut short: .* so it cannot be gone back to"):
        undo(filled.path)
    previous.unlink()
    with pytest.raises(NoSnapshot, match="no earlier snapshot"):
        undo(filled.path)
    assert snapshot.current(filled.path) == current


def test_an_empty_store_has_nothing_to_undo(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshot):
        undo(tmp_path / "store")


def test_the_snapshot_before_is_kept_however_many_stand_between(filled: Store) -> None:
    for _ in range(2):
        undo(filled.path)
    may = snapshot.current(filled.path).name
    for number in range(8, 13):  # five published after each other, each taken back at once
        filled.load(**{f"m{number}__csv": month(number)})
        assert snapshot.named(filled.path, may).is_file()
        undo(filled.path)
        assert snapshot.current(filled.path).name == may


def test_the_command_undoes_records_and_refuses_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"may.csv": month(5), "june.csv": month(6)})
    store = ["--store", str(tmp_path / "store")]
    for name in ("may.csv", "june.csv"):
        assert main([str(tmp_path / name), *store]) == 0
    assert main(["--undo", "--by", "Ben", *store]) == 0
    assert "Published again: " in capsys.readouterr().out
    with ledger.opened(ledger.address_of(tmp_path / "store")) as book:
        latest = book.entries()[0]
    assert (latest.deed, latest.author, latest.after) == (Deed.UNDO, "Ben", snapshot.current(tmp_path / "store").name)
    assert main(["--undo", *store]) == 1
    assert "no earlier snapshot to go back to" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["--undo", str(tmp_path / "may.csv"), *store])


# -- the difference ----------------------------------------------------------------------------


def test_a_difference_says_which_month_ward_and_kind_changed_and_by_how_much(filled: Store) -> None:
    filled.load(may__csv=month(5, rows=4))  # revised: four searches in the north where there was one
    found = difference(filled.path)
    assert [(one.source.key, one.month, one.ward, one.was, one.now) for one in found.changes] == [
        ("stop-and-search", "2023-05", "E05013714", 1, 4)
    ]
    assert found.after == snapshot.current(filled.path).name
    undo(filled.path)
    back = difference(filled.path, found.after, snapshot.current(filled.path).name)
    assert [(one.was, one.now) for one in back.changes] == [(4, 1)]


def test_a_new_month_is_a_difference_from_nothing(filled: Store) -> None:
    found = difference(filled.path)
    assert {one.month for one in found.changes} == {"2023-07"}
    assert {one.was for one in found.changes} == {0}
    assert sum(one.now for one in found.changes) == 3  # one in the north, two in the far corners


def test_a_source_about_people_is_in_no_difference(tmp_path: Path) -> None:
    from data_access.catalogue import SOURCES
    from data_access.disclosure import released_changes
    from data_access.errors import Fault
    from data_access.history import Change

    guarded = next(source for source in SOURCES.values() if not source.open)
    with pytest.raises(Fault, match="no release policy"):
        released_changes([Change(guarded, "2023-05", "borough", "", "unknown", 0, 1)])


def test_a_difference_needs_two_snapshots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"may.csv": month(5)})
    store = ["--store", str(tmp_path / "store")]
    assert main([str(tmp_path / "may.csv"), *store]) == 0
    assert main(["--difference", *store]) == 1
    assert "no earlier snapshot to compare with" in capsys.readouterr().err
    assert main(["--difference", "../../etc/passwd", "x", *store]) == 1
    assert "is not a snapshot" in capsys.readouterr().err
    assert main(["--difference", "one", *store]) == 2
