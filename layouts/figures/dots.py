"""A number with its interval for each of a few groups: a dot and a line to a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.estimates import Interval
from layouts import canvas
from layouts.canvas import Figure, Margin, Part

ROW = 36  # pixels


@dataclass(frozen=True, slots=True)
class Dot:
    """One row: ``reach`` draws a dotted line on to what the number could be at most; ``unknown`` an open dot."""

    label: str
    value: float | None
    interval: Interval | None
    words: str
    reach: float | None = None
    unknown: bool = False
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the axis ends, what its labels say after the last number, and a line for everybody together."""

    top: float
    unit: str = ""
    everybody: float | None = None
    everybody_words: str = ""


def dots(rows: Sequence[Dot], scale: Scale, *, label_width: int = 96, finding: str = "") -> Figure:
    """Dots with 95 % intervals on a scale from nought; what runs off the scale ends in an arrow with its number."""
    height = ROW * len(rows) + 26
    margin = Margin(left=label_width, right=28, top=24, bottom=2)
    return canvas.figure(
        [_intervals(rows), _marks(rows)],
        height=height,
        margin=margin,
        finding=finding,
        named=True,
        xaxis=canvas.axis(0, scale.top, side="top", **_axis(scale)),
        yaxis=canvas.axis(
            len(rows) - 0.5,
            -0.5,
            showline=True,
            linecolor="--rule-strong",
            **canvas.labelled(list(range(len(rows))), [canvas.plain(row.label) for row in rows], "--ink"),
        ),
        shapes=[*_rules(len(rows)), *_reaches(rows, scale.top), *_everybody(scale, len(rows))],
        annotations=[*_beyond(rows, scale), *_everybody_words(scale)],
    )


def _axis(scale: Scale) -> Part:
    at = [0.0, *canvas.amounts(scale.top, 4)]
    words = [f"{value:g}" for value in at]
    words[-1] = f"{words[-1]} {scale.unit}".rstrip()
    return {"showgrid": True, "gridcolor": "--rule", "gridwidth": 1, **canvas.labelled(at, words)}


def _intervals(rows: Sequence[Dot]) -> Part:
    """One trace of strokes: None between rows lifts the pen."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in enumerate(rows):
        if row.interval is not None:
            x += [row.interval.low, row.interval.high, None]
            y += [place, place, None]
    line: Part = {"color": "--mark", "width": 3}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", "cliponaxis": True}


def _marks(rows: Sequence[Dot]) -> Part:
    held = [(place, row) for place, row in enumerate(rows) if row.value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for _, row in held],
        "y": [place for place, _ in held],
        "marker": {
            "size": 10,
            "color": ["--ground" if row.unknown else "--mark" for _, row in held],
            "line": {"color": ["--mark" if row.unknown else "--ground" for _, row in held], "width": 1.5},
        },
        "customdata": [row.choice for _, row in held],
        "cliponaxis": False,
        **canvas.hovering([f"{canvas.plain(row.label)}: {canvas.bold(canvas.plain(row.words))}" for _, row in held]),
    }


def _rules(rows: int) -> list[Part]:
    """A hairline under each row, and a stronger one under the scale."""
    lines = [(place - 0.5, "--rule-strong" if place == 0 else "--rule") for place in range(rows)]
    return [canvas.stroke((0, y, 1, y), color, xref="paper", layer="below") for y, color in lines]


def _reaches(rows: Sequence[Dot], top: float) -> list[Part]:
    lines = []
    for place, row in enumerate(rows):
        if row.reach is not None and row.interval is not None and row.reach > row.interval.high:
            ends = (row.interval.high, place, min(row.reach, top), place)
            lines.append(canvas.stroke(ends, "--missing", 1.5, canvas.DOTTED))
            if row.reach <= top:
                lines.append(canvas.stroke((row.reach, place - 0.12, row.reach, place + 0.12), "--missing"))
    return lines


def _beyond(rows: Sequence[Dot], scale: Scale) -> list[Part]:
    """``up to 59`` with an arrow, where a row's reach runs off the scale."""
    notes = []
    for place, row in enumerate(rows):
        if row.reach is not None and row.reach > scale.top:
            words = f"up to {row.reach:,.0f}"
            notes.append(canvas.note(words, scale.top, place, xanchor="right", yanchor="bottom", xshift=-8, yshift=1))
            notes.append(canvas.note("→", scale.top, place, xanchor="left", xshift=-2, font={"size": 14, "color": "--missing"}))
    return notes


def _everybody(scale: Scale, rows: int) -> list[Part]:
    if scale.everybody is None:
        return []
    ends = (scale.everybody, -0.5, scale.everybody, rows - 0.5)
    return [canvas.stroke(ends, "--ink", 1.5, canvas.DASHED, layer="below")]


def _everybody_words(scale: Scale) -> list[Part]:
    if scale.everybody is None:
        return []
    ink: Part = {"size": 12, "color": "--ink"}
    nearest = min([0.0, *canvas.amounts(scale.top, 4)], key=lambda tick: abs(tick - (scale.everybody or 0)))
    side = "right" if nearest > scale.everybody else "left"
    where: Part = {"yref": "paper", "yanchor": "bottom", "yshift": 4, "xanchor": side}
    return [canvas.note(canvas.plain(scale.everybody_words), scale.everybody, 1, font=ink, **where)]
