"""Places in free words that wait for a person, and what people have said of them, as a view receives them. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from data_access.catalogue import Source


class Verdict(StrEnum):
    """What a person says of a text."""

    POINT = "point"
    WARD = "ward"
    NOWHERE = "nowhere"
    HOME = "home"
    WITHDRAWN = "withdrawn"  # of an answer before: nothing is remembered any more


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """One answer. ``said`` is "" for a home: its words are not kept, only the ``digest`` that tells them again.

    ``source`` is a key, or "" for every source; ``ward`` a GSS code; ``at`` UTC.
    """

    digest: str
    said: str
    source: str
    verdict: Verdict
    author: str
    at: datetime
    lat: float | None = None
    lng: float | None = None
    ward: str = ""
    band: str = ""
    name: str = ""
    note: str = ""


Answers = Mapping[tuple[str, str], PlaceAnswer]  # by digest and source


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a text may mean; ``kind`` is its word, ``score`` how much of its name stands in the text."""

    name: str
    kind: str
    lat: float
    lng: float
    score: float


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One text that was not placed surely, and how many rows wait for it; ``band`` is a slug of the dimension confidence.

    ``months`` are its rows by month ("2026-09").
    """

    digest: str
    said: str
    sources: tuple[Source, ...]
    rows: int
    band: str
    reason: str
    candidates: tuple[Spot, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Older:
    """Rows of a file that was read with an older list of names: most stand where it placed them, until the file comes again."""

    source: Source
    file: str
    rows: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the texts that were not found surely somebody has answered, and of their rows."""

    texts: int = 0
    answered: int = 0
    rows: int = 0
    answered_rows: int = 0


@dataclass(frozen=True, slots=True)
class Bands:
    """How one source's rows came by their places: counts by slug of the dimension confidence."""

    source: Source
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlacesDesk:
    """What the review of places shows.

    ``waiting`` are all texts without an answer, those that hold up most rows
    first; ``answered`` the answers that stand, latest first; ``unapplied`` how
    many rows wait to be placed again since an answer was given or taken back;
    ``older`` the files whose rows stand where an older list of names placed them;
    ``wards`` GSS codes to names; ``author`` is who wrote last here.
    """

    snapshot: str
    waiting: tuple[Unplaced, ...]
    answered: tuple[PlaceAnswer, ...]
    bands: tuple[Bands, ...]
    wards: Mapping[str, str]
    unapplied: int = 0
    trouble: str = ""
    progress: Progress = field(default_factory=Progress)
    older: tuple[Older, ...] = ()
