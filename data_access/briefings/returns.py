"""Whose returns are here, late, in part or missing, and which fields do they leave empty?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from data_access import months
from data_access.analytics.completeness import Agreement, Held, due_day, standings
from data_access.area_states import board_words
from data_access.catalogue import DIMENSIONS, SOURCES, Dimension, Kind, Source
from data_access.catalogue.series_breaks import series_breaks
from data_access.filters import Filters
from data_access.released import MonthCoverage, Released, State
from data_access.returns import TO_CHASE, FieldGaps, ReturnsBoard, SourceReturns, Standing, SupplierLetter
from data_access.warehouse import Warehouse

MONTHS = 24
# Which part of a table a record belongs to, and how surely words were placed: not what somebody wrote down.
_NO_FIELDS = frozenset({"force", "category", "confidence"})
# What is chased first: a source's worst month decides its place.
_URGENCY = (Standing.LATE, Standing.DOUBTFUL, Standing.PARTIAL, Standing.NOT_SUPPLIED)


def board(warehouse: Warehouse, query: str, clock: date) -> ReturnsBoard:
    """Every open source that has been loaded; the last two years up to the month before today, or up to the address's."""
    today = day(warehouse, clock)
    asked = months_asked(Filters.from_query(query).until, today)
    told = [source_returns(warehouse, key, asked, today) for key in warehouse.sources()]
    return ReturnsBoard(today, asked, tuple(sorted(told, key=_place)), warehouse.borough, today != clock)


def day(warehouse: Warehouse, clock: date) -> date:
    """The day on which returns are looked at: today; of a demonstration, the day after its last return was expected.

    A demonstration's files end where they end: by the clock, everything in it
    would soon be late.
    """
    if not warehouse.ready or not warehouse.provenance.demonstration:
        return clock
    expected = [due_day(SOURCES[key].due, warehouse.loaded(key)[1]) for key in warehouse.sources()]
    return max((each + timedelta(days=1) for each in expected if each), default=clock)


def letter(warehouse: Warehouse, query: str, clock: date) -> SupplierLetter:
    """What there is to tell the supplier of the source the address names."""
    today = day(warehouse, clock)
    loaded = warehouse.sources()
    asked = Filters.from_query(query, source="")
    until = months_asked(asked.until, today)
    told = source_returns(warehouse, asked.source, until, today) if asked.source in loaded else None
    return SupplierLetter(today, warehouse.borough, told, tuple(SOURCES[key] for key in loaded))


def months_asked(until: date | None, today: date) -> tuple[date, ...]:
    """The months across: those that have ended by ``today``."""
    ended = months.shift(today.replace(day=1), -1)
    last = min(until or ended, ended)
    return tuple(months.between(months.shift(last, 1 - MONTHS), last))


def source_returns(warehouse: Warehouse, key: str, asked: Sequence[date], today: date) -> SourceReturns:
    """One source's months as they stand, and its empty fields."""
    source = SOURCES[key]
    fields = tuple(fields_of(source))
    answers = warehouse.tables(Filters(key), [("month",), *(("month", field.key) for field in fields)])
    counts = {months.parse(slug): n or 0 for slug, n in answers[("month",)].values().items()}
    loaded = warehouse.loaded_on(key)
    entries = {entry.month: entry for entry in (*warehouse.coverage(key), *held_beyond(warehouse, key, asked))}
    entries |= _with_areas(warehouse, key, entries)
    held = [Held(entry, counts.get(month, 0), loaded.get(month)) for month, entry in entries.items()]
    gaps = [_gaps(field, answers[("month", field.key)]) for field in fields]
    gaps += [_gaps(DIMENSIONS["location"], warehouse.counts(Filters(key), ("month", "location")))] if _placed(source) else []
    return SourceReturns(source, standings(held, asked, Agreement(source.due, series_breaks(key)), today), tuple(gaps))


def held_beyond(warehouse: Warehouse, key: str, asked: Sequence[date]) -> list[MonthCoverage]:
    """Months asked for whose state somebody set, also those of which nothing is loaded."""
    return [entry for entry in warehouse.covering(key, asked) if entry.found]


def _with_areas(warehouse: Warehouse, key: str, entries: Mapping[date, MonthCoverage]) -> dict[date, MonthCoverage]:
    """The months in which wards are not whole, with how many and every name."""
    wards = {area.code: area.name for area in warehouse.areas("ward")}
    whole = {entry.month: entry for entry in warehouse.whole(key, entries)}
    lacking: dict[date, MonthCoverage] = {}
    for month, areas in warehouse.areas_told(key, entries).items():
        states = {wards[area]: each.state for area, each in sorted(areas.items()) if area in wards and not each.comparable}
        if states and entries[month].state is State.PARTIAL and entries[month].found is None:
            words = board_words(states, len(wards), ("ward", "wards"))
            lacking[month] = replace(entries[month], reason="; ".join(part for part in (whole[month].reason, words) if part))
    return lacking


def fields_of(source: Source) -> Iterator[Dimension]:
    """The coded fields whose absence a record can show; values that overlap divide a table, they are no field."""
    dividing = source.alternatives.dimension if source.alternatives else ""
    for key, dimension in DIMENSIONS.items():
        if dimension.kind is Kind.CODED and key in source.carries - _NO_FIELDS - {"location", dividing}:
            yield dimension


def _placed(source: Source) -> bool:
    """Whether its records stand at points, which a record can lack."""
    return source.finest_cell > 0 and "location" in source.carries


def _gaps(field: Dimension, answered: Released) -> FieldGaps:
    """Records without the field, of all of a month's."""
    whole: dict[date, int] = {}
    empty: dict[date, int] = {}
    for row in answered.rows:
        month = months.parse(row.keys[0])
        if month is not None and row.value is not None:
            whole[month] = whole.get(month, 0) + row.value
            empty[month] = empty.get(month, 0) + (row.value if row.keys[1] == field.slugs[0] else 0)
    return FieldGaps(field.key, field.title, _shares(empty, whole))


def _shares(empty: Mapping[date, int], whole: Mapping[date, int]) -> dict[date, float]:
    return {month: empty[month] / n for month, n in sorted(whole.items()) if n}


def _place(returns: SourceReturns) -> tuple[float, ...]:
    """Late first, then what is doubtful, partial or missing: the more months the sooner; the catalogue's order otherwise."""
    found = {each.standing for each in returns.months} & TO_CHASE
    worst = min((_URGENCY.index(standing) for standing in found), default=len(_URGENCY))
    return worst, -len(returns.standing(*TO_CHASE)), returns.source.code
