"""Which totals of suppliers are kept, and how is one withdrawn? What the data desk's page of totals shows and does."""

from __future__ import annotations

from data_access import ledger
from data_access.catalogue.suppliers import SUPPLIERS
from data_access.errors import BadInput
from data_access.history import HeldTotal, TotalsDesk
from data_access.ingest.stored.states import at, done, now, read, reason_given
from data_access.ledger import Ledger
from data_access.ledger.totals import standing
from data_access.rulings import Withdrawal
from data_access.settings import Settings
from data_access.warehouse import Warehouse


def desk(warehouse: Warehouse, settings: Settings, query: object) -> TotalsDesk:
    """Every total ever given, the latest first; the one that the address would withdraw."""
    every, trouble = read(settings, lambda book: book.totals.every())
    stand = {each.number: each for each in standing(every)}
    names = {each.code: each.name for each in SUPPLIERS} | dict(warehouse.names if warehouse.ready else {})
    return TotalsDesk(tuple(reversed(every)), frozenset(stand), names, stand.get(at(query)[1]), trouble)


def withdrawn_by(settings: Settings, by: object, number: int, why: object) -> str:
    """Withdraw a total in the name of ``by``: what to say of it."""
    return done(settings, by, lambda book, author: _withdrawn(book, author, number, why))


def withdraw(settings: Settings, author: str, number: int, why: str) -> str:
    """The same for the command: :class:`BadInput` where nothing was withdrawn."""
    with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
        return _withdrawn(book, author, number, why)


def _withdrawn(book: Ledger, author: str, number: int, why: object) -> str:
    reason = reason_given(" ".join(why.split()) if isinstance(why, str) else "")
    book.totals.withdraw(number, Withdrawal(now(), author, reason))
    return "Withdrawn. Loads are not held to it any more."


def listed(settings: Settings) -> tuple[HeldTotal, ...]:
    """Those that stand, for the command."""
    every, trouble = read(settings, lambda book: book.totals.every())
    if trouble:
        raise BadInput(trouble, do="look at LION_LEDGER")
    return standing(every)
