"""A number with its interval, drawn in a cell of a table: a dot, the range it may lie in, how far it could reach.

Drawn by style sheets from custom properties, as ``components.interval`` is;
each row's numbers stand beside it in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from dash import html

from data_access.estimates import Interval
from layouts import canvas


@dataclass(frozen=True, slots=True)
class Dot:
    """One row: ``reach`` draws a dotted line on to what the number could be at most; ``unknown`` an open dot.

    Numbers are in the scale's unit; ``words`` says them aloud.
    """

    value: float | None
    interval: Interval | None
    words: str
    reach: float | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From nought to ``top``; ``unit`` follows the last label, ``everybody`` is a line for all groups together."""

    top: float
    unit: str = ""
    everybody: float | None = None
    everybody_words: str = ""

    def at(self, value: float) -> str:
        """How far along, as a style sheet says it; held to the end."""
        return f"{min(1.0, max(0.0, value / self.top)) * 100:.2f}%"

    @property
    def marks(self) -> list[float]:
        """Where the scale is labelled, nought included."""
        return [0.0, *canvas.amounts(self.top, 4)]


def dot_cell(dot: Dot, scale: Scale) -> html.Span:
    """The drawing of one row; only its gridlines where there is no number."""
    drawn = [html.Span(className="line", style={"--at": scale.at(mark)}) for mark in scale.marks[1:]]
    if scale.everybody is not None:
        drawn.append(html.Span(className="line everybody", style={"--at": scale.at(scale.everybody)}))
    if dot.value is not None and dot.interval is not None:
        drawn += [*_reach(dot, dot.interval, scale), *_marks(dot, dot.interval, scale)]
    return html.Span(drawn, className="dot-cell", role="img", **{"aria-label": dot.words})


def _marks(dot: Dot, interval: Interval, scale: Scale) -> list[html.Span]:
    ends = {"--low": scale.at(interval.low), "--high": scale.at(interval.high)}
    place = {"--dot": scale.at(dot.value or 0)}
    return [html.Span(className="range", style=ends), html.Span(className="dot open" if dot.unknown else "dot", style=place)]


def _reach(dot: Dot, interval: Interval, scale: Scale) -> list[html.Span]:
    if dot.reach is None or dot.reach <= interval.high:
        return []
    off = dot.reach > scale.top
    said = [html.Span(f"up to {dot.reach:,.0f}", className="up-to")] if off else []
    ends = {"--high": scale.at(interval.high), "--most": scale.at(dot.reach)}
    return [html.Span(className="could-be off" if off else "could-be", style=ends), *said]


def dot_heads(scale: Scale) -> html.Span:
    """The scale's own labels, for the table's head; a label under everybody's line gives way to it."""
    marks = scale.marks
    words = [f"{mark:g}" for mark in marks]
    words[-1] = f"{words[-1]} {scale.unit}".rstrip()
    near = scale.everybody
    kept = [(mark, said) for mark, said in zip(marks, words, strict=True) if near is None or abs(mark - near) > scale.top * 0.09]
    if near is not None:
        kept.append((near, scale.everybody_words))
    shown = [html.Span(said, style={"--at": scale.at(mark)}, className=_edge(mark / scale.top)) for mark, said in kept]
    return html.Span(shown, className="scale dot-scale", **{"aria-hidden": "true"})


def _edge(place: float) -> str | None:
    """A label at either end stands inside the scale."""
    return "first" if place < 0.06 else "last" if place > 0.94 else None
