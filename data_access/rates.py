"""A released count beside the residents it is divided by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.released import Released, Row


@dataclass(frozen=True, slots=True)
class Rated:
    """Counts with their denominators.

    ``by_ward`` maps ward codes to residents; ``everyone`` divides rows that
    name no ward. ``vintage`` says whose estimate.
    """

    released: Released
    by_ward: Mapping[str, int]
    everyone: int
    vintage: str

    def residents(self, row: Row) -> int | None:
        """The people a row is divided by; None where nobody has counted them."""
        place = next((i for i, dimension in enumerate(self.released.by) if dimension.key == "ward"), None)
        return self.everyone if place is None else self.by_ward.get(row.keys[place])

    def rate(self, row: Row) -> float | None:
        """Records per 1,000 residents over the whole period asked, to two decimals."""
        people = self.residents(row)
        return None if row.value is None or not people else round(1000 * row.value / people, 2)
