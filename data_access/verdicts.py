"""What changed, and may it be believed? The answers as a view receives them, with their words.

Types only: ``data_access.analytics`` makes them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_access import months
from data_access.estimates import Interval
from data_access.wording import NBSP, listed, percent_change, signed, spelled, thousands, times

# Under this many before, a difference in count is said instead of a per cent.
FEW_BEFORE = 30


class VerdictKind(StrEnum):
    """What may be said of a change."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_CHANGE = "no-clear-change"
    TOO_FEW = "too-few"
    CANNOT_COMPARE = "cannot-compare"


KIND_WORDS: dict[VerdictKind, str] = {
    VerdictKind.HIGHER: "Higher",
    VerdictKind.LOWER: "Lower",
    VerdictKind.NO_CLEAR_CHANGE: "No clear change",
    VerdictKind.TOO_FEW: "Too few to say",
    VerdictKind.CANNOT_COMPARE: "Cannot compare",
}


class Cause(StrEnum):
    """Why a month has no partner to be compared with."""

    NOT_LOADED = "not-loaded"
    GAP = "gap"
    BREAK = "break"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A month that is not compared; ``why`` is a phrase: "February 2024 was recorded before …"."""

    month: date
    cause: Cause
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two periods compared, month by month with the same month a year before.

    ``now`` and ``before`` are sums over ``compared`` (the later months) only.
    ``ratio`` is now / before and ``interval`` what it may be, at ``level``;
    both are None unless something was tested. ``p`` already allows for
    ``phi``, the months' variation in Poisson units. ``visible`` holds the
    largest lower and the smallest higher count that would have been called a
    change.
    """

    kind: VerdictKind
    now: int
    before: int
    compared: tuple[date, ...]
    left_out: tuple[LeftOut, ...] = ()
    ratio: float | None = None
    interval: Interval | None = None
    p: float | None = None
    level: float = 0.95
    phi: float = 1.0
    visible: tuple[int | None, int | None] = (None, None)
    reason: str = ""

    @property
    def kind_words(self) -> str:
        return KIND_WORDS[self.kind]

    @property
    def tested(self) -> bool:
        return self.interval is not None

    @property
    def clear(self) -> bool:
        return self.kind in (VerdictKind.HIGHER, VerdictKind.LOWER)

    @property
    def change_words(self) -> str:
        """``−2 %``, or ``+21`` where a per cent of so few would mislead; nothing where nothing is compared."""
        if self.kind is VerdictKind.CANNOT_COMPARE:
            return ""
        if self.before < FEW_BEFORE or self.ratio is None:
            return signed(self.now - self.before)
        return percent_change(self.ratio)

    @property
    def interval_words(self) -> str:
        """``between +2 % and +13 %``, ``could be anything from −6 % to +1 %``; in times for small counts."""
        if self.interval is None:
            return ""
        say = _times_between if self.before < FEW_BEFORE else _percent_between
        return say(self.interval, self.clear)

    @property
    def words(self) -> str:
        """The change and how sure it is: ``+8 %: between +2 % and +13 %``, or the reason there is none."""
        return f"{self.change_words}: {self.interval_words}" if self.tested else self.reason

    @property
    def counts_words(self) -> str:
        """``Mar–Jan: 26,453, was 27,099``."""
        if not self.compared:
            return ""
        return f"{span(self.compared, short=True)}: {thousands(self.now)}, was {thousands(self.before)}"

    @property
    def compared_words(self) -> str:
        """``March to January``, or ``the ten months that can be compared``."""
        return span(self.compared)

    @property
    def left_out_words(self) -> str:
        """``January and December left out``; nothing when every month is compared."""
        named = sorted(self.left_out, key=lambda entry: entry.month)
        if not named:
            return ""
        if len(named) > 4:
            return f"{spelled(len(named))} months left out"
        years = {entry.month.month for entry in named}
        style = "%B" if len(years) == len(named) else "%B %Y"
        return f"{listed([f'{entry.month:{style}}' for entry in named])} left out"

    @property
    def visible_words(self) -> str:
        """``Smallest visible change ±4 %``: what this comparison could have told from no change."""
        if not self.tested:
            return ""
        fall, rise = (None if count is None else self._against_before(count) for count in self.visible)
        if fall is None and rise is None:
            return "No change could have been seen"
        if fall is None or rise is None:
            return f"Smallest visible change {rise or fall}, no {'fall' if fall is None else 'rise'} could show"
        same = fall[1:] == rise[1:]
        return f"Smallest visible change {f'±{rise[1:]}' if same else f'{rise} or {fall}'}"

    def _against_before(self, count: int) -> str:
        return signed(count - self.before) if self.before < FEW_BEFORE else percent_change(count / self.before)


@dataclass(frozen=True, slots=True)
class Rolling:
    """The total of the twelve months that end with ``month``; None where one is missing or a series break lies between."""

    month: date
    total: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period against the year before. Totals are all that was counted in it; the verdict compares only paired months.

    ``total_before`` is None where the year before is not wholly complete or
    was counted otherwise.
    """

    since: date
    until: date
    total: int | None
    total_before: int | None
    verdict: Verdict
    rolling: tuple[Rolling, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """One of many comparisons made together; ``keys`` as the answer's breakdown, months apart."""

    keys: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Movements:
    """Comparisons tested together, strongest evidence first.

    Of ``tested``, ``singly`` would look different one at a time and ``stand``
    do once their number is allowed for; every interval is at the same
    ``level``. ``too_few`` pairs were too small to test and come last.
    ``verdict`` compares everything at once, for the months and the reason.
    """

    ranked: tuple[Movement, ...]
    tested: int
    singly: int
    stand: int
    too_few: int
    level: float
    verdict: Verdict

    def of(self, *keys: str) -> Verdict | None:
        return next((movement.verdict for movement in self.ranked if movement.keys == keys), None)


def span(compared: Sequence[date], *, short: bool = False) -> str:
    """Months in words: ``March to January`` where they follow each other within a year, else how many."""
    if not compared:
        return "no months"
    first, last = compared[0], compared[-1]
    if len(compared) == 1:
        return f"{first:%b}" if short else f"{first:%B}"
    if months.shift(first, len(compared) - 1) != last or len(compared) > 12:
        return f"{len(compared)} months" if short else f"the {spelled(len(compared))} months that can be compared"
    return f"{first:%b}–{last:%b}" if short else f"{first:%B} to {last:%B}"


def _percent_between(interval: Interval, clear: bool) -> str:
    if math.isinf(interval.high):
        return "could be anything"
    low, high = percent_change(interval.low), percent_change(interval.high)
    return f"between {low} and {high}" if clear else f"could be anything from {low} to {high}"


def _times_between(interval: Interval, clear: bool) -> str:
    low, high = _told_from_one(interval.low), _told_from_one(interval.high)
    if interval.low == 0 and math.isinf(interval.high):
        return "could be anything"
    if math.isinf(interval.high):
        return f"at least {low}{NBSP}times as many"
    if interval.low == 0:
        return f"at most {high}{NBSP}times as many"
    return f"{'between' if clear else 'could be anything from'} {low} {'and' if clear else 'to'} {high}{NBSP}times as many"


def _told_from_one(ratio: float) -> str:
    """A ratio that is not one, never rounded to one."""
    said = times(ratio)
    return f"{ratio:.2f}" if said == "1.0" and ratio != 1 else said
