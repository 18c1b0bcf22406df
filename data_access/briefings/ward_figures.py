"""What do publishers tell of one ward, beside what is recorded there? Figures as published, beside the borough's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median_low

from data_access import months
from data_access.catalogue import FIGURES, FigureKind, FigureSource
from data_access.holdings import Area, Fit
from data_access.indicators import Figure, FigureQuestion, ReleasedFigures
from data_access.portrait import Level, Spread, Told
from data_access.warehouse import Warehouse

WHOLE = 0.95  # a small area is said to lie whole in a ward where so much of its ground does
_STEPS = {"month": 1, "quarter": 3, "calendar-year": 12, "financial-year": 12}
_MOST_POINTS = 120


def ward_figures(warehouse: Warehouse, ward: Area) -> tuple[Told, ...]:
    """Every indicator that is known of the ward: of itself, or of the small areas that mostly lie in it.

    A source's ``headline`` says which of its indicators are shown, in its
    order; without one, all that are held by ward are.
    """
    return tuple(told for source, slug in _offered(warehouse) if (told := _told(warehouse, ward, source, slug)) is not None)


def _offered(warehouse: Warehouse) -> Iterator[tuple[FigureSource, str]]:
    held = {(each.source.key, each.slug, each.area_kind) for each in warehouse.figures_held}
    for key, source in FIGURES.items():
        if source.open and source.kind is FigureKind.INDICATORS:
            for slug in source.headline or source.indicators:
                if (key, slug, "ward") in held or (source.headline and (key, slug, "lsoa") in held):
                    yield source, slug


def _told(warehouse: Warehouse, ward: Area, source: FigureSource, slug: str) -> Told | None:
    by_ward = warehouse.figures(FigureQuestion(source.key, slug, area=(ward.code,), group=("",)))
    if by_ward.rows:
        borough = warehouse.figures(FigureQuestion(source.key, slug, areas="borough", group=("",)))
        return Told(by_ward.source, by_ward.indicator, by_ward.provenance, level=_level(by_ward.rows, borough.rows))
    small = warehouse.figures(FigureQuestion(source.key, slug, areas="lsoa", group=("",)))
    found = _spread(small, warehouse.fits, ward.code)
    return Told(small.source, small.indicator, small.provenance, spread=found) if found is not None else None


def _level(here: Sequence[Figure], borough: Sequence[Figure]) -> Level:
    """The latest figure of the ward, the borough's of the same time, and what went before."""
    latest = max(here, key=lambda row: (row.until, row.since))
    same = [row for row in here if row.period == latest.period]
    beside = next((row for row in borough if (row.period, row.since, row.until) == _time(latest)), None)
    return Level(latest, beside, tuple(_line(same)))


def _time(row: Figure) -> tuple[str, date, date]:
    return row.period, row.since, row.until


def _line(rows: Sequence[Figure]) -> Iterator[tuple[date, float | None]]:
    """Each period from the first to the last, None where it was not published; nothing where periods do not follow another."""
    step = _STEPS.get(rows[0].period, 0)
    known = {row.since: row.value for row in rows}
    if step and len(known) > 1:
        span = [*months.between(min(known), max(known))][::step][-_MOST_POINTS:]
        yield from ((month, known.get(month)) for month in span)


def _spread(small: ReleasedFigures, fits: Mapping[str, Fit], ward: str) -> Spread | None:
    """How the small areas of a ward lie among the borough's, at the latest time that is published of them."""
    latest = max((_time(row)[1:] for row in small.rows), default=None)
    rows = [row for row in small.rows if (row.since, row.until) == latest]
    here = [row for row in rows if row.area in fits and fits[row.area].ward == ward]
    if not here:
        return None
    astride = sum(fits[row.area].share < WHOLE for row in here)
    ours, all_ours = sorted(row.value for row in here), sorted(row.value for row in rows)
    middles = median_low(ours), median_low(all_ours)
    return Spread(*_time(here[0]), tuple(ours), middles[0], tuple(all_ours), middles[1], astride)
