"""A map of the wards as part of the page: shaded, named, each ward a link.

Drawn by style sheets from outlines, so that it takes the theme's colours,
prints, is read in order by keyboard and aloud, and needs no map library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from urllib.parse import quote

from dash import html

from data_access.estimates import Rate
from data_access.wording import number
from geo.small_map import Beside, Drawn, Point, Ring, SmallMap
from layouts.components.attributes import said, worn
from layouts.maps.breaks import breaks, shade, shades

STAR = "*"


def ward_map(
    drawing: SmallMap,
    rates: Mapping[str, Rate],
    *,
    words: Callable[[Rate], str],
    address: Callable[[str], str],
    short: Mapping[str, str] | None = None,
) -> html.Div:
    """Rates by ward, shaded and written; ``words`` says one aloud, ``address`` is where its ward leads.

    ``short`` says of a ward which months are not whole: its rate has a star.
    """
    lows = classes(rates.values())
    wards = [_ward(ward, rates.get(ward.id), lows, drawing, (words, address, short or {})) for ward in drawing.areas]
    layers = [
        html.Ul(wards),
        html.Span(className="edges", style={"--shape": _outlines(drawing)}),
        html.Span(className="leaders", style={"--shape": _leaders(drawing)}),
    ]
    size = {"aspectRatio": f"{drawing.width:.0f} / {drawing.height:.0f}"}
    legend = _legend(lows, drawing)
    if drawing.legend:
        return html.Div([*layers, legend], className="ward-map", style=size)
    return html.Div([html.Div(layers, className="ward-map", style=size), legend])


def _ward(
    ward: Drawn,
    rate: Rate | None,
    lows: Sequence[float],
    drawing: SmallMap,
    saying: tuple[Callable[[Rate], str], Callable[[str], str], Mapping[str, str]],
) -> html.Li:
    words, address, short = saying
    fill = f"seq-{shade(_as_shown(rate.per_1000), lows)}" if rate else "none"
    more = f"; {short[ward.id]}" if ward.id in short else ""
    spoken = f"{ward.name}: {words(rate) if rate else 'no rate'}{more}"
    area = html.A(className=f"area {fill}", href=address(ward.id), title=spoken, style={"clipPath": _clip(ward.rings, drawing)})
    amount = f"{rounded(rate.per_1000) if rate else '–'}{STAR if more else ''}"
    shown = ["".join(f"{line}\n" for line in ward.lines), html.B(amount)]
    label = html.Span(shown, className=f"label on-{fill}", style=_at(ward.at, drawing), **{"aria-hidden": "true"})
    return html.Li([said(area, spoken), label, *([_beside(ward.beside, drawing)] if ward.beside else [])])


def _beside(beside: Beside, drawing: SmallMap) -> html.Span:
    return html.Span("\n".join(beside.lines), className="label beside", style=_at(beside.at, drawing), **{"aria-hidden": "true"})


def rounded(per_1000: float) -> str:
    """A rate as a map and a table show it: whole from ten, one decimal under it."""
    return number(_as_shown(per_1000))


def classes(rates: Iterable[Rate]) -> tuple[float, ...]:
    """The lowest rate of each class, of rates as they are shown."""
    amounts = [_as_shown(rate.per_1000) for rate in rates]
    return breaks(amounts, step=_finest(amounts))


def ranges(lows: Sequence[float]) -> list[str]:
    """The classes in words: ``under 70``, ``70 to 79``, ``80 or more``."""
    if len(lows) < 2:
        return [number(low) for low in lows]
    ends = [(low, round(high - _finest(lows), 1)) for low, high in pairwise(lows[1:])]
    middle = [number(low) if low == high else f"{number(low)} to {number(high)}" for low, high in ends]
    return [f"under {number(lows[1])}", *middle, f"{number(lows[-1])} or more"]


def _as_shown(per_1000: float) -> float:
    return float(round(per_1000)) if per_1000 >= 9.95 else round(per_1000, 1)


def _finest(amounts: Sequence[float]) -> float:
    """The finest difference shown: tenths where any rate is under ten."""
    return 0.1 if any(0 < amount < 10 for amount in amounts) else 1


def _legend(lows: Sequence[float], drawing: SmallMap) -> html.Ul:
    """Shades and their amounts, where the map leaves room; under it where there is none."""
    listed = zip(shades(lows), ranges(lows), strict=True)
    items = [html.Li([html.Span(className=f"tile seq-{each}"), words]) for each, words in listed]
    style = _at(drawing.legend, drawing) if drawing.legend else None
    return worn(html.Ul(items, className="shades", style=style), {"aria-label": "Rates per 1,000 residents"})


def _at(at: Point, drawing: SmallMap) -> dict[str, str]:
    return {"left": f"{100 * at[0] / drawing.width:.2f}%", "top": f"{100 * at[1] / drawing.height:.2f}%"}


def _clip(rings: Sequence[Ring], drawing: SmallMap) -> str:
    """All rings as one polygon: the way from one to the next and back takes no room."""
    start = rings[0][0]
    corners = [point for ring in rings for point in (*ring, start)]
    listed = (f"{100 * x / drawing.width:.2f}% {100 * y / drawing.height:.2f}%" for x, y in corners)
    return f"polygon(evenodd, {', '.join(listed)})"


def _outlines(drawing: SmallMap) -> str:
    wards = "".join(_path(ring) for ward in drawing.areas for ring in ward.rings)
    borough = "".join(_path(ring) for ring in drawing.outline)
    return _picture(drawing, f"<path d='{wards}' stroke-width='.75'/><path d='{borough}' stroke-width='1.5'/>")


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z"


def _leaders(drawing: SmallMap) -> str:
    ends = [ward.beside.leader for ward in drawing.areas if ward.beside]
    lines = "".join(f"M{x:g} {y:g}L{to_x:g} {to_y:g}" for (x, y), (to_x, to_y) in ends)
    return _picture(drawing, f"<path d='{lines}' stroke-width='1'/>")


def _picture(drawing: SmallMap, drawn: str) -> str:
    box = f"viewBox='0 0 {drawing.width:g} {drawing.height:.1f}'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {box} fill='none' stroke='black' stroke-linejoin='round'>{drawn}</svg>"
    return f'url("data:image/svg+xml,{quote(svg)}")'
