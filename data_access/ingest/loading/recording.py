"""Who did it? What a load or an undo leaves in the ledger, once the snapshot stands."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.errors import BadInput, LoadBusy
from data_access.history import Deed, Entry, GivenFile
from data_access.ingest.loading.load import LoadReport
from data_access.ingest.loading.undo import Undone
from data_access.ingest.stored import states
from data_access.ingest.stored.store import Known
from data_access.settings import Settings

_COLUMNS = GivenFile.__dataclass_fields__


def loaded(report: LoadReport, author: str, store: Path, settings: Settings, *, note: str = "") -> str:
    """Write a published load into the ledger; see :func:`written`."""
    one = entry(Deed.LOAD, author, report.before, report.snapshot, report.files)
    return written(replace(one, note=note), store, settings)


def placed(report: LoadReport, author: str, store: Path, settings: Settings) -> str:
    """Write into the ledger that places in words were looked up again; see :func:`written`."""
    return written(entry(Deed.PLACE, author, report.before, report.snapshot), store, settings)


def undone(one: Undone, author: str, store: Path, settings: Settings) -> str:
    """Write an undo into the ledger; see :func:`written`."""
    return written(entry(Deed.UNDO, author, one.before, one.after, note=one.damage), store, settings)


def entry(deed: Deed, author: str, before: str, after: str, files: Iterable[Known] = (), *, note: str = "") -> Entry:
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return Entry(deed, now, author, before, after, tuple(map(given_file, files)), note)


def given_file(file: Known) -> GivenFile:
    return GivenFile(**{name: getattr(file, name) for name in _COLUMNS})


def written(one: Entry, store: Path, settings: Settings) -> str:
    """Write ``one`` into the ledger: "", or why it could not be written.

    What was published stays published: a ledger that fails loses a line of
    history, never a load.
    """
    try:
        with ledger.opened(ledger.address_of(store, settings.ledger)) as book:
            book.record(one)
        with suppress(LoadBusy):  # whoever is setting a state writes readers' copy of them all
            states.republish(settings, store)
    except BadInput as fault:
        return f"It is not in the ledger: {fault}"
    except (SQLAlchemyError, OSError) as fault:
        return f"It is not in the ledger: {str(getattr(fault, 'orig', fault)).partition(chr(10))[0]}"
    return ""
