"""One area's rate beside the borough's, month by month, and where half of the other wards lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access import months
from data_access.estimates import Band
from data_access.released import Coverage, MonthCoverage, State
from layouts import canvas, timeline
from layouts.canvas import CLEAR, Figure, Margin, Part
from layouts.timeline import Break

MARGIN = Margin(left=26, right=82, top=22, bottom=24)
LABEL_PX = 16  # between direct labels


@dataclass(frozen=True, slots=True)
class Line:
    """A named series: month to rate, no entry or None where there is none.

    ``coverage`` where its months are whole or not by themselves.
    """

    label: str
    values: Mapping[date, float | None]
    coverage: Coverage | None = None


def beside(
    area: Line,
    borough: Line,
    *,
    coverage: Coverage,
    band: Mapping[date, Band] | None = None,
    breaks: Sequence[Break] = (),
    unit: str = "per 1,000 residents",
    height: int = 248,
    finding: str = "",
) -> Figure:
    """The area in the accent, the borough in ink, half of the other wards as a band.

    Lines stop at a gap and at a series break and never cross either. A partial
    month is a dotted ring on its own: its rate is that of a shorter month.
    """
    shown = [entry.month for entry in coverage.months] or sorted({*area.values, *borough.values})
    places = {month: i for i, month in enumerate(shown)}
    top = _ceiling((area, borough), band or {})
    whole, cut = _whole(shown, coverage), {entry.month for entry in breaks}
    traces = [*_band(band or {}, _pieces(whole, cut), places)]
    for line, style in ((borough, ("--ink", 1.5)), (area, ("--accent", 2.5))):
        traces += _drawn(line, _whole(shown, line.coverage or coverage), cut, places, style, unit)
    names = _labels(area, borough, whole, MARGIN.inside(height) / top, bool(band))
    return canvas.figure(
        traces,
        height=height,
        margin=MARGIN,
        finding=finding,
        xaxis=timeline.month_axis(shown),
        yaxis=canvas.axis(0, top, **canvas.grid(top)),
        shapes=[
            *_rings(coverage, places, area, "--accent"),
            *_rings(borough.coverage or coverage, places, borough, "--ink"),
            *_open_months(coverage, places, top),
            *timeline.break_lines(breaks, places, top),
        ],
        annotations=[*names, *timeline.break_words(breaks, places)],
    )


def _ceiling(lines: Sequence[Line], band: Mapping[date, Band]) -> float:
    """The top of the axis: a little over the highest rate drawn."""
    rates = [value for line in lines for value in line.values.values() if value is not None]
    return (max([*rates, *(entry.high for entry in band.values())], default=0) or 1) * 1.08


def _drawn(
    line: Line, whole: Sequence[date], cut: set[date], places: Mapping[date, int], style: tuple[str, float], unit: str
) -> list[Part]:
    """A line through its whole months, and a dot at its end."""
    color, width = style
    return [_path(line, _pieces(whole, cut), places, color, width, unit), _end(line, whole, places, color)]


def _whole(shown: Sequence[date], coverage: Coverage) -> list[date]:
    return [month for month in shown if _joins(coverage.of(month))]


def _joins(entry: MonthCoverage | None) -> bool:
    return entry is None or entry.comparable


def _pieces(whole: Sequence[date], cuts: set[date]) -> list[list[date]]:
    """Months in unbroken runs: a gap or a series break starts a new one."""
    pieces: list[list[date]] = []
    for month in whole:
        follows = pieces and months.shift(pieces[-1][-1], 1) == month and month not in cuts
        if follows:
            pieces[-1].append(month)
        else:
            pieces.append([month])
    return pieces


def _path(line: Line, pieces: Sequence[Sequence[date]], places: Mapping[date, int], color: str, width: float, unit: str) -> Part:
    """One trace for the whole line: None between pieces lifts the pen."""
    at: list[tuple[float | None, float | None, str]] = []
    for piece in pieces:
        at += [(places[month], line.values.get(month), _hover(line, month, unit)) for month in piece]
        at.append((None, None, ""))
    alone = {places[piece[0]] for piece in pieces if len(piece) == 1}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [x for x, _, _ in at],
        "y": [y for _, y, _ in at],
        "line": {"color": color, "width": width},
        # A month with no neighbour makes no line: it is drawn as a ring.
        "marker": {
            "color": "--ground",
            "size": [6 if x in alone else 0 for x, _, _ in at],
            "line": {"color": color, "width": 1.5},
            "opacity": 1,
        },
        "cliponaxis": False,
        **canvas.hovering([words for _, _, words in at]),
    }


def _hover(line: Line, month: date, unit: str) -> str:
    value = line.values.get(month)
    words = "no number" if value is None else f"{value:,.1f} {unit}"
    return f"{canvas.plain(line.label)}, {months.words(month)}: {canvas.bold(words)}"


def _end(line: Line, whole: Sequence[date], places: Mapping[date, int], color: str) -> Part:
    """A dot on the last month, if that month has a number."""
    last = [month for month in whole[-1:] if line.values.get(month) is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [places[month] for month in last],
        "y": [line.values[month] for month in last],
        "marker": {"color": color, "size": 7 if color == "--accent" else 0},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _band(band: Mapping[date, Band], pieces: Sequence[Sequence[date]], places: Mapping[date, int]) -> list[Part]:
    """The middle half of the other wards: a closed shape for each unbroken run."""
    x: list[float | None] = []
    y: list[float | None] = []
    for piece in pieces:
        held = [month for month in piece if month in band]
        if len(held) > 1:
            x += [*(places[m] for m in held), *(places[m] for m in reversed(held)), None]
            y += [*(band[m].high for m in held), *(band[m].low for m in reversed(held)), None]
    if not x:
        return []
    shape: Part = {"type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "toself", "fillcolor": "--band"}
    return [{**shape, "line": {"color": CLEAR, "width": 0}, "hoverinfo": "skip"}]


def _rings(coverage: Coverage, places: Mapping[date, int], line: Line, color: str) -> list[Part]:
    """A dotted ring of 7 pixels where a partial month's number lies."""
    partial = [entry.month for entry in coverage.months if entry.state is State.PARTIAL and entry.month in places]
    at = [(month, value) for month in partial if (value := line.values.get(month)) is not None]
    return [ring(places[month], value, color) for month, value in at]


