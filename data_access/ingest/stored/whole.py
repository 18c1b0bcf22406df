"""Is what the store holds whole, and what is to be done where it is not?

Every load and undo asks before it changes anything. Nothing is mended by
itself: a load on an older snapshot would lose, in silence, whatever came
between, so whoever runs the store decides to go back.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data_access import seals, snapshot
from data_access.errors import Damaged, NoSnapshot
from data_access.ingest.stored.store import stated_by

_SLACK = timedelta(hours=1)  # clocks differ a little


@dataclass(frozen=True, slots=True)
class Checked:
    """One kept snapshot: ``fault`` goes on after its name, "" where it is whole."""

    name: str
    fault: str
    sealed: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Health:
    """A store looked through: ``fault`` of what is current, and the snapshot that readers see ("" where there is none).

    ``read`` are the bytes of all its snapshots, ``seconds`` how long reading them took.
    """

    snapshots: tuple[Checked, ...]
    fault: str = ""
    shown: str = ""
    read: int = 0
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        return not self.fault and not any(each.fault for each in self.snapshots)


def current(store: Path) -> Path:
    """The current snapshot, whole; Damaged where it is not, NoSnapshot where nothing was ever published."""
    path = snapshot.current(store)
    refuse_damaged(path)
    return path


def refuse_damaged(path: Path) -> None:
    """Damaged where a snapshot is not what was published, cannot be opened or is another version's."""
    if fault := seals.fault_of(path):
        raise Damaged(f"{path.name} {fault}")
    stated_by(path)


def fallback(store: Path) -> Path | None:
    """The newest whole snapshot before the current one, which readers see where that is damaged."""
    for path in snapshot.earlier(store):
        with suppress(Damaged):
            refuse_damaged(path)
            return path
    return None


def refuse_to_build(store: Path) -> None:
    """Stop before a load builds on what is damaged, and say how to go on."""
    if not snapshot.exists(store):
        return
    try:
        current(store)
    except Damaged as fault:
        raise NoSnapshot(f"Nothing was loaded: {fault}. {way_on(store)}") from fault


def way_on(store: Path) -> str:
    """What to do where the current snapshot is damaged."""
    earlier = fallback(store)
    command = f"python -m data_access.ingest --undo --store {store}"
    if earlier is None:
        return "To do: no earlier snapshot is whole, so load every file again into a new --store, or restore a backup."
    back = f"{command} goes back to the whole snapshot of {made(earlier):%Y-%m-%d %H:%M} UTC"
    return f"To do: {back}; then load again what came after it (--loads lists it). Or restore the file from a backup."


def made(path: Path) -> datetime:
    """When a snapshot was made (UTC), as its name says."""
    return datetime.strptime(path.name.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def clock_notes(stated: Mapping[str, str]) -> Iterator[str]:
    """A clock that was set back refuses good files as of the future: what to say beside the refusal.

    ``stated`` is what the snapshot that is built on says of itself.
    """
    now, last = datetime.now(UTC), stated.get("created_at")
    if last and datetime.fromisoformat(last) > now + _SLACK:
        yield f"This machine’s clock says {now:%Y-%m-%d %H:%M} UTC, and the last load was on {last[:10]}: check the clock."


def health(store: Path) -> Health:
    """Every kept snapshot, looked through to its last byte."""
    if not snapshot.exists(store):
        return Health(())
    started, listed = time.monotonic(), snapshot.published(store)
    found = tuple(_checked(path) for path in listed)
    read, seconds = sum(path.stat().st_size for path in listed), time.monotonic() - started
    faults = {each.name: each.fault for each in found}
    try:
        name = snapshot.current(store).name
        fault = f"the current snapshot, {name}, {faults[name]}" if faults[name] else ""
    except Damaged as wrong:
        name, fault = "", str(wrong)
    earlier = fallback(store) if fault else None
    shown = (earlier.name if earlier else "") if fault else name
    return Health(found, fault, shown, read, seconds)


def _checked(path: Path) -> Checked:
    fault = seals.fault_of(path)
    if not fault:
        try:
            stated_by(path)
        except Damaged as wrong:
            fault = str(wrong).removeprefix(path.name).strip()
    return Checked(path.name, fault, seals.of(path).exists(), snapshot.taken_back(path))
