"""What have people said of places in words, that a load must know?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.errors import BadInput
from data_access.place_review import Answers
from data_access.settings import Settings


def answers(store: Path, settings: Settings) -> Answers:
    """The answers that stand in the store's ledger; none where there is no ledger yet.

    A ledger that cannot be read stops the load: what somebody called a home
    must not be looked for again.
    """
    address = ledger.address_of(store, settings.ledger)
    if not ledger.begun(address):
        return {}
    try:
        with ledger.opened(address) as book:
            return book.places.standing()
    except (SQLAlchemyError, OSError) as fault:
        do = "make the ledger readable, then load again"
        raise BadInput("What people said of places in words could not be read, so nothing was loaded.", do=do) from fault
