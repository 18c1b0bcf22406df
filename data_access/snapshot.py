"""Where snapshots lie, and which one is current.

STORE/snapshots/20261122T031500Z-1a2b3c4d.duckdb   immutable, one file each
STORE/snapshots/20261122T031500Z-1a2b3c4d.sha256   its seal, see data_access.seals
STORE/snapshots/….taken-back                       beside a snapshot that an undo took back
STORE/CURRENT                                      the name of one of them; replaced whole
STORE/work/                                        builds in progress; swept by the next load
STORE/load.lock                                    held by the load that is running
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from data_access import seals
from data_access.errors import Damaged, NoSnapshot

PUBLISHING = ".publishing"  # in work/: of a snapshot that lies in snapshots/ and was not made current yet
_TAKEN_BACK = ".taken-back"
_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}\.duckdb", re.ASCII)
_SHOWN = 80  # characters of what a pointer says; a good one has 33

Stamp = tuple[int, int, int]


def folder(store: Path) -> Path:
    return store / "snapshots"


def pointer(store: Path) -> Path:
    return store / "CURRENT"


def exists(store: Path) -> bool:
    """Whether anything has ever been published into ``store``."""
    return pointer(store).exists() or bool(published(store))


def pointed(store: Path) -> str | None:
    """What the pointer says, be it a snapshot's name or not; None where there is no pointer."""
    try:
        with pointer(store).open(encoding="utf-8", errors="replace") as file:
            return file.read(_SHOWN).strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:  # a folder, or a disk that cannot be read
        return ""


def is_name(text: str) -> bool:
    """Whether this could be a snapshot's name."""
    return _NAME.fullmatch(text) is not None


def current(store: Path) -> Path:
    """The snapshot that readers should read now; nobody has looked yet whether it is whole.

    Raises NoSnapshot where nothing was ever published, and Damaged where the
    pointer is lost or names nothing that is there: it is never followed
    outside the store.
    """
    name = pointed(store)
    if name is None and not published(store):
        raise NoSnapshot(f"{store} holds no data yet. To do: python -m data_access.ingest PATH --store {store}")
    if name is None:
        raise Damaged("the file CURRENT, which names the current snapshot, is missing")
    path = folder(store) / name
    if not is_name(name):
        raise Damaged("the file CURRENT, which names the current snapshot, does not name one")
    if not path.is_file():
        raise Damaged(f"the current snapshot, {name}, is not there")
    return path


def kept(store: Path) -> list[Path]:
    """Every snapshot that is there, oldest first."""
    return sorted(path for path in folder(store).glob("*.duckdb") if is_name(path.name))


def published(store: Path) -> list[Path]:
    """Every snapshot that is there and was current at some time, oldest first."""
    return [path for path in kept(store) if not (store / "work" / f"{path.name}{PUBLISHING}").exists()]


def earlier(store: Path) -> list[Path]:
    """What readers may see where the current snapshot cannot be read: the newest first, none that was taken back.

    Only what came before the current one; where the pointer is lost, all of them.
    """
    name = pointed(store) or ""
    every = [path for path in reversed(published(store)) if not taken_back(path)]
    return [path for path in every if path.name < name] if is_name(name) else every


def named(store: Path, name: str) -> Path:
    """The snapshot of a name; NoSnapshot where it is none, or is not kept any more."""
    path = folder(store) / name
    if not is_name(name) or not path.is_file():
        raise NoSnapshot(f"“{name[:_SHOWN]}” is not a snapshot in {folder(store)}")
    return path


def stamp(path: Path) -> Stamp | None:
    """What the system says of a file, to see that it was altered; None where it is not there."""
    try:
        said = path.stat()
    except (OSError, ValueError):  # what a lost pointer says may be no path at all
        return None
    return said.st_size, said.st_mtime_ns, said.st_ino


def taken_back(path: Path) -> bool:
    """Whether an undo took this snapshot back: readers shall not see it in another's stead."""
    return path.with_suffix(_TAKEN_BACK).exists()


def take_back(path: Path) -> None:
    path.with_suffix(_TAKEN_BACK).touch()


def remove(path: Path) -> None:
    """Remove a snapshot with what lies beside it."""
    for each in (path, seals.of(path), path.with_suffix(_TAKEN_BACK)):
        each.unlink(missing_ok=True)


def sweep(store: Path) -> None:
    """Remove what lies beside snapshots that are gone; the current one is not taken back, whatever a killed undo marked."""
    for path in folder(store).glob("*.*"):
        if path.suffix in {".sha256", _TAKEN_BACK} and not path.with_suffix(".duckdb").exists():
            path.unlink(missing_ok=True)
    (store / "CURRENT.new").unlink(missing_ok=True)
    if is_name(name := pointed(store) or ""):
        (folder(store) / name).with_suffix(_TAKEN_BACK).unlink(missing_ok=True)


def point_to(store: Path, name: str) -> None:
    """Make ``name`` the current snapshot: readers see the old one or the new, never neither."""
    if not is_name(name):
        raise ValueError(f"not a snapshot's name: {name}")
    fresh = store / "CURRENT.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer(store))
    sync_folder(store)


def sync_folder(path: Path) -> None:
    """Make renames in ``path`` survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
