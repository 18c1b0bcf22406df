"""Month by month: how many, beside the year before, with every gap left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from data_access import months
from data_access.released import MonthCoverage, Released
from data_access.wording import number
from layouts import canvas, timeline
from layouts.canvas import CLEAR, Figure, Margin, Part
from layouts.wording import month_state, month_value, runs

BAR = 0.85  # of a month's width
LINE = 0.16  # of the figure's height: a line of words
MARGIN = Margin(left=36, right=22, top=38, bottom=38)


@dataclass(frozen=True, slots=True)
class Bar:
    """One month as it will be drawn; ``height`` is that of the outline where there is no number."""

    month: date
    value: int | None
    entry: MonthCoverage | None
    now: bool
    height: float

    @property
    def open(self) -> bool:
        """Nothing was supplied: an outline, not a bar."""
        return self.entry is not None and not self.entry.drawn

    @property
    def partial(self) -> bool:
        return not self.open and self.entry is not None and not self.entry.comparable

    @property
    def withheld(self) -> bool:
        return not self.open and self.value is None

    @property
    def color(self) -> str:
        if self.open:
            return CLEAR
        if self.withheld:
            return "--withheld"
        return "--partial-fill" if self.partial else "--mark" if self.now else "--mark-quiet"


def monthly(released: Released, *, period: tuple[date, date], height: int = 168, finding: str = "") -> Figure:
    """Bars for each month of ``released``: ``period`` in full colour, what came before in grey.

    A month that was not supplied is a dotted outline as high as a usual month,
    a partial one is light with a dashed edge: neither is a number to compare.
    Where counting changed a dotted line parts the bars, and says why.
    """
    bars = _bars(released, period)
    top = max([bar.height for bar in bars], default=0) or 1
    ceiling, inside = top * 1.04, MARGIN.inside(height)
    breaks, places = timeline.breaks_of(released), {bar.month: i for i, bar in enumerate(bars)}
    return canvas.figure(
        [_trace(bars, released.source.noun), _numbers(bars)],
        height=height,
        margin=MARGIN,
        finding=finding,
        bargap=1 - BAR,
        xaxis=timeline.month_axis([bar.month for bar in bars]),
        yaxis=canvas.axis(0, ceiling, **canvas.grid(ceiling)),
        shapes=[
            *_edges(bars),
            *_leaders(bars, ceiling, inside),
            *_brackets(bars, inside),
            *timeline.break_lines(breaks, places, ceiling),
        ],
        annotations=[
            *timeline.gap_notes([(x, words) for x, _, words in _named_gaps(bars)], len(bars), above=17),
            *_bracket_words(bars),
            *timeline.break_words(breaks, places),
        ],
    )


def _bars(released: Released, period: tuple[date, date]) -> list[Bar]:
    counts = released.values()
    entries = {entry.month: entry for entry in released.comparable}
    first, last = min([released.since, *entries]), max([released.until, *entries])
    values = {month: counts.get(months.address(month), 0) for month in months.between(first, last)}
    known = [v for m, v in values.items() if v is not None and (m not in entries or entries[m].comparable)]
    usual = median(known) if known else 1
    since, until = period
    made = (Bar(month, value, entries.get(month), since <= month <= until, 0) for month, value in values.items())
    return [Bar(b.month, b.value, b.entry, b.now, usual if b.open or b.value is None else b.value) for b in made]


def _trace(bars: Sequence[Bar], noun: tuple[str, str]) -> Part:
    return {
        "type": "bar",
        "x": list(range(len(bars))),
        "y": [bar.height for bar in bars],
        "marker": {
            "color": [bar.color for bar in bars],
            "line": {"width": 0},
            "pattern": canvas.hatch(["/" if bar.withheld else "" for bar in bars]),
        },
        "customdata": [canvas.choice(("month", months.address(bar.month))) for bar in bars],
        **canvas.hovering([_hover(bar, noun) for bar in bars]),
    }


def _numbers(bars: Sequence[Bar]) -> Part:
    """The few numbers that are printed, above their bars."""
    told = [(i, bars[i]) for i in sorted(_printed(bars))]
    words = [canvas.bold(number(bar.value or 0)) for _, bar in told]
    return canvas.written(words, [i for i, _ in told], [bar.height for _, bar in told], "top center")


def _hover(bar: Bar, noun: tuple[str, str]) -> str:
    words = month_value(bar.value, bar.entry)
    counted = not bar.open and bar.value is not None
    things = f" {noun[0] if bar.value == 1 else noun[1]}" if counted and bar.entry is not None and bar.entry.comparable else ""
    return f"{months.words(bar.month)}: {canvas.bold(words + things)}"


def _printed(bars: Sequence[Bar]) -> set[int]:
    """Which months print their number: the highest of all, the highest and the last of this period."""
    whole = [i for i, bar in enumerate(bars) if not bar.partial and not bar.open and bar.value]
    now = [i for i in whole if bars[i].now]
    wanted = [max(group, key=lambda i: bars[i].height) for group in (whole, now) if group] + now[-1:]
    kept: list[int] = []
    for i in reversed(wanted):
        if not any(_collide(bars, i, other) for other in kept):
            kept.append(i)
    return set(kept)


def _collide(bars: Sequence[Bar], one: int, other: int) -> bool:
    """Whether the numbers over two bars would lie on each other where the panel is narrowest."""
    words = max(len(number(bars[i].value or 0)) for i in (one, other))
    beside = abs(one - other) * timeline.TIGHTEST / len(bars) >= (words + 1) * canvas.TEXT_PX
    top = max(bar.height for bar in bars)
    above = abs(one - other) > 1 and abs(bars[one].height - bars[other].height) >= LINE * top
    return not (beside or above)


def _edges(bars: Sequence[Bar]) -> list[Part]:
    edges = []
    for i, bar in enumerate(bars):
        corners = (i - BAR / 2, 0, i + BAR / 2, bar.height)
        if bar.open:
            edges.append(canvas.outline(corners, canvas.DOTTED, "--missing"))
        elif bar.partial:
            edges.append(canvas.outline(corners, canvas.DASHED, "--mark" if bar.now else "--missing"))
    return edges


def _named_gaps(bars: Sequence[Bar]) -> list[tuple[float, float, str]]:
    """The two latest runs of gaps: where their middle is, how high they reach, what they say."""
    entries = tuple(bar.entry for bar in bars if bar.entry is not None and not bar.entry.comparable)
    place = {bar.month: i for i, bar in enumerate(bars)}
    named = []
    for first, last in runs(entries)[-2:]:
        ends = place[first.month], place[last.month]
        name = months.short(first.month) if first is last else f"{months.short(first.month)} to {months.short(last.month)}"
        words = f"{name}: {month_state(last)}"
        named.append((sum(ends) / 2, bars[ends[0]].height, words))
    return named


def _leaders(bars: Sequence[Bar], ceiling: float, inside: int) -> list[Part]:
    """A line from each gap's words down to its outline."""
    words = ceiling * (1 + 18 / inside)
    return [canvas.stroke((x, reach + ceiling * 0.03, x, words), "--ink-quiet") for x, reach, _ in _named_gaps(bars)]


def _spans(bars: Sequence[Bar]) -> list[tuple[int, int, bool]]:
    """First and last place of this period, and of as many months right before it."""
    now = [i for i, bar in enumerate(bars) if bar.now]
    if not now:
        return []
    spans = [(now[0], now[-1], True)]
    before = now[0] - len(now)
    return [(before, now[0] - 1, False), *spans] if before >= 0 and len(now) == 12 else spans


def _brackets(bars: Sequence[Bar], inside: int) -> list[Part]:
    y = -21 / inside
    return [
        canvas.stroke((a - 0.42, y, b + 0.42, y), "--mark" if now else "--mark-quiet", 2, yref="paper")
        for a, b, now in _spans(bars)
    ]


def _bracket_words(bars: Sequence[Bar]) -> list[Part]:
    return [
        canvas.note(
            canvas.bold("this period") if now else "year before",
            (a + b) / 2,
            0,
            yref="paper",
            yanchor="top",
            yshift=-21,
            font={"size": 12, "color": "--ink" if now else "--ink-quiet"},
        )
        for a, b, now in _spans(bars)
    ]
