"""The sources Lion can load: what a row is, what it carries, how fine it may be drawn.

Each is one file (see ``source_files``); this module reads the files and adds
nothing of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data_access.catalogue.layouts import Layout


class Shape(StrEnum):
    """What a source's rows are: each an incident, or each a count of an area and month."""

    INCIDENTS = "incidents"
    AREA_COUNTS = "area_counts"


@dataclass(frozen=True, slots=True)
class Due:
    """When a month's return is expected: on this day, so many months after the month it is of; 0 where nobody promised.

    ``every`` is how many months one return is of: 3 for one that comes by
    quarter, which is expected after the quarter's last month.
    """

    day: int = 0
    months_after: int = 0
    every: int = 1

    def period(self, month: date) -> tuple[date, ...]:
        """The months that come in the same return as ``month``: of the calendar's quarters, or itself."""
        first = month.replace(month=(month.month - 1) // self.every * self.every + 1)
        return tuple(first.replace(month=first.month + place) for place in range(self.every))


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Values that overlap, so that they are never added: a question that chooses none is about ``usual``."""

    dimension: str
    usual: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Another source whose records fill a field of this one's where they share a record's id.

    Only rows whose own value is among ``fills`` are filled.
    """

    source: str
    field: str
    fills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One agency's dataset.

    ``noun`` is (singular, plural) for sentences. ``carries`` names the
    dimensions its rows have; a control for any other says so. ``finest_cell``
    is the finest H3 resolution its points support (0: it has no points).
    ``kind`` is the dimension that says what sort of record a row is, and
    ``headline`` the sorts a board asks for first. ``offers`` are the values
    its files can hold, by coded dimension. ``disclosure`` O is open:
    published files, shown exactly; anything else is not shown to a page.
    ``code`` is its number in the snapshot.
    """

    key: str
    code: int
    title: str
    agency: str
    dataset: str
    noun: tuple[str, str]
    shape: Shape
    carries: frozenset[str]
    kind: str
    headline: tuple[str, ...]
    finest_cell: int
    counting_rule: str
    geography: str
    time_floor: str
    due: Due
    caveats: tuple[str, ...]
    licence: str
    address: str
    offers: Mapping[str, tuple[str, ...]] = field(repr=False, compare=False)
    layouts: tuple[Layout, ...] = field(repr=False, compare=False)
    disclosure: str = "O"
    alternatives: Alternatives | None = None
    joined: Joined | None = None

    def carries_all(self, keys: frozenset[str]) -> bool:
        return keys <= self.carries

    @property
    def worded(self) -> bool:
        """Whether a layout of its gives places in free words."""
        return "confidence" in self.carries

    @property
    def crime_types(self) -> tuple[str, ...]:
        return self.offers.get("crime_type", ())

    @property
    def absence(self) -> str:
        """Why a page of wards does not show it, as the beginning of a sentence."""
        return f"{self.title} {'is not loaded' if 'ward' in self.carries else 'is not known by ward'}"

    @property
    def open(self) -> bool:
        """Whether its figures may be shown to a page."""
        return self.disclosure == "O"


# Found by police searching: they measure searching as well as crime.
SEARCH_DRIVEN_TYPES = frozenset({"drugs", "possession-of-weapons"})
