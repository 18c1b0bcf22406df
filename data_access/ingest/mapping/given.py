"""What does a table that nobody has described hold: its heading, its columns, its months?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from data_access.errors import BadInput
from data_access.ingest.files.csv_rows import refuse_binary, rows
from data_access.ingest.files.heading import heading
from data_access.ingest.files.opening import Member, Packing
from data_access.ingest.rows import times

MOST_BYTES = 4_000_000  # of a file that are looked at
MOST_COLUMNS = 120
MONTH_HEADINGS = (
    "%Y%m",
    "%Y-%m",
    "%b-%y",
    "%b %y",
    "%b-%Y",
    "%b %Y",
    "%B %Y",
    "%B-%Y",
    "%m/%Y",
    "%d/%m/%Y",
    "%Y-%m-%d",
)


@dataclass(frozen=True, slots=True)
class Given:
    """One table: its heading, and the values of each column below it.

    ``months`` is how many of the last columns are headed by months, each
    written as ``form``; ``more`` says that the file goes on beyond what was
    looked at. ``member`` is what was looked at, to be read again.
    """

    member: Member
    heading: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    more: bool = False
    months: int = 0
    form: str = ""

    @property
    def rows(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @property
    def described(self) -> tuple[str, ...]:
        """The headings that a layout names: those of months come and go with each file."""
        return self.heading[: len(self.heading) - self.months]

    @property
    def from_sheet(self) -> bool:
        return self.member.packing is Packing.SHEET


def given(member: Member) -> Given:
    """The table that ``member`` holds; :class:`BadInput` where it is none, or its heading cannot tell its columns apart."""
    start = member.head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start or start.startswith((b"{", b"[")):
        raise BadInput("This is no table.", file=member.name, expected="a CSV file, or a sheet of an Excel book", do="give one")
    refuse_binary(member)
    names = _names(member)
    looked_at = _cut(member)
    held = [row for _, row in rows(looked_at, [])]
    if not held:
        raise BadInput("There is a heading, and no row under it.", file=member.name, do="give a file with rows")
    months, form = month_headings(names)
    return Given(looked_at, names, tuple(zip(*held, strict=True)), looked_at is not member, months, form)


def _names(member: Member) -> tuple[str, ...]:
    names = heading(member)
    if not 2 <= len(names) <= MOST_COLUMNS:
        expected = f"two to {MOST_COLUMNS} columns, with commas between them"
        do = "check that the first row is the heading, and save the table as CSV UTF-8 (comma delimited)"
        raise BadInput(
            f"The heading has {len(names)} column{'' if len(names) == 1 else 's'}.",
            expected=expected,
            do=do,
            file=member.name,
            line=member.first_line,
        )
    blank = next((at for at, name in enumerate(names, start=1) if not name.strip()), 0)
    if blank:
        raise BadInput(
            f"Column {blank} has no heading.",
            do="give every column a heading of its own",
            file=member.name,
            line=member.first_line,
        )
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        do = "give every column a heading of its own"
        raise BadInput("Two columns have one heading.", field=twice[:60], do=do, file=member.name, line=member.first_line)
    return names


def _cut(member: Member) -> Member:
    """The first megabytes of a large file, to the end of a row."""
    if member.size <= MOST_BYTES:
        return member
    with member.stream() as stream:
        text = stream.read(MOST_BYTES)
    end = text.rfind(b"\n") + 1
    while text.count(b'"', 0, end) % 2:  # within a text that goes over several lines
        end = text.rfind(b"\n", 0, end - 1) + 1
    return replace(member, held=text[:end], size=end, nul_line=None, long_line=None)


def month_headings(names: Sequence[str]) -> tuple[int, str]:
    """How many of the last headings are months, and how they are written; 0 where there are not two.

    >>> month_headings(["Ward", "Apr-26", "May-26"]), month_headings(["Ward", "2026"])
    ((2, '%b-%y'), (0, ''))
    """
    found = {form: _run(names, form) for form in MONTH_HEADINGS}
    form, count = max(found.items(), key=lambda each: each[1])
    return (count, form) if 2 <= count < len(names) else (0, "")


def _run(names: Sequence[str], form: str) -> int:
    return sum(1 for _ in takewhile(lambda name: times.written(name, (form,)), reversed(names)))
