"""Which snapshot do readers see: the current one, or the newest whole one before it?

A server that runs keeps what it has open for as long as that is whole. Where
the current snapshot is not, readers see the one before, and are told.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data_access import seals, snapshot
from data_access.errors import Damaged, NoSnapshot
from data_access.warehouse.opening import Snapshot


@dataclass(frozen=True, slots=True)
class Choice:
    """What readers see; ``damage`` says why it is not the current snapshot, "" where it is."""

    snapshot: Snapshot
    damage: str = ""


def chosen(store: Path, held: Snapshot | None) -> Choice:
    """What readers of ``store`` see; ``held`` is what they see already.

    NoSnapshot where nothing was ever published, or nothing that is left is
    whole: then it says what to do.
    """
    try:
        return Choice(_current(store, held))
    except Damaged as fault:
        damage = str(fault)
    except NoSnapshot:
        if held is None or not stands(held):
            raise
        damage = "the store is gone"
    for path in snapshot.earlier(store):
        with suppress(Damaged):
            return Choice(_whole(path, held), _plainly(store, damage))
    if held is not None and stands(held):  # its file is gone, and what is open can be read until it is closed
        return Choice(held, _plainly(store, damage))
    raise NoSnapshot(_nothing_left(store, damage))


def _current(store: Path, held: Snapshot | None) -> Snapshot:
    path = snapshot.current(store)
    try:
        return _whole(path, held)
    except Damaged as fault:
        raise Damaged(str(fault).replace(path.name, f"the current snapshot, {path.name},", 1)) from fault


def _whole(path: Path, held: Snapshot | None) -> Snapshot:
    """A snapshot opened, once its bytes are those that were published."""
    if held is not None and held.path == path and held.stamp == snapshot.stamp(path) and not held.failed:
        return held
    if fault := seals.fault_of(path):
        raise Damaged(f"{path.name} {fault}")
    return Snapshot(path)


def stands(held: Snapshot) -> bool:
    """Whether what is open can be read on: its file is as it was, or gone, which the system allows."""
    return not held.failed and snapshot.stamp(held.path) in {None, held.stamp}


def _plainly(store: Path, damage: str) -> str:
    """What is wrong, for readers: to them a snapshot's name says nothing."""
    return damage.replace(f"the current snapshot, {snapshot.pointed(store)},", "the snapshot that holds it")


def _nothing_left(store: Path, damage: str) -> str:
    return (
        f"Nothing in {store} can be shown: {damage}, and no earlier snapshot is whole. "
        f"To do: python -m data_access.ingest --check --store {store} says what is wrong with each; "
        "copy a whole one back from a backup, or load every file again into a new store (LION_STORE)."
    )
