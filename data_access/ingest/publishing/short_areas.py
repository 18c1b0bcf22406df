"""From which wards, and which of several suppliers, did nothing or far too little come in a month?

The rule is ``analytics.shortfall``. What it finds stands beside the month's
own state, not in it: who asks about another ward asks about a whole month. A
report of the borough is told of both (:func:`told`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from data_access.analytics.shortfall import Series, Short, shortfalls
from data_access.area_states import SUPPLIER, WARD, lacking_words, short_words
from data_access.catalogue import SOURCES
from data_access.catalogue.dimensions import area_code
from data_access.catalogue.series_breaks import series_breaks
from data_access.catalogue.suppliers import supplier
from data_access.ingest.arriving.coverage import Covered
from data_access.released import UNDRAWN, State

_BY_WARD = """
    SELECT source, month, ward, sum(n) FROM (
        SELECT source, month, ward, count(*) AS n FROM incidents WHERE location = 1 AND ward IS NOT NULL GROUP BY ALL
        UNION ALL
        SELECT source, month, ward, sum(n) FROM area_counts WHERE location = 1 AND ward IS NOT NULL GROUP BY ALL
    ) GROUP BY ALL
"""
_BY_SUPPLIER = "SELECT source, month, supplier, sum(rows) FROM slots WHERE supplier <> '' GROUP BY ALL"
_WARDS = "SELECT code, name FROM areas WHERE kind = 'ward' ORDER BY name"
_KEYS = {source.code: key for key, source in SOURCES.items()}


@dataclass(frozen=True, slots=True)
class AreaCovered:
    """One row of ``schema.area_coverage``."""

    source: int
    month: date
    kind: str
    area: str
    name: str
    state: State
    reason: str


def found(covered: Sequence[Covered], connection: Connection) -> tuple[AreaCovered, ...]:
    """Every ward and supplier of which nothing or far too little came in a month that is here."""
    return (*_wards(covered, connection), *_suppliers(connection))


def _wards(covered: Sequence[Covered], connection: Connection) -> Iterator[AreaCovered]:
    wards = {area_code(row[0]): str(row[1]) for row in connection.exec_driver_sql(_WARDS).all()}
    for source, counts in _counts(connection, _BY_WARD, area_code).items():
        states = {each.month: each.state for each in covered if each.source == source}
        whole = {month for month, state in states.items() if state is State.COMPLETE}
        series = Series(counts, frozenset(wards), whole, series_breaks(_KEYS[source]))
        yield from (each for each in _rows(source, WARD, shortfalls(series), wards) if states.get(each.month) not in UNDRAWN)


def _suppliers(connection: Connection) -> Iterator[AreaCovered]:
    """A supplier's return can be short whether or not its places are on any map."""
    for source, counts in _counts(connection, _BY_SUPPLIER, str).items():
        codes = sorted({code for by_supplier in counts.values() for code in by_supplier})
        named = {code: supplier(_KEYS[source], code).name for code in codes}
        series = Series(counts, frozenset(codes), counts.keys(), series_breaks(_KEYS[source]))
        yield from _rows(source, SUPPLIER, shortfalls(series), named)


def told(covered: Iterable[Covered], short: Sequence[AreaCovered]) -> Iterator[Covered]:
    """Every month as a report of the borough has it: one that lacks areas is partial, and names them."""
    by_month: dict[tuple[int, date], list[AreaCovered]] = {}
    for each in short:
        by_month.setdefault((each.source, each.month), []).append(each)
    for month in covered:
        lacking = by_month.get((month.source, month.month), [])
        if lacking and month.state in {State.COMPLETE, State.PARTIAL}:
            words = lacking_words({each.name: each.state for each in lacking})
            reason = "; ".join(part for part in (month.reason, words) if part)
            yield replace(month, state=State.PARTIAL, reason=reason)
        else:
            yield month


def _counts(connection: Connection, query: str, called: Callable[[Any], str]) -> dict[int, dict[date, dict[str, int]]]:
    counts: dict[int, dict[date, dict[str, int]]] = {}
    for source, month, area, n in connection.exec_driver_sql(query).all():
        counts.setdefault(source, {}).setdefault(month, {})[called(area)] = int(n)
    return counts


def _rows(source: int, kind: str, short: Mapping[date, Mapping[str, Short]], named: Mapping[str, str]) -> Iterator[AreaCovered]:
    for month, areas in sorted(short.items()):
        for area in named:
            if each := areas.get(area):
                state = State.PARTIAL if each.count else State.MISSING
                yield AreaCovered(source, month, kind, area, named[area], state, short_words(kind, each.count, each.expected))
