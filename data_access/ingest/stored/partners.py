"""How do partners' returns stand, supplier by supplier, and which fields does each leave empty?

For the desk and the letters to suppliers only. Their records are about people
and few, so nothing here is a count: a share is said in tenths, and of a month
with under ``LEAST`` records nothing is said but that it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from data_access import months, snapshot
from data_access.analytics.completeness import Agreement, Held, standings
from data_access.area_states import of_many
from data_access.briefings.returns import MONTHS, day, fields_of, months_asked
from data_access.catalogue import SOURCES, Dimension, Shape, Source
from data_access.catalogue.series_breaks import series_breaks
from data_access.catalogue.suppliers import SUPPLIERS, Supplier, supplier
from data_access.filters import MAX_QUERY
from data_access.ingest.stored.store import attached
from data_access.released import MonthCoverage, State
from data_access.returns import FieldGaps, PartnersBoard, Return, SourceReturns, Standing, SupplierLetter
from data_access.settings import Settings
from data_access.warehouse import Warehouse

LEAST = 10  # records of a month, before a share of them is said
STEP = 10  # shares are said in tenths
_WORKED_OUT = frozenset({"hour", "weekday"})  # of the moment, for which every form asks
FEW = "oddly few records beside the months before: is some missing?"
_SLOTS = """
    SELECT s.supplier, s.month, sum(s.rows), string_agg(DISTINCT nullif(s.note, ''), '; '), max(f.loaded_at)
    FROM old.slots s JOIN old.files f USING (file) WHERE s.source = ? GROUP BY s.supplier, s.month
"""
_GAPS = """
    SELECT s.supplier, i.month, {counted}
    FROM old.incidents i JOIN old.slots s USING (slot) JOIN old.files f USING (file)
    WHERE i.source = ? GROUP BY s.supplier, i.month
"""
Counted = dict[tuple[str, date], list[int]]  # supplier ("" for all) and month; two numbers a field: asked, and left empty


def at(query: object) -> tuple[str, str]:
    """The source and the supplier that an address of the desk names: ``of`` and ``site``; "" where it names none."""
    given = dict(parse_qsl(query[:MAX_QUERY].removeprefix("?"))) if isinstance(query, str) else {}
    return given.get("of", ""), given.get("site", "")


def letter(warehouse: Warehouse, settings: Settings, query: object, clock: date) -> SupplierLetter | None:
    """What there is to tell the partner that an address names; None where it names none that is loaded."""
    key, code = at(query)
    told = returns_of(warehouse, settings, key, code, clock)
    return SupplierLetter(day(warehouse, clock), warehouse.borough, told, ()) if told else None


def board(warehouse: Warehouse, settings: Settings, clock: date) -> PartnersBoard:
    """Every source that is loaded and shown on no page: the source, then each of its suppliers."""
    today = day(warehouse, clock)
    asked = months_asked(None, today)
    closed = [key for key, source in SOURCES.items() if not source.open and warehouse.coverage(key)]
    told = [each for key in closed for each in _source(settings, warehouse, SOURCES[key], asked, today)]
    return PartnersBoard(today, asked, tuple(told))


def returns_of(warehouse: Warehouse, settings: Settings, key: str, code: str, clock: date) -> SourceReturns | None:
    """One supplier's returns ("" for the whole source), for its letter; None where there are none, or the source is open."""
    if key not in SOURCES or SOURCES[key].open or not warehouse.coverage(key):
        return None
    today = day(warehouse, clock)
    told = _source(settings, warehouse, SOURCES[key], months_asked(None, today), today)
    return next((each for each in told if (each.supplier.code if each.supplier else "") == code), None)


def _source(
    settings: Settings, warehouse: Warehouse, source: Source, asked: Sequence[date], today: date
) -> Iterator[SourceReturns]:
    """The source as a whole, with what was set by hand; then its suppliers, where it has any."""
    agreed = Agreement(source.due, series_breaks(source.key))
    held: dict[str, list[Held]] = {}
    for code, month, rows, note, loaded in _rows(settings, _SLOTS, source):
        state = State.PARTIAL if note else State.COMPLETE
        held.setdefault(code, []).append(Held(MonthCoverage(month, state, note or ""), rows, loaded.date()))
    gaps = _counted(settings, source)
    yield SourceReturns(
        source, _uncounted(standings(_whole(warehouse, source, held, asked), asked, agreed, today)), _fields(source, gaps, "")
    )
    told = warehouse.areas_told(source.key, asked)
    first = min((one.entry.month for listed in held.values() for one in listed), default=None)
    for each in _suppliers(source, held, invented=warehouse.provenance.demonstration):
        mine = standings(_by_hand(held.get(each.code, []), told, each.code), asked, replace(agreed, since=first), today)
        yield SourceReturns(source, within(each, _uncounted(mine)), _fields(source, gaps, each.code), each)


