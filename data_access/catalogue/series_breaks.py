"""Days on which a source's way of counting changed, so that before and after may not be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """From ``day`` on, ``source`` counts differently; ``words`` says how the months before were counted.

    ``words`` finishes "February 2024 was …"; ``sign`` stands beside the line
    that marks the day in a figure.
    """

    source: str
    day: date
    words: str
    sign: str = "counted in a new way"

    @property
    def last_old_month(self) -> date:
        """The last month with any day before the break: a mixed month belongs to the old series."""
        return (self.day - timedelta(days=1)).replace(day=1)

    def parts(self, before: date, now: date) -> bool:
        """Whether two months (first days, the earlier first) stand on either side."""
        return before <= self.last_old_month < now


SERIES_BREAKS: tuple[SeriesBreak, ...] = (
    SeriesBreak("mps-recorded-crime", date(2024, 2, 28), "recorded before the Met’s new crime system", "new police system"),
)


def series_breaks(source: str) -> tuple[SeriesBreak, ...]:
    """The breaks of one source, oldest first."""
    return tuple(sorted((entry for entry in SERIES_BREAKS if entry.source == source), key=lambda entry: entry.day))
