"""A snapshot that does not add up is not published, and the message says where."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data_access import seals, snapshot
from data_access.errors import BadInput
from tests.evil.made_up import crime, crimes
from tests.loading import IN_NORTH, Store, at, wards, whole_force

MARCH, APRIL = "2023-03", "2023-04"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    made.load(w=wards(), march=crimes(crime(Month=MARCH, **at(IN_NORTH)), good=3))
    return made


def planted(store: Store, statement: str) -> None:
    """A mistake in the snapshot that the next load builds on, published as if it were none."""
    path = snapshot.current(store.path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    seals.seal(path, path)


def test_a_row_that_went_missing_stops_the_next_load_and_the_old_snapshot_stays(store: Store) -> None:
    planted(store, "DELETE FROM incidents WHERE line = (SELECT min(line) FROM incidents)")
    before = snapshot.current(store.path)
    with pytest.raises(BadInput, match="does not add up, so it was not published") as said:
        store.load(april=crimes(crime(Month=APRIL), good=0))
    assert "Street crime, police.uk, " in str(said.value)
    assert "rows were taken in and" in str(said.value)
    assert snapshot.current(store.path) == before


def test_a_row_counted_twice_is_found_too(store: Store) -> None:
    planted(store, "INSERT INTO incidents SELECT * FROM incidents ORDER BY line LIMIT 1")
    with pytest.raises(BadInput, match="does not add up"):
        store.load(april=crimes(crime(Month=APRIL), good=0))


def test_what_adds_up_is_published(store: Store) -> None:
    before = snapshot.current(store.path)
    store.load(searches=whole_force())
    assert snapshot.current(store.path) != before
