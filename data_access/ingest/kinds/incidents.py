"""Which incidents does this file hold, as its layout describes it?

The one reader of every source of incidents in CSV: what differs between them
stands in their files. Answers that are no tables are taken apart elsewhere,
and end here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data_access import months
from data_access.catalogue import DIMENSIONS, Kind
from data_access.catalogue.layouts import Layout
from data_access.ingest.files.csv_rows import Batch, batches
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Content, Reading, Rejected
from data_access.ingest.rows import fields, records, times
from data_access.ingest.rows.declared import OURS, Catalogue
from data_access.ingest.rows.identifiers import refuse_identifiers
from data_access.ingest.rows.records import Checks, Texts
from data_access.ingest.rows.said import words_for_places
from data_access.ingest.rows.street_names import district
from data_access.ingest.rows.words import words_of
from data_access.settings import Settings

# A file may hold several months; one with fewer rows than this share of its fullest month is a stray.
SHARE_OF_A_MONTH = 0.05
Named = Mapping[str, Texts]


@dataclass(slots=True)
class Incidents:
    """One file being read: ``force`` is who polices it where the file does not say, ``last`` the latest month there can be."""

    layout: Layout
    settings: Settings
    force: str = ""
    last: date = field(default_factory=times.this_month)
    rejected: list[Rejected] = field(default_factory=list)
    boroughs: set[str] = field(default_factory=set)
    catalogue: Catalogue = OURS

    def read(self, member: Member) -> Reading:
        """A CSV's incidents."""
        tables = [self._batch(member, batch) for batch in batches(member, self.rejected)]
        return self.reading(tables)

    def reading(self, tables: list[pa.Table]) -> Reading:
        """What the batches come to."""
        table = records.joined(tables)
        rows_in = table.num_rows + len(self.rejected)
        if self.layout.one_month:
            table, strays = _without_strays(table, self._column("moment"))
            self.rejected += strays
        scope = fields.area_scope(self.boroughs, self.layout, self.settings)
        spoken = _every_month(table) if self.layout.continuous else ()
        return Reading(self.layout.name, Content.INCIDENTS, table, rows_in, self.rejected, months=spoken, area_scope=scope)

    def _batch(self, member: Member, batch: Batch) -> pa.Table:
        secret = not self.catalogue.sources[self.layout.source].open
        if secret or self.layout.fields_to("free_text"):
            refuse_identifiers(member.name, self.layout, batch, words_only=not secret)
        checks = Checks(batch.lines, self.rejected, secret=secret)
        fields.leave_out(self.layout, batch, checks)
        fields.refuse_errors(self.layout, batch, checks)
        return self.table(fields.texts_of(self.layout, batch), checks)

    def table(self, named: Named, checks: Checks) -> pa.Table:
        """Rows of ``records.RECORDS`` from each field's published text."""
        columns: dict[str, object] = {**self._times(named, checks), **self._points(named, checks), **self._areas(named, checks)}
        columns |= self._coded(named, checks)
        columns |= self._plain(named)
        columns |= words_for_places(named.get("free_text"), columns)
        return records.table_of(columns, checks)

    def _column(self, to: str) -> str:
        found = self.layout.field(to)
        return found.title if found else to

    def _times(self, named: Named, checks: Checks) -> dict[str, object]:
        told = next(iter(self.layout.fields_to("month", "day", "moment")))
        column, texts = told.title, named[told.to]
        if told.to == "month":
            return {"month": times.published_months(texts, told.forms, column, checks, last=self.last)}
        if times.UTC_STAMPS in told.forms:
            found = times.london_times(texts, column, checks, last=self.last)
        else:
            found = times.local_times(texts, told.forms, column, checks, last=self.last, clock=told.to == "moment")
        return {"month": found.month, "day": found.day, "hour": found.hour, "weekday": found.weekday}

    def _points(self, named: Named, checks: Checks) -> dict[str, object]:
        for pair, reading in ((("lat", "lng"), records.coordinates), (("easting", "northing"), records.grid_points)):
            if pair[0] in named:
                titles = (self._column(pair[0]), self._column(pair[1]))
                lat, lng = reading(named[pair[0]], named[pair[1]], titles, checks)
                return {"lat": lat, "lng": lng}
        nowhere = np.full(len(checks.lines), np.nan)
        return {"lat": nowhere, "lng": nowhere}

    def _areas(self, named: Named, checks: Checks) -> dict[str, object]:
        found: dict[str, object] = {}
        for each in self.layout.fields_to("ward", "borough"):
            if each.to == "ward":
                wards = fields.areas(named["ward"], each, checks, blank=True)  # its point may say it
                found["stated_ward"] = pa.array(wards, pa.int32(), mask=wards == 0)
            else:
                found["stated"] = fields.locations(named["borough"], each, self.settings, checks)
                self.boroughs.update(named["borough"])
        if self.layout.covers:
            found["stated"] = np.full(len(checks.lines), fields.OURS, dtype=np.int16)
        return found

    def _coded(self, named: Named, checks: Checks) -> dict[str, object]:
        found: dict[str, object] = {}
        for each in self.layout.fields:
            dimension = self.catalogue.dimensions.get(each.to)
            if dimension is None or dimension.kind is not Kind.CODED:
                continue
            if each.fixed:
                found[each.to] = self._same(dimension.code(each.fixed), checks)
            else:
                found[each.to] = records.codes(named[each.to], words_of(each, dimension), each.title, checks)
        if self.layout.force:
            told = self.force if self.layout.force == "told" else self.layout.force
            found["force"] = self._same(DIMENSIONS["force"].code(told), checks)
        return found

    def _same(self, code: int | None, checks: Checks) -> npt.NDArray[np.int16]:
        return np.full(len(checks.lines), code or 0, dtype=np.int16)

    def _plain(self, named: Named) -> dict[str, object]:
        """What is kept as it is written."""
        found: dict[str, object] = {}
        if "name" in named:
            found["name"] = records.labels(named["name"], records.place_name)
        if "district" in named:
            found["district"] = records.labels(named["district"], district)
        if "record_id" in named:
            found["record_id"] = pa.array([text or None for text in named["record_id"]], pa.string())
        if "supplier" in named:
            found["supplier"] = records.labels(named["supplier"], str.strip)
        return found


def _every_month(table: pa.Table) -> tuple[date, ...]:
    """Every month from the first to the last that has a row."""
    ends = pc.min_max(table["month"]).as_py()
    return tuple(months.between(ends["min"], ends["max"])) if ends["min"] else ()


def _without_strays(table: pa.Table, column: str) -> tuple[pa.Table, list[Rejected]]:
    """A monthly file's few rows of another London month are set aside: that month's own file has them."""
    counts = pc.value_counts(table["month"]).to_pylist()
    most = max((each["counts"] for each in counts), default=0)
    few = [each["values"] for each in counts if each["counts"] < SHARE_OF_A_MONTH * most]
    if not few:
        return table, []
    stray = pc.is_in(table["month"], value_set=pa.array(few, pa.date32()))
    main = max(counts, key=lambda each: each["counts"])["values"]
    do = f"the file is of {main:%B %Y}, London time; load this row with its own month's file"
    away = table.filter(stray).select(["line", "day"]).to_pylist()
    rejected = [Rejected(row["line"], column, "another month", f"{row['day']:%Y-%m-%d}", do) for row in away]
    return table.filter(pc.invert(stray)), rejected