def ring(x: float, y: float, color: str) -> Part:
    return {
        "type": "circle",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "x0": -3.5,
        "x1": 3.5,
        "y0": -3.5,
        "y1": 3.5,
        "fillcolor": "--partial-fill",
        "line": {"color": color, "width": 1.5, "dash": "2px,1.5px"},
        "layer": "above",
    }


def _open_months(coverage: Coverage, places: Mapping[date, int], top: float) -> list[Part]:
    gaps = [entry for entry in coverage.months if not entry.drawn]
    return [
        canvas.outline((places[entry.month] - 0.4, 0, places[entry.month] + 0.4, top * 0.96), canvas.DOTTED, "--missing")
        for entry in gaps
    ]


def _labels(area: Line, borough: Line, whole: Sequence[date], px_per_unit: float, band: bool) -> list[Part]:
    """The lines' names at their ends, pushed apart until they can be read."""
    ends = [(line, line.values.get(whole[-1])) for line in (area, borough)] if whole else []
    at = [(line, value) for line, value in ends if value is not None]
    heights = {line.label: value * px_per_unit for line, value in at}
    lines_of = {area.label: canvas.wrapped(area.label, 11), borough.label: canvas.wrapped(borough.label, 11)}
    if band:
        lines_of[borough.label] += f"<br>{canvas.quiet('half of the<br>other wards')}"
    tops = _apart(heights, {label: LABEL_PX * (words.count("<br>") + 1) for label, words in lines_of.items()})
    colors = {area.label: "--accent", borough.label: "--ink"}
    return [
        canvas.note(
            _name_in_bold(lines_of[line.label], band and line is borough),
            1,
            0,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            align="left",
            xshift=6,
            yshift=tops[line.label],
            font={"size": 12, "color": colors[line.label]},
        )
        for line, _ in at
    ]


def _name_in_bold(words: str, explained: bool) -> str:
    if not explained:
        return canvas.bold(words)
    name, _, rest = words.partition("<br><span")
    return f"{canvas.bold(name)}<br><span{rest}"


def _apart(centres: Mapping[str, float], sizes: Mapping[str, int]) -> dict[str, float]:
    """Top of each label in pixels above the base: higher lines first, none over another, none below the base."""
    tops: dict[str, float] = {}
    ceiling, below = float("inf"), sum(sizes[label] for label in centres)
    for label in sorted(centres, key=lambda name: -centres[name]):
        tops[label] = max(min(centres[label] + LABEL_PX / 2, ceiling), below)
        ceiling = tops[label] - sizes[label]
        below -= sizes[label]
    return tops
