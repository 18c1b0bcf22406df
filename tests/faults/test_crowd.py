"""Loads, undos and readers at once: one writes, the others are told so at once, and readers never notice."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data_access import ledger, snapshot
from data_access.filters import Filters
from data_access.history import Deed
from data_access.ingest.stored import whole
from data_access.warehouse import Warehouse
from tests.evil.made_up import search
from tests.faults.damaging import MONTHS, copied, month, three_loads
from tests.faults.test_kill import nothing_is_left_behind, start, wait_for_the_lock
from tests.loading import IN_NORTH, NORTH, at, put, whole_force
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.faults
BUSY = re.compile(r"Another load is running in this store\. To do: wait until it ends \(process \d+, since [\d: -]+ UTC\)\.")
HELD = sum(MONTHS)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_loads(tmp_path_factory.mktemp("crowd"))


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Path:
    return copied(loaded, tmp_path)


def given(folder: Path, number: int, rows: int = 0) -> str:
    day = f"2023-{number:02}-10T10:00:00+00:00"
    made = (
        whole_force(*[search(Date=day, **at(IN_NORTH))] * rows).replace("2023-05", f"2023-{number:02}") if rows else month(number)
    )
    return str(put(folder / f"m{number}", {f"m{number}.csv": made}))


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, said = process.communicate(timeout=PATIENCE_S)
    return process.returncode, said.decode()


def command(store: Path, *arguments: str) -> tuple[int, str]:
    return ended(start(store, *arguments))


@contextmanager
def stopped(store: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that holds the store's lock and does not go on, until this is left."""
    process = start(store, *arguments)
    wait_for_the_lock(store, process)
    process.send_signal(signal.SIGSTOP)
    assert process.poll() is None, "it ended before it could be stopped"
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)


def total(store: Path) -> int | None:
    return Warehouse(store).total(Filters("stop-and-search")).total


def test_while_one_load_runs_another_load_and_an_undo_are_told_so_at_once(store: Path, tmp_path: Path) -> None:
    with stopped(store, given(tmp_path, 8, rows=3_000)) as first:
        for second in ([given(tmp_path, 9)], [given(tmp_path, 9), "--dry-run"], ["--undo"]):
            code, said = command(store, *second)
            assert code == 75, said
            assert BUSY.search(said), said
            assert f"process {first.pid}," in said
        assert command(store, "--check")[0] == 0
        assert command(store, "--loads")[0] == 0
        assert total(store) == HELD
    assert ended(first)[0] == 0
    assert total(store) == HELD + 3_000
    assert command(store, given(tmp_path, 9))[0] == 0
    nothing_is_left_behind(store)


def test_the_lock_of_a_process_that_died_holds_nobody_up(store: Path, tmp_path: Path) -> None:
    with stopped(store, given(tmp_path, 8, rows=3_000)) as first:
        first.kill()
        first.communicate()
    assert f"process {first.pid}," in (store / "load.lock").read_text(encoding="utf-8")
    assert command(store, given(tmp_path, 8))[0] == 0
    assert total(store) == HELD + 8
    nothing_is_left_behind(store)


def test_two_undos_at_once_go_back_as_often_as_they_say(store: Path) -> None:
    pair = [start(store, "--undo") for _ in range(2)]
    codes = sorted(ended(process)[0] for process in pair)
    assert codes in ([0, 0], [0, 75])
    assert total(store) == (HELD - 7 - 6 if codes == [0, 0] else HELD - 7)
    with ledger.opened(ledger.address_of(store)) as book:
        assert len(book.entries()) == codes.count(0)


@pytest.mark.parametrize("seed", range(8 if os.environ.get("LION_SLOW") == "1" else 1))
def test_a_load_and_an_undo_at_once_leave_what_one_after_the_other_would(store: Path, tmp_path: Path, seed: int) -> None:
    arguments = [["--undo"], [given(tmp_path, 8)]]
    random.Random(seed).shuffle(arguments)
    pair = [start(store, *each) for each in arguments]
    told = [ended(process) for process in pair]
    codes = {arguments[at][0]: code for at, (code, _) in enumerate(told)}
    undone, load = codes["--undo"], next(code for key, code in codes.items() if key != "--undo")
    assert {undone, load} <= {0, 75}, told
    assert all(code == 0 or BUSY.search(said) for code, said in told)
    allowed = {
        (0, 75): {HELD - 7},
        (75, 0): {HELD + 8},
        (0, 0): {HELD, HELD - 7 + 8},  # the load was taken back; or July was, and then August came
    }
    assert total(store) in allowed[undone, load]
    assert whole.health(store).whole
    nothing_is_left_behind(store)


def test_readers_see_one_snapshot_or_the_next_and_never_an_error(store: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(store)
    seen: list[int | None] = []
    faults: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                seen.append(warehouse.total(Filters("stop-and-search").choosing("ward", [NORTH])).total)
                seen.append(warehouse.total(Filters("stop-and-search")).total)
                done.wait(0.005)
        except BaseException as fault:  # whatever a reader meets is what this test is about
            faults.append(fault)
            raise

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    codes = [command(store, *each)[0] for each in ([given(tmp_path, 8)], [given(tmp_path, 9)], ["--undo"])]
    done.set()
    for reader in readers:
        reader.join()
    assert (codes, faults) == ([0, 0, 0], [])
    assert set(seen) <= {HELD, HELD + 8, HELD + 8 + 9}
    assert {HELD, HELD + 8} <= set(seen)
    assert total(store) == HELD + 8
    with ledger.opened(ledger.address_of(store)) as book:
        assert [entry.deed for entry in book.entries()] == [Deed.UNDO, Deed.LOAD, Deed.LOAD]
    assert snapshot.taken_back(snapshot.kept(store)[-1])
