"""What does the data desk show, and what can be done there?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.catalogue import SOURCES
from data_access.errors import BadInput, Damaged, LionError, NoSnapshot
from data_access.history import Desk, Difference, Entry, SetAside
from data_access.ingest import agreement, recording, whole
from data_access.ingest.difference import difference
from data_access.ingest.store import ENGINE_FAULTS, attached
from data_access.ingest.undo import Undone, undo
from data_access.settings import Settings

# Rows of any other layout, partners' and those no source declares, are for the command line only.
_OPEN_LAYOUTS = sorted({layout.name for source in SOURCES.values() if source.open for layout in source.layouts})
_CLOSED_LAYOUTS = sorted({layout.name for source in SOURCES.values() if not source.open for layout in source.layouts})
_SET_ASIDE = """
    SELECT f.name, q.line, q."column", q.rule, q."do"
    FROM old.quarantine q JOIN old.files f USING (file)
    WHERE list_contains(?, f.layout) AND NOT list_contains(?, f.layout)
    ORDER BY f.loaded_at DESC, q.file, q.line
"""
_AGAIN = "Readers see the snapshot before it again."


def desk(settings: Settings) -> Desk:
    """The history, what the last load changed, and the rows that could not be used."""
    current, damage = _seen(settings.store)
    entries, trouble = _history(settings)
    found, alone = (None, f"Nothing can be compared: {damage}.") if damage else _last_change(settings.store)
    with attached(current) as connection:
        rows = connection.execute(_SET_ASIDE, [_OPEN_LAYOUTS, _CLOSED_LAYOUTS]).fetchall()
    return Desk(current.name, entries, tuple(SetAside(*row) for row in rows), found, alone, trouble, damage)


def _seen(store: Path) -> tuple[Path, str]:
    """The snapshot that readers see, and what is wrong with the current one where it is another."""
    try:
        return whole.current(store), ""
    except Damaged as fault:
        earlier = whole.fallback(store)
        if earlier is None:
            raise NoSnapshot(f"{fault}. {whole.way_on(store)}") from fault
        return earlier, str(fault)


def _history(settings: Settings) -> tuple[tuple[Entry, ...], str]:
    try:
        with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
            return book.entries(), " ".join(agreement.partings(settings.store, book))
    except BadInput as fault:
        return (), str(fault)
    except (SQLAlchemyError, OSError):
        return (), "The ledger cannot be read."


def _last_change(store: Path) -> tuple[Difference | None, str]:
    try:
        return difference(store), ""
    except Damaged as fault:
        return None, f"There is nothing to go back to: {fault}."
    except NoSnapshot:
        return None, "This is the first load: there is nothing to compare it with, and nothing to go back to."


def take_back(shown: str, by: str, settings: Settings) -> tuple[Undone | None, str]:
    """Undo the last load for ``by``, who is looking at the snapshot ``shown``; what was done, and what to say of it.

    Anything may have been sent: a name that is none, a snapshot that is not the
    current one and a store that is busy are refused in words, and change nothing.
    """
    try:
        if not by.strip() or not shown:
            raise BadInput("Nothing was undone.", expected="your name", do="give it, and try again")
        author = ledger.author_named(by)
        undone = undo(settings.store, shown=shown)
    except LionError as fault:
        return None, str(fault)
    except (OSError, *ENGINE_FAULTS):
        return None, "Nothing was undone: the store could not be written."
    trouble = recording.undone(undone, author, settings.store, settings)
    done = "Readers see what they saw; load again what came after it." if undone.damage else _AGAIN
    return undone, f"Taken back. {done} {trouble}".strip()
