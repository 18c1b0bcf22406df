"""Who did it? What a load or an undo leaves in the ledger, once the snapshot stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.errors import BadInput, LoadBusy
from data_access.history import Deed, Entry, GivenFile, HeldTotal
from data_access.ingest.arriving.control import Control
from data_access.ingest.loading.load import LoadReport
from data_access.ingest.loading.undo import Undone
from data_access.ingest.stored import states
from data_access.ingest.stored.store import Known
from data_access.ledger import Ledger
from data_access.rulings import Withdrawal
from data_access.settings import Settings

_COLUMNS = GivenFile.__dataclass_fields__


def loaded(
    report: LoadReport, author: str, store: Path, settings: Settings, *, note: str = "", controls: Sequence[Control] = ()
) -> str:
    """Write a published load into the ledger, and keep the totals that came with it; see :func:`written`."""
    one = entry(Deed.LOAD, author, report.before, report.snapshot, report.files)
    trouble = written(replace(one, note=note), store, settings)
    return trouble or kept(controls, one, store, settings)


def given_alone(report: LoadReport, author: str, store: Path, settings: Settings, controls: Sequence[Control]) -> str:
    """Keep totals that came with nothing else new: what stands already comes to them."""
    return kept(controls, entry(Deed.LOAD, author, report.before, report.before), store, settings)


def kept(controls: Sequence[Control], one: Entry, store: Path, settings: Settings) -> str:
    """Keep totals that what is published came to, so that later loads are held to them; "", or why they could not be."""
    totals = [HeldTotal(*each.of_what[:2], each.records, *each.of_what[2:], one.at, one.author, one.after) for each in controls]
    return _in_ledger(lambda book: book.totals.hold(totals), store, settings) if totals else ""


def placed(report: LoadReport, author: str, store: Path, settings: Settings) -> str:
    """Write into the ledger that places in words were looked up again; see :func:`written`."""
    return written(entry(Deed.PLACE, author, report.before, report.snapshot), store, settings)


def undone(one: Undone, author: str, store: Path, settings: Settings) -> str:
    """Write an undo into the ledger, and take back the totals that came with what was undone; see :func:`written`."""
    line = entry(Deed.UNDO, author, one.before, one.after, note=one.damage)
    back = Withdrawal(line.at, author, "the load it came with was taken back")
    trouble = written(line, store, settings)
    return trouble or _in_ledger(lambda book: book.totals.undo(one.before, back), store, settings)


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

    def record(book: Ledger) -> None:
        book.record(one)
        with suppress(LoadBusy):  # whoever is setting a state writes readers' copy of them all
            states.republish(settings, store)

    return _in_ledger(record, store, settings)


def _in_ledger(write: Callable[[Ledger], object], store: Path, settings: Settings) -> str:
    """Do it; "", or why it could not be done."""
    try:
        with ledger.opened(ledger.address_of(store, settings.ledger)) as book:
            write(book)
    except BadInput as fault:
        return f"It is not in the ledger: {fault}"
    except (SQLAlchemyError, OSError) as fault:
        return f"It is not in the ledger: {str(getattr(fault, 'orig', fault)).partition(chr(10))[0]}"
    return ""
