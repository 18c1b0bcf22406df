"""How many were counted in each area and month, as the file's layout describes it?

Two forms: wide, a row for each area and kind with a column a month; and long,
a row for each area, month and kind. Made long here: one row of the table for
each that is not nought. Noughts are not kept, but their month was there:
``months`` lists them all, so that nobody takes an absent row for an absent
month.

The table has ``schema.area_counts``' columns but ``slot``; ``rows_in`` counts
the file's lines, each used whole or rejected whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data_access import months
from data_access.catalogue import DIMENSIONS, Kind
from data_access.catalogue.layouts import Layout
from data_access.errors import BadInput
from data_access.ingest.files import workbook
from data_access.ingest.files.csv_rows import Batch, batches
from data_access.ingest.files.heading import heading, whole
from data_access.ingest.files.opening import Member, Packing
from data_access.ingest.files.reading import Content, Reading, Rejected
from data_access.ingest.rows import fields, records, times
from data_access.ingest.rows.declared import OURS, Catalogue
from data_access.ingest.rows.identifiers import refuse_identifiers
from data_access.ingest.rows.records import Checks, Mask, Texts
from data_access.ingest.rows.words import words_of
from data_access.schema import area_counts
from data_access.settings import Settings

_CODED = tuple(column.name for column in area_counts.columns if column.name in DIMENSIONS and DIMENSIONS[column.name].values)
_AREAS = ("ward", "old_ward", "lsoa")
_WIDTHS = {**dict.fromkeys(("n", "line", *_AREAS), pa.int32()), "month": pa.date32()}
COLUMNS = pa.schema([(each.name, _WIDTHS.get(each.name, pa.int16())) for each in area_counts.columns if each.name != "slot"])
_DO = "take the row from the file as it was published"
Ints = npt.NDArray[np.int32]


@dataclass(slots=True)
class Counts:
    """One file being read."""

    layout: Layout
    settings: Settings
    today: date = field(default_factory=times.today)
    rejected: list[Rejected] = field(default_factory=list)
    boroughs: set[str] = field(default_factory=set)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    found: set[date] = field(default_factory=set)
    wholes: list[int] = field(default_factory=list)
    used: int = 0
    catalogue: Catalogue = OURS

    def read(self, member: Member) -> Reading:
        header = heading(member)
        if not self.layout.heads(header):
            expected = ",".join(self.layout.heading) + (" and a column for each month" if self.layout.wide else "")
            raise BadInput(
                f"This is no file of {self.layout.name}", file=member.name, line=member.first_line, expected=expected, do=_DO
            )
        columns = self._months(header[len(self.layout.heading) :], member)
        tables = [self._batch(member, batch, columns) for batch in batches(member, self.rejected)]
        table = self._beyond_wards(pa.concat_tables([COLUMNS.empty_table(), *tables]).combine_chunks())
        return Reading(
            self.layout.name,
            Content.AREA_COUNTS,
            table,
            self.used + len(self.rejected),
            self.rejected,
            months=self._spoken(columns),
            area_scope=fields.area_scope(self.boroughs, self.layout, self.settings) or "force",
            force=DIMENSIONS["force"].code(self.layout.force) or 0,
        )

    def _beyond_wards(self, table: pa.Table) -> pa.Table:
        """The rows of whole boroughs left with what no other row counts; the rest as it is."""
        if not self.wholes:
            return table
        whole = pc.is_in(table["line"], pa.array(self.wholes, pa.int32()))
        others = table.filter(pc.invert(whole))
        keys = [name for name in table.column_names if name not in {"n", "line", *_AREAS}]
        parts = others.group_by(keys).aggregate([("n", "sum")])
        counted = {tuple(row[name] for name in keys): int(row["n_sum"]) for row in parts.to_pylist()}
        rows: dict[tuple[object, ...], list[dict[str, int]]] = {}
        for row in table.filter(whole).to_pylist():
            rows.setdefault(tuple(row[name] for name in keys), []).append(row)
        left = [row for key, same in rows.items() for row in self._left(same, counted.get(key, 0))]
        beyond = pa.Table.from_pylist(left, schema=COLUMNS)
        return pa.concat_tables([others, beyond]).sort_by("line").combine_chunks()

    def _left(self, same: Sequence[dict[str, int]], by_ward: int) -> list[dict[str, int]]:
        """What a borough's rows of one kind and month count beyond its wards' rows; those that count less are set aside."""
        count = sum(row["n"] for row in same)
        if count < by_ward:
            column, rule = self.layout.whole.column if self.layout.whole else "", "a borough counts no less than its wards"
            told = f"{count:,} where the wards' rows count {by_ward:,}"
            self.rejected += [Rejected(row["line"], column, rule, told, _DO) for row in same]
            self.used -= len(same)
        return [{**same[0], "n": count - by_ward}] if count > by_ward else []

    def _spoken(self, columns: Sequence[date]) -> tuple[date, ...]:
        """Every month the file speaks for, those between its first and last too where its layout says so."""
        told = sorted({*columns, *self.found})
        return tuple(months.between(told[0], told[-1])) if told and self.layout.continuous else tuple(told)

    def _months(self, names: Sequence[str], member: Member) -> tuple[date, ...]:
        """The months that head a wide file's columns: each once, none in the future."""
        found: list[date] = []
        for name in names:
            moment = times.written(name, (self.layout.months, *(workbook.ISO["day"] if member.packing is Packing.SHEET else ())))
            month = moment.date().replace(day=1) if moment else None
            like = date(2023, 8, 1).strftime(self.layout.months)
            if month is None or month > self.today:
                what = "This month has not begun" if month else f"“{name[:40]}” is no month"
                expected = f"a past month such as {like}"
                raise BadInput(what, file=member.name, line=member.first_line, field=name[:40], expected=expected, do=_DO)
            if month in found:
                expected = "each month once"
                raise BadInput(
                    "This month stands twice", file=member.name, line=member.first_line, field=name, expected=expected, do=_DO
                )
            found.append(month)
        return tuple(found)

    def _batch(self, member: Member, batch: Batch, columns: tuple[date, ...]) -> pa.Table:
        secret = not self.catalogue.sources[self.layout.source].open
        if secret:
            refuse_identifiers(member.name, self.layout, batch)
        checks = Checks(batch.lines, self.rejected, secret=secret)
        fields.leave_out(self.layout, batch, checks)
        fields.refuse_errors(self.layout, batch, checks)
        named = fields.texts_of(self.layout, batch)
        whole_borough = fields.whole_rows(self.layout, batch)
        facts = self._facts(named, whole_borough, checks)
        numbers = self._wide(batch, columns, checks) if self.layout.wide else self._long(named, checks)
        if self.layout.once:
            self._refuse_repeated(batch, checks)
        self.used += int(checks.good.sum())
        self.wholes += [int(line) for line in np.asarray(checks.lines)[whole_borough & checks.good]]
        if "borough" in named:
            self.boroughs.update(text for text, good in zip(named["borough"], checks.good, strict=True) if good)
        return self._table(facts, numbers, columns, checks)

    def _facts(self, named: Mapping[str, Texts], whole_borough: Mask, checks: Checks) -> dict[str, npt.NDArray[np.generic]]:
        """What each row says besides its numbers."""
        found: dict[str, npt.NDArray[np.generic]] = {}
        for each in self.layout.fields:
            dimension = self.catalogue.dimensions.get(each.to)
            if each.to in {"ward", "lsoa"}:
                found[each.to] = fields.areas(named[each.to], each, checks, none=whole_borough)
            elif each.to == "borough":
                found["location"] = fields.locations(named["borough"], each, self.settings, checks)
            elif each.fixed and dimension:
                found[each.to] = np.full(len(checks.lines), dimension.code(each.fixed), dtype=np.int16)
            elif dimension and dimension.kind is Kind.CODED:
                found[each.to] = records.codes(named[each.to], words_of(each, dimension), each.title, checks)
        if "location" not in found:
            found["location"] = np.full(len(checks.lines), fields.OURS, dtype=np.int16)
        found["month"] = self._long_months(named, checks)
        return found

    def _long_months(self, named: Mapping[str, Texts], checks: Checks) -> npt.NDArray[np.datetime64]:
        told = next(iter(self.layout.fields_to("month", "day")), None)
        if told is None:
            return np.full(len(checks.lines), np.datetime64("NaT"), dtype="datetime64[M]")
        last = self.today.replace(day=1)
        return times.published_months(named[told.to], told.forms, told.title, checks, last=last)

    def _wide(self, batch: Batch, columns: tuple[date, ...], checks: Checks) -> Ints:
        """A column of numbers for each month."""
        start = len(self.layout.heading)
        return np.stack([self._whole(batch.columns[start + at], self._name(month), checks) for at, month in enumerate(columns)])

    def _long(self, named: Mapping[str, Texts], checks: Checks) -> Ints:
        told = self.layout.field("n")
        return np.stack([self._whole(named["n"], told.title if told else "n", checks)])

    def _name(self, month: date) -> str:
        return month.strftime(self.layout.months)

    def _whole(self, texts: Texts, column: str, checks: Checks) -> Ints:
        positions, each = records.distinct(texts)
        numbers = [whole(text) for text in each]
        found = np.array([-1 if n is None else n for n in numbers], dtype=np.int32)[positions]
        rule = "a whole number of offences" if self.layout.wide else "a whole number"
        checks.refuse(found < 0, column, rule, value=texts.__getitem__, do=_DO)
        return found

    def _refuse_repeated(self, batch: Batch, checks: Checks) -> None:
        """Each area and kind stands once: the second is set aside."""
        counts = {name for field in self.layout.fields_to("n") for name in field.columns}
        named = [column for name, column in zip(self.layout.heading, batch.columns, strict=False) if name not in counts]
        keys = list(zip(*named, strict=True))
        repeated = np.zeros(len(keys), dtype=np.bool_)
        for row in np.flatnonzero(checks.good).tolist():
            line = self.seen.setdefault(keys[row], int(checks.lines[row]))
            repeated[row] = line != checks.lines[row]
        area = (self.layout.fields_to("ward", "lsoa", "borough") or self.layout.fields)[0].title
        at = self.layout.heading.index(area)
        rule = "each area and kind once"

        def first(row: int) -> str:
            return f"{batch.columns[at][row]}, first on line {self.seen[keys[row]]}"

        checks.refuse(repeated, area, rule, value=first, do=_DO)

    def _table(
        self, facts: Mapping[str, npt.NDArray[np.generic]], numbers: Ints, columns: tuple[date, ...], checks: Checks
    ) -> pa.Table:
        counted = (numbers > 0) & checks.good
        at, row = np.nonzero(counted.T)[::-1]  # by line, then by month
        month = np.array(columns, dtype="datetime64[M]")[at] if self.layout.wide else facts["month"][row]
        if not self.layout.wide:
            good = facts["month"][checks.good]
            self.found.update(np.unique(good).astype("datetime64[D]").tolist())
        force = DIMENSIONS["force"].code(self.layout.force) or 0
        same = {"source": self.catalogue.sources[self.layout.source].code, "force": force}
        made: dict[str, npt.NDArray[np.generic]] = {name: np.full(len(row), code, dtype=np.int16) for name, code in same.items()}
        zeros = np.zeros(len(row), dtype=np.int16)
        made |= {name: facts[name][row] if name in facts else zeros for name in _CODED if name not in made}
        arrays = {name: pa.array(values) for name, values in made.items()}
        for name in _AREAS:
            codes = facts[name][row] if name in facts else np.zeros(len(row), dtype=np.int32)
            arrays[name] = pa.array(codes, pa.int32(), mask=codes == 0)
        arrays["month"] = pa.array(month.astype("datetime64[D]"), pa.date32())
        arrays["n"], arrays["line"] = pa.array(numbers[at, row]), pa.array(checks.lines[row])
        return pa.table([arrays[name].cast(COLUMNS.field(name).type) for name in COLUMNS.names], schema=COLUMNS)
