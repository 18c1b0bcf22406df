"""How much of a period a source supplied, as one strip."""

from __future__ import annotations

from dash import html

from data_access.released import MonthCoverage, State
from layouts.components.attributes import said
from layouts.wording import gaps, runs

STRIP: dict[State, str] = {
    State.COMPLETE: "complete",
    State.PROVISIONAL: "complete",
    State.PARTIAL: "partial",
    State.DEFECTIVE: "partial",
    State.NO_LOCATIONS: "missing",
    State.MISSING: "missing",
    State.LATE: "missing",
    State.NOT_COLLECTED: "missing",
}


def coverage_strip(months: tuple[MonthCoverage, ...]) -> html.Span:
    """A bar of the months in order: full, light with a dashed edge for partial, dotted for nothing supplied."""
    pieces = [
        html.Span(className=f"stretch {STRIP[last.state]}", style={"--months": str(_months(first, last))})
        for first, last in runs(months)
    ]
    words = gaps(tuple(month for month in months if not month.comparable)) or "complete"
    return said(html.Span(pieces, className="coverage", role="img"), words)


def _months(first: MonthCoverage, last: MonthCoverage) -> int:
    return (last.month.year - first.month.year) * 12 + last.month.month - first.month.month + 1
