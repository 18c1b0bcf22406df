"""Where snapshots lie, and which one is current.

STORE/snapshots/20261122T031500Z-1a2b3c4d.duckdb   immutable, one file each
STORE/CURRENT                                      the name of one of them; replaced whole
STORE/work/                                        builds in progress; swept by the next load
STORE/load.lock                                    held by the load that is running
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from data_access.errors import NoSnapshot

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}\.duckdb", re.ASCII)


def folder(store: Path) -> Path:
    return store / "snapshots"


def pointer(store: Path) -> Path:
    return store / "CURRENT"


def exists(store: Path) -> bool:
    """Whether anything has ever been published into ``store``."""
    return pointer(store).is_file()


def current(store: Path) -> Path:
    """The snapshot that readers should read now.

    Raises NoSnapshot where nothing is published, or the pointer names a file
    that is not there: a pointer is never followed outside the store.
    """
    try:
        name = pointer(store).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoSnapshot(f"{store} holds no data yet. To do: python -m data_access.ingest PATH --store {store}") from None
    path = folder(store) / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NoSnapshot(f"{pointer(store)} names “{name[:80]}”, which is not a snapshot in {folder(store)}")
    return path


def kept(store: Path) -> list[Path]:
    """Every snapshot that is there, oldest first."""
    return sorted(path for path in folder(store).glob("*.duckdb") if _NAME.fullmatch(path.name))


def named(store: Path, name: str) -> Path:
    """The snapshot of a name; NoSnapshot where it is none, or is not kept any more."""
    path = folder(store) / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NoSnapshot(f"“{name[:80]}” is not a snapshot in {folder(store)}")
    return path


def point_to(store: Path, name: str) -> None:
    """Make ``name`` the current snapshot: readers see the old one or the new, never neither."""
    if not _NAME.fullmatch(name):
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
