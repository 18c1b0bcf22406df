"""A command killed at any moment leaves the old snapshot or the new one, never a mixture, and nothing behind it for long."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from data_access import ledger, seals, snapshot
from data_access.ingest.__main__ import main
from data_access.ingest.stored import agreement, whole
from data_access.ledger.book import FILE
from data_access.warehouse import Warehouse
from tests.evil.made_up import search, searches
from tests.loading import at, put, wards

pytestmark = pytest.mark.faults

SLOW = os.environ.get("LION_SLOW") == "1"
MOMENTS = int(os.environ.get("LION_KILLS", "100")) if SLOW else 6
FIRST, SECOND, NEW = 300, 200, 8_000
WRITING = b"writing the snapshot\n"
Counts = dict[str, int]
ONE, TWO = {"first.csv": FIRST}, {"first.csv": FIRST, "second.csv": SECOND}
ALL = {**TWO, "new.csv": NEW}


@dataclass(frozen=True, slots=True)
class Bench:
    """A store of two loads, files to load into it, and how long parts of that take (seconds)."""

    store: Path
    files: Path
    reading_s: float
    writing_s: float
    ledger_s: float


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("kill")
    points = random.Random(1)
    rows = [
        search(Date="2023-06-03T13:30:00+00:00", **at((51.4 + points.random() / 10, points.random() / 10))) for _ in range(NEW)
    ]
    april = searches(good=SECOND).replace("2023-05", "2023-04")
    put(folder / "first", {"w.geojson": wards(), "first.csv": searches(good=FIRST)})
    put(folder / "second", {"second.csv": april})
    files = put(folder / "new", {"new.csv": searches(*rows, good=0)})
    for name in ("first", "second"):
        assert main([str(folder / name), "--store", str(folder / "store")]) == 0
    trial = Path(shutil.copytree(folder / "store", folder / "trial"))
    started = time.monotonic()
    process = start(trial, str(files))
    wait_for_writing(process)
    writing = time.monotonic()
    wait_for_publishing(trial, process)
    published = time.monotonic()
    assert process.wait() == 0
    ended = time.monotonic()
    return Bench(folder / "store", files, writing - started, published - writing, ended - published)


def start(store: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "data_access.ingest", *arguments, "--store", str(store), "--by", "Kay"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_for_writing(process: subprocess.Popen[bytes], line: bytes = WRITING) -> None:
    assert process.stderr is not None
    while (said := process.stderr.readline()) != line:
        assert said, "the command ended before it came so far"


def wait_for_publishing(store: Path, process: subprocess.Popen[bytes]) -> None:
    before = snapshot.pointed(store)
    while snapshot.pointed(store) == before and process.poll() is None:
        time.sleep(0.001)


def wait_for_the_lock(store: Path, process: subprocess.Popen[bytes]) -> None:
    mine = f"process {process.pid},"
    while not (store / "load.lock").read_text(encoding="utf-8").startswith(mine) and process.poll() is None:
        time.sleep(0.001)


def held(store: Path) -> Counts:
    """Incidents by the name of their file, of a snapshot whose every table can be read."""
    with duckdb.connect(str(snapshot.current(store)), read_only=True) as connection:
        for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            connection.execute(f"SELECT * FROM {name}").fetchall()
        counts = connection.execute(
            "SELECT f.name, count(*) FROM incidents JOIN slots USING (slot) JOIN files f USING (file) GROUP BY f.name"
        ).fetchall()
    return {name.rsplit("/", 1)[1]: count for name, count in counts}


# -- what is killed, and when ------------------------------------------------------------------

Killed = Callable[[Bench, Path, random.Random], None]


def reading(bench: Bench, store: Path, chance: random.Random) -> None:
    process = start(store, str(bench.files))
    time.sleep(chance.uniform(0, bench.reading_s))
    kill(process)


def writing(bench: Bench, store: Path, chance: random.Random) -> None:
    process = start(store, str(bench.files))
    wait_for_writing(process)
    time.sleep(chance.uniform(0, bench.writing_s))
    kill(process)


def the_ledgers_write(bench: Bench, store: Path, chance: random.Random) -> None:
    """The ledger is made anew in half of them: then its migrations are killed too."""
    if chance.random() < 0.5:
        (store / FILE).unlink()
    process = start(store, str(bench.files))
    wait_for_publishing(store, process)
    time.sleep(chance.uniform(0, bench.ledger_s))
    kill(process)


def an_undo(bench: Bench, store: Path, chance: random.Random) -> None:
    process = start(store, "--undo")
    wait_for_the_lock(store, process)
    time.sleep(chance.uniform(0, bench.ledger_s))
    kill(process)


def a_dry_run(bench: Bench, store: Path, chance: random.Random) -> None:
    process = start(store, str(bench.files), "--dry-run")
    wait_for_writing(process, b"trying it out\n")
    time.sleep(chance.uniform(0, bench.writing_s))
    kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


# Which of these are killed in turn, and what the store may hold then.
DEEDS: list[tuple[Killed, list[Counts]]] = [
    (writing, [TWO, ALL]),
    (an_undo, [TWO, ONE]),
    (the_ledgers_write, [TWO, ALL]),
    (a_dry_run, [TWO]),
    (reading, [TWO, ALL]),  # a machine that has become quicker since it was measured may be past its reading
]


@pytest.mark.parametrize("moment", range(MOMENTS), ids=lambda moment: f"{moment}, {DEEDS[moment % len(DEEDS)][0].__name__}")
def test_whatever_is_killed_leaves_the_old_snapshot_or_the_new_one(bench: Bench, tmp_path: Path, moment: int) -> None:
    store = Path(shutil.copytree(bench.store, tmp_path / "store"))
    killed, allowed = DEEDS[moment % len(DEEDS)]
    killed(bench, store, random.Random(moment))

    left = held(store)
    assert left in allowed
    assert Warehouse(store).provenance.damage == ""
    assert whole.health(store).whole
    the_ledger_agrees_or_says_where_it_does_not(store)

    assert main([str(bench.files), "--store", str(store), "--by", "Kay"]) == 0
    assert held(store) == {**left, "new.csv": NEW}
    the_ledger_agrees_or_says_where_it_does_not(store)
    nothing_is_left_behind(store)


def the_ledger_agrees_or_says_where_it_does_not(store: Path) -> None:
    with ledger.opened(ledger.address_of(store)) as book:
        said = list(agreement.partings(store, book))
        entries = book.entries()
    current = snapshot.current(store).name
    if entries and entries[0].after != current:
        assert any(current in sentence for sentence in said), said
    known = {name for entry in entries for name in (entry.before, entry.after)}
    unknown = {path.name for path in snapshot.published(store)} - known
    assert {name for name in unknown if not any(name in sentence for sentence in said)} == set()
    assert bool(said) == bool(unknown or (entries and entries[0].after != current))


def nothing_is_left_behind(store: Path) -> None:
    assert list((store / "work").iterdir()) == []
    kept = snapshot.kept(store)
    beside = {path.name for path in (store / "snapshots").iterdir()} - {path.name for path in kept}
    assert {name for name in beside if not name.endswith(".taken-back")} == {seals.of(path).name for path in kept}
    assert not snapshot.taken_back(snapshot.current(store))
    names = {path.name for path in store.iterdir() if not path.name.startswith("ledger.sqlite")}
    assert names == {"CURRENT", "load.lock", "snapshots", "states.lock", "work"}


def test_what_a_kill_between_the_two_last_steps_leaves_is_swept(bench: Bench, tmp_path: Path) -> None:
    store = Path(shutil.copytree(bench.store, tmp_path / "store"))
    orphan = "20990101T000000Z-00000000.duckdb"
    shutil.copy(snapshot.current(store), store / "snapshots" / orphan)
    seals.seal(store / "snapshots" / orphan, store / "snapshots" / orphan)
    (store / "work" / f"{orphan}{snapshot.PUBLISHING}").touch()
    (store / "work" / "20990101T000000Z-11111111.duckdb").write_bytes(b"half")
    (store / "work" / "20990101T000000Z-11111111.duckdb.wal").write_bytes(b"half")
    put(store / "work" / "20990101T000000Z-11111111.duckdb.tmp", {"what the engine put aside": "half"})
    (store / "snapshots" / "20990101T000000Z-22222222.sha256").write_text("a seal whose snapshot never came", encoding="utf-8")
    (store / "CURRENT.new").write_text(orphan, encoding="utf-8")
    current = snapshot.current(store)
    snapshot.take_back(current)  # by an undo that was killed before it moved the pointer
    assert main([str(bench.files), "--store", str(store)]) == 0
    assert held(store) == ALL
    assert not snapshot.taken_back(current)
    assert not (store / "snapshots" / orphan).exists()
    nothing_is_left_behind(store)


def test_a_first_load_killed_before_its_last_step_leaves_an_empty_store(bench: Bench, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert main([str(bench.files), "--store", str(store)]) == 0
    only = snapshot.current(store)
    snapshot.pointer(store).unlink()
    (store / "work" / f"{only.name}{snapshot.PUBLISHING}").touch()
    assert not snapshot.exists(store)
    assert not Warehouse(store).ready
    assert main([str(bench.files), "--store", str(store)]) == 0
    assert held(store) == {"new.csv": NEW}
    nothing_is_left_behind(store)
