"""Whatever the clock and the zone of the machine say, snapshots and the ledger stand in the order of the loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data_access import ledger, snapshot
from data_access.history import Deed
from data_access.warehouse import Warehouse
from tests.evil.made_up import search
from tests.faults.damaging import month
from tests.house.tree import TOP
from tests.loading import IN_NORTH, Store, at, put, wards, whole_force
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.faults
NOW, EARLIER, LATER = "2026-11-22T10:00:00+00:00", "2024-01-01T00:00:00+00:00", "2031-06-01T12:00:00+00:00"


def run(store: Path, clock: str, *arguments: str, zone: str = "UTC") -> subprocess.CompletedProcess[str]:
    """The command by another clock, in another zone."""
    command = [sys.executable, "-m", "tests.faults.clocked", clock, *arguments, "--store", str(store)]
    environment = {**os.environ, "TZ": zone}
    return subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S)


def given(folder: Path, number: int) -> str:
    return str(put(folder / f"m{number}", {f"m{number}.csv": month(number), "w.geojson": wards()}))


def test_after_the_clock_was_set_back_the_next_snapshot_is_still_the_latest(tmp_path: Path) -> None:
    store = tmp_path / "store"
    names = []
    for number, clock in ((5, NOW), (6, EARLIER), (7, LATER), (8, NOW)):
        ended = run(store, clock, given(tmp_path, number), "--by", f"Ada {number}")
        assert ended.returncode == 0, ended.stderr
        warned = "clock says" in ended.stdout
        assert warned == (clock == EARLIER or number == 8), ended.stdout
        names.append(snapshot.current(store).name)
    assert names == sorted(names) == [path.name for path in snapshot.kept(store)]
    assert [name[:8] for name in names] == ["20261122", "20261122", "20310601", "20310601"]
    assert Warehouse(store).provenance.created_at.isoformat().startswith("2026-11-22T10:00"), "what is told is the clock's time"

    assert run(store, EARLIER, "--undo").returncode == 0
    assert snapshot.current(store).name == names[2], "the load before, not the one before by the clock"
    with ledger.opened(ledger.address_of(store)) as book:
        entries = book.entries()
    assert [(entry.deed, entry.after) for entry in entries] == [
        (Deed.UNDO, names[2]),
        *((Deed.LOAD, name) for name in reversed(names)),
    ]
    assert [entry.at.year for entry in entries] == [2024, 2026, 2031, 2024, 2026]


def test_a_file_refused_as_of_the_future_because_the_clock_is_wrong_says_so(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run(store, NOW, given(tmp_path, 5)).returncode == 0
    ended = run(store, "2020-01-01T00:00:00+00:00", given(tmp_path, 6))
    assert ended.returncode == 1
    assert "in the future" in ended.stderr
    assert "This machine’s clock says 2020-01-01 00:00 UTC, and the last load was on 2026-11-22: check the clock." in ended.stdout


ZONES = ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kolkata", "Europe/London"]


@pytest.mark.parametrize("zone", ZONES if os.environ.get("LION_SLOW") == "1" else ZONES[:2])
def test_the_machines_zone_changes_no_name_and_no_month(tmp_path: Path, zone: str) -> None:
    store = tmp_path / "store"
    rows = [search(Date=stamp, **at(IN_NORTH)) for stamp in ["2023-05-31T22:30:00+00:00", "2023-05-31T23:30:00+00:00"] * 20]
    late = put(tmp_path / "late", {"late.csv": whole_force(*rows).replace("2023-05-03", "2023-05-31"), "w.geojson": wards()})
    ended = run(store, "2026-10-31T23:30:00+00:00", str(late), zone=zone)  # November in some of them
    assert ended.returncode == 0, ended.stderr
    assert snapshot.current(store).name.startswith("20261031T2330")
    with duckdb.connect(str(snapshot.current(store)), read_only=True) as connection:
        months = connection.execute(
            "SELECT strftime(month, '%Y-%m'), hour - 1, count(*) FROM incidents GROUP BY ALL ORDER BY 1, 3"
        )
        assert months.fetchall() == [("2023-05", 14, 2), ("2023-05", 23, 20), ("2023-06", 0, 20)]
    with ledger.opened(ledger.address_of(store)) as book:
        assert book.entries()[0].at.isoformat().startswith("2026-10-31T23:30")


def test_loads_in_the_hour_that_occurs_twice_stand_in_their_order(tmp_path: Path) -> None:
    store = tmp_path / "store"
    names = []
    for number, clock in ((5, "2026-10-25T00:30:00+00:00"), (6, "2026-10-25T01:30:00+00:00")):  # both 01:30 in London
        assert run(store, clock, given(tmp_path, number), zone="Europe/London").returncode == 0
        names.append(snapshot.current(store).name)
    assert names == sorted(names)
    assert [name[9:13] for name in names] == ["0030", "0130"]


def test_searches_in_the_hour_that_occurs_twice_both_count_in_it(tmp_path: Path) -> None:
    stamps = ["2023-10-29T00:30:00+00:00", "2023-10-29T01:30:00+00:00", "2023-10-29T02:30:00+00:00"]
    made = whole_force(*[search(Date=stamp, **at(IN_NORTH)) for stamp in stamps]).replace("2023-05-03", "2023-10-12")
    store = Store(tmp_path)
    store.load(wards__geojson=wards(), october__csv=made)
    assert store.sql("SELECT hour - 1, count(*) FROM incidents WHERE ward IS NOT NULL GROUP BY 1 ORDER BY 1") == [(1, 2), (2, 1)]
