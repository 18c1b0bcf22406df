"""What does a question's answer rest on: which months, and which wards of them are not whole?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from data_access import months
from data_access.area_states import of_one
from data_access.filters import Filters
from data_access.released import Coverage, MonthCoverage
from data_access.warehouse.opened import Opened


def coverage(opened: Opened, filters: Filters, period: tuple[date, date], placed: Mapping[str, int]) -> Coverage:
    """The months asked for, each as the question's own types and wards have it; ``placed`` are records by location."""
    asked = _months(filters) if filters.chosen("month") else months.between(*period)
    asked, wards = list(asked), filters.chosen("ward")
    every = opened.covering(filters.source, asked, frozenset(filters.chosen("crime_type")), wards)
    types = frozenset(filters.chosen("crime_type"))
    whole = opened.whole(filters.source, asked, types)
    short = _short(whole, opened.areas(filters.source, asked), wards)
    counts = (placed.get("located", 0), placed.get("outside", 0), placed.get("none", 0))
    return Coverage(every, *counts, short, whole if short else ())


def _short(
    whole: Sequence[MonthCoverage], areas: Mapping[date, Mapping[str, MonthCoverage]], wards: Collection[str]
) -> dict[str, tuple[MonthCoverage, ...]]:
    """Each ward's months that are not whole: of those chosen, or of all."""
    found: dict[str, tuple[MonthCoverage, ...]] = {}
    for month in whole:
        for area, own in areas.get(month.month, {}).items():
            entry = of_one(month, own)
            if not entry.comparable and (not wards or area in wards):
                found[area] = (*found.get(area, ()), entry)
    return found


def _months(filters: Filters) -> list[date]:
    """The months chosen one by one, as far as they lie in the period asked."""
    chosen = [month for text in filters.chosen("month") if (month := months.parse(text)) is not None]
    return sorted(m for m in chosen if (filters.since or m) <= m <= (filters.until or m))
