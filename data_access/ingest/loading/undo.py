"""How is a load taken back? The snapshot that was current before it is published again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data_access import snapshot
from data_access.errors import BadInput, Damaged, NoSnapshot
from data_access.ingest.files.stages import LOOKING, SWAPPING, Tell, silent
from data_access.ingest.publishing.publish import sweep
from data_access.ingest.stored import lock, whole
from data_access.ingest.stored.store import stated_by


@dataclass(frozen=True, slots=True)
class Undone:
    """Names of two snapshots: the one taken back ("" where the pointer was lost), and the one that readers see now.

    ``damage`` says what was wrong with the first, "" where it was whole.
    """

    before: str
    after: str
    damage: str = ""


def undo(store: Path, *, shown: str = "", by: str = "", tell: Tell = silent, waits: lock.Waits | None = None) -> Undone:
    """Publish the previous snapshot again, at once or not at all, when no load is running.

    ``shown`` is the snapshot that whoever asks is looking at: another one that
    was published meanwhile is not taken back in its stead. Each undo goes one
    load further back; what was taken back is loaded again like any file. Where
    the current snapshot is damaged, it goes back to the newest whole one.
    """
    with lock.held(store, by=by, waits=waits):
        tell(LOOKING)
        try:
            current = whole.current(store)
        except Damaged as fault:
            tell(SWAPPING)
            return _mended(store, str(fault), shown)
        _refuse_other(shown, current.name)
        sweep(store)
        previous = _previous(store, current)
        tell(SWAPPING)
        _go_back(store, current.name, previous)
    return Undone(current.name, previous.name)


def refuse_unseen(store: Path, shown: str) -> None:
    """What an undo for somebody who looks at ``shown`` would say at once, where it would be refused as things are."""
    try:
        current = whole.current(store)
    except Damaged as fault:
        seen = whole.fallback(store)
        if seen is None:
            raise NoSnapshot(f"Nothing was undone: {fault}. {whole.way_on(store)}") from fault
        _refuse_other(shown, seen.name)
        return
    _refuse_other(shown, current.name)
    _previous(store, current)


def _previous(store: Path, current: Path) -> Path:
    try:
        previous = previous_of(store, current)
    except Damaged as fault:
        raise NoSnapshot(f"Nothing was undone: {fault}, so it cannot be gone back to.") from fault
    if previous is None:
        raise NoSnapshot(f"{store} has no earlier snapshot to go back to: nothing was undone")
    return previous


def _mended(store: Path, damage: str, shown: str) -> Undone:
    """Back to the newest whole snapshot, where the current one is damaged or the pointer lost."""
    previous = whole.fallback(store)
    if previous is None:
        raise NoSnapshot(f"Nothing was undone: {damage}. {whole.way_on(store)}")
    _refuse_other(shown, previous.name)  # it is what readers see already
    name = snapshot.pointed(store) or ""
    name = name if snapshot.is_name(name) else ""
    _go_back(store, name, previous)
    sweep(store)
    return Undone(name, previous.name, damage)


def _refuse_other(shown: str, seen: str) -> None:
    if shown not in {"", seen}:
        do = "look at what is loaded now, and decide again"
        raise BadInput("The store has changed since you looked: nothing was undone.", do=do)


def _go_back(store: Path, name: str, previous: Path) -> None:
    if name and (snapshot.folder(store) / name).exists():
        snapshot.take_back(snapshot.folder(store) / name)
    snapshot.point_to(store, previous.name)


def previous_of(store: Path, current: Path) -> Path | None:
    """The snapshot that an undo of ``current`` would publish; None where there is none, or it is not kept any more.

    A snapshot says which one it followed; one made before they did so followed
    the one that sorts before it. One that is not whole raises Damaged: it
    cannot be gone back to either.
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
    whole.refuse_damaged(previous)
    return previous
