"""How many offences did the Metropolitan Police record in each ward and month?

The wide file of the London Datastore's "Recorded Crime: Geographic Breakdown",
all London or one borough: a row is a ward and an offence, a column a month
(``YYYYMM``). Made long here: one row of the table for each month with
offences. Zeros are not kept, but a month's column was there: ``months`` lists
them all, so that nobody takes an absent row for an absent month.

The table has ``schema.area_counts``' columns but ``slot``, and ``line``;
``rows_in`` counts the file's lines, each used whole or rejected whole.
``area_scope`` is "force" for a file of several boroughs, our borough's code
for one of ours alone, "extract" for anything else. The 24-month file and the
historical one both have the month where they meet: the wider scope wins.

May mislead: the publisher leaves out offences whose ward is not known, revises
past months, and renames offences (burglary's parts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from data_access import months
from data_access.catalogue import DIMENSIONS
from data_access.catalogue.dimensions import area_number
from data_access.errors import BadInput
from data_access.ingest.csv_rows import rows
from data_access.ingest.heading import heading, whole
from data_access.ingest.mps_words import MAJOR, MINOR
from data_access.ingest.opening import Member
from data_access.ingest.reading import Content, Reading, Rejected
from data_access.schema import SOURCE_CODES
from data_access.settings import Settings

FIXED = ("MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName")
TITLE = "recorded crime by ward, Metropolitan Police"
FORCE = "metropolitan"

_COLUMNS: dict[str, pa.DataType] = {
    "source": pa.int16(),
    "month": pa.date32(),
    "location": pa.int16(),
    "force": pa.int16(),
    "ward": pa.int32(),
    "crime_type": pa.int16(),
    "offence": pa.int16(),
    "n": pa.int32(),
    "line": pa.int32(),
}
COLUMNS = pa.schema(_COLUMNS)
_DO = "take the row from the file as it was published"


def is_header(header: Sequence[str]) -> bool:
    """Whether this first row heads the ward-level file: five fixed columns, then something that looks like months."""
    return tuple(header[:5]) == FIXED and len(header) > len(FIXED)


def read(member: Member, settings: Settings, today: date | None = None) -> Reading:
    """The offences by ward and month of one file; later months than ``today``'s refuse it."""
    header = heading(member)
    if not is_header(header):
        expected = ",".join(FIXED) + " and a column for each month"
        raise BadInput("This is no ward-level file", file=member.name, line=1, expected=expected, do=_DO)
    columns = _months(header[len(FIXED) :], member, today or date.today())
    rejected: list[Rejected] = []
    counts = _Counts(columns, settings)
    for line, row in rows(member, rejected):
        fault = counts.add(line, row)
        if fault:
            rejected.append(fault)
    return Reading(
        TITLE,
        Content.AREA_COUNTS,
        counts.table(),
        len(counts.seen) + len(rejected),
        rejected,
        months=tuple(sorted(columns)),
        area_scope=counts.area_scope(),
    )


def _months(names: Sequence[str], member: Member, today: date) -> tuple[date, ...]:
    """The months that head the columns: each once, none in the future."""
    found: list[date] = []
    for name in names:
        month = months.parse(f"{name[:4]}-{name[4:]}") if re.fullmatch(r"\d{6}", name, re.ASCII) else None
        if month is None or month > today:
            what = "This month has not begun" if month else f"“{name[:40]}” is no month"
            raise BadInput(what, file=member.name, line=1, field=name[:40], expected="a past month as YYYYMM", do=_DO)
        if month in found:
            raise BadInput("This month stands twice", file=member.name, line=1, field=name, expected="each month once", do=_DO)
        found.append(month)
    return tuple(found)


@dataclass(slots=True)
class _Counts:
    """What was counted so far, long: one entry a line and month with offences."""

    months: tuple[date, ...]
    settings: Settings
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    boroughs: set[str] = field(default_factory=set)
    entries: list[tuple[int, date, int, int, int, int, int]] = field(default_factory=list)

    def add(self, line: int, row: Sequence[str]) -> Rejected | None:
        """Count one row; or say why it cannot be counted."""
        major, minor, _, code, borough = row[: len(FIXED)]
        numbers = [whole(text) for text in row[len(FIXED) :]]
        fault = self._fault(line, row, numbers)
        if fault:
            return fault
        self.seen[tuple(row[: len(FIXED)])] = line
        self.boroughs.add(borough)
        ward = area_number(code) or 0
        located = DIMENSIONS["location"].slugs.index("located" if borough == self.settings.name else "outside")
        kind = DIMENSIONS["crime_type"].slugs.index(MAJOR[major])
        offence = DIMENSIONS["offence"].slugs.index(MINOR[major, minor])
        self.entries += [
            (line, month, located, ward, kind, offence, n) for month, n in zip(self.months, numbers, strict=True) if n
        ]
        return None

    def _fault(self, line: int, row: Sequence[str], numbers: Sequence[int | None]) -> Rejected | None:
        major, minor, _, code, borough = row[: len(FIXED)]
        before = self.seen.get(tuple(row[: len(FIXED)]))
        checks = (
            (major not in MAJOR, FIXED[0], "a crime type of the Metropolitan Police", major),
            ((major, minor) not in MINOR, FIXED[1], "an offence of that crime type", minor),
            (area_number(code) is None or not code.startswith("E05"), FIXED[3], "the GSS code of a ward", code),
            (not borough.strip(), FIXED[4], "a borough's name", borough),
            (before is not None, FIXED[3], "each ward and offence once", f"{code}, first on line {before}"),
        )
        for wrong, column, rule, value in checks:
            if wrong:
                return Rejected(line, column, rule, value[:80], _DO)
        if None in numbers:
            at = numbers.index(None)
            column = months.address(self.months[at]).replace("-", "")
            return Rejected(line, column, "a whole number of offences", row[len(FIXED) + at][:80], _DO)
        return None

    def area_scope(self) -> str:
        """How much of the force the file speaks of; see the module's docstring."""
        if len(self.boroughs) > 1:
            return "force"
        return self.settings.borough if self.boroughs == {self.settings.name} else "extract"

    def table(self) -> pa.Table:
        lines, month, located, ward, kind, offence, n = zip(*self.entries, strict=True) if self.entries else ((),) * 7
        entries = len(self.entries)
        columns: dict[str, Sequence[object]] = {
            "source": [SOURCE_CODES["mps-recorded-crime"]] * entries,
            "month": month,
            "location": located,
            "force": [DIMENSIONS["force"].slugs.index(FORCE)] * entries,
            "ward": ward,
            "crime_type": kind,
            "offence": offence,
            "n": n,
            "line": lines,
        }
        return pa.table(columns, schema=COLUMNS)
