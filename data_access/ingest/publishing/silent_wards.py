"""From which wards did nothing come in a month, though it would be incredible that nothing happened there?

A ward is silent in a month where the source holds nothing of it, while the
median of the months around it (a year before to a year after) is so high that
chance would bring none less than once in a million times. Where most wards are
silent, the month is counted by other wards, and this says nothing.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from data_access import months
from data_access.ingest.arriving.coverage import Covered
from data_access.ingest.arriving.gaps import EXPECTED
from data_access.released import State
from data_access.wording import listed

AROUND = 12  # months on either side
AT_LEAST = 6  # of them, that hold anything
_NAMED = 3
_COUNTED = """
    SELECT source, month, ward, sum(n) FROM (
        SELECT source, month, ward, count(*) AS n FROM incidents WHERE location = 1 AND ward IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT source, month, ward, sum(n) FROM area_counts WHERE location = 1 AND ward IS NOT NULL GROUP BY ALL
    ) GROUP BY ALL
"""
_WARDS = "SELECT code, name FROM areas WHERE kind = 'ward' ORDER BY name"
Counts = Mapping[int, Mapping[date, Mapping[int, int]]]  # source, month, ward


def told(months_of: Iterable[Covered], connection: Connection) -> Iterator[Covered]:
    """Every month's coverage; one from which wards are absent is partial, and names them."""
    wards = {row[0]: row[1] for row in connection.exec_driver_sql(_WARDS).all()}
    counts: dict[int, dict[date, dict[int, int]]] = {}
    for source, month, ward, n in connection.exec_driver_sql(_COUNTED).all():
        counts.setdefault(source, {}).setdefault(month, {})[ward] = int(n)
    for each in months_of:
        absent = silent(counts.get(each.source, {}), each.month, frozenset(wards))
        yield _lacking(each, [wards[ward] for ward in wards if ward in absent]) if absent else each


def silent(by_month: Mapping[date, Mapping[int, int]], month: date, wards: frozenset[int]) -> frozenset[int]:
    """The wards from which nothing came in ``month``, incredibly."""
    here = by_month.get(month, {})
    around = [months.shift(month, by) for by in range(-AROUND, AROUND + 1) if by]
    held = [by_month[each] for each in around if each in by_month]
    if len(held) < AT_LEAST:
        return frozenset()
    usual = {ward: statistics.median(counts.get(ward, 0) for counts in held) for ward in wards}
    absent = frozenset(ward for ward, middle in usual.items() if middle >= EXPECTED and not here.get(ward))
    return absent if 2 * len(absent) <= len(wards) else frozenset()


def _lacking(each: Covered, names: list[str]) -> Covered:
    if each.state not in {State.COMPLETE, State.PARTIAL}:
        return each
    more = [f"{len(names) - _NAMED} other wards"] if len(names) > _NAMED else []
    words = f"nothing from {listed([*names[:_NAMED], *more])}"
    return replace(each, state=State.PARTIAL, reason="; ".join(part for part in (each.reason, words) if part))
