"""A snapshot's small tables, read once: areas, residents, coverage, names."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import func, select

from data_access import months
from data_access.catalogue import SOURCES
from data_access.catalogue.dimensions import area_code
from data_access.holdings import Area, LoadedFile
from data_access.queries import LOCATED, OTHER_WARDS
from data_access.released import Apportioned, MonthCoverage, Provenance, State
from data_access.schema import (
    SOURCE_CODES,
    apportioning,
    area_counts,
    area_coverage,
    areas,
    coverage,
    files,
    incidents,
    places,
    postcodes,
    quarantine,
    slots,
)
from data_access.warehouse.opening import Snapshot
from data_access.warehouse.people import People
from data_access.warehouse.shapes import Shapes

# police.uk's generic names: they say what stands there, not where it is.
_GENERIC = (
    "supermarket",
    "shopping area",
    "parking area",
    "petrol station",
    "sports/recreation area",
    "pedestrian subway",
    "nightclub",
    "hospital",
    "police station",
    "park/open space",
    "further/higher educational building",
    "theatre/concert hall",
    "conference/exhibition centre",
    "bus/coach station",
)
# Layouts of sources that no page may tell of.
_CLOSED = frozenset(layout.name for source in SOURCES.values() if not source.open for layout in source.layouts)


class Facts:
    """What one snapshot says apart from its records."""

    def __init__(self, snapshot: Snapshot, damage: str = "") -> None:
        self._snapshot = snapshot
        self._damage = damage
        self._shapes = Shapes(snapshot)

    @cached_property
    def provenance(self) -> Provenance:
        stated = self._snapshot.meta
        return Provenance(
            snapshot=self._snapshot.path.stem,
            created_at=datetime.fromisoformat(stated["created_at"]),
            demonstration=stated.get("demonstration") == "yes",
            damage=self._damage,
        )

    @cached_property
    def all_areas(self) -> tuple[Area, ...]:
        columns = (areas.c.kind, areas.c.code, areas.c.name, areas.c.lat, areas.c.lng, areas.c.area_km2)
        rows = self._snapshot.rows(select(*columns, areas.c.in_borough, areas.c.simplified).order_by(areas.c.kind, areas.c.code))
        return tuple(Area(row[0], area_code(row[1]), *row[2:]) for row in rows)

    def areas(self, kind: str) -> tuple[Area, ...]:
        return tuple(area for area in self.all_areas if area.kind == kind)

    @cached_property
    def area_names(self) -> Mapping[str, str]:
        return {area.code: area.name for area in self.all_areas}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Area code or cell to name; a cell is named after its commonest named place."""
        named = dict(self.area_names)
        for resolution in (8, 9, 10):
            named |= {cell: f"Around {name}" for cell, name in self._cell_names(resolution).items()}
        return named

    def _cell_names(self, resolution: int) -> dict[str, str]:
        cell = places.c[f"h3_{resolution}"]
        statement = (
            select(cell, places.c.name, func.count())
            .join(incidents, incidents.c.place == places.c.place)
            .where(places.c.name.is_not(None), cell.is_not(None), func.lower(places.c.name).not_in(_GENERIC))
            .where(incidents.c.source.in_([code for key, code in SOURCE_CODES.items() if SOURCES[key].open]))
            .group_by(cell, places.c.name)
        )
        best: dict[int, tuple[int, str]] = {}
        for row in self._snapshot.rows(statement):
            best[row[0]] = max(best.get(row[0], (0, "")), (row[2], row[1]))
        return {f"{number:x}": name for number, (_, name) in best.items()}

    @cached_property
    def _coverage(self) -> dict[str, tuple[tuple[MonthCoverage, frozenset[str]], ...]]:
        by_source: dict[str, dict[date, tuple[MonthCoverage, frozenset[str]]]] = {key: {} for key in SOURCE_CODES}
        keys = {code: key for key, code in SOURCE_CODES.items()}
        known = coverage.c.source.in_(list(keys))  # a load may have read a source file that was not there when this Lion started
        for row in self._snapshot.rows(select(coverage).where(known)):
            entry = MonthCoverage(row.month, State(row.state), row.reason, row.through)
            by_source[keys[row.source]][row.month] = (entry, frozenset(row.types.split(",")) - {""})
        return {key: _without_holes(entries) for key, entries in by_source.items()}

    def coverage(self, source: str, crime_types: frozenset[str] = frozenset()) -> tuple[MonthCoverage, ...]:
        """Every month from the first to the last loaded, as far as the types asked for are concerned."""
        return tuple(_of_types(entry, types, crime_types) for entry, types in self._coverage[source])

    @cached_property
    def _short(self) -> Mapping[str, Mapping[date, Mapping[str, MonthCoverage]]]:
        """Source to month to the wards and suppliers of which nothing or too little came, as the files show them."""
        keys = {code: key for key, code in SOURCE_CODES.items()}
        found: dict[str, dict[date, dict[str, MonthCoverage]]] = {}
        for row in self._snapshot.rows(select(area_coverage).where(area_coverage.c.source.in_(list(keys)))):
            entry = MonthCoverage(row.month, State(row.state), row.reason)
            found.setdefault(keys[row.source], {}).setdefault(row.month, {})[row.area] = entry
        return found

    def short(self, source: str) -> Mapping[date, Mapping[str, MonthCoverage]]:
        """By month, the wards and suppliers of which nothing or too little came."""
        return self._short.get(source, {})

    def areas_held(self, source: str, month: date) -> frozenset[str]:
        """The wards and suppliers of which records are held in a month; asked only where somebody said that nothing came."""
        code, found = SOURCE_CODES[source], set[str]()
        for table in (incidents, area_counts):
            wards = select(table.c.ward).where(table.c.source == code, table.c.month == month, table.c.ward.is_not(None))
            found |= {area_code(row[0]) for row in self._snapshot.rows(wards.distinct())}
        senders = select(slots.c.supplier).where(slots.c.source == code, slots.c.month == month, slots.c.rows > 0)
        return frozenset(found | {row[0] for row in self._snapshot.rows(senders.distinct()) if row[0]})

    @cached_property
    def suppliers(self) -> Mapping[str, tuple[str, ...]]:
        """Source to the codes of those of several who sent anything, in order."""
        statement = select(slots.c.source, slots.c.supplier).where(slots.c.supplier != "").distinct().order_by(slots.c.supplier)
        found: dict[int, list[str]] = {}
        for source, code in self._snapshot.rows(statement):
            found.setdefault(source, []).append(code)
        return {key: tuple(found.get(code, ())) for key, code in SOURCE_CODES.items()}

    @cached_property
    def loaded_on(self) -> Mapping[str, Mapping[date, date]]:
        """Source to month to the day (UTC) on which the last file that speaks for it was loaded."""
        latest = func.max(files.c.loaded_at)
        statement = select(slots.c.source, slots.c.month, latest).join(files, files.c.file == slots.c.file)
        found: dict[int, dict[date, date]] = {}
        for source, month, moment in self._snapshot.rows(statement.group_by(slots.c.source, slots.c.month)):
            found.setdefault(source, {})[month] = moment.date()
        return {key: found.get(code, {}) for key, code in SOURCE_CODES.items()}

    @property
    def _closed(self) -> frozenset[str]:
        """Layouts that no page may tell of: those known here, and those known to whoever loaded, who may know more."""
        return _CLOSED | frozenset(json.loads(self._snapshot.meta.get("closed_layouts", "[]")))

    @cached_property
    def files(self) -> tuple[LoadedFile, ...]:
        """Every file of the load history, but those of sources that are not open: their names and sizes tell of people."""
        rows = self._snapshot.rows(select(files).where(files.c.layout.not_in(self._closed)).order_by(files.c.file))
        return tuple(
            LoadedFile(r.name, r.layout, r.rows_in, r.rows_loaded, r.rows_rejected, r.rows_repeated, r.loaded_at, r.fate)
            for r in rows
        )

    @cached_property
    def quarantined(self) -> Mapping[str, int]:
        """Rows of open sources that could not be used, by rule."""
        seen = quarantine.c.file.in_(select(files.c.file).where(files.c.layout.not_in(self._closed)))
        statement = select(quarantine.c.rule, func.count()).where(seen).group_by(quarantine.c.rule).order_by(quarantine.c.rule)
        return {row[0]: row[1] for row in self._snapshot.rows(statement)}

    @cached_property
    def people(self) -> People:
        """Who lives where."""
        return People(self._snapshot)

    @cached_property
    def ward_kinds(self) -> Mapping[str, frozenset[str]]:
        """The kinds of ward ("ward", "old_ward") that each source's counts of the borough were made on."""
        told = {kind: area_counts.c[kind].is_not(None) for kind in OTHER_WARDS}
        located = area_counts.c.location == LOCATED
        statement = select(area_counts.c.source, *(func.bool_or(each) for each in told.values())).where(located)
        rows = {row[0]: row[1:] for row in self._snapshot.rows(statement.group_by(area_counts.c.source))}
        found = {key: zip(told, rows.get(code, ()), strict=False) for key, code in SOURCE_CODES.items()}
        return {key: frozenset(kind for kind, holds in pairs if holds) for key, pairs in found.items()}

    @cached_property
    def apportioning(self) -> Mapping[str, Apportioned]:
        """How counts are shared out to each kind of ward, and how far off that was; empty without boundaries of both."""
        rows = self._snapshot.rows(select(apportioning))
        return {r.asked: Apportioned(r.asked, r.by, r.source, r.records, r.half_within, r.nine_in_ten_within) for r in rows}

    def apportioned(self, shared: Collection[str]) -> Apportioned | None:
        """What is said of counts shared out to these kinds of ward; of parts of both at once, the kind further off."""
        told = [self.apportioning[kind] for kind in shared if kind in self.apportioning]
        return max(told, key=lambda each: each.nine_in_ten_within, default=None)

    def postcode(self, postcode: str) -> tuple[float, float, str] | None:
        """(lat, lng, ward code or "") of a postcode in any spelling; None where it is not loaded."""
        compact = "".join(postcode.upper().split())
        rows = self._snapshot.rows(select(postcodes).where(postcodes.c.postcode == compact))
        return next(((r.lat, r.lng, area_code(r.ward) if r.ward is not None else "") for r in rows), None)

    def shapes(self, kind: str) -> bytes | None:
        """GeoJSON for drawing one kind of area, or the borough's cells of one resolution; None where there are none."""
        return self._shapes.of(kind, self.names)


def _of_types(entry: MonthCoverage, held: frozenset[str], asked: frozenset[str]) -> MonthCoverage:
    """A month that holds some types only is no less whole for those; what else it lacks stays."""
    if not held or not asked or not asked <= held or entry.state is not State.PARTIAL:
        return entry
    lacks = "; ".join(entry.reason.split("; ")[1:])  # the types come first among the reasons
    return MonthCoverage(entry.month, State.PARTIAL if lacks else State.COMPLETE, lacks, entry.through)


_Entry = tuple[MonthCoverage, frozenset[str]]


def _without_holes(
    entries: Mapping[date, tuple[MonthCoverage, frozenset[str]]],
) -> tuple[tuple[MonthCoverage, frozenset[str]], ...]:
    if not entries:
        return ()
    missing = (State.MISSING, "not loaded")
    every = months.between(min(entries), max(entries))
    return tuple(entries.get(month, (MonthCoverage(month, *missing), frozenset[str]())) for month in every)
