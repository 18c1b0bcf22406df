"""A load killed at any moment leaves the old snapshot or the new one, never a mixture, and nothing behind it for long."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data_access import snapshot
from data_access.ingest.load import load
from tests.evil.made_up import search, searches
from tests.loading import OURS, at, put, wards

pytestmark = pytest.mark.faults

MOMENTS = 50 if os.environ.get("LION_SLOW") == "1" else 5
OLD, NEW = 300, 60_000
WRITING = b"writing the snapshot\n"


@dataclass(frozen=True, slots=True)
class Bench:
    """A store with something in it, files to load into it, and how long that takes (seconds)."""

    store: Path
    files: Path
    reading_s: float
    writing_s: float


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("kill")
    old = put(folder / "old", {"w": wards(), "a": searches(good=OLD)})
    points = random.Random(1)
    rows = [
        search(Date="2023-06-03T13:30:00+00:00", **at((51.4 + points.random() / 10, points.random() / 10))) for _ in range(NEW)
    ]
    files = put(folder / "new", {"b": searches(*rows, good=0)})
    load([old], folder / "store", OURS)
    trial = shutil.copytree(folder / "store", folder / "trial")
    started = time.monotonic()
    process = start(files, trial)
    wait_for_writing(process)
    writing = time.monotonic()
    assert process.wait() == 0
    return Bench(folder / "store", files, writing - started, time.monotonic() - writing)


def start(files: Path, store: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "data_access.ingest", str(files), "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for_writing(process: subprocess.Popen[bytes]) -> None:
    assert process.stderr is not None
    while (line := process.stderr.readline()) != WRITING:
        assert line, "the load ended before it wrote anything"


def rows_by_file(store: Path) -> dict[int, int]:
    """Every incident under the number of its file, of a snapshot whose every table can be read."""
    with duckdb.connect(str(snapshot.current(store)), read_only=True) as connection:
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            connection.execute(f"SELECT * FROM {name}").fetchall()
        counts = connection.execute("SELECT file, count(*) FROM incidents JOIN slots USING (slot) GROUP BY file").fetchall()
    return dict(counts)


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_load_killed_at_any_moment_leaves_the_old_snapshot_or_the_new_one(bench: Bench, tmp_path: Path, moment: int) -> None:
    store = shutil.copytree(bench.store, tmp_path / "store")
    process = start(bench.files, store)
    chance = random.Random(moment)
    if moment % 2:  # half the kills fall while the snapshot is written and published
        wait_for_writing(process)
        time.sleep(chance.uniform(0, bench.writing_s))
    else:
        time.sleep(chance.uniform(0, bench.reading_s))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    old, new = {1: OLD}, {1: OLD, 3: NEW}
    assert rows_by_file(store) in (old, new)

    report = load([bench.files], store, OURS)
    assert report.ok
    assert rows_by_file(store) == new
    assert list((store / "work").iterdir()) == []
    assert len(list((store / "snapshots").iterdir())) == 2
    left = {path.name for path in store.iterdir()}
    assert {name for name in left if not name.startswith("ledger.sqlite")} == {"CURRENT", "load.lock", "snapshots", "work"}
    if "ledger.sqlite" in left:  # begun after publishing: a kill in the midst of it is mended when it is opened
        history = [sys.executable, "-m", "data_access.ingest", "--loads", "--store", str(store)]
        assert subprocess.run(history, capture_output=True, check=False, timeout=60).returncode == 0


def test_what_a_kill_between_the_two_last_steps_leaves_is_swept(bench: Bench, tmp_path: Path) -> None:
    store = shutil.copytree(bench.store, tmp_path / "store")
    orphan = "20990101T000000Z-00000000.duckdb"
    shutil.copy(snapshot.current(store), store / "snapshots" / orphan)
    (store / "work" / f"{orphan}.publishing").touch()
    (store / "work" / "20990101T000000Z-11111111.duckdb").write_bytes(b"half")
    (store / "work" / "20990101T000000Z-11111111.duckdb.wal").write_bytes(b"half")
    load([bench.files], store, OURS)
    assert not (store / "snapshots" / orphan).exists()
    assert list((store / "work").iterdir()) == []
