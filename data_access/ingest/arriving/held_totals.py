"""Which totals did suppliers give with earlier loads, that this one is held to as well?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger, months
from data_access.errors import BadInput
from data_access.history import HeldTotal
from data_access.ingest.arriving.control import Control
from data_access.ledger.totals import standing
from data_access.settings import Settings


def beside(given: Sequence[Control], store: Path, settings: Settings) -> tuple[Control, ...]:
    """Those given now, and those kept of which none is given now; of a ledger that cannot be read, none are kept.

    That the ledger cannot be read is said with the corrections that are not applied.
    """
    replaced = {each.of_what for each in given}
    kept = [_control(each) for each in standing(_every(store, settings))]
    return (*given, *(each for each in kept if each.of_what not in replaced))


def _every(store: Path, settings: Settings) -> tuple[HeldTotal, ...]:
    try:
        return listed(store, settings)
    except (BadInput, SQLAlchemyError, OSError):
        return ()


def listed(store: Path, settings: Settings) -> tuple[HeldTotal, ...]:
    """Every total ever given, oldest first; a ledger that was never begun holds none."""
    address = ledger.address_of(store, settings.ledger)
    if not ledger.begun(address):
        return ()
    with ledger.opened(address) as book:
        return book.totals.every()


def _control(one: HeldTotal) -> Control:
    day = f"{one.at.day} {months.words(one.at)}"
    return Control(one.source, one.month, one.records, one.area, one.supplier, f"kept since {day}, given by {one.author}")
