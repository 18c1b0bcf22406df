"""A disk that is full at any moment stops a load in words, with the store as it was, and nothing left once there is room."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from data_access import snapshot
from data_access.ingest.__main__ import main
from data_access.ingest.stored import whole
from tests.evil.made_up import search
from tests.faults import small_disk
from tests.faults.damaging import month, three_loads
from tests.faults.test_kill import nothing_is_left_behind
from tests.house.tree import TOP
from tests.loading import IN_NORTH, at, put, whole_force
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.faults
SLOW = os.environ.get("LION_SLOW") == "1"
MANY = 3_000  # rows: enough for the engine to write for a while
ALONE = small_disk.namespace()
needs_a_disk = pytest.mark.skipif(
    not ALONE, reason="no mount namespace may be made here, so no small disk: run where unshare works"
)
ENOUGH = 16 << 20
# Bytes free: none for the lock, none for the build, some of it, nearly all, enough.
ROOMS = (0, 4_096, 1 << 20, 2 << 20, 5 << 19, 3 << 20, 4 << 20, ENOUGH) if SLOW else (1 << 20,)
# Files that can still be made: of the build and its log, the seal, the marker, the pointer, the ledger's journal.
INODES = range(8) if SLOW else (3,)
Told = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_loads(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [search(Date="2023-08-10T10:00:00+00:00", **at(IN_NORTH))] * MANY
    return put(tmp_path_factory.mktemp("files"), {"august.csv": whole_force(*rows).replace("2023-05", "2023-08")})


def on_a_small_disk(
    base: Path, files: Path, mount: Path, *, room: int = 32 << 20, inodes: int = 100
) -> dict[str, dict[str, object]]:
    mount.mkdir()
    command = [*ALONE, sys.executable, "-m", "tests.faults.small_disk", *map(str, (base, files, mount, room, inodes))]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert ended.returncode == 0, ended.stderr
    told: Told = json.loads(ended.stdout)
    return told


def stood_or_published(told: Told) -> bool:
    """Whether the load was stopped; either way nothing is half done, and the next leaves nothing behind."""
    short, again = told["short"], told["again"]
    said = str(short["said"])
    stopped = short["code"] != 0
    assert short["whole"], said
    assert "Traceback" not in said
    if stopped:
        assert (short["code"], short["current"]) == (1, told["before"]), said
        assert "The load failed, and the store is as it was: " in said
        assert "Published" not in said
    else:
        assert f"Published {short['current']}" in said
    assert (again["code"], again["whole"], again["work"], again["unsealed"], again["strays"]) == (0, True, [], [], []), again
    assert again["current"] != told["before"]
    return stopped


@needs_a_disk
@pytest.mark.parametrize("room", ROOMS)
def test_a_disk_without_room_stops_a_load_in_words(base: Path, files: Path, tmp_path: Path, room: int) -> None:
    told = on_a_small_disk(base, files, tmp_path / "disk", room=room)
    stopped = stood_or_published(told)
    assert stopped or room > 1 << 20
    assert not stopped or room < ENOUGH
    assert ("To do: make room on the disk that holds the store, then load again." in str(told["short"]["said"])) == stopped


@needs_a_disk
@pytest.mark.parametrize("inodes", INODES)
def test_a_disk_that_takes_no_more_files_stops_a_load_at_each_of_its_steps(
    base: Path, files: Path, tmp_path: Path, inodes: int
) -> None:
    told = on_a_small_disk(base, files, tmp_path / "disk", inodes=inodes)
    assert stood_or_published(told) or inodes > 3


@pytest.mark.parametrize("limit", [1_024, 1 << 20])
def test_a_limit_on_a_files_size_stops_a_load_in_words_whoever_runs_it(
    base: Path, files: Path, tmp_path: Path, limit: int
) -> None:
    store = Path(shutil.copytree(base, tmp_path / "store"))
    before = snapshot.current(store)
    command = [sys.executable, "-m", "data_access.ingest", str(files), "--store", str(store)]
    limiting = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S, preexec_fn=limiting)
    assert ended.returncode == 1, ended.stdout
    assert "The load failed, and the store is as it was: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (snapshot.current(store), whole.health(store).whole) == (before, True)
    assert list((store / "work").iterdir()) == [], "what failed is removed at once"
    assert main([str(files), "--store", str(store)]) == 0
    nothing_is_left_behind(store)


def test_a_ledger_that_cannot_be_written_loses_a_line_and_never_a_load(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Path(shutil.copytree(base, tmp_path / "store"))
    given = put(tmp_path / "given", {"august.csv": month(8)})
    (store / "ledger.sqlite").write_bytes(b"this is no database, whatever it is called" * 100)
    assert main([str(given), "--store", str(store)]) == 0
    told = capsys.readouterr()
    assert "Published " in told.out
    assert "It is not in the ledger: file is not a database" in told.err
