"""Which files lie under these paths, in which order, and what is each called?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """One file: where it lies, what to call it, and whether somebody named it or a folder held it."""

    path: Path
    name: str
    named: bool


def found(paths: Sequence[Path], *, plain: bool = False) -> Iterator[Found]:
    """Every file under ``paths``, in the order given; folders in the order of their names, hidden files left out.

    ``plain``: a file that is named is called by its own name alone.
    """
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        else:
            yield Found(path, path.name if plain else _short(path), True)


def _inside(folder: Path) -> Iterator[Found]:
    base = folder.resolve().parent
    for here, folders, files in os.walk(folder.resolve()):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(here) / name
            yield Found(path, path.relative_to(base).as_posix(), False)


def _short(path: Path) -> str:
    """A file's name and its folder's: enough to find it, without telling every reader where it lay."""
    return "/".join(path.parts[-2:]).removeprefix("//") if path.parent.name else path.name
