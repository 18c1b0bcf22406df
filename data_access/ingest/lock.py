"""Is another load running in this store?"""

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
def held(store: Path) -> Iterator[None]:
    """Hold the store's lock; :class:`LoadBusy` at once where another load has it.

    The system lets go of the lock when the process ends, however it ends, so
    a killed load never blocks the next one.
    """
    store.mkdir(parents=True, exist_ok=True)
    with (store / "load.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = file.read().strip() or "another process"
            raise LoadBusy("Another load is running in this store", file=str(store), do=f"wait until it ends ({who})") from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, since {datetime.now(UTC):{_SHOWN}}\n")
        file.flush()
        yield
