"""How a share has moved, month by month, with the interval of each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data_access import months
from data_access.estimates import MonthShare, Share
from data_access.released import Coverage, MonthCoverage
from data_access.wording import percent
from layouts import canvas, timeline
from layouts.canvas import Figure, Margin, Part
from layouts.wording import month_state, runs

MARGIN = Margin(left=40, right=44, top=30, bottom=24)


def share_line(shares: Sequence[MonthShare], *, coverage: Coverage, height: int = 232, finding: str = "") -> Figure:
    """A dot a month with its 95 % interval, joined only where months follow each other and are whole.

    A month not supplied is a dotted column, a partial one a ring on its own:
    its share may come from another mix of days.
    """
    months_shown = [entry.month for entry in coverage.months] or [entry.month for entry in shares]
    places = {month: i for i, month in enumerate(months_shown)}
    known = {entry.month: entry.share for entry in shares if entry.share is not None and entry.share.share is not None}
    known = {month: share for month, share in known.items() if month in places and not _open(coverage.of(month))}
    whole = {month: share for month, share in known.items() if _joins(coverage.of(month))}
    top = _ceiling(known)
    return canvas.figure(
        [_intervals(known, places, coverage), _line(whole, months_shown, places)],
        height=height,
        margin=MARGIN,
        finding=finding,
        xaxis=timeline.month_axis(months_shown),
        yaxis=canvas.axis(0, top, **_percent_grid(top)),
        shapes=[
            *_open_months(coverage, places, top),
            *_leaders(coverage, places, known, top),
            *(_ring(places[month], known[month].share or 0) for month in known if month not in whole),
        ],
        annotations=[*_gap_words(coverage, places), *_last(whole, places, months_shown)],
    )


def _joins(entry: MonthCoverage | None) -> bool:
    return entry is None or entry.comparable


def _open(entry: MonthCoverage | None) -> bool:
    return entry is not None and not entry.drawn


def _ceiling(known: Mapping[date, Share]) -> float:
    highest = max([share.interval.high for share in known.values()], default=0.1)
    return min(1.0, highest * 1.08)


def _percent_grid(top: float) -> Part:
    at = canvas.amounts(top * 100, 5)
    words = [f"{value:g}" for value in at]
    words[-1:] = [f"{words[-1]} %"] if words else []
    return {"showgrid": True, "gridcolor": "--rule", "gridwidth": 1, **canvas.labelled([value / 100 for value in at], words)}


def _intervals(known: Mapping[date, Share], places: Mapping[date, int], coverage: Coverage) -> Part:
    """All months that have a number, with bars for their intervals; the marks themselves come from the line."""
    middle = [share.share or 0 for share in known.values()]
    reach: Part = {
        "type": "data",
        "symmetric": False,
        "array": [share.interval.high - (share.share or 0) for share in known.values()],
        "arrayminus": [(share.share or 0) - share.interval.low for share in known.values()],
        "color": "--mark-quiet",
        "thickness": 1.5,
        "width": 0,
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [places[month] for month in known],
        "y": middle,
        "error_y": reach,
        "marker": {"color": canvas.CLEAR, "size": 8},
        "customdata": [canvas.choice(("month", months.address(month))) for month in known],
        **canvas.hovering([_hover(month, share, coverage) for month, share in known.items()]),
    }


def _hover(month: date, share: Share, coverage: Coverage) -> str:
    entry = coverage.of(month)
    state = f" ({month_state(entry)})" if entry is not None and not entry.comparable else ""
    counted = f"{share.part:,} of {share.whole:,}, between {percent(share.interval.low)} and {percent(share.interval.high)}"
    return f"{months.words(month)}{state}: {canvas.bold(percent(share.share or 0))}<br>{counted}"


def _line(whole: Mapping[date, Share], shown: Sequence[date], places: Mapping[date, int]) -> Part:
    """The line and its dots; every month has a place, so that a missing one lifts the pen."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [places[month] for month in shown],
        "y": [whole[month].share if month in whole else None for month in shown],
        "line": {"color": "--mark", "width": 2},
        "marker": {"color": "--mark", "size": 5},
        "connectgaps": False,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _ring(x: float, y: float) -> Part:
    corner: Part = {"xsizemode": "pixel", "ysizemode": "pixel", "x0": -3.5, "x1": 3.5, "y0": -3.5, "y1": 3.5}
    edge: Part = {"color": "--mark", "width": 1.5, "dash": "2px,1.5px"}
    return {"type": "circle", **corner, "xanchor": x, "yanchor": y, "fillcolor": "--partial-fill", "line": edge}


def _open_months(coverage: Coverage, places: Mapping[date, int], top: float) -> list[Part]:
    gaps = [places[entry.month] for entry in coverage.months if _open(entry)]
    return [canvas.outline((place - 0.42, 0, place + 0.42, top), canvas.DOTTED, "--missing") for place in gaps]


def _leaders(coverage: Coverage, places: Mapping[date, int], known: Mapping[date, Share], top: float) -> list[Part]:
    partial = [entry.month for entry in coverage.gaps[-2:] if not _open(entry) and entry.month in known]
    return [
        canvas.stroke((places[month], known[month].interval.high + top * 0.01, places[month], top * 1.03), "--ink-quiet")
        for month in partial
    ]


def _gap_words(coverage: Coverage, places: Mapping[date, int]) -> list[Part]:
    """The two latest runs of gaps, named above."""
    named = []
    for first, last in runs(coverage.gaps)[-2:]:
        name = f"{first.month:%b %y}" if first is last else f"{first.month:%b %y} to {last.month:%b %y}"
        middle = (places[first.month] + places[last.month]) / 2
        named.append((middle, f"{name} {month_state(last).removesuffix(' only')}"))
    return timeline.gap_notes(named, len(places), above=6)


def _last(whole: Mapping[date, Share], places: Mapping[date, int], shown: Sequence[date]) -> list[Part]:
    """The last month's share beside its dot."""
    last = whole.get(shown[-1]) if shown else None
    if last is None or last.share is None:
        return []
    ink: Part = {"size": 12, "color": "--ink"}
    return [canvas.note(canvas.bold(percent(last.share)), places[shown[-1]], last.share, xanchor="left", xshift=8, font=ink)]
