"""How a published table says what Lion knows: its first row, and what each column means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What a field may be besides a coded dimension.
TIMES = ("month", "day", "moment")
POINTS = ("lat", "lng", "easting", "northing")
AREAS = ("ward", "lsoa", "borough")
WORDS = ("free_text",)  # a place as somebody wrote it down
OTHER = ("name", "district", "record_id", "supplier", "n", *WORDS)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a row says.

    ``columns`` are published headings: the first that is not blank, or with
    ``together`` all of them, joined by " / ". ``words`` turns published words,
    without regard to case, into slugs, and ``endings`` what stands in brackets
    at a label's end. ``fixed`` is a slug every row has. ``forms`` are the
    ways a time is written (strptime, or "utc"), "years" for an age. ``begins``: a
    borough's name may have more words after it.
    """

    to: str
    columns: tuple[str, ...] = ()
    together: bool = False
    words: Mapping[str, str] | None = None
    endings: Mapping[str, str] | None = None
    labels: bool = False
    fixed: str = ""
    forms: tuple[str, ...] = ()
    begins: bool = False

    @property
    def title(self) -> str:
        """The heading that a message names."""
        return self.columns[-1 if self.together else 0] if self.columns else self.to


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are not counted, because other rows say the same: those whose ``column`` holds one of ``words``."""

    column: str
    words: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True)
class Whole:
    """Rows that count a whole borough, its wards' rows included: those whose ``column`` holds one of ``words``.

    What they count beyond the wards' rows is the borough's without a ward.
    """

    column: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of a source's file.

    ``heading`` is the first row; a wide table's stops where its months begin,
    each written as ``months`` (strptime). ``reader`` names the algorithm:
    "csv", or one that a description cannot say. ``force`` is "" (none), "told"
    (the file does not name it), or a police force's slug; ``covers`` "borough"
    where a file speaks of ours without naming it. ``once``: an area and kind
    stands in one row only. ``one_month``: a file is a London month, and the few
    rows of another are that month's own file's. ``continuous``: a file speaks
    for every month from its first to its last, so one without a row had none.
    ``dates`` are columns that hold other dates than when it happened. ``whole``
    rows count what other rows count too, and more.
    """

    source: str
    name: str
    reader: str
    heading: tuple[str, ...]
    fields: tuple[Field, ...]
    months: str = ""
    left_out: tuple[LeftOut, ...] = ()
    force: str = ""
    covers: str = ""
    once: bool = False
    one_month: bool = False
    continuous: bool = False
    dates: tuple[str, ...] = ()
    whole: Whole | None = None

    @property
    def wide(self) -> bool:
        return bool(self.months)

    def fields_to(self, *names: str) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.to in names)

    def field(self, name: str) -> Field | None:
        return next(iter(self.fields_to(name)), None)

    def heads(self, header: tuple[str, ...]) -> bool:
        """Whether this first row is the layout's."""
        if not self.wide:
            return header == self.heading
        return header[: len(self.heading)] == self.heading and len(header) > len(self.heading)
