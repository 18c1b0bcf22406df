"""A released count beside the residents it is divided by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.estimates import Interval, Rate
from data_access.released import Released, Row


@dataclass(frozen=True, slots=True)
class Rated:
    """Counts with their denominators.

    ``by_area`` maps codes of areas of ``kind`` to residents; ``everyone``
    divides rows that name no such area. ``vintage`` says whose estimate, and
    ``summed`` that it is a sum of smaller areas'. ``rates`` are those of an
    answer by area alone, each with its interval.
    """

    released: Released
    by_area: Mapping[str, int]
    everyone: int
    vintage: str
    kind: str = "ward"
    summed: bool = False
    rates: tuple[Rate, ...] = ()

    def residents(self, row: Row) -> int | None:
        """The people a row is divided by; None where nobody has counted them."""
        place = next((i for i, dimension in enumerate(self.released.by) if dimension.key == self.kind), None)
        return self.everyone if place is None else self.by_area.get(row.keys[place])

    def rate(self, row: Row) -> float | None:
        """Records per 1,000 residents over the whole period asked, to two decimals."""
        people = self.residents(row)
        return None if row.value is None or not people else round(1000 * row.value / people, 2)

    @property
    def intervals(self) -> Mapping[str, Interval]:
        """Between which rates each area's may lie. Counts that were shared out have none: chance is not what they are off by."""
        shared = {row.keys[0] for row in self.released.rows if row.about}
        return {each.key: each.interval for each in self.rates if each.key not in shared}
