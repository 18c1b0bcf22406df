"""What would a load change, before anything is published?"""

from __future__ import annotations

from collections.abc import Sequence

from data_access import months
from data_access.history import Held, MonthChange, SetAside
from data_access.ingest.arrivals import Arrival
from data_access.ingest.coverage import Covered
from data_access.ingest.store import Store
from data_access.schema import SOURCE_CODES

_KEYS = {code: key for key, code in SOURCE_CODES.items()}
_HELD = "SELECT source, month, located, outside, unplaced FROM old.coverage"


def month_changes(before: Store, after: Sequence[Covered]) -> tuple[MonthChange, ...]:
    """Months whose records would be others than those held, by number; new ones were nothing."""
    rows = before.arrow(_HELD).to_pylist() if before.path else []
    held = {(row["source"], row["month"]): Held(row["located"], row["outside"], row["unplaced"]) for row in rows}
    coming = {(each.source, each.month): Held(each.located, each.outside, each.unplaced) for each in after}
    listed = sorted(held.keys() | coming.keys())
    return tuple(
        MonthChange(_KEYS[source], months.address(month), was, now)
        for source, month in listed
        if (was := held.get((source, month), Held())) != (now := coming.get((source, month), Held()))
    )


def set_aside(read: Sequence[Arrival]) -> tuple[SetAside, ...]:
    """Rows of this load's files that cannot be used, in the order of their files and lines."""
    return tuple(
        SetAside(each.name, row.line, row.column, row.rule, row.do)
        for each in read
        for row in sorted(each.reading.rejected, key=lambda one: one.line)
    )
