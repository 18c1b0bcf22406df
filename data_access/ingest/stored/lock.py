"""Is another load running in this store, or another fetch into this folder?"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data_access.errors import LoadBusy

_SHOWN = "%Y-%m-%d %H:%M:%S UTC"
_AGAIN_S = 0.05


@contextmanager
def held(
    folder: Path, *, file: str = "load.lock", busy: str = "Another load is running in this store", patience_s: float = 0.0
) -> Iterator[int]:
    """Hold the folder's lock; :class:`LoadBusy`, saying ``busy``, where another process has it, at once or after ``patience_s``.

    The system lets go of the lock when the process ends, however it ends, so
    a killed load never blocks the next one. Gives the lock's descriptor: a
    process that inherits it holds the lock too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / file).open("a+", encoding="utf-8") as lock:
        if not _taken(lock.fileno(), time.monotonic() + patience_s):
            lock.seek(0)
            who = lock.read().strip() or "another process"
            raise LoadBusy(busy, file=str(folder), do=f"wait until it ends ({who})") from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now(UTC):{_SHOWN}}\n")
        lock.flush()
        yield lock.fileno()


def _taken(descriptor: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_AGAIN_S)
        else:
            return True


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
