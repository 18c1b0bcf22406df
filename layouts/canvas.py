"""What every figure shares: its type, its frame, its axes and its marks.

Figures are plain dicts (building ``go.Figure`` costs four times as much) and
name colours by token, ``"--mark"``; ``assets/figures.js`` puts the theme's
value in. Nothing here knows what a figure is about.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Part: TypeAlias = dict[str, Json]
Figure: TypeAlias = dict[str, Json]

CLEAR = "rgba(0,0,0,0)"
TEXT_PX = 5.8  # mean width of a character at 12 px, to keep room for labels
LINE_PX = 16
NARROWEST = 290  # pixels of plotting area on a phone


@dataclass(frozen=True, slots=True)
class Margin:
    """Pixels around the plotting area."""

    left: int = 0
    right: int = 0
    top: int = 0
    bottom: int = 0

    def inside(self, height: int) -> int:
        """Height left for the plotting area, in pixels."""
        return max(1, height - self.top - self.bottom)


def figure(traces: Sequence[Part], *, height: int, margin: Margin, finding: str, named: bool = False, **layout: Json) -> Figure:
    """A figure in the house's frame: no chrome, no zoom, no legend, nothing moving.

    ``named`` rows have their names at the figure's left edge.
    """
    frame: Part = {
        "height": height,
        "autosize": True,
        "margin": {"l": margin.left, "r": margin.right, "t": margin.top, "b": margin.bottom, "pad": 0},
        "font": {"family": "--font", "size": 12, "color": "--ink"},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "--ink",
            "bordercolor": "--ink",
            "align": "left",
            "font": {"family": "--font", "size": 12, "color": "--ground"},
        },
        "meta": {"finding": finding, "named": named},
    }
    return {"data": list(traces), "layout": {**frame, **layout}}


def axis(low: float, high: float, **more: Json) -> Part:
    """An axis that cannot be dragged and draws nothing unless asked."""
    quiet: Part = {
        "range": [low, high],
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "ticks": "",
        "showticklabels": False,
        "automargin": False,
        "ticklabeloverflow": "allow",  # anything else measures every label
        "visible": bool({"showgrid", "showline", "showticklabels"} & more.keys()),  # an axis that draws nothing costs nothing
    }
    return {**quiet, **more}


def labelled(values: Sequence[float], words: Sequence[str], color: str = "--ink-quiet") -> Part:
    """Tick labels at ``values``."""
    return {
        "tickmode": "array",
        "tickvals": list(values),
        "ticktext": list(words),
        "showticklabels": True,
        "tickfont": {"size": 12, "color": color},
        "tickangle": 0,
    }


def amounts(top: float, count: int = 3) -> list[float]:
    """Round values for gridlines, from zero up to and not beyond ``top``: 200, 400, 600."""
    if top <= 0:
        return [1.0]
    rough = top / count
    size = 10 ** math.floor(math.log10(rough))
    step = next((size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.75), size * 10)
    step = max(step, 1.0) if top >= 1 else step
    return [step * i for i in range(1, int(top / step) + 1)]


def grid(top: float, words: Sequence[str] | None = None) -> Part:
    """Hairlines with their amounts for a vertical axis."""
    at = amounts(top)
    shown = words if words is not None else [f"{value:,.10g}" for value in at]
    return {"showgrid": True, "gridcolor": "--rule", "gridwidth": 1, "ticklabelstandoff": 4, **labelled(at, shown)}


def outline(corners: tuple[float, float, float, float], dash: str, color: str, **more: Json) -> Part:
    """A rectangle's edge in the data's coordinates (x0, y0, x1, y1): bars cannot have dashed edges of their own."""
    x0, y0, x1, y1 = corners
    edge: Part = {"color": color, "width": 1.5 if dash == DOTTED else 1, "dash": dash}
    box: Part = {"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": edge, "fillcolor": CLEAR, "layer": "above"}
    return {**box, **more}


DOTTED = "1.5px,2.5px"  # not supplied, not stated
DASHED = "3px,2px"  # partial


def stroke(points: tuple[float, float, float, float], color: str, width: float = 1, dash: str = "solid", **more: Json) -> Part:
    """A straight line in the data's coordinates (x0, y0, x1, y1)."""
    x0, y0, x1, y1 = points
    line: Part = {"color": color, "width": width, "dash": dash}
    ends: Part = {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {**ends, "line": line, "layer": "above", **more}


def note(words: str, x: float, y: float, **more: Json) -> Part:
    """Words on the figure, without an arrow."""
    quiet: Part = {"size": 12, "color": "--ink-quiet"}
    return {"text": words, "x": x, "y": y, "showarrow": False, "font": quiet, "borderpad": 0, **more}


def written(words: Sequence[str], x: Sequence[float], y: Sequence[float], position: str | list[str], **more: Json) -> Part:
    """Words at points, beside their marks (``position``, or one for each): a bar's own text is measured, these are not."""
    frame: Part = {"type": "scatter", "mode": "text", "cliponaxis": False, "hoverinfo": "skip"}
    font: Part = {"size": 12, "color": "--ink"}
    return {**frame, "text": list(words), "x": list(x), "y": list(y), "textposition": position, "textfont": font, **more}


def back(words: str, along: float, nth: int, of: int) -> int:
    """How many pixels words above a figure start before the place they name, ``along`` (0 to 1) the axis.

    The ``nth`` of two leans to its own side, and neither leaves the narrowest
    figure, so that they stay apart on a phone.
    """
    wide = len(words) * TEXT_PX
    if of == 1:
        return round(along * wide)
    left, right = min(wide, along * NARROWEST + 30), max(0.0, wide - (1 - along) * NARROWEST - 18)
    return round(right if nth else left)


def hatch(shapes: Sequence[str]) -> Part:
    """A bar's pattern: ``"/"`` where withheld, ``""`` elsewhere. The lines take the bar's own colour."""
    return {"shape": list(shapes), "bgcolor": CLEAR, "size": 5, "solidity": 0.2, "fillmode": "replace"}


def plain(text: str) -> str:
    """A name from a file, made harmless where markup would be read."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{text}</b>"


def quiet(text: str) -> str:
    return f'<span style="color:--ink-quiet">{text}</span>'


def wrapped(text: str, columns: int, *, lines: int = 2) -> str:
    """A label on at most ``lines`` (one or two) lines of about ``columns`` characters, cut short if it must be."""
    if len(text) <= columns:
        return plain(text)
    cut = text.rfind(" ", 0, columns + 1)
    if lines == 1 or cut <= 0:
        return plain(text[: columns - 1].rstrip() + "…")
    first, rest = text[:cut], text[cut + 1 :]
    rest = rest if len(rest) <= columns else rest[: columns - 1].rstrip() + "…"
    return f"{plain(first)}<br>{plain(rest)}"


def hovering(words: Sequence[str]) -> Part:
    """Hover text in words and nothing else."""
    return {"hovertext": list(words), "hovertemplate": "%{hovertext}<extra></extra>"}


def choice(*pairs: tuple[str, str]) -> str:
    """What a click on a mark chooses, as a piece of the address: ``age=10-17&gender=male``.

    One string, because a heat grid's points hand on nothing else.
    """
    return "&".join(f"{key}={slug}" for key, slug in pairs)
