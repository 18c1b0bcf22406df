"""Is another load running in this store, or another fetch into this folder?"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data_access.errors import LoadBusy

_SHOWN = "%Y-%m-%d %H:%M:%S UTC"


@contextmanager
def held(folder: Path, *, file: str = "load.lock", busy: str = "Another load is running in this store") -> Iterator[None]:
    """Hold the folder's lock; :class:`LoadBusy`, saying ``busy``, at once where another process has it.

    The system lets go of the lock when the process ends, however it ends, so
    a killed load never blocks the next one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / file).open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            who = lock.read().strip() or "another process"
            raise LoadBusy(busy, file=str(folder), do=f"wait until it ends ({who})") from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now(UTC):{_SHOWN}}\n")
        lock.flush()
        yield
