"""Do the ledger and the store tell the same story?

A load writes into the ledger once its snapshot stands. One that is killed in
between leaves a snapshot that the ledger does not know: nothing is lost but
who loaded it, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data_access import snapshot
from data_access.errors import Damaged
from data_access.ingest.stored.store import stated_by
from data_access.ledger import Ledger

_LOOKED_BACK = 200  # lines of the ledger: far more than snapshots are kept


def partings(store: Path, book: Ledger) -> Iterator[str]:
    """Sentences that say where the two part; none where they agree."""
    entries = book.entries(last=_LOOKED_BACK)
    told = {entry.after for entry in entries} | {entry.before for entry in entries}
    current = snapshot.pointed(store) or ""
    for path in snapshot.published(store):
        if path.name not in told and not _demonstration(path):
            what = "The current snapshot" if path.name == current else "The snapshot"
            yield f"{what} {path.name} is not in the ledger: its load ended before it could be written there."
    if entries and entries[0].after != current and current in told:
        yield f"The ledger’s last line is of {entries[0].after}, and readers see {current}."


def _demonstration(path: Path) -> bool:
    """Whether it was built by the demonstration, which nobody loaded; a damaged one cannot say."""
    try:
        return stated_by(path).get("demonstration") == "yes"
    except Damaged:
        return False
