"""Why could the store not be written?"""

from __future__ import annotations

from sqlalchemy.exc import DatabaseError

from data_access.ingest.stored.store import ENGINE_FAULTS

_NO_ROOM = ("No space left on device", "File too large", "database or disk is full")


def cause_of(fault: BaseException) -> str:
    """The system's or the engine's own words for what came first (no room, read-only, not a folder), and what to do."""
    while isinstance(fault.__context__, (OSError, *ENGINE_FAULTS)):  # what fails after that is but a consequence
        fault = fault.__context__
    words = str(fault.orig if isinstance(fault, DatabaseError) else fault).partition("\n")[0]
    full = any(said in words for said in _NO_ROOM)
    return f"{words}. To do: make room on the disk that holds the store, then load again." if full else f"{words.rstrip('.')}."
