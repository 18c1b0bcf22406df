"""What does each sheet of this Excel book show, as text? A program of its own, run by ``workbook``.

A book is taken apart in a process with limits on memory and time: one that was
made to burst its reader ends that process, and nothing else. It answers on
standard output: for each sheet a line of JSON, then as many bytes of CSV as the
line says, a line for each row of the sheet from its first.

Only the standard library and the reader of books are imported here, so that it
starts at once and knows nothing of anybody's data.
"""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from html import unescape

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES = 2 * 1024**3
SECONDS = 120  # of the processor's time
MOST_CELLS = 40_000_000  # of one sheet, from its first corner to its last
WHOLE = 1e15  # a number up to here is written without a fraction if it has none

_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_RESULT = re.compile(rb"<(?:\w+:)?(?:v|is)\b([^>]*?)(?:/>|>([^<]*)<)")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")

Answer = dict[str, object]


def main(path: str) -> int:
    """Answer for the book at ``path``; 0, or 1 where it cannot be read."""
    _limit()
    try:
        for head, text in sheets(path):
            sys.stdout.buffer.write(json.dumps({**head, "bytes": len(text)}).encode() + b"\n" + text)
    except (CalamineError, zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, MemoryError) as fault:
        # "fault" ends the answer: what was said of earlier sheets is not used then.
        sys.stdout.buffer.write(json.dumps({"fault": str(fault)[:200] or type(fault).__name__, "bytes": 0}).encode() + b"\n")
        return 1
    return 0


def _limit() -> None:
    """A system that has no such limit reads the book all the same: what it unpacks to was checked before."""
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS)):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def sheets(path: str) -> Iterator[tuple[Answer, bytes]]:
    """Each sheet of cells in the book's own order: what is to be said of it, and its rows."""
    with zipfile.ZipFile(path) as archive, CalamineWorkbook.from_path(path) as book:
        parts = _parts(archive)
        for sheet in book.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != SheetVisibleEnum.Visible:
                yield {"name": sheet.name, "hidden": True}, b""
                continue
            shown = book.get_sheet_by_name(sheet.name)
            errors, without = _kept(archive.read(parts[sheet.name]))
            merged = [[first[0] + 1, last[0] + 1] for first, last in shown.merged_cell_ranges or []]
            head: Answer = {"name": sheet.name, "hidden": False, "merged": merged, "without_result": without}
            yield head, _text(shown, errors)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the archive holds each sheet."""
    names = {name.casefold(): name for name in archive.namelist()}
    links = {each["Id"]: each["Target"] for each in _tags(archive, names["xl/_rels/workbook.xml.rels"], _RELATION)}
    found: dict[str, str] = {}
    for each in _tags(archive, names["xl/workbook.xml"], _SHEET):
        link = next(value for key, value in each.items() if key.endswith(":id"))
        target = links[link]
        full = target[1:] if target.startswith("/") else f"xl/{target}"
        found[each["name"]] = names.get(full.casefold(), "")
    return found


def _tags(archive: zipfile.ZipFile, part: str, tag: re.Pattern[str]) -> Iterator[Mapping[str, str]]:
    for found in tag.finditer(archive.read(part).decode("utf-8")):
        yield {each[1]: unescape(each[2] or each[3] or "") for each in _ATTRIBUTE.finditer(found[1])}


def _kept(xml: bytes) -> tuple[dict[tuple[int, int], str], int]:
    """The cells that show an error, by row and column from 0; and the first row with a formula whose result is not kept, or 0."""
    errors: dict[tuple[int, int], str] = {}
    without = 0
    if b'"e"' not in xml and b"'e'" not in xml and _FORMULA.search(xml) is None:
        return errors, without
    for found in _CELL.finditer(xml):
        worn = {each[1]: each[2] or each[3] for each in _ATTRIBUTE.finditer(found[1].decode("utf-8", "replace"))}
        result = _RESULT.search(found[2])
        if worn.get("t") == "e":
            errors[_place(worn)] = (result[2] or b"").decode("utf-8", "replace") if result else "#N/A"
        elif result is None and _FORMULA.search(found[2]):
            without = without or _place(worn)[0] + 1
    return errors, without


def _place(worn: Mapping[str, str]) -> tuple[int, int]:
    place = _PLACE.fullmatch(worn.get("r", "").upper())
    if place is None:
        raise ValueError("a cell does not say where it stands")
    column = 0
    for letter in place[1]:
        column = column * 26 + ord(letter) - 64
    return int(place[2]) - 1, column - 1


def _text(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str]) -> bytes:
    """The rows as CSV, from the sheet's first row and column on; blank ones as blank lines."""
    start = sheet.start or (0, 0)
    ends = [*errors, *([sheet.end] if sheet.end else [])]
    height, width = (max((end[at] + 1 for end in ends), default=0) for at in (0, 1))
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    if height * width > MOST_CELLS:
        raise ValueError("a sheet has too many cells, or cells too far apart")
    rows: Iterator[Sequence[object]] = sheet.iter_rows() if sheet.end else iter(())
    for at in range(height):
        cells = ["" for _ in range(width)]
        if at >= start[0]:
            for offset, value in enumerate(next(rows, ())):
                cells[start[1] + offset] = shown(value)
        _mark(cells, at, errors)
        _write(writer, held, cells)
    return held.getvalue().encode("utf-8", "replace")


def _mark(cells: list[str], row: int, errors: Mapping[tuple[int, int], str]) -> None:
    if errors:
        for column in range(len(cells)):
            cells[column] = errors.get((row, column), cells[column])


def _write(writer: object, held: io.StringIO, cells: Sequence[str]) -> None:
    if any(cells):
        writer.writerow(cells)  # type: ignore[attr-defined]  # the csv module does not name its writers' type
    else:
        held.write("\n")


def shown(value: object) -> str:
    r"""A cell's value as a CSV would hold it: days and moments by ISO 8601, whole numbers without a fraction.

    >>> shown(5.0), shown(5.25), shown(date(2023, 5, 3)), shown(True), shown("a\nb")
    ('5', '5.25', '2023-05-03', 'TRUE', 'a b')
    """
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) <= WHOLE else repr(value)
        case datetime():
            return (value + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.replace(microsecond=0).isoformat()
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return _BREAKS.sub(" ", str(value))
