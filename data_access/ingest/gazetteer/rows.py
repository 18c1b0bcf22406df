"""What does a file of place names hold: named points, postcodes, and the rows that could not be used?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data_access.ingest.files.reading import Rejected
from geo import crs
from geo.places.answers import Point
from geo.places.gazetteer import NamedPoint

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,12})?(?:[eE]-\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of an aliases file: what people say, and the name or postcode they mean."""

    line: int
    said: str
    means: str


@dataclass(slots=True)
class NamesRead:
    """One file, read. ``rows_in`` = what was used + ``left_out`` + rejected, always.

    ``left_out`` are rows that are right and of no use here: kinds of place
    rather than places, rivers, names outside the part that is kept.
    """

    layout: str
    rows_in: int = 0
    points: list[NamedPoint] = field(default_factory=list)
    postcodes: dict[str, Point] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    left_out: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def number(text: str) -> float | None:
    """A decimal number, plainly written; nothing for "", "1e5", "nan" or "1,000".

    Longitudes beside the Greenwich meridian are published as "4.4e-05".

    >>> number("51.5"), number("4.4e-05"), number(""), number("1e5")
    (51.5, 4.4e-05, None, None)
    """
    return float(text) if _NUMBER.fullmatch(text) else None


def degrees(lat: str, lng: str) -> Point | None:
    """A point of Great Britain in degrees, or nothing."""
    numbers = number(lat), number(lng)
    if numbers[0] is None or numbers[1] is None or not crs.in_great_britain([numbers[0]], [numbers[1]]).item():
        return None
    return Point(numbers[0], numbers[1])


Row = tuple[int, Sequence[str]]
Use = Callable[[int, Mapping[str, str]], Rejected | None]


def use_rows(found: NamesRead, numbered: Iterable[Row], header: Sequence[str], use: Use) -> NamesRead:
    """Hand every row to ``use`` by column; what it gives back is set aside."""
    for line, row in numbered:
        found.rows_in += 1
        refused = use(line, dict(zip(header, row, strict=True)))
        if refused is not None:
            found.rejected.append(refused)
    return found
