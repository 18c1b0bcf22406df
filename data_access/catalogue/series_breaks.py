"""Days on which a source's way of counting changed, so that before and after may not be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data_access.catalogue import source_files
from data_access.catalogue.suppliers import SUPPLIERS, Supplier
from data_access.strict_toml import Table


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


def declared(table: Table, source: str) -> Iterator[SeriesBreak]:
    """The breaks a source file tells of: ``[[series_break]]`` with ``day``, ``words`` and perhaps ``sign``."""
    for each in table.tables_or_none("series_break"):
        yield SeriesBreak(source, each.day("day"), each.text("words"), each.text_or("sign", "counted in a new way"))


def of_suppliers(listed: Iterable[Supplier]) -> Iterator[SeriesBreak]:
    """The breaks that suppliers make who join or leave."""
    for each in listed:
        if each.joined:
            yield SeriesBreak(each.source, each.joined, f"recorded before {each.name} joined", f"{each.name} joins")
        if each.left:
            yield SeriesBreak(each.source, each.left, f"recorded while {each.name} still sent its records", f"{each.name} leaves")


SERIES_BREAKS: tuple[SeriesBreak, ...] = (
    *(entry for table in source_files.tables() for entry in declared(table, table.file.stem)),
    *of_suppliers(SUPPLIERS),
)


def series_breaks(source: str) -> tuple[SeriesBreak, ...]:
    """The breaks of one source, oldest first."""
    return tuple(sorted((entry for entry in SERIES_BREAKS if entry.source == source), key=lambda entry: entry.day))
