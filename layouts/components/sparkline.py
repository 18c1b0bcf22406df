"""A line of months beside a number, small enough to stand in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import quote

from dash import html

WIDTH, HEIGHT, EDGE = 136, 40, 5


def sparkline(values: Sequence[float | None], *, now: int, words: str, alone: Collection[int] = ()) -> html.Span:
    """Months before place ``now`` in grey, from there on in colour, a dot on the last; None breaks the line.

    Months in ``alone`` may not be joined to their neighbours (another way of
    counting, or part of a month): each is an open dot. Only the shape is sent
    as a picture; its colour is the theme's.
    """
    points = _points(values)
    earlier = [i if i <= now and i not in alone else None for i in range(len(values))]
    later = [i if i >= now and i not in alone else None for i in range(len(values))]
    rings = "".join(_ring(point) for i in alone if (point := points[i]) is not None)
    last = points[-1] if points and len(points) - 1 not in alone else None
    dot = f"<circle cx='{last[0]}' cy='{last[1]}' r='3'/>" if last else ""
    shapes = (("before", _paths(earlier, points, 1.5) + rings), ("now", _paths(later, points, 2) + dot))
    layers = [html.Span(className=f"stroke {name}", style={"--shape": _picture(drawn)}) for name, drawn in shapes]
    return html.Span(layers, className="sparkline", role="img", **{"aria-label": words})


_Point = tuple[float, float] | None


def _points(values: Sequence[float | None]) -> list[_Point]:
    """Places on the picture; nought is its foot, so that a wobble never looks like a cliff."""
    top = max([value for value in values if value is not None], default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)
    rise = HEIGHT - 2 * EDGE
    return [
        None if value is None else (round(EDGE + i * step, 1), round(HEIGHT - EDGE - rise * value / top, 1))
        for i, value in enumerate(values)
    ]


def _ring(point: tuple[float, float]) -> str:
    return f"<circle cx='{point[0]}' cy='{point[1]}' r='2' fill='none' stroke='black' stroke-width='1.5'/>"


def _paths(places: Sequence[int | None], points: Sequence[_Point], width: float) -> str:
    steps, pen_down = [], False
    for place in places:
        point = points[place] if place is not None else None
        if point is not None:
            steps.append(f"{'L' if pen_down else 'M'}{point[0]} {point[1]}")
        pen_down = point is not None
    return f"<path d='{''.join(steps)}' fill='none' stroke='black' stroke-width='{width}' stroke-linejoin='round'/>"


def _picture(drawn: str) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>{drawn}</svg>"
    return f'url("data:image/svg+xml,{quote(svg)}")'
