"""Is another load running in this store, or another fetch into this folder?"""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data_access.errors import LoadBusy

LOAD = "load.lock"
_SHOWN = "%Y-%m-%d %H:%M:%S UTC"
_WRITTEN = re.compile(r"process \d+, since (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC)(?:, for (.+))?")
_AGAIN_S = 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as they wrote it down: since when (UTC; None where it is not known), and for whom."""

    since: datetime | None = None
    by: str = ""


Waits = Callable[[Holder], None]


@contextmanager
def held(
    folder: Path,
    *,
    file: str = LOAD,
    busy: str = "Another load is running in this store",
    patience_s: float = 0.0,
    by: str = "",
    waits: Waits | None = None,
) -> Iterator[int]:
    """Hold the folder's lock; :class:`LoadBusy`, saying ``busy``, where another process has it, at once or after ``patience_s``.

    With ``waits``, which is told again and again who has it, it waits as long
    as it takes. ``by``: for whom it is held. The system lets go of the lock
    when the process ends, however it ends, so a killed load never blocks the
    next one. Gives the lock's descriptor: a process that inherits it holds the
    lock too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / file).open("a+", encoding="utf-8") as lock:
        if not _taken(lock.fileno(), time.monotonic() + patience_s, folder / file, waits):
            lock.seek(0)
            who = lock.read().strip() or "another process"
            raise LoadBusy(busy, file=str(folder), do=f"wait until it ends ({who})") from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now(UTC):{_SHOWN}}{f', for {by}' if by else ''}\n")
        lock.flush()
        yield lock.fileno()


def _taken(descriptor: int, until: float, path: Path, waits: Waits | None) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waits is not None:
                waits(_holder(path))
            elif time.monotonic() >= until:
                return False
            time.sleep(_AGAIN_S)
        else:
            return True


def _holder(path: Path) -> Holder:
    found = _WRITTEN.match(path.read_text(encoding="utf-8"))
    return Holder(datetime.strptime(found[1], _SHOWN).replace(tzinfo=UTC), found[2] or "") if found else Holder()


def is_held(folder: Path, *, file: str) -> bool:
    """Whether anybody holds the folder's lock this moment."""
    try:
        with (folder / file).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
