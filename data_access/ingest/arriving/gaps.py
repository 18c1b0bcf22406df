"""On which days does a month's file say nothing, though it would be incredible that nothing happened?"""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from data_access import months

DAYS = 3  # a shorter silence is a quiet weekend
_ENDS_EARLY = re.compile(r"\bto the \d+[a-z]{2} only")
ROWS = 200  # fewer, on one or two days, show no daily rhythm to miss
# With this many records expected and none seen, chance is below one in a million (e⁻¹⁴).
EXPECTED = 14.0


def days_of(table: pa.Table) -> dict[date, int]:
    """How many rows each London day has; empty for sources without times."""
    counts = pc.value_counts(table["day"].drop_null()).to_pylist()
    return {each["values"]: each["counts"] for each in counts}


def words(days: Mapping[date, int], month: date) -> str:
    """What is silent, as a reader says it: "to the 17th only"; "" where nothing is."""
    if len(days) < DAYS and sum(days.values()) < ROWS:
        return ""
    typical = statistics.median(days.values())
    first, last = month, months.last_day(month)
    silent = [(a, b) for a, b in _silences(sorted(days), first, last) if _incredible(a, b, typical)]
    return ", ".join(_words(a, b, first, last) for a, b in silent)


def through(note: str, last_day: date | None) -> date | None:
    """The last day covered, where a note says that a month stops early."""
    return last_day if _ENDS_EARLY.search(note) else None


def _silences(seen: list[date], first: date, last: date) -> list[tuple[date, date]]:
    """Runs of days without a row: (first silent day, last silent day)."""
    edges = [first - timedelta(days=1), *seen, last + timedelta(days=1)]
    day = timedelta(days=1)
    return [(a + day, b - day) for a, b in pairwise(edges) if b - a > day]


def _incredible(a: date, b: date, typical: float) -> bool:
    length = (b - a).days + 1
    return length >= DAYS and length * typical >= EXPECTED


def _words(a: date, b: date, first: date, last: date) -> str:
    if b == last:
        return f"to the {ordinal((a - timedelta(days=1)).day)} only"
    if a == first:
        return f"from the {ordinal((b + timedelta(days=1)).day)} only"
    return f"nothing from the {ordinal(a.day)} to the {ordinal(b.day)}"


def ordinal(day: int) -> str:
    """17th, 21st, 3rd."""
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
