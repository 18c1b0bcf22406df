"""What does one snapshot hold beside its records: indicators, and the counts that rates divide by?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import func, or_, select

from data_access.catalogue import FIGURES
from data_access.catalogue.figures import BASES
from data_access.disclosure import Figured
from data_access.indicators import Figure, FigureQuestion, HeldFigures
from data_access.schema import denominators, indicators
from data_access.warehouse.opening import Snapshot

_LONDON = "london"  # stands beside the borough wherever its areas are asked about


def figured(snapshot: Snapshot, question: FigureQuestion, names: Mapping[str, str]) -> Figured:
    """The figures asked for, area by area in the order of their codes; not yet released."""
    table = indicators.c
    wanted = [table.source == question.source, table.indicator == question.indicator]
    if not question.everywhere:
        wanted.append(or_(table.ours, table.area_kind == _LONDON))
    if question.areas:
        wanted.append(table.area_kind == question.areas)
    for column, chosen in ((table.area, question.area), (table.whose, question.group)):
        if chosen:
            wanted.append(column.in_(chosen))
    if question.since:
        wanted.append(table.until >= question.since)
    if question.until:
        wanted.append(table.since <= question.until)
    rows = snapshot.rows(select(indicators).where(*wanted).order_by(table.area_kind, table.area, table.since, table.whose))
    listed = [
        Figure(
            row.area,
            names.get(row.area, ""),
            row.ours,
            row.period,
            row.since,
            row.until,
            row.whose,
            row.value,
            row.lower,
            row.upper,
            row.base,
        )
        for row in rows
    ]
    return Figured(tuple(dict.fromkeys(row.area_kind for row in rows)), listed)


def held(snapshot: Snapshot) -> Iterator[HeldFigures]:
    """Every indicator and denominator that is loaded, of sources that may be shown."""
    yield from _indicators(snapshot)
    yield from _denominators(snapshot)


def _indicators(snapshot: Snapshot) -> Iterator[HeldFigures]:
    table = indicators.c
    keys = (table.source, table.indicator, table.area_kind, table.period)
    ours = func.count(func.distinct(table.area)).filter(or_(table.ours, table.area_kind == _LONDON))
    statement = select(*keys, ours, func.min(table.since), func.max(table.until)).group_by(*keys).order_by(*keys)
    for source, slug, kind, period, areas, since, until in snapshot.rows(statement):
        publisher = FIGURES.get(source)
        if publisher is not None and publisher.open and slug in publisher.indicators:
            label = publisher.indicators[slug].label
            yield HeldFigures(publisher, label, slug, kind, areas, since, until, period)


def _denominators(snapshot: Snapshot) -> Iterator[HeldFigures]:
    table = denominators.c
    keys = (table.source, table.base, table.vintage, table.area_kind)
    everybody = (table.bands == "total", table.gender == 0)
    statement = select(*keys, func.count(), func.sum(table.n)).where(*everybody).group_by(*keys).order_by(*keys)
    for source, base, vintage, kind, areas, total in snapshot.rows(statement):
        publisher = FIGURES.get(source)
        if publisher is not None and publisher.open:
            yield HeldFigures(publisher, BASES[base], base, kind, areas, date.min, date.min, "", vintage, int(total))
