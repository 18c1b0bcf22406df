"""How many records did the supplier say they sent? Their own totals, held against what is about to be published.

A small CSV that comes with a delivery, one line for each total::

    source,month,area,supplier,records
    ed-assaults,2026-10,,RJ224,41
    stop-and-search,2026-10,E09000023,,512

``area`` is empty for every record of the month wherever it lies, the borough's
GSS code for those in the borough, or a ward's. ``supplier`` is empty for all,
or one supplier's code. A total is kept once its load is published, and every
later load is held to it too, until another of the same replaces it or somebody
withdraws it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Select, func, select

from data_access import months, queries
from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.errors import BadInput
from data_access.schema import incidents, slots

HEADING = ("source", "month", "area", "supplier", "records")
_MOST_LINES = 10_000
_DO = "correct the line, or leave it out"


@dataclass(frozen=True, slots=True)
class Control:
    """What a supplier counts of one month; ``area`` and ``supplier`` are "" for all.

    ``kept`` says since when and by whom, of one that came with an earlier load.
    """

    source: str
    month: date
    records: int
    area: str = ""
    supplier: str = ""
    kept: str = ""

    @property
    def of_what(self) -> tuple[str, date, str, str]:
        """What it is a total of: one given later of the same replaces it."""
        return self.source, self.month, self.area, self.supplier

    @property
    def words(self) -> str:
        parts = [SOURCES[self.source].title, months.words(self.month), self.area, self.supplier]
        return ", ".join(part for part in parts if part)


def read(file: Path) -> tuple[Control, ...]:
    """The totals of a file; :class:`BadInput` names the first line that cannot be used."""
    try:
        lines = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise BadInput("These totals cannot be read.", file=str(file), expected="a CSV in UTF-8", do="correct --totals") from None
    if not lines or tuple(lines[0]) != HEADING or len(lines) > _MOST_LINES:
        expected = f"the heading {','.join(HEADING)}, then at most {_MOST_LINES:,} lines"
        raise BadInput("These are no totals.", file=str(file), line=1, expected=expected, do="write the heading so")
    return tuple(_control(file, number, line) for number, line in enumerate(lines[1:], start=2) if any(line))


def _control(file: Path, number: int, line: Sequence[str]) -> Control:
    def wrong(field: str, expected: str) -> BadInput:
        what = "A total cannot be read."
        return BadInput(what, file=str(file), line=number, field=field, expected=expected, do=_DO)

    if len(line) != len(HEADING):
        raise wrong("", f"{len(HEADING)} fields")
    source, month, area, supplier, records = (text.strip() for text in line)
    parsed = months.parse(month)
    if source not in SOURCES:
        raise wrong("source", "the key of a source, such as stop-and-search")
    if parsed is None:
        raise wrong("month", "year and month, such as 2026-10")
    if area and DIMENSIONS["ward"].code(area) is None:
        raise wrong("area", "a GSS code such as E09000023, or nothing")
    if not (records.isascii() and records.isdigit() and len(records) <= 9):
        raise wrong("records", "a whole number without separators")
    return Control(source, parsed, int(records), area, supplier)


def broken(connection: Connection, controls: Sequence[Control], borough: str) -> Iterator[str]:
    """Each total that what is held does not come to."""
    for each in controls:
        held = connection.execute(_held(each, borough)).scalar() or 0
        if held != each.records:
            kept = f" ({each.kept})" if each.kept else ""
            yield f"{each.words}: the supplier counts {each.records:,} records{kept} and {held:,} are held"


def _held(control: Control, borough: str) -> Select[tuple[int]]:
    """How many records of a source, month, area and supplier stand in the table."""
    source, table = SOURCES[control.source], queries.fact(control.source)
    where: list[ColumnElement[bool]] = [table.c.source == source.code, table.c.month == control.month]
    if control.area == borough:
        where.append(table.c.location == queries.LOCATED)
    elif control.area:
        where.append(table.c.ward == DIMENSIONS["ward"].code(control.area))
    if source.alternatives:
        several = DIMENSIONS[source.alternatives.dimension]
        where.append(table.c[several.column] == several.code(source.alternatives.usual))
    if control.supplier:
        where.append(table.c.slot.in_(select(slots.c.slot).where(slots.c.supplier == control.supplier)))
    return select(func.count() if table is incidents else func.coalesce(func.sum(table.c.n), 0)).where(*where)
