"""What is said of a place: a point or none, how sure it is, what else it could be, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Point(NamedTuple):
    """Degrees, WGS84."""

    lat: float
    lng: float


class Band(Enum):
    """How narrow an answer is, from the narrowest. Each value is its word on the page.

    An answer that is "street or better" may be counted for small areas;
    ``AREA`` says which part of the borough, no more; ``NONE`` has no point.
    """

    EXACT = "exact"
    JUNCTION = "junction"
    STREET = "street"
    AREA = "area"
    NONE = "none"

    @property
    def street_or_better(self) -> bool:
        """Whether the point may stand for the incident on a map of small areas."""
        return self in {Band.EXACT, Band.JUNCTION, Band.STREET}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that was considered. ``kind`` says what it is; ``score``, from 0 to 1, how much of its name stands in the text."""

    name: str
    kind: str
    point: Point
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a text says it was.

    ``spread_m``: every part of what is named lies within this distance of the
    point. ``unread`` are the words that were not understood. ``home``: it
    speaks of where somebody lives, so there is nothing to look for.
    """

    band: Band
    reason: str
    point: Point | None = None
    spread_m: float = 0.0
    name: str = ""
    candidates: tuple[Candidate, ...] = ()
    unread: tuple[str, ...] = ()
    remembered: bool = False
    home: bool = False

    def __post_init__(self) -> None:
        if (self.point is None) is not (self.band is Band.NONE):
            raise ValueError("an answer has a point, or is none")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a text, to be right next time.

    ``point`` is empty where the person said that it names no place that can
    be found. ``band`` is what the person was sure of.
    """

    name: str
    point: Point | None
    band: Band = Band.EXACT
    spread_m: float = 0.0

    def __post_init__(self) -> None:
        if (self.point is None) is not (self.band is Band.NONE):
            raise ValueError("a decision has a point, or is none")
