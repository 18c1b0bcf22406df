"""Made-up answers for the tests of what is read out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from data_access import months
from data_access.catalogue import DIMENSIONS, MEASURES, SOURCES
from data_access.released import Coverage, MonthCoverage, Provenance, Released, Row, State, Status

STAMP = Provenance("20260101T000000Z-00000000", datetime(2026, 1, 1, tzinfo=UTC), demonstration=False)


def coverage(first: str, last: str, gaps: Mapping[str, tuple[State, str]] | None = None) -> tuple[MonthCoverage, ...]:
    """Months from ``first`` to ``last`` (``2023-09``), complete but for ``gaps``."""
    since, until = months.parse(first), months.parse(last)
    assert since is not None
    assert until is not None
    known = gaps or {}
    return tuple(
        MonthCoverage(month, *known.get(months.address(month), (State.COMPLETE, ""))) for month in months.between(since, until)
    )


def answer(
    by: str,
    rows: Iterable[tuple[str | tuple[str, ...], int | None]],
    *,
    source: str = "stop-and-search",
    covered: tuple[MonthCoverage, ...] = (),
    names: Mapping[str, str] | None = None,
) -> Released:
    """An answer as the gate would let it through; ``by`` is a comma-separated list, a value of None is withheld."""
    found = tuple(
        Row((keys,) if isinstance(keys, str) else keys, value, Status.WITHHELD if value is None else Status.SHOWN)
        for keys, value in rows
    )
    values = [row.value for row in found]
    since, until = (covered[0].month, covered[-1].month) if covered else (date(2022, 10, 1), date(2023, 9, 1))
    return Released(
        by=tuple(DIMENSIONS[key] for key in by.split(",") if key),
        rows=found,
        total=None if None in values else sum(value for value in values if value is not None),
        source=SOURCES[source],
        measure=MEASURES["count"],
        since=since,
        until=until,
        coverage=Coverage(covered),
        provenance=STAMP,
        question="Searches, all of the borough",
        address="source=stop-and-search",
        names=names or {},
    )
