"""Files that were good once: every known form, and what can happen to its rows, its cells, its bytes and its wrapping."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.faults.bases import Base, bases

Rows = list[list[str]]


# -- cells ---------------------------------------------------------------------------------------

NASTY = (
    "",
    " ",
    "-1",
    "0",
    "00",
    "1e5",
    "1E+400",
    "NaN",
    "inf",
    "-0",
    "9" * 30,
    "1,5",
    "１２",
    "²",
    "٣",
    "=1+1",
    "@SUM(A1)",
    "\x1b[2J",
    "\u2028",
    "\u0085",
    "\x1c",
    "a\nb",
    "a\r\nb",
    "\r",
    '"',
    '""',
    "'; DROP TABLE incidents; --",
    "2023-02-30",
    "2023-13",
    "0000-00",
    "9999-12-31",
    "0001-01-01T00:00:00+00:00",
    "2023-05-03T13:30:00+99:99",
    "2023-05-03T13:30:00-23:59",
    "2023-05",
    "E05013714",
    "E0501371",
    "E05999999999",
    "W05000001",
    "51.5",
    "-180.0",
    "537420",
    "1e-320",
    "ß",
    "İ",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "🦁" * 50,
    "x" * 5_000,
    "\ufeff",
    "NULL",
    "None",
)
cell = st.one_of(st.sampled_from(NASTY), st.text(max_size=8), st.integers(-3, 10**10).map(str))
position = st.integers(0, 40)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens to a table: what, where, and to which value."""

    what: str
    row: int
    column: int
    value: str


CHANGES = (
    *["cell"] * 8,
    "cell of another row",
    "row lost",
    "row twice",
    "rows swapped",
    "column lost",
    "column twice",
    "columns swapped",
    "heading",
    "field more",
    "field less",
    "blank line",
    "blank row",
)
change = st.builds(Change, st.sampled_from(CHANGES), position, position, cell)


def changed(rows: Rows, each: Change) -> Rows:
    """The table after one change; places are taken round, so that every number means one."""
    if not rows:
        return rows
    row, column = each.row % len(rows), each.column % max(len(rows[0]), 1)
    whole = _ROWS.get(each.what) or _COLUMNS.get(each.what)
    if whole is not None:
        return whole(rows, row if each.what in _ROWS else column)
    row = 0 if each.what == "heading" else 1 + each.row % max(len(rows) - 1, 1)
    if row < len(rows):
        rows[row] = _written(rows, each, row, column)
    return rows


_ROWS: dict[str, Callable[[Rows, int], Rows]] = {
    "row lost": lambda rows, at: rows[:at] + rows[at + 1 :],
    "row twice": lambda rows, at: [*rows[:at], rows[at], *rows[at:]],
    "rows swapped": lambda rows, at: [*rows[:at], *rows[at : at + 2][::-1], *rows[at + 2 :]],
    "blank line": lambda rows, at: [*rows[:at], [], *rows[at:]],
    "blank row": lambda rows, at: [*rows[:at], [""] * len(rows[0]), *rows[at:]],
}
_COLUMNS: dict[str, Callable[[Rows, int], Rows]] = {
    "column lost": lambda rows, at: [line[:at] + line[at + 1 :] for line in rows],
    "column twice": lambda rows, at: [[*line[: at + 1], *line[at:]] for line in rows],
    "columns swapped": lambda rows, at: [[*line[:at], *line[at : at + 2][::-1], *line[at + 2 :]] for line in rows],
}


def _written(rows: Rows, each: Change, row: int, column: int) -> list[str]:
    """One row with a field more, a field less, or another value in one of its cells."""
    line, other = rows[row], rows[(row + 1) % len(rows)]
    if each.what == "field more":
        return [*line, each.value]
    if each.what == "field less":
        return line[:-1]
    if column >= len(line):
        return line
    taken = other[column] if each.what == "cell of another row" and column < len(other) else each.value
    return [*line[:column], taken, *line[column + 1 :]]


# -- documents -----------------------------------------------------------------------------------

JSON_NASTY: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1.5,
    10**17,
    "",
    "x",
    "\x1b[2J",
    [],
    {},
    [[]],
    [None],
    {"a": {"a": [1]}},
    "2023-13",
    "51.5",
)


