"""How is a load taken back? The snapshot that was current before it is published again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data_access import snapshot
from data_access.errors import BadInput, NoSnapshot
from data_access.ingest import lock
from data_access.ingest.publish import sweep
from data_access.ingest.store import stated_by


@dataclass(frozen=True, slots=True)
class Undone:
    """Names of two snapshots: the one taken back, and the one that readers see now."""

    before: str
    after: str


def undo(store: Path, *, shown: str = "") -> Undone:
    """Publish the previous snapshot again, at once or not at all, when no load is running.

    ``shown`` is the snapshot that whoever asks is looking at: another one that
    was published meanwhile is not taken back in its stead. Each undo goes one
    load further back; what was taken back is loaded again like any file.
    """
    with lock.held(store):
        sweep(store)
        current = snapshot.current(store)
        if shown not in {"", current.name}:
            do = "look at what is loaded now, and decide again"
            raise BadInput("The store has changed since you looked: nothing was undone.", do=do)
        previous = previous_of(store, current)
        if previous is None:
            raise NoSnapshot(f"{store} has no earlier snapshot to go back to: nothing was undone")
        snapshot.point_to(store, previous.name)
    return Undone(current.name, previous.name)


def previous_of(store: Path, current: Path) -> Path | None:
    """The snapshot that an undo of ``current`` would publish; None where there is none, or it is not kept any more.

    A snapshot says which one it followed; one made before they did so followed
    the one that sorts before it. One of another version, or that cannot be
    read, raises NoSnapshot: it cannot be gone back to either.
    """
    stated = stated_by(current)
    if "before" in stated:
        name = stated["before"]
    else:
        name = next((path.name for path in reversed(snapshot.kept(store)) if path.name < current.name), "")
    try:
        previous = snapshot.named(store, name)
    except NoSnapshot:
        return None
    stated_by(previous)
    return previous
