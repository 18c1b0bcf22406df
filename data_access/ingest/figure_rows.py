"""Which rows of this file hold figures: below how many headings, and above which notes?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from data_access.catalogue.figures import FigureLayout
from data_access.errors import BadInput
from data_access.ingest.csv_rows import refuse_binary, rows
from data_access.ingest.heading import heading
from data_access.ingest.opening import Member
from data_access.ingest.reading import Rejected

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
    begun, counted = False, 0
    with member.stream() as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        try:
            for row in reader:
                blank = not any(cell.strip() for cell in row)
                if begun and blank and counted:
                    return
                if begun and not blank and len(row) != len(layout.headings[0]):
                    raise BadInput(f"The row has {len(row)} fields", file=member.name, line=reader.line_num, do=_DO)
                if begun and not blank:
                    counted += 1
                    yield reader.line_num, row
                begun = begun or layout.spelled(tuple(row)) == layout.headings[0]
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadInput(f"The file cannot be read: {error}.", file=member.name, line=reader.line_num, do=_DO) from error
    if not begun:
        expected = ",".join(layout.headings[0])
        raise BadInput(f"This is no file of {layout.name}", file=member.name, expected=expected, do=_DO)
