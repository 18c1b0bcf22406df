"""What does each row of this CSV say, exactly as written, and on which line does it stand?

Strict: the header is known before reading, every row has exactly as many
fields as the header, text stays text. A row of another length is set aside;
what shows that the file itself is broken (an unclosed quotation mark, bytes
that are not UTF-8, a NUL byte, an endless line) refuses it whole, because the
rows after that cannot be trusted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from data_access.errors import BadInput
from data_access.ingest.files.opening import Cells, Member
from data_access.ingest.files.reading import Rejected

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

BATCH = 50_000  # rows: large enough for columns to pay, small enough to keep little in memory

csv.field_size_limit(1 << 21)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, by column: ``columns`` in the header's order, and the line each row starts on."""

    columns: tuple[tuple[str, ...], ...]
    lines: npt.NDArray[np.int32]


def batches(member: Member, rejected: list[Rejected], *, encoding: str = "utf-8-sig") -> Iterator[Batch]:
    """The rows below the header, thousands at a time; rows of another length go to ``rejected``."""
    read = 0
    for lines, held in _sifted(member, rejected, encoding):
        read += len(held)
        if member.told:
            member.told(read)
        if held:
            yield Batch(tuple(zip(*held, strict=True)), np.asarray(lines, dtype=np.int32))


def rows(member: Member, rejected: list[Rejected], *, encoding: str = "utf-8-sig") -> Iterator[tuple[int, list[str]]]:
    """Each row below the header with the physical line it starts on, counted from 1."""
    for lines, held in _sifted(member, rejected, encoding):
        yield from zip(lines, held, strict=True)


def _sifted(member: Member, rejected: list[Rejected], encoding: str) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    refuse_binary(member)
    refuse_long(member)
    with member.stream() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        reader = csv.reader(text, strict=True)
        try:
            header = next(reader)
            sieve = _Sieve(len(header), member, rejected)
            for lines, held in _numbered(reader, member):
                _correct(lines, held, header, member.corrected)
                if member.only is None:
                    yield sieve.sift(lines, held, over_several=reader.line_num + member.above >= lines[0] + len(held))
                else:
                    yield sieve.sift(*_alone(lines, held, member.only), over_several=True)
        except UnicodeDecodeError as error:
            raise _not_utf8(member, error) from error


def _numbered(reader: CsvReader, member: Member) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Thousands of records at a time, with the line each starts on; a quotation mark that never ends names its own."""
    while True:
        start = member.above + reader.line_num + 1
        held: list[list[str]] = []
        try:
            held.extend(islice(reader, BATCH))
        except csv.Error as error:
            what = f"The quotation marks do not match: {error}."
            line = start + sum(map(_span, held))
            raise BadInput(what, file=member.name, line=line, do="repair that line, or download again") from error
        if not held:
            return
        plain = member.above + reader.line_num + 1 - start == len(held)
        yield range(start, start + len(held)) if plain else list(accumulate(map(_span, held[:-1]), initial=start)), held


def _correct(lines: Sequence[int], held: Sequence[list[str]], header: Sequence[str], cells: Cells) -> None:
    """Let corrected cells say what they should; rows of another length stay as they are, and are set aside."""
    if not cells:
        return
    for line, row in zip(lines, held, strict=True):
        if line in cells and len(row) == len(header):
            row[:] = [cells[line].get(title, text) for title, text in zip(header, row, strict=True)]


def _alone(lines: Sequence[int], held: list[list[str]], only: Set[int]) -> tuple[list[int], list[list[str]]]:
    return [line for line in lines if line in only], [row for line, row in zip(lines, held, strict=True) if line in only]


def _span(row: Sequence[str]) -> int:
    """How many physical lines a record stands on: line ends inside quotation marks belong to it."""
    return 1 + sum(len(_LINE_END.findall(field)) for field in row)


@dataclass(slots=True)
class _Sieve:
    """Lets rows of the right length through; blank lines are rows only when something follows them."""

    width: int
    member: Member
    rejected: list[Rejected]
    blank: list[int] = field(default_factory=list)

    def sift(self, lines: Sequence[int], held: list[list[str]], *, over_several: bool) -> tuple[Sequence[int], list[list[str]]]:
        if not self.blank and not over_several and set(map(len, held)) == {self.width}:
            return lines, held
        kept = [(line, row) for line, row in zip(lines, held, strict=True) if self._stands(line, row)]
        return [line for line, _ in kept], [row for _, row in kept]

    def _stands(self, line: int, row: list[str]) -> bool:
        if _span(row) > 1:
            _refuse_swallowed(row, self.width, self.member, line)
        if not row:
            self.blank.append(line)
            return False
        self.rejected += [_ragged(each, 0, self.width) for each in self.blank]
        self.blank = []
        if len(row) != self.width:
            self.rejected.append(_ragged(line, len(row), self.width))
        return len(row) == self.width


def _refuse_swallowed(row: Sequence[str], width: int, member: Member, line: int) -> None:
    """A record over several lines may be one quotation mark that swallowed whole rows: then the file is refused."""
    swallowed = any("\n" in field and field.count(",") >= width - 1 for field in row)
    if swallowed or len(row) != width:
        do = "repair that line, or download the file again"
        raise BadInput("A quotation mark opens here and swallows the following lines.", file=member.name, line=line, do=do)


def refuse_binary(member: Member) -> None:
    """Stop at bytes that no published text file holds."""
    if member.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("The file is in UTF-16.", file=member.name, expected="UTF-8", do="save it as CSV UTF-8")
    if member.nul_line is not None:
        do = "download the file again; it is damaged or is no text file"
        raise BadInput("The file holds a NUL byte.", file=member.name, line=member.nul_line, expected="text", do=do)


def refuse_long(member: Member) -> None:
    """Stop at a line that no row is as long as."""
    if member.long_line is not None:
        expected = "lines of less than a million bytes"
        raise BadInput("A line is far too long.", file=member.name, line=member.long_line, expected=expected, do="check the file")


def _not_utf8(member: Member, error: UnicodeDecodeError) -> BadInput:
    at = _position(member, error)
    what = f"A character is not UTF-8 (byte {error.object[error.start] if error.start < len(error.object) else 0:#04x})."
    return BadInput(what, file=member.name, line=at, expected="UTF-8", do="save it as CSV UTF-8, or load the file as published")


def _position(member: Member, error: UnicodeDecodeError) -> int:
    """The line of the first byte that is not UTF-8: the decoder only knows its own buffer, so look again."""
    with member.stream() as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return error.start


def _ragged(line: int, fields: int, width: int) -> Rejected:
    do = f"give this row {width} fields, or quote a field with a comma in it"
    return Rejected(line, "", "field count", f"{fields} fields", do)
