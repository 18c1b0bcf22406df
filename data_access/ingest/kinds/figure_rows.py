"""Which rows of this file hold figures: below how many headings, and above which notes?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from data_access.catalogue.figures import FigureLayout
from data_access.errors import BadInput
from data_access.ingest.files.csv_rows import refuse_binary, refuse_long, rows
from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member
from data_access.ingest.files.reading import Rejected

_DO = "load the file as it was published, with every heading in its place"


def figure_rows(member: Member, layout: FigureLayout, rejected: list[Rejected]) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row of figures with its line; rows of another length go to ``rejected``."""
    if layout.title:
        yield from _titled(member, layout)
        return
    if not layout.heads(heading(member)):
        expected = ",".join(layout.headings[0])
        raise BadInput(f"This is no file of {layout.name}", file=member.name, line=1, expected=expected, do=_DO)
    more = iter(layout.headings[1:])
    for line, row in rows(member, rejected):
        wanted = next(more, None)
        if wanted is None:
            yield line, row
        elif tuple(row) != wanted:
            what = "A further row of headings is not as published"
            raise BadInput(what, file=member.name, line=line, expected=",".join(wanted), do=_DO)


def _titled(member: Member, layout: FigureLayout) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the heading, up to the blank line before the notes: a title and more stand above it."""
    refuse_binary(member)
    refuse_long(member)
    with member.stream() as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        lines = ((reader.line_num, row) for row in reader)
        try:
            if not any(layout.spelled(tuple(row)) == layout.headings[0] for _, row in lines):
                expected = ",".join(layout.headings[0])
                raise BadInput(f"This is no file of {layout.name}", file=member.name, expected=expected, do=_DO)
            yield from _until_notes(lines, member, len(layout.headings[0]))
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadInput(f"The file cannot be read: {error}.", file=member.name, line=reader.line_num, do=_DO) from error


def _until_notes(lines: Iterator[tuple[int, list[str]]], member: Member, width: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows up to the blank line below them; a row that stands lower still, or over several lines, refuses the file."""
    begun = ended = False
    for line, row in lines:
        if not any(cell.strip() for cell in row):
            ended = begun
        elif ended and len(row) < width:
            continue
        elif ended or len(row) != width or any("\n" in cell for cell in row):
            what = "A row stands below the notes" if ended else f"The row has {len(row)} fields, or spans several lines"
            raise BadInput(what, file=member.name, line=line, expected=f"rows of {width} fields, then notes", do=_DO)
        else:
            begun = True
            yield line, row