def _by_hand(held: Sequence[Held], told: Mapping[date, Mapping[str, MonthCoverage]], code: str) -> list[Held]:
    """A supplier's months, with what somebody said of them; what is worked out of its counts is for ``standings`` to say."""
    said = {month: areas[code] for month, areas in told.items() if code in areas and areas[code].found}
    known = {each.entry.month: each for each in held}
    return [replace(known.get(month, Held(entry, 0)), entry=entry) for month, entry in said.items()] + [
        each for each in held if each.entry.month not in said
    ]


def _rows(settings: Settings, query: str, source: Source) -> list[tuple[Any, ...]]:
    with attached(snapshot.current(settings.store)) as connection:
        return connection.execute(query, [source.code]).fetchall()


def _whole(warehouse: Warehouse, source: Source, held: Mapping[str, Sequence[Held]], asked: Sequence[date]) -> list[Held]:
    """The source's months as readers would be told of them."""
    rows: dict[date, int] = {}
    for each in (one for listed in held.values() for one in listed):
        rows[each.entry.month] = rows.get(each.entry.month, 0) + each.count
    loaded = warehouse.loaded_on(source.key)
    covered = warehouse.coverage(source.key)
    told = warehouse.areas_told(source.key, [entry.month for entry in covered])
    entries = {entry.month: _placeless(entry, source, told.get(entry.month, {})) for entry in covered}
    entries |= {entry.month: entry for entry in warehouse.covering(source.key, asked) if entry.found}
    return [Held(entry, rows.get(month, 0), loaded.get(month)) for month, entry in entries.items()]


def _placeless(entry: MonthCoverage, source: Source, areas: Mapping[str, MonthCoverage]) -> MonthCoverage:
    """A return came, whether or not its places could be found on a map; all of it, where no supplier's lacks."""
    if entry.state is not State.NO_LOCATIONS:
        return entry
    names = {area: supplier(source.key, area).name for area in areas}
    return of_many(MonthCoverage(entry.month, State.COMPLETE), areas, names)


def _suppliers(source: Source, held: Mapping[str, object], *, invented: bool) -> list[Supplier]:
    """Those who sent something and, of a real partnership, those declared; by name. None of a source that one alone publishes."""
    declared = set() if invented else {each.code for each in SUPPLIERS if each.source == source.key}
    codes = {code for code in held if code} | declared
    return sorted((supplier(source.key, code) for code in codes), key=lambda each: (each.name, each.code))


def _uncounted(returned: Sequence[Return]) -> tuple[Return, ...]:
    """The same, without a number."""
    return tuple(
        replace(each, count=None, reason=FEW if each.standing is Standing.DOUBTFUL else each.reason) for each in returned
    )


def within(one: Supplier, returned: Sequence[Return]) -> tuple[Return, ...]:
    """Nothing is expected before a supplier joined and after they left."""
    joined, left = one.joined, one.last_day

    def told(each: Return) -> Return:
        if joined and each.month < joined.replace(day=1):
            return Return(each.month, Standing.NOT_COLLECTED, f"{one.name} joined in {months.words(joined)}")
        if left and each.month > left:
            return Return(each.month, Standing.NOT_COLLECTED, f"{one.name} left in {months.words(left)}")
        return each

    return tuple(map(told, returned))


def _counted(settings: Settings, source: Source) -> Counted:
    """Of every supplier's months, how many records' forms ask each field, and how many of those leave it empty."""
    fields = list(fields_of(source))
    if source.shape is not Shape.INCIDENTS or not fields:
        return {}
    counted = ", ".join(_asked_and_empty(source, field) for field in fields)
    found: Counted = {}
    for code, month, *numbers in _rows(settings, _GAPS.format(counted=counted), source):
        for key in {(code, month), ("", month)}:
            found[key] = [a + b for a, b in zip(found.get(key, [0] * len(numbers)), numbers, strict=True)]
    return found


def _asked_and_empty(source: Source, field: Dimension) -> str:
    """Two counts of records whose form has a column for the field: all of them, and those that leave it empty."""
    told = field.key in _WORKED_OUT
    asking = [each.name for each in source.layouts if told or each.reader != "csv" or each.fields_to(field.key)]
    names = ", ".join("'{}'".format(name.replace("'", "''")) for name in asking)
    asked = f"f.layout IN ({names})" if names else "false"
    return f'count(*) FILTER ({asked}), count(*) FILTER ({asked} AND i."{field.column}" = 0)'


def _fields(source: Source, counted: Counted, code: str) -> tuple[FieldGaps, ...]:
    """Shares in tenths, of months with enough records; and the months whose forms do not ask."""
    mine = {month: numbers for (each, month), numbers in sorted(counted.items()) if each == code}
    latest = dict(list(mine.items())[-MONTHS:])

    def told(place: int, field: Dimension) -> FieldGaps:
        pairs = {month: (numbers[2 * place], numbers[2 * place + 1]) for month, numbers in latest.items()}
        shares = {month: round(STEP * empty / asked) / STEP for month, (asked, empty) in pairs.items() if asked >= LEAST}
        return FieldGaps(field.key, field.title, shares, frozenset(month for month, (asked, _) in pairs.items() if not asked))

    return tuple(told(place, field) for place, field in enumerate(fields_of(source))) if latest else ()