def altered(node: object, path: list[int], value: object) -> object:
    """The document with what stands at the end of ``path`` replaced, or lost where the value is ``LOST``."""
    if not path or not isinstance(node, dict | list) or not node:
        return value
    key = sorted(node)[path[0] % len(node)] if isinstance(node, dict) else path[0] % len(node)
    inner = altered(node[key], path[1:], value)
    if isinstance(node, dict):
        rest = {name: each for name, each in node.items() if name != key}
        return rest if inner is LOST else {**rest, str(key): inner}
    return [each if at != key else inner for at, each in enumerate(node) if at != key or inner is not LOST]


LOST = object()

# -- bytes and wrapping --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Blow:
    """One thing that happens to a file's bytes."""

    what: str
    where: int
    piece: bytes


PIECES = (
    b"\0",
    b'"',
    b"\r",
    b"\n",
    b"\r\n",
    b",",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"\x1a",
    b"{",
    b"[",
    b"x" * 300,
)


def struck(raw: bytes, each: Blow) -> bytes:
    return _STRUCK[each.what](raw, each.where % (len(raw) + 1), each.piece)


_STRUCK: dict[str, Callable[[bytes, int, bytes], bytes]] = {
    "cut": lambda raw, at, _: raw[:at],
    "without its start": lambda raw, at, _: raw[at:],
    "turned": lambda raw, at, piece: raw[:at] + bytes(byte ^ piece[0] ^ 1 for byte in raw[at : at + 1]) + raw[at + 1 :],
    "put in": lambda raw, at, piece: raw[:at] + piece + raw[at:],
    "twice": lambda raw, _at, _: raw + raw,
    "mark": lambda raw, _at, _: b"\xef\xbb\xbf" + raw,
    "utf-16": lambda raw, _at, _: raw.decode("utf-8", "replace").encode("utf-16", "replace"),
    "cp1252": lambda raw, _at, _: raw.decode("utf-8", "replace").encode("cp1252", "replace"),
    "windows": lambda raw, _at, _: raw.replace(b"\n", b"\r\n"),
    "old mac": lambda raw, _at, _: raw.replace(b"\n", b"\r"),
}
blow = st.builds(Blow, st.sampled_from(sorted(_STRUCK)), st.integers(0, 4_000), st.sampled_from(PIECES))


MEMBERS = ("2023-06/one.csv", "../one.csv", "/one.csv", "one.csv/", ".hidden.csv", "a\nb.csv", "é.csv", "x" * 200)


def wrapped(raw: bytes, packing: str, name: str, *, name_again: bool) -> bytes:
    if packing == "gz":
        return gzip.compress(raw)
    if packing != "zip":
        return raw
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
        if name_again:
            archive.writestr(f"again {name}", raw)
    return held.getvalue()


# -- a whole file --------------------------------------------------------------------------------

QUOTINGS = (csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file of some known form after up to four changes of its content, up to two of its bytes, and perhaps packed."""
    base = draw(st.sampled_from(bases()))
    raw = _document(draw, base) if base.document is not None else _table(draw, base)
    for each in draw(st.lists(blow, min_size=1, max_size=2)) if draw(st.integers(0, 3)) == 0 else []:
        raw = struck(raw, each)
    packing = draw(st.sampled_from(("plain",) * 6 + ("gz", "zip")))
    if packing == "plain":
        return raw
    packed = wrapped(raw, packing, draw(st.sampled_from(MEMBERS)), name_again=draw(st.booleans()))
    return struck(packed, draw(blow)) if draw(st.booleans()) else packed


def _table(draw: st.DrawFn, base: Base) -> bytes:
    rows = [list(row) for row in base.rows]
    for each in draw(st.lists(change, max_size=4)):
        rows = changed(rows, each)
    if draw(st.integers(0, 9)) == 0:  # more rows than one bad one in a hundred, so that the others are used
        rows = [*rows, *[list(base.rows[1])] * 150]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=draw(st.sampled_from(QUOTINGS))).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _document(draw: st.DrawFn, base: Base) -> bytes:
    document = base.document
    for _ in range(draw(st.integers(0, 3))):
        value = LOST if draw(st.integers(0, 4)) == 0 else draw(st.sampled_from(JSON_NASTY))
        document = altered(document, draw(st.lists(st.integers(0, 12), min_size=1, max_size=6)), value)
    return json.dumps(None if document is LOST else document).encode()
