"""A damaged snapshot is never read and never built on: readers see the one before, and everybody is told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app import create_app
from data_access import ledger, seals, snapshot
from data_access.errors import NoSnapshot
from data_access.filters import Filters
from data_access.history import Deed
from data_access.ingest.__main__ import main
from data_access.warehouse import Warehouse
from layouts import shell
from layouts.pages import LISTED
from layouts.written import written
from tests.borough import build
from tests.faults.damaging import TO_THE_POINTER, TO_THE_SNAPSHOT, copied, flipped, month, three_loads
from tests.house.tree import TOP
from tests.loading import OURS, put
from tests.patience import PATIENCE_S
from tests.wire.asking import words

pytestmark = pytest.mark.faults
SLOW = os.environ.get("LION_SLOW") == "1"  # every harm to every deed; otherwise some
JUNE, JULY = 5 + 6, 5 + 6 + 7
Harm = Callable[[Path], object]
CASES = [
    *((name, "snapshot", harm, said, JUNE) for name, (harm, said) in TO_THE_SNAPSHOT.items()),
    *((f"CURRENT {name}", "pointer", harm, said, JULY) for name, (harm, said) in TO_THE_POINTER.items()),
]
FEW = {"cut in half", "of another version", "gone", "CURRENT missing", "CURRENT rubbish"}
_SOME = [case for case in CASES if SLOW or case[0] in FEW]
_TOLD = ("what", "harm", "said", "shown")
HARMED = pytest.mark.parametrize(_TOLD, [case[1:] for case in CASES], ids=[case[0] for case in CASES])
SOME_HARMED = pytest.mark.parametrize(_TOLD, [case[1:] for case in _SOME], ids=[case[0] for case in _SOME])


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_loads(tmp_path_factory.mktemp("damage"))


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    return copied(loaded, tmp_path)


def harmed(store: Path, what: str, harm: Harm) -> None:
    harm(snapshot.current(store) if what == "snapshot" else snapshot.pointer(store))


def found(warehouse: Warehouse) -> int | None:
    return warehouse.total(Filters("stop-and-search")).total


def banner(warehouse: Warehouse) -> str:
    return re.sub(r"\s+", " ", words(written(shell.banner(warehouse.provenance))))


@HARMED
def test_readers_see_the_newest_whole_snapshot_and_are_told(store: Path, what: str, harm: Harm, said: str, shown: int) -> None:
    harmed(store, what, harm)
    warehouse = Warehouse(store)
    assert found(warehouse) == shown
    told = banner(warehouse)
    assert told.startswith("This is not the latest data. You see what was loaded on ")
    assert said in told
    assert ".duckdb" not in told
    assert "python -m data_access.ingest --check says what to do." in told


def test_a_whole_store_has_no_such_banner_and_every_published_snapshot_a_seal(store: Path) -> None:
    assert banner(Warehouse(store)) == ""
    assert [seals.fault_of(path) for path in snapshot.kept(store)] == [""] * 3
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", *(seals.of(path).name for path in snapshot.kept(store))],
        cwd=store / "snapshots",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stdout.count(": OK")) == (0, 3), checked.stderr


@SOME_HARMED
def test_nothing_is_built_on_what_is_damaged_until_somebody_goes_back(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, harm: Harm, said: str, shown: int
) -> None:
    harmed(store, what, harm)
    put(tmp_path / "given", {"august.csv": month(8)})
    before = {path.name: path.read_bytes() for path in (store / "snapshots").iterdir()}
    for options in ([], ["--dry-run"]):
        assert main([str(tmp_path / "given"), "--store", str(store), *options]) == 1
        refused = capsys.readouterr().err
        assert refused.startswith("placing") or "Nothing was loaded: " in refused
        assert said in refused
        assert f"To do: python -m data_access.ingest --undo --store {store} goes back to the whole snapshot of 20" in refused
    assert {path.name: path.read_bytes() for path in (store / "snapshots").iterdir()} == before

    assert main(["--check", "--store", str(store)]) == 1
    checked = capsys.readouterr().out
    assert f"Readers see {_shown(store).name} instead: " in checked
    assert said in checked

    assert main(["--undo", "--by", "Ben", "--store", str(store)]) == 0
    undone = capsys.readouterr().out
    assert said in undone
    assert "Load again what came after it" in undone
    warehouse = Warehouse(store)
    assert (found(warehouse), banner(warehouse)) == (shown, "")
    assert main([str(tmp_path / "given"), "--store", str(store)]) == 0
    assert found(warehouse) == shown + 8
    with ledger.opened(ledger.address_of(store)) as book:
        _, back = book.entries()
    assert (back.deed, said in back.note) == (Deed.UNDO, True)


def _shown(store: Path) -> Path:
    from data_access.ingest.stored import whole

    path = whole.fallback(store)
    assert path is not None
    return path


@SOME_HARMED
def test_a_server_that_runs_keeps_its_good_one_and_sees_when_it_is_mended(
    store: Path, tmp_path: Path, what: str, harm: Harm, said: str, shown: int
) -> None:
    warehouse = Warehouse(store)
    assert (found(warehouse), banner(warehouse)) == (JULY, "")
    whole = shutil.copytree(store, tmp_path / "backup")
    harmed(store, what, harm)
    if "digest beside it" in said:  # it was whole when it was opened, and is
        assert (found(warehouse), banner(warehouse)) == (JULY, "")
        return
    assert found(warehouse) == shown
    assert said in banner(warehouse)
    shutil.copytree(whole, store, dirs_exist_ok=True)
    assert (found(warehouse), banner(warehouse)) == (JULY, "")


def test_a_server_that_runs_is_not_moved_by_a_new_snapshot_that_is_damaged(store: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(store)
    assert found(warehouse) == JULY
    put(tmp_path / "given", {"august.csv": month(8)})
    assert main([str(tmp_path / "given"), "--store", str(store)]) == 0
    flipped(snapshot.current(store), 0.7)
    open_before = warehouse.provenance.snapshot
    assert (found(warehouse), warehouse.provenance.snapshot) == (JULY, open_before)
    assert "its bytes are not those that were published" in banner(warehouse)


def test_a_server_that_runs_answers_on_when_its_store_is_gone(store: Path) -> None:
    warehouse = Warehouse(store)
    assert found(warehouse) == JULY
    shutil.rmtree(store)
    assert found(warehouse) == JULY
    assert "because the store is gone" in banner(warehouse)


def test_what_was_taken_back_is_never_shown_in_anothers_stead(store: Path, tmp_path: Path) -> None:
    assert main(["--undo", "--store", str(store)]) == 0  # July
    put(tmp_path / "given", {"august.csv": month(8)})
    assert main([str(tmp_path / "given"), "--store", str(store)]) == 0
    flipped(snapshot.current(store), 0.5)
    assert found(Warehouse(store)) == JUNE
    assert main(["--undo", "--store", str(store)]) == 0
    snapshot.pointer(store).unlink()
    assert found(Warehouse(store)) == JUNE


def test_the_newest_of_several_is_shown_and_the_damaged_among_them_passed_over(store: Path) -> None:
    may, june, july = snapshot.kept(store)
    flipped(july, 0.2)
    june.write_bytes(b"")
    warehouse = Warehouse(store)
    assert (found(warehouse), warehouse.provenance.snapshot) == (5, may.stem)


def nothing_left(store: Path) -> None:
    for number, path in enumerate(snapshot.kept(store)):
        flipped(path, number / 3)


def test_where_none_is_left_nothing_is_answered_and_every_page_says_so(store: Path) -> None:
    running = create_app(replace(OURS, store=store)).server.test_client()
    nothing_left(store)
    warehouse = Warehouse(store)
    for _ in range(2):  # looked through once, and refused again without
        with pytest.raises(NoSnapshot, match="Nothing in .* can be shown: the current snapshot, .* no earlier snapshot is whole"):
            found(warehouse)
    for page in LISTED:
        body = {
            "output": "..page.children...pages.children..",
            "outputs": [{"id": "page", "property": "children"}, {"id": "pages", "property": "children"}],
            "inputs": [{"id": "url", "property": "pathname", "value": page.path}],
            "changedPropIds": ["url.pathname"],
        }
        answer = running.post("/_dash-update-component", json=body)
        assert (answer.status_code, "The data cannot be shown" in answer.text) == (200, True)


def test_where_none_is_left_a_load_and_an_undo_say_what_to_do(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing_left(store)
    put(tmp_path / "given", {"august.csv": month(8)})
    for command in ([str(tmp_path / "given")], ["--undo"], ["--history"], ["--difference"], ["--list-rejected"]):
        assert main([*command, "--store", str(store)]) == 1
        assert "load every file again into a new --store, or restore a backup" in capsys.readouterr().err
    assert main(["--check", "--store", str(store)]) == 1
    told = capsys.readouterr().out
    assert told.count("DAMAGED: is damaged: its bytes are not those that were published") == 3
    assert "Readers see nothing: the current snapshot, " in told


STARTS = {
    "python app.py": ([sys.executable, "app.py"], 1),
    "gunicorn": ([sys.executable, "-m", "gunicorn", "app:create_server()", "--bind", "127.0.0.1:18171", "--threads", "2"], 3),
}


@pytest.mark.parametrize(("command", "code"), STARTS.values(), ids=STARTS)
def test_a_server_refuses_to_start_where_none_is_left(store: Path, command: list[str], code: int) -> None:
    nothing_left(store)
    environment = {**os.environ, "LION_STORE": str(store), "PORT": "18170"}
    ended = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert ended.returncode == code, ended.stderr
    assert f"Nothing in {store} can be shown: the current snapshot, " in ended.stderr
    assert f"python -m data_access.ingest --check --store {store} says what is wrong with each" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_snapshot_from_before_there_were_seals_is_read_and_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = build(tmp_path, [{"month": "2023-01"}] * 4)
    assert (found(warehouse), banner(warehouse)) == (4, "")
    assert main(["--check", "--store", str(tmp_path)]) == 0
    assert "published before snapshots were sealed" in capsys.readouterr().out


def test_every_kept_snapshot_is_looked_through(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--store", str(store)]) == 0
    assert capsys.readouterr().out.count("  whole") == 3
    flipped(snapshot.kept(store)[0], 0.5)  # not what readers see, and all the same damage
    assert main(["--check", "--store", str(store)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert ["DAMAGED" in line for line in told[:3]] == [True, False, False]
    assert told[2].endswith("whole; what readers see")


def test_an_empty_store_is_whole_and_nothing_is_made_by_looking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--store", str(tmp_path / "store")]) == 0
    assert "No snapshot has been published." in capsys.readouterr().out
    assert not (tmp_path / "store").exists()


def test_seals_go_with_their_snapshots(store: Path, tmp_path: Path) -> None:
    for number in range(8, 13):
        given = put(tmp_path / f"given{number}", {"one.csv": month(number)})
        assert main([str(given), "--store", str(store)]) == 0
    kept = snapshot.kept(store)
    assert sorted(path.name for path in (store / "snapshots").iterdir()) == sorted(
        [path.name for path in kept] + [seals.of(path).name for path in kept]
    )
