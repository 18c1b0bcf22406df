"""How many records do suppliers say they sent? Written once, never altered: the latest total of a kind stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from data_access.errors import BadInput
from data_access.history import HeldTotal, of_what
from data_access.ledger.opening import WRITING
from data_access.ledger.tables import HeldTotalRow, TotalWithdrawalRow
from data_access.rulings import Withdrawal

_KEPT = ("at", "author", "snapshot", "source", "month", "area", "supplier", "records")


class TotalBook:
    """The suppliers' totals of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def hold(self, totals: Sequence[HeldTotal]) -> None:
        """Write totals down, all or none; an earlier one of the same kind stays in the history."""
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            session.add_all([HeldTotalRow(**{name: getattr(each, name) for name in _KEPT}) for each in totals])

    def every(self) -> tuple[HeldTotal, ...]:
        """Every total ever given, oldest first, those replaced and withdrawn among them."""
        with Session(self._engine) as session:
            return tuple(_total(row) for row in session.scalars(select(HeldTotalRow).order_by(HeldTotalRow.id)))

    def withdraw(self, number: int, withdrawal: Withdrawal) -> None:
        """Take back the total that stands, and those of its kind that it replaced: none of them comes back by it.

        :class:`BadInput` where it stands no more.
        """
        one = next((each for each in standing(self.every()) if each.number == number), None)
        if one is None:
            raise BadInput("That total does not stand any more: nothing was withdrawn.", do="look at the list again")
        self._withdraw([each for each in self.every() if of_what(each) == of_what(one)], withdrawal)

    def undo(self, snapshot: str, withdrawal: Withdrawal) -> int:
        """Take back the totals that came with a load that was undone; those they replaced stand again. How many."""
        gone = [each for each in self.every() if each.snapshot == snapshot and each.withdrawn is None]
        self._withdraw(gone, withdrawal)
        return len(gone)

    def _withdraw(self, totals: Iterable[HeldTotal], withdrawal: Withdrawal) -> None:
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            for each in totals:
                if session.get(TotalWithdrawalRow, each.number) is None:
                    session.add(TotalWithdrawalRow(total_id=each.number, **asdict(withdrawal)))


def standing(totals: Iterable[HeldTotal]) -> tuple[HeldTotal, ...]:
    """Of each kind (source, month, area, supplier) the latest that was not withdrawn, in the order given."""
    latest = {of_what(each): each for each in totals if each.withdrawn is None}
    return tuple(sorted(latest.values(), key=lambda each: each.number))


def _total(row: HeldTotalRow) -> HeldTotal:
    back = row.withdrawal
    withdrawn = Withdrawal(back.at, back.author, back.reason) if back else None
    return HeldTotal(**{name: getattr(row, name) for name in _KEPT}, number=row.id, withdrawn=withdrawn)
