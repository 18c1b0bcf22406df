"""What are figures that stand beside the records: indicators, and the counts that rates divide by?

An indicator is a figure that is no count of records: a deprivation decile, a
share of people asked, a number for all London. A denominator is how many
people, households or dwellings an area has. Both are declared in source files,
as records are; their tables have other forms, and that is all this describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data_access.catalogue.layouts import Field, LeftOut


class FigureKind(StrEnum):
    """What a source's figures are for."""

    INDICATORS = "indicators"
    DENOMINATORS = "denominators"


# Each kind of area, what the code of one begins with ("" where areas have names alone), and what readers call them.
AREA_KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "ward": (("E05", "W05"), "wards"),
    "lsoa": (("E01", "W01"), "small areas (LSOA 2021)"),
    "lsoa_2011": (("E01", "W01"), "small areas (LSOA 2011)"),
    "neighbourhood": ((), "police neighbourhoods"),
    "borough": (("E06", "E07", "E08", "E09", "W06"), "boroughs"),
    "london": (("E12",), "London as a whole"),
}
PERIODS = ("month", "quarter", "calendar-year", "financial-year", "census", "edition", "span")
BASES: Mapping[str, str] = {
    "residents": "Residents",
    "workday": "People there on a working day",
    "households": "Households",
    "household-spaces": "Household spaces, empty ones too",
}
# What a row or a heading may say of a figure.
SAYINGS = ("what", "group", "ages", "gender", "ethnicity")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure by name: ``unit`` as "decile" or "percent", ``means`` how to read it, ``decimals`` as published."""

    slug: str
    label: str
    unit: str
    means: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """What time a figure is of: fixed, or the month in ``column`` written in one of ``forms``."""

    kind: str
    since: date = date.min
    until: date = date.min
    column: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """Whose figure a row is: the code or name in one of ``columns`` (spellings of one heading), or ``fixed``.

    ``others`` are further kinds of area that rows may be of, told apart by what their codes begin with.
    """

    kind: str
    columns: tuple[str, ...] = ()
    fixed: str = ""
    others: tuple[str, ...] = ()

    def kind_of(self, text: str) -> str:
        """The kind of area a row's text is of; the first kind where nothing tells."""
        return next((kind for kind in self.others if AREA_KINDS[kind][0] and text.startswith(AREA_KINDS[kind][0])), self.kind)


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said of a figure: by a column of its row, by the heading of its column (``row`` 1, 2, …), or always.

    ``words`` turn what is published into what is kept; without them it is
    kept as published, but ages are read.
    """

    to: str
    column: str = ""
    row: int = 0
    words: Mapping[str, str] | None = None
    fixed: str = ""

    def said(self, text: str) -> str | None:
        """What a published text says; None where the source's words do not know it."""
        plain = " ".join(text.split())
        return plain if self.words is None else self.words.get(plain.casefold())


@dataclass(frozen=True, slots=True)
class Figured:
    """One column of figures: where it stands, and what its headings say of it."""

    at: int
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FigureLayout:
    """One form of a table of figures.

    ``headings`` are its first rows, whole. ``title``: the file begins with a
    title that begins so, and lines about itself, before its heading. ``values``
    are columns that hold a figure in every row, each with what it is; a wide
    table has ``wide`` columns instead. ``total`` is a column that the others
    must add up to, ``sums`` more such columns with their parts. ``blank`` are
    words for "no figure". ``adds``: rows that say the same of a figure are
    parts of it. ``unsaid``: nothing in the file says whose figures they are.
    """

    source: str
    name: str
    headings: tuple[tuple[str, ...], ...]
    area: Area
    period: Period
    sayings: tuple[Saying, ...]
    values: Mapping[str, str]
    wide: tuple[Figured, ...] = ()
    title: str = ""
    total: str = ""
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bands: str = "total"
    vintage: str = ""
    bounds: tuple[str, str] = ("", "")
    base: str = ""
    blank: frozenset[str] = frozenset()
    decimals: bool = False
    covers: bool = False
    borough: Field | None = None
    adds: bool = False
    unsaid: bool = False
    left_out: tuple[LeftOut, ...] = ()

    def heads(self, header: tuple[str, ...]) -> bool:
        """Whether this first row is the layout's."""
        if self.title:
            return bool(header) and header[0].startswith(self.title)
        return self.spelled(header) == self.headings[0]

    def spelled(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """A first row with the area's heading in its usual spelling."""
        usual, *others = (*self.area.columns, "")
        return tuple(usual if name in others and name else name for name in header)


@dataclass(frozen=True, slots=True)
class FigureSource:
    """One publisher's figures; the fields are as in :class:`data_access.catalogue.sources.Source`.

    ``headline`` are the indicators that stand on the Ward page; without it, all that are held by ward.
    """

    key: str
    kind: FigureKind
    title: str
    agency: str
    dataset: str
    counting_rule: str
    caveats: tuple[str, ...]
    licence: str
    address: str
    indicators: Mapping[str, Indicator] = field(repr=False, compare=False)
    layouts: tuple[FigureLayout, ...] = field(repr=False, compare=False)
    disclosure: str = "O"
    headline: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether its figures may be shown to a page."""
        return self.disclosure == "O"


def ages_of(text: str) -> tuple[int, int | None] | None:
    """The whole years a band is of, both included; no end: and over.

    >>> ages_of("7"), ages_of("10-14"), ages_of("85+"), ages_of("young")
    ((7, 7), (10, 14), (85, None), None)
    """
    first, dash, last = text.removesuffix("+").partition("-")
    if not all(part.isascii() and part.isdigit() for part in (first, *([last] if dash else []))):
        return None
    return int(first), None if text.endswith("+") else int(last or first)
