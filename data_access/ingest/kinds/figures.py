"""Which figures does a table hold, as its layout describes it: indicators, or the counts that rates divide by?

The one reader of both kinds. A table is wide (a row an area, its columns
figures) or long (a row a figure). The two kinds are judged differently: a row
of indicators that cannot be used is set aside like any record, and one of
denominators refuses its file, because a hole in the residents would make every
rate that divides by them wrong, and nobody would see it.

The tables have the columns of ``schema.indicators`` and ``schema.denominators``
and ``line``; ``rows_in`` counts the file's lines below its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_access import months
from data_access.catalogue import FIGURES, FigureKind
from data_access.catalogue.dimensions import area_number
from data_access.catalogue.figures import AREA_KINDS, FigureLayout
from data_access.errors import BadInput
from data_access.ingest.files import workbook
from data_access.ingest.files.heading import whole
from data_access.ingest.files.opening import Member, Packing
from data_access.ingest.files.reading import Content, Reading, Rejected
from data_access.ingest.kinds.figure_rows import figure_rows
from data_access.ingest.kinds.figure_tables import DENOMINATORS, INDICATORS, Found, denominators, indicators
from data_access.ingest.rows import fields, times
from data_access.settings import Settings

__all__ = ["DENOMINATORS", "INDICATORS", "Figures"]

_DO = "take the file as it was published; numbers are plain digits, without commas or blanks"
_DECIMAL = re.compile(r"-?\d{1,9}(\.\d{1,12})?", re.ASCII)
_MONTHS = {"month": 1, "quarter": 3, "calendar-year": 12, "financial-year": 12}  # months of a period that a column names


class Unusable(ValueError):
    """A row that cannot be used: the column, the rule it breaks, and the value met."""

    def __init__(self, column: str, rule: str, value: str) -> None:
        super().__init__(rule)
        self.column, self.rule, self.value = column, rule, value


@dataclass(slots=True)
class Figures:
    """One file being read."""

    layout: FigureLayout
    settings: Settings
    today: date = field(default_factory=date.today)
    found: dict[tuple[object, ...], Found] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    periods: dict[str, tuple[date, date]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    parts: dict[tuple[object, ...], float] = field(default_factory=dict)  # what later rows add to a figure

    def read(self, member: Member) -> Reading:
        rows_in = 0
        self.forms = (*self.layout.period.forms, *(workbook.ISO["month"] if member.packing is Packing.SHEET else ()))
        strict = FIGURES[self.layout.source].kind is FigureKind.DENOMINATORS
        for line, row in figure_rows(member, self.layout, self.rejected):
            rows_in += 1
            self._row(member, line, row, strict=strict)
        ragged = next(iter(self.rejected), None)
        if strict and ragged:
            raise BadInput(f"The row has {ragged.value}", file=member.name, line=ragged.line, do=ragged.do)
        rows_in += sum(not row.column for row in self.rejected)
        if not rows_in:
            raise BadInput("The file has a heading and no rows", file=member.name, expected="figures of areas", do=_DO)
        listed = [each.with_more(self.parts.get(key, 0.0)) for key, each in self.found.items()]
        if strict:
            return Reading(self.layout.name, Content.DENOMINATORS, denominators(listed, self.layout, member.name), rows_in)
        return Reading(self.layout.name, Content.INDICATORS, indicators(listed, self.layout), rows_in, self.rejected)

    def _row(self, member: Member, line: int, row: Sequence[str], *, strict: bool) -> None:
        named = dict(zip(self.layout.headings[0], row, strict=True)) if not self.layout.wide else _named(self.layout, row)
        try:
            if self._left_out(line, named):
                return
            every = list(self._figures(line, row, named))
            self._refuse_repeated(every)
            self._keep(every)
        except Unusable as error:
            if strict:
                what = f"“{error.value[:60]}” cannot be used"
                raise BadInput(what, file=member.name, line=line, field=error.column, expected=error.rule, do=_DO) from error
            self.rejected.append(Rejected(line, error.column, error.rule, error.value[:80], _DO))

    def _left_out(self, line: int, named: Mapping[str, str]) -> bool:
        for each in self.layout.left_out:
            if named[each.column].strip().casefold() in each.words:
                do = "nothing: other rows or files say it"
                self.rejected.append(Rejected(line, each.column, each.why, named[each.column], do, fault=False))
                return True
        return False

    def _figures(self, line: int, row: Sequence[str], named: Mapping[str, str]) -> Iterator[Found]:
        """Every figure of one row, not yet kept: a row stands or falls whole."""
        layout = self.layout
        kind, area, ours = self._area(named)
        since, until = self._period(named)
        said = self._said(named)
        self._refuse_sums(named)
        lower, upper = (self._number(name, named[name]) if name else None for name in layout.bounds)
        base = self._number(layout.base, named[layout.base]) if layout.base else None
        about = Found(line, kind, area, ours, since, until, "", "", "", "", "", layout.bands, 0.0, lower, upper, base)
        if layout.total:
            value = self._number(layout.total, named[layout.total])
            yield about.of({"what": said["what"], "gender": said.get("gender", "")}, value or 0.0, bands="total")
        for column, what in layout.values.items():
            value = self._number(column, named[column])
            if value is not None:
                yield about.of({**said, **({"what": what} if what else {})}, value)
        for each in layout.wide:
            heading = layout.headings[0][each.at]
            value = self._number(heading, row[each.at])
            if value is not None:
                yield about.of({**said, **each.said}, value)

    def _area(self, named: Mapping[str, str]) -> tuple[str, str, bool]:
        """Its kind, its code or name, and whether it is one of ours."""
        told = self.layout.area
        if told.fixed:
            return told.kind, told.fixed, False
        text = named[told.columns[0]].strip()
        kind = told.kind_of(text)
        starts, _ = AREA_KINDS[kind]
        if starts and (area_number(text) is None or not text.startswith(starts)):
            raise Unusable(told.columns[0], f"the GSS code of one of the {AREA_KINDS[told.kind][1]}", text)
        if not text:
            raise Unusable(told.columns[0], "an area's name", text)
        borough = self.layout.borough
        if borough is None:
            return kind, text, self.layout.covers and (kind != "borough" or text == self.settings.borough)
        return kind, text, fields.is_ours(named[borough.columns[0]], borough, self.settings)

    def _period(self, named: Mapping[str, str]) -> tuple[date, date]:
        told = self.layout.period
        if not told.column:
            return told.since, told.until
        text = named[told.column]
        if text not in self.periods:
            moment = times.written(text, self.forms)
            if moment is None or moment.date() > self.today:
                raise Unusable(told.column, "a past month", text)
            first = moment.date().replace(day=1)
            self.periods[text] = first, months.last_day(months.shift(first, _MONTHS[told.kind] - 1))
        return self.periods[text]

    def _said(self, named: Mapping[str, str]) -> dict[str, str]:
        """What a row says of all its figures."""
        found: dict[str, str] = {}
        for each in self.layout.sayings:
            word = each.fixed or each.said(named.get(each.column, ""))
            if word is None:
                raise Unusable(each.column, "a word its source's file knows", named[each.column])
            found[each.to] = word
        return found

    def _number(self, column: str, text: str) -> float | None:
        plain = text.strip()
        if plain in self.layout.blank:
            return None
        number = whole(text)
        if number is not None:
            return float(number)
        if not self.layout.decimals or not _DECIMAL.fullmatch(plain):
            rule = "a number" if self.layout.decimals else f"a whole number of {self._unit()}"
            raise Unusable(column, rule, text)
        return float(plain)

    def _unit(self) -> str:
        what = next((each.fixed for each in self.layout.sayings if each.to == "what"), "")
        return what if FIGURES[self.layout.source].kind is FigureKind.DENOMINATORS else "what it counts"

    def _refuse_sums(self, named: Mapping[str, str]) -> None:
        """A group is the sum of its parts, and a wide table's total that of its columns."""
        sums = dict(self.layout.sums)
        if self.layout.total and self.layout.wide:
            sums[self.layout.total] = tuple(self.layout.headings[0][each.at] for each in self.layout.wide)
        for name, parts in sums.items():
            told, added = self._number(name, named[name]), sum(self._number(part, named[part]) or 0 for part in parts)
            if told != added:
                raise Unusable(name, "the total is the sum of its parts", f"{told:.0f} against {added:.0f}")

    def _refuse_repeated(self, every: Sequence[Found]) -> None:
        """Each figure stands once, but a total that every row of its area repeats, and parts that are added."""
        repeats = bool(self.layout.total) and not self.layout.wide
        for each in every:
            before = None if self.layout.adds else self.found.get(each.key)
            if before is not None and not (repeats and each.bands == "total" and before.value == each.value):
                column = next(iter(self.layout.area.columns), "")
                raise Unusable(column, f"each number once (first on line {before.line})", each.area)

    def _keep(self, every: Sequence[Found]) -> None:
        for each in every:
            key = each.key
            if self.found.setdefault(key, each) is not each and self.layout.adds:
                self.parts[key] = self.parts.get(key, 0.0) + each.value


def _named(layout: FigureLayout, row: Sequence[str]) -> dict[str, str]:
    """A row by its headings; a heading that stands several times is read by its place."""
    found: dict[str, str] = {}
    for name, text in zip(layout.headings[0], row, strict=True):
        found.setdefault(name, text)
    return found
