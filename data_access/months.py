"""Months, as their first day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def parse(text: str) -> date | None:
    """``2023-09`` as 1 September 2023; None for anything else."""
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return date(year, month, 1) if 1900 <= year <= 2200 and 1 <= month <= 12 else None


def address(month: date) -> str:
    return f"{month.year:04}-{month.month:02}"


def shift(month: date, by: int) -> date:
    """The month ``by`` months later (earlier when negative)."""
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


def between(first: date, last: date) -> Iterator[date]:
    """Every month from ``first`` to ``last``, both included."""
    while first <= last:
        yield first
        first = shift(first, 1)


def last_day(month: date) -> date:
    return date.fromordinal(shift(month, 1).toordinal() - 1)


def words(month: date) -> str:
    """``September 2023``."""
    return f"{month:%B %Y}"


def short(month: date) -> str:
    """``Sep 2023``."""
    return f"{month:%b %Y}"


def period_words(since: date, until: date) -> str:
    """``October 2022 to September 2023``, or one month's name."""
    return words(since) if since == until else f"{words(since)} to {words(until)}"
