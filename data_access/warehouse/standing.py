"""The snapshot that questions are answered from now: kept open, and chosen again when the store is another than it was."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from data_access import rulings, snapshot
from data_access.errors import NoSnapshot
from data_access.snapshot import Stamp
from data_access.warehouse.choosing import Choice, chosen, stands
from data_access.warehouse.facts import Facts
from data_access.warehouse.opened import Opened, seen

Everything = tuple[str | None, tuple[tuple[str, Stamp | None], ...]]


class Standing:
    """What is open of a store; threads share it, and one of them chooses again."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._opened: Opened | None = None
        self._refused: tuple[Everything, str] | None = None
        self._lock = threading.Lock()

    def now(self) -> Opened:
        """The snapshot to answer from; NoSnapshot where nothing can be read."""
        opened = self._opened
        if opened is not None and opened.stands(self._store):
            return opened
        with self._lock:
            if self._opened is None or not self._opened.stands(self._store):
                self._opened = self._chosen(self._opened)
            return self._opened

    def close(self) -> None:
        """Let go of the snapshot; the next question opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.snapshot.engine.dispose()
            self._opened = None

    def _chosen(self, before: Opened | None) -> Opened:
        at_a_glance = seen(self._store)  # before choosing: what changes meanwhile is seen by the next who asks
        states = rulings.read(self._store)
        if before is not None and not stands(before.snapshot):
            before.snapshot.engine.dispose()  # or the engine, asked for the same file, would give what it has open
        choice = self._choice(before)
        there = snapshot.stamp(choice.snapshot.path) is not None
        stamp = choice.snapshot.stamp if there else None
        if before is not None and choice.snapshot is before.snapshot and choice.damage == before.damage:
            return replace(before, states=states, seen=at_a_glance, stamp=stamp)
        if before is not None and choice.snapshot is not before.snapshot:
            before.snapshot.engine.dispose()  # questions still running keep their connection; it closes when they end
        return Opened(choice.snapshot, Facts(choice.snapshot, choice.damage), states, choice.damage, at_a_glance, stamp)

    def _choice(self, before: Opened | None) -> Choice:
        """What to show; a store of which nothing can be shown is not looked through again until it changes."""
        everything = _everything(self._store)
        if self._refused and self._refused[0] == everything:
            raise NoSnapshot(self._refused[1])
        try:
            choice = chosen(self._store, before.snapshot if before else None)
        except NoSnapshot as fault:
            self._refused = everything, str(fault)
            raise
        self._refused = None
        return choice


def _everything(store: Path) -> Everything:
    return snapshot.pointed(store), tuple((path.name, snapshot.stamp(path)) for path in snapshot.kept(store))
