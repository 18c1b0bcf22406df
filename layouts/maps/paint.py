"""What does a map of an answer show: each area's class, its words, the legend?

Drawn from what may be shown and from nothing else: the same shown amounts
give the same paint.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import median

from data_access.catalogue import Kind
from data_access.catalogue.code_lists import UNKNOWN
from data_access.rates import Rated
from data_access.released import STATE_WORDS, UNDRAWN, WHOLE, MonthCoverage, Released, Row, State
from data_access.wording import capitalised, thousands
from layouts.canvas import Json
from layouts.maps.breaks import breaks, shade, shades
from layouts.wording import WITHHELD, amount, gaps

UNCOUNTED = "missing"
SHORT = "short"
_MOST_NAMED = 12  # places offered for naming; the browser names those that stand apart
_WORTH_NAMING = 5


class Whole(StrEnum):
    """What the whole map rests on: whole months, parts of months only, or nothing that has places."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Painted:
    """One area: its shade ("0" to "5", "withheld" or "missing"), the number on it, and that number in words.

    ``short``: months of it are not whole, so it may be more.
    """

    shade: str
    number: str
    words: str
    short: bool = False

    def sent(self) -> list[Json]:
        """As the browser takes it: a fourth value only where months are not whole."""
        return [self.shade, self.number, self.words, *([1] if self.short else [])]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shade and what it stands for."""

    shade: str
    words: str


@dataclass(frozen=True, slots=True)
class MapPaint:
    """Everything a map needs apart from shapes.

    ``key`` names the areas ("ward", "h3_9") as the address and the shapes do.
    Areas not in ``areas`` are painted as ``rest``. ``busiest`` are the ids
    worth naming, the busiest first; ``chosen`` maps keys to what is chosen;
    ``within`` holds a drawn area's corners as (lat, lng); ``drawn_by`` the
    kinds of area that the source can be drawn by.
    """

    key: str
    snapshot: str
    whole: Whole
    title: str
    legend: tuple[LegendEntry, ...]
    areas: Mapping[str, Painted]
    rest: Painted
    busiest: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[tuple[float, float], ...] = ()
    by_rate: bool = False
    drawn_by: tuple[str, ...] = ("ward",)

    def sent(self) -> dict[str, Json]:
        """As the browser takes it."""
        return {
            "key": self.key,
            "snapshot": self.snapshot,
            "whole": str(self.whole),
            "areas": {slug: area.sent() for slug, area in self.areas.items()},
            "rest": [self.rest.shade, self.rest.number, self.rest.words],
            "busiest": list(self.busiest),
            "chosen": {key: list(slugs) for key, slugs in self.chosen.items()},
            "within": [list(corner) for corner in self.within],
        }


def paint(
    released: Released,
    *,
    rated: Rated | None = None,
    measure: str = "count",
    areas: Collection[str] = (),
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    within: Sequence[tuple[float, float]] = (),
    drawn_by: Sequence[str] = ("ward",),
) -> MapPaint:
    """The paint of an answer broken down by one kind of place.

    ``rated`` gives wards their residents; ``measure`` "rate" then colours by rate per 1,000 residents. ``areas`` are
    the codes that will be drawn, where they are few enough to list.
    """
    by_rate = measure == "rate" and rated is not None
    rows = _rows(released, areas)
    amounts = _amounts(rows, rated if by_rate else None)
    whole = _whole(released)
    step = _step(amounts)
    lows = breaks(amounts.values(), step=step)
    known = ((row, _painted(row, amounts, lows, rated, released, step=step, by_rate=by_rate)) for row in rows)
    painted = {row.keys[0]: _short(area, released.short(row.keys)) for row, area in known}
    none = Painted("0", "0", f"no {released.source.noun[1]} recorded")
    if whole is Whole.MISSING:
        painted, none = {}, Painted(UNCOUNTED, "", STATE_WORDS[State.MISSING])
    return MapPaint(
        key=released.by[0].key,
        snapshot=released.provenance.snapshot,
        whole=whole,
        title=_title(released, by_rate=by_rate),
        legend=_legend(painted, none, amounts, lows, listed=bool(areas), by_rate=by_rate, step=step),
        areas=painted,
        rest=none,
        busiest=() if areas else _busiest(released, painted),
        chosen=chosen or {},
        within=tuple(within),
        by_rate=by_rate,
        drawn_by=tuple(drawn_by),
    )


def _rows(released: Released, areas: Collection[str]) -> list[Row]:
    """The rows of places, and of each listed area where nothing was recorded."""
    found = {row.keys[0]: row for row in released.rows if row.keys[0] != UNKNOWN}
    return [*found.values(), *(Row((code,), 0) for code in areas if code not in found)]


def _amounts(rows: Sequence[Row], rated: Rated | None) -> dict[str, float]:
    """What each area is coloured by, rounded as a reader is shown it; withheld and uncounted areas have none."""
    if rated is None:
        return {row.keys[0]: row.value for row in rows if row.value is not None}
    rates = {row.keys[0]: rate for row in rows if (rate := rated.rate(row)) is not None}
    step = _step(rates)
    return {slug: _near(rate, step) for slug, rate in rates.items()}


def _near(rate: float, step: float) -> float:
    """Rounded to the step, but never to nought when something was recorded."""
    return max(round(rate, 0 if step == 1 else 1), step if rate else 0)


def _step(amounts: Mapping[str, float]) -> float:
    """The finest difference shown: whole numbers, or tenths where rates are small."""
    fractions = any(amount % 1 for amount in amounts.values())
    return 0.1 if fractions and median(amounts.values()) < 10 else 1


def _painted(
    row: Row,
    amounts: Mapping[str, float],
    lows: Sequence[float],
    rated: Rated | None,
    released: Released,
    *,
    step: float,
    by_rate: bool,
) -> Painted:
    slug = row.keys[0]
    if row.value is None:
        return Painted(WITHHELD, "", WITHHELD)
    words = _counted(row, released)
    rate = rated.rate(row) if rated is not None else None
    if rate is not None:
        words += f", {'about ' if row.about else ''}{rate:,.1f} per 1,000 residents"
        interval = rated.intervals.get(slug) if rated is not None else None
        words += f" (between {interval.low:,.1f} and {interval.high:,.1f})" if interval is not None else ""
    if slug not in amounts:
        return Painted(UNCOUNTED, "", f"{words}; its residents are not counted")
    amount = amounts[slug]
    number = _said(amount, step) if by_rate else thousands(row.value)
    return Painted(str(shade(amount, lows)), number, words)


def _short(area: Painted, months: tuple[MonthCoverage, ...]) -> Painted:
    """An area as it is where months of it are not whole; where nothing of it came at all, no number is known."""
    if not months:
        return area
    if area.number in {"", "0"} and not any(each.drawn for each in months):
        return Painted(UNCOUNTED, "", gaps(months), short=True)
    return replace(area, words=f"{area.words}; {gaps(months)}", short=True)


def _counted(row: Row, released: Released) -> str:
    one, many = released.source.noun
    if row.value == 0 and not row.about:
        return f"no {many} recorded"
    return f"{amount(row)} {one if row.value == 1 else many}"


def _said(amount: float, step: float) -> str:
    return f"{amount:,.0f}" if step == 1 else f"{amount:,.1f}"


def _whole(released: Released) -> Whole:
    states = {entry.state for entry in released.coverage.months}
    if states and states <= UNDRAWN:
        return Whole.MISSING
    return Whole.PARTIAL if states and not states & WHOLE else Whole.COMPLETE


def _title(released: Released, *, by_rate: bool) -> str:
    many = capitalised(released.source.noun[1])
    if by_rate:
        return "Per 1,000 residents"
    if released.apportioned:
        return f"{many}, about"
    return many if released.by[0].kind is Kind.AREA else f"{many} in each cell"


def _legend(
    painted: Mapping[str, Painted],
    none: Painted,
    amounts: Mapping[str, float],
    lows: Sequence[float],
    *,
    listed: bool,
    by_rate: bool,
    step: float,
) -> tuple[LegendEntry, ...]:
    if none.shade == UNCOUNTED:
        return (LegendEntry(UNCOUNTED, STATE_WORDS[State.MISSING]),)
    found = {area.shade for area in painted.values()}
    zero = [LegendEntry("0", "none")] if "0" in found or not listed else []
    high = max(amounts.values(), default=0)
    ranges = _ranges(lows, high, step, by_rate=by_rate)
    classes = [LegendEntry(str(each), words) for each, words in zip(shades(lows), ranges, strict=True)]
    states = [LegendEntry(state, words) for state, words in ((WITHHELD, WITHHELD), (UNCOUNTED, "residents not counted"))]
    part = [LegendEntry(SHORT, "months not whole")] if any(area.short for area in painted.values()) else []
    return (*zero, *classes, *part, *(entry for entry in states if entry.shade in found))


def _ranges(lows: Sequence[float], high: float, step: float, *, by_rate: bool) -> list[str]:
    """``1 to 4``, ``5``, ``100 to 274``; rates open at both ends."""
    ends = [*(low - step for low in lows[1:]), high][: len(lows)]
    pairs = [(_said(low, step), _said(end, step)) for low, end in zip(lows, ends, strict=True)]
    said = [low if low == end else f"{low} to {end}" for low, end in pairs]
    if by_rate and len(lows) > 2:
        said[0], said[-1] = f"under {_bare(lows[1])}", f"{_bare(lows[-1])} or more"
    return said


def _bare(limit: float) -> str:
    return f"{limit:,.10g}"


def _busiest(released: Released, painted: Mapping[str, Painted]) -> tuple[str, ...]:
    """Named places of the darkest classes, the busiest first."""
    values = {row.keys[0]: row.value for row in released.rows if row.value is not None and row.value >= _WORTH_NAMING}
    named = [slug for slug in values if slug in released.names and painted.get(slug, _NOTHING).shade in ("4", "5")]
    return tuple(sorted(named, key=lambda slug: (-values[slug], slug))[:_MOST_NAMED])


_NOTHING = Painted("0", "", "")
