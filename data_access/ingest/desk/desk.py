"""What does the data desk show, and what can be done there?"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger, snapshot
from data_access.catalogue import SOURCES
from data_access.errors import BadInput, Damaged, NoSnapshot
from data_access.filters import MAX_QUERY
from data_access.history import Desk, Difference, Entry, SetAside
from data_access.ingest.arriving import corrections
from data_access.ingest.arriving.corrections import Corrections
from data_access.ingest.desk import incoming
from data_access.ingest.loading.difference import difference
from data_access.ingest.loading.undo import previous_of
from data_access.ingest.stored import agreement, whole
from data_access.ingest.stored.store import attached
from data_access.settings import Settings
from data_access.uploads import Waiting

# Rows of any other layout, partners' and those no source declares, are for the command line only.
_OPEN_LAYOUTS = sorted({layout.name for source in SOURCES.values() if source.open for layout in source.layouts})
_CLOSED_LAYOUTS = sorted({layout.name for source in SOURCES.values() if not source.open for layout in source.layouts})
_SET_ASIDE = """
    SELECT f.name, q.line, q."column", q.rule, q."do"
    FROM old.quarantine q JOIN old.files f USING (file)
    WHERE list_contains(?, f.layout) AND NOT list_contains(?, f.layout)
    ORDER BY f.loaded_at DESC, q.file, q.line
"""


def desk(settings: Settings, query: str = "") -> Desk:
    """The history, what changed with the last load or between the query's two snapshots, and the rows that could not be used."""
    entries, trouble = _history(settings)
    if not snapshot.exists(settings.store):
        return Desk("", entries, (), None, "Nothing has been loaded yet.", trouble)
    current, damage = seen(settings.store)
    asked = dict(parse_qsl(query[:MAX_QUERY].removeprefix("?")))
    before, after = asked.get("before", ""), asked.get("after", "")
    compared = not damage or (before and after)
    found, alone = _change(settings.store, before, after) if compared else (None, f"Nothing can be compared: {damage}.")
    kept = tuple(path.name for path in reversed(snapshot.kept(settings.store)))
    if current is None:
        return Desk("", entries, (), found, alone, trouble, kept, damage=damage)
    with attached(current) as connection:
        rows = connection.execute(_SET_ASIDE, [_OPEN_LAYOUTS, _CLOSED_LAYOUTS]).fetchall()
    aside, undoable = tuple(SetAside(*row) for row in rows), bool(damage) or _undoable(settings.store, current)
    return Desk(current.name, entries, aside, found, alone, trouble, kept, undoable, damage)


def seen(store: Path) -> tuple[Path | None, str]:
    """The snapshot that readers see, and what is wrong with the current one where it is another; None where none is whole."""
    try:
        return whole.current(store), ""
    except Damaged as fault:
        return whole.fallback(store), str(fault)


def waiting(settings: Settings) -> tuple[Waiting, ...]:
    """What was given and is not published, with what was corrected since its dry run."""
    found = incoming.listed(settings.store)
    fixed = corrections.standing(settings.store, settings) if any(one.stale for one in found) else Corrections()
    return tuple(Waiting(one, fixed.by_file if one.stale else {}) for one in found)


def _history(settings: Settings) -> tuple[tuple[Entry, ...], str]:
    try:
        with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
            return book.entries(), " ".join(agreement.partings(settings.store, book))
    except BadInput as fault:
        return (), str(fault)
    except (SQLAlchemyError, OSError):
        return (), "The ledger cannot be read."


def _undoable(store: Path, current: Path) -> bool:
    try:
        return previous_of(store, current) is not None
    except NoSnapshot:
        return False


def _change(store: Path, before: str, after: str) -> tuple[Difference | None, str]:
    try:
        return difference(store, before, after), ""
    except Damaged as fault:
        return None, f"Nothing can be compared: {fault}."
    except NoSnapshot:
        if before or after:
            return None, "One of these snapshots is not kept any more, or cannot be read: choose another."
        return None, "This is the first load: there is nothing to compare it with, and nothing to go back to."
