"""Which tables does this Excel book hold, each as the CSV it would be?

A sheet is one file. What Excel keeps beside the values is said or refused,
never guessed: hidden sheets are not read, cells merged over several rows and
formulas without a result are refused, an error stays the error it shows.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as altered
from pathlib import Path
from zipfile import ZipInfo

from data_access.catalogue.layouts import Field, Layout
from data_access.errors import BadInput
from data_access.ingest.files import cells

SECONDS = 300  # by the clock on the wall
MAX_UNPACKED = 512 * 1024**2  # bytes of a book: a million rows of fifteen columns
_RUN = "import runpy, sys; sys.exit(runpy.run_path(sys.argv[1])['main'](sys.argv[2]))"
TITLE_ROWS = 30  # the heading stands among the first so many rows
# A cell with a date has lost the way it was written, so its ISO form is known beside a layout's own.
ISO = {
    "month": ("%Y-%m-%d", "%Y-%m"),
    "day": ("%Y-%m-%d",),
    "moment": ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d", "%Y-%m-%d / %H:%M:%S"),
}
# What Excel shows where it has no value.
ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA"}
)
_OTHER_BOOKS = {
    "xl/workbook.bin": "This is a binary Excel book (.xlsb).",
    "word/document.xml": "This is a Word document.",
    "ppt/presentation.xml": "These are PowerPoint slides.",
}
_CONTAINER = b"\xd0\xcf\x11\xe0"
_SECTOR, _DIRECTORY = 512, 4096  # bytes
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_SAVE = "save it as an Excel book (.xlsx), or the sheet as CSV (UTF-8)"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows as CSV from the heading on, and how many rows stand above it; or why it is not read."""

    name: str
    text: bytes = b""
    above: int = 0
    ignored: str = ""


def is_locked(path: Path, start: bytes) -> bool:
    """Whether this is a book with a password: an old container whose directory names an encrypted package."""
    if not start.startswith(_CONTAINER):
        return False
    sector = int.from_bytes(start[48:52], "little")
    with path.open("rb") as file:
        file.seek((sector + 1) * _SECTOR)
        return _PACKAGE in file.read(_DIRECTORY)


def is_document(entries: Sequence[ZipInfo]) -> bool:
    """Whether an archive is a book, a document or slides of an office program."""
    names = {entry.filename for entry in entries}
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def refuse_other_documents(entries: Sequence[ZipInfo], name: str) -> None:
    """Stop at a document that is no .xlsx, and at one that unpacks to too much."""
    names = [entry.filename.casefold() for entry in entries]
    what = next((words for part, words in _OTHER_BOOKS.items() if part in names), "")
    if not what and "xl/workbook.xml" not in names:
        what = "This is an OpenDocument file." if "content.xml" in names else "This is no Excel book that can be read."
    if what:
        raise BadInput(what, file=name, do=_SAVE)
    if len(set(names)) < len(names):
        raise BadInput("The Excel book holds two parts of one name.", file=name, do="open it in Excel and save it again")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        expected = f"at most {MAX_UNPACKED // 1024**2} MiB unpacked"
        raise BadInput("The Excel book is too large.", file=name, expected=expected, do="save its sheets as CSV (UTF-8)")


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Every sheet that holds something, in the book's own order."""
    answers = list(_answers(_read(path, name), name))
    if not any(text.strip() for _, text in answers):
        raise BadInput("The Excel book holds no filled sheet.", file=name, do="check which book it is")
    for head, text in answers:
        if head["hidden"]:
            yield Sheet(str(head["name"]), ignored="a hidden sheet, not read")
        elif text.strip():
            yield _sheet(head, text, f"{name}, sheet “{head['name']}”")


def _read(path: Path, name: str) -> bytes:
    """The answer of a process of its own: a book that bursts it is refused."""
    command = [sys.executable, "-I", "-c", _RUN, cells.__file__, str(path)]
    damaged = BadInput("The Excel book cannot be read.", file=name, do="open it in Excel and save it again, or save it as CSV")
    try:
        answer = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise damaged from None
    if answer.returncode not in {0, 1}:
        raise damaged
    return answer.stdout


def _answers(raw: bytes, name: str) -> Iterator[tuple[Mapping[str, object], bytes]]:
    """Each sheet's line and its rows, taken apart."""
    at = 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        head = json.loads(raw[at:end])
        if "fault" in head:
            what = f"The Excel book cannot be read: {head['fault']}."
            raise BadInput(what, file=name, do="open it in Excel and save it again, or save it as CSV")
        at = end + 1 + head["bytes"]
        yield head, raw[end + 1 : at]


def _sheet(head: Mapping[str, object], text: bytes, name: str) -> Sheet:
    rows = list(csv.reader(io.StringIO(text.decode())))
    top = heading_row(rows)
    without, merged = head["without_result"], head["merged"]
    if isinstance(without, int) and without > top:
        do = "open the book in Excel, let it calculate, and save it"
        raise BadInput("A formula has no result.", file=name, line=without, expected="the results kept in the book", do=do)
    for first, last in merged if isinstance(merged, list) else ():
        if last > top + 1:
            do = "unmerge them, and fill in each"
            raise BadInput("Cells are merged.", file=name, line=max(first, top + 1), expected="a value in each cell", do=do)
    return Sheet(str(head["name"]), _table(rows[top:]), top)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Where the heading stands, from 0: the first of the fullest rows near the top. What is above it is a title.

    >>> heading_row([["Return for May"], [], ["Date", "Place"], ["2023-05-03", "Rushey Green"]])
    2
    """
    filled = [sum(1 for text in row if text.strip()) for row in rows[:TITLE_ROWS]]
    return filled.index(max(filled))


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    """The table as CSV: blank columns left of it and right of its heading are cut, cells beyond it make a row too long."""
    left = min(_first(row) for row in rows if any(row))
    heading = _cut(rows[0], left)
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    for row in rows:
        cells_of = _cut(row, left)
        if cells_of:
            writer.writerow([*cells_of, *[""] * (len(heading) - len(cells_of))])
        else:
            held.write("\n")
    return held.getvalue().encode()


def _first(row: Sequence[str]) -> int:
    return next(at for at, text in enumerate(row) if text)


def _cut(row: Sequence[str], left: int) -> list[str]:
    """A row without what is blank at its ends."""
    end = max((at + 1 for at, text in enumerate(row) if text), default=0)
    return list(row[left:end])


def dated(layout: Layout) -> Layout:
    """The same layout for a sheet: days and moments may be written by ISO 8601 as well."""
    return altered(layout, fields=tuple(_dated(field) for field in layout.fields))


def _dated(field: Field) -> Field:
    return altered(field, forms=(*field.forms, *ISO[field.to])) if field.to in ISO else field
