"""Is this snapshot, byte for byte, what was published?

Beside a snapshot lies its seal, ``NAME.sha256``: its digest and its length, in
the form that ``sha256sum --check`` reads too. The engine sums the blocks that
it reads, when it reads them: without a seal, a reader would be the first to
come upon a turned byte, as an error.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

_STATED = re.compile(r"# (?P<size>\d+) bytes\n(?P<digest>[0-9a-f]{64})  (?P<name>\S+)\n", re.ASCII)


def of(snapshot: Path) -> Path:
    """Where a snapshot's seal lies."""
    return snapshot.with_suffix(".sha256")


def seal(built: Path, published: Path) -> None:
    """Write the seal of ``built`` where it will lie once that is ``published``: first the seal, then the snapshot."""
    with of(published).open("w", encoding="utf-8") as file:
        file.write(f"# {built.stat().st_size} bytes\n{_digest(built)}  {published.name}\n")
        file.flush()
        os.fsync(file.fileno())


def fault_of(snapshot: Path) -> str:
    """What is wrong with a snapshot's file, as a sentence goes on after its name; "" where it is whole.

    One without a seal was published before there were seals: it is only asked
    to be there and not empty, and whoever opens it sees the rest.
    """
    try:
        size = snapshot.stat().st_size
        if not size:
            return "is empty"
        stated = of(snapshot).read_text(encoding="utf-8", errors="replace") if of(snapshot).exists() else None
        return "" if stated is None else _broken(snapshot, size, stated)
    except FileNotFoundError:
        return "is not there"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _broken(snapshot: Path, size: int, stated: str) -> str:
    found = _STATED.fullmatch(stated)
    if found is None or found["name"] != snapshot.name:
        return f"cannot be trusted: the digest beside it, {of(snapshot).name}, cannot be read"
    if size < int(found["size"]):
        return f"is cut short: {size:,} of {int(found['size']):,} bytes are there"
    return "" if _digest(snapshot) == found["digest"] else "is damaged: its bytes are not those that were published"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
