"""Numbers with their uncertainty, as a view receives them. Types only: ``data_access.analytics`` computes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends included, in the unit of the number they stand beside; ``high`` may be infinite."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` incidents among ``residents``, per 1,000 of them."""

    key: str
    count: int
    residents: int
    per_1000: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Band:
    """Where the middle half of the other areas lies, per 1,000 residents; ``areas`` says how many there are."""

    low: float
    middle: float
    high: float
    areas: int


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``; ``share`` is None when the whole is nought."""

    key: str
    part: int
    whole: int
    share: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class MonthShare:
    """A share in one month; None where the month cannot be read."""

    month: date
    share: Share | None


@dataclass(frozen=True, slots=True)
class Disparity:
    """One group's rate against the reference group's.

    ``rate`` and ``ratio`` rest on what was stated. ``highest_rate`` is this
    group's rate if every record of unknown group were of it. ``ratio_bounds``
    reaches from the ratio if all of unknown group were of the reference, to
    the ratio if all were of this one; it is a range of what could be, not a
    confidence interval.
    """

    rate: Rate
    highest_rate: float
    ratio: float | None
    ratio_interval: Interval | None
    ratio_bounds: Interval | None

    @property
    def key(self) -> str:
        return self.rate.key


@dataclass(frozen=True, slots=True)
class Proportionality:
    """Rates by group, highest first, with the share of records whose group is unknown."""

    reference: str
    groups: tuple[Disparity, ...]
    unknown: Share
    left_out: Mapping[str, int]

    def of(self, key: str) -> Disparity | None:
        return next((group for group in self.groups if group.key == key), None)


@dataclass(frozen=True, slots=True)
class Actions:
    """Shares of searches that led to action: overall, by group, and whether the stated groups differ.

    ``differ`` is None where there is too little to test. ``unknown_outcome``
    counts searches left out because no outcome is recorded.
    """

    overall: Share
    groups: tuple[Share, ...]
    differ: bool | None
    unknown_outcome: int
