"""How many of each kind: horizontal bars with their number and share at the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from data_access.catalogue import Kind
from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import Released
from data_access.wording import number, short_share
from layouts import canvas
from layouts.canvas import CLEAR, Figure, Margin, Part
from layouts.short_names import NARROW
from layouts.wording import WITHHELD

THICKEST = 16  # pixels
LOOSEST = 28  # pixels from bar to bar
TALLEST_TICK = 20  # pixels, of the mark for the year before
FEW = 8  # code lists up to this length show their zeros too


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: ``label`` as it is drawn, ``name`` in full; ``folded`` stands for several and cannot be chosen."""

    slug: str
    label: str
    name: str
    value: int | None
    folded: bool = False

    @property
    def unknown(self) -> bool:
        return self.slug == UNKNOWN

    @property
    def withheld(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Style:
    """How bars stand: how many at most, in which order, with how much room for labels (pixels).

    ``names`` are shorter words for some values, where there is little room.
    """

    limit: int = 8
    by_size: bool = True
    label_width: int = 132
    height: int = 168
    names: Mapping[str, str] = field(default_factory=dict)


def ranking(
    released: Released,
    *,
    style: Style | None = None,
    chosen: Collection[str] = (),
    before: Released | None = None,
    finding: str = "",
) -> Figure:
    """Bars from nought, longest first (or in their own order); withheld hatched, "not recorded" last and dotted.

    ``chosen`` values stand in full colour and the others step back. ``before``
    adds a tick for the same period a year earlier, with its number at the side.
    """
    style = style or Style()
    bars = arranged(released, style)
    whole = sum(bar.value for bar in bars if bar.value is not None)
    top = _longest(bars, before)
    left = min(style.label_width, int(max([len(bar.label) for bar in bars], default=0) * canvas.TEXT_PX) + 10)
    margin = Margin(left=left, right=4 if before else 76, top=18 if before else 2, bottom=2)
    pitch = min(LOOSEST, margin.inside(style.height) / max(1, len(bars)))
    shares = not any(bar.withheld for bar in bars) and before is None
    whole = whole if shares else 0
    traces = [_trace(bars, released, chosen, (top, whole, min(THICKEST, pitch * 0.68) / pitch))]
    layout = _layout(bars, left, (top * 1.6 if before else top, margin.inside(style.height), pitch))
    if before is not None:
        traces += _earlier(bars, before, pitch)
        layout |= {"xaxis2": canvas.axis(0, 1, overlaying="x"), "annotations": [_earlier_title()]}
    traces.append(_ends(bars, before, (top, whole)))
    corners = [_corners(i, bar, top, pitch) for i, bar in enumerate(bars) if bar.unknown]
    shapes = [canvas.outline(corner, canvas.DOTTED, "--missing") for corner in corners]
    return canvas.figure(traces, height=style.height, margin=margin, finding=finding, named=True, shapes=shapes, **layout)


def arranged(released: Released, style: Style) -> list[Bar]:
    """Bars in order: shown, then "all other", then withheld, then not recorded."""
    dimension = released.by[0]
    values = released.values()
    if dimension.kind is Kind.CODED and len(dimension.values) <= FEW:
        values = {slug: values.get(slug, 0) for slug in dimension.slugs}
    columns = int((style.label_width - 10) / canvas.TEXT_PX)
    bars = [
        Bar(slug, _drawn(slug, released.label(slug), style, columns), released.label(slug), value)
        for slug, value in values.items()
    ]
    known = [bar for bar in bars if not bar.unknown and not bar.withheld]
    if style.by_size:
        known.sort(key=lambda bar: -(bar.value or 0))
    withheld = [bar for bar in bars if bar.withheld and not bar.unknown]
    unknown = [bar for bar in bars if bar.unknown]
    room = max(2, style.limit - len(withheld) - len(unknown))
    if len(known) > room:
        rest = known[room - 1 :]
        known = [*known[: room - 1], Bar("", "All other", "All other", sum(bar.value or 0 for bar in rest), folded=True)]
    return [*known, *withheld, *unknown]


def _drawn(slug: str, name: str, style: Style, columns: int) -> str:
    """A value's label: the figure's own word for it, else its name, else a short one where the name has no room."""
    if slug in style.names:
        return style.names[slug]
    return name if len(name) <= columns else NARROW.get(slug, name)


def _longest(bars: Sequence[Bar], before: Released | None) -> float:
    shown = [bar.value for bar in bars if bar.value is not None]
    earlier = [_a_year_before(bar, bars, before) or 0 for bar in bars] if before else []
    return float(max([*shown, *earlier], default=0) or 1)


def _trace(bars: Sequence[Bar], released: Released, chosen: Collection[str], scale: tuple[float, int, float]) -> Part:
    top, whole, width = scale
    return {
        "type": "bar",
        "orientation": "h",
        "x": [top if bar.value is None else bar.value for bar in bars],
        "y": list(range(len(bars))),
        "width": width,
        "marker": {
            "color": [_color(bar, chosen) for bar in bars],
            "line": {"width": 0},
            "pattern": canvas.hatch(["/" if bar.withheld else "" for bar in bars]),
        },
        "customdata": ["" if bar.folded else canvas.choice((released.by[0].key, bar.slug)) for bar in bars],
        **canvas.hovering([_hover(bar, released, whole) for bar in bars]),
    }


def _color(bar: Bar, chosen: Collection[str]) -> str:
    if bar.withheld:
        return "--withheld"
    if bar.unknown:
        return CLEAR
    return "--mark" if not chosen or bar.slug in chosen else "--mark-quiet"


def _end(bar: Bar, whole: int) -> str:
    if bar.value is None:
        return f" {canvas.quiet(WITHHELD)}"
    share = canvas.plain(short_share(bar.value, whole))
    return f" {canvas.bold(number(bar.value))}" + (f"  {canvas.quiet(share)}" if share else "")


def _hover(bar: Bar, released: Released, whole: int) -> str:
    if bar.value is None:
        return f"{canvas.plain(bar.name)}: {canvas.bold(WITHHELD)}"
    noun = released.source.noun[0 if bar.value == 1 else 1]
    share = f", {canvas.plain(short_share(bar.value, whole))} of {number(whole)}" if whole else ""
    return f"{canvas.plain(bar.name)}: {canvas.bold(number(bar.value))} {noun}{share}"


def _corners(place: int, bar: Bar, top: float, pitch: float) -> tuple[float, float, float, float]:
    half = min(THICKEST, pitch * 0.68) / pitch / 2
    return 0, place - half, float(top if bar.value is None else bar.value), place + half


def _layout(bars: Sequence[Bar], left: int, size: tuple[float, float, float]) -> Part:
    reach, inside, pitch = size
    columns = int((left - 6) / canvas.TEXT_PX)
    labels = [canvas.wrapped(bar.label, columns, lines=2 if pitch >= 2 * canvas.LINE_PX else 1) for bar in bars]
    words = [canvas.quiet(label) if bar.unknown else label for label, bar in zip(labels, bars, strict=True)]
    base: Part = {"showline": True, "linecolor": "--rule-strong", "linewidth": 1, "side": "left"}
    ticks = canvas.labelled(list(range(len(bars))), words, "--ink")
    return {
        "xaxis": canvas.axis(0, reach),
        "yaxis": canvas.axis(inside / pitch - 0.5, -0.5, **base, **ticks),
        "barmode": "overlay",
    }


def _earlier(bars: Sequence[Bar], before: Released, pitch: float) -> list[Part]:
    """The year-before ticks with a halo, and their numbers in a column at the side."""
    kept = [(i, _a_year_before(bar, bars, before)) for i, bar in enumerate(bars)]
    known = [(i, value) for i, value in kept if value is not None]
    tick: Part = {
        "type": "scatter",
        "mode": "markers",
        "x": [value for _, value in known],
        "y": [i for i, _ in known],
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    told = [WITHHELD if value is None else number(value) for _, value in kept]
    quiet: Part = {"size": 12, "color": "--ink-quiet"}
    column = canvas.written(told, [1] * len(kept), [i for i, _ in kept], "middle left", xaxis="x2", textfont=quiet)
    tall = min(TALLEST_TICK, pitch * 0.88)
    return [{**tick, "marker": _tick("--ground", 4, tall)}, {**tick, "marker": _tick("--ink", 2, tall)}, column]


def _a_year_before(bar: Bar, bars: Sequence[Bar], before: Released) -> int | None:
    """A bar's number a year before; of a folded one, all that no other bar stands for."""
    if not bar.folded:
        return before.value(bar.slug)
    rest = [row.value for row in before.rows if row.keys[0] not in {each.slug for each in bars}]
    return None if None in rest else sum(value for value in rest if value is not None)


def _ends(bars: Sequence[Bar], before: Released | None, scale: tuple[float, int]) -> Part:
    """The numbers, past the bar's end and past any tick, so that neither strikes through the other."""
    top, whole = scale
    ticks = [_a_year_before(bar, bars, before) or 0 if before else 0 for bar in bars]
    ends = [max(top if bar.value is None else bar.value, tick) for bar, tick in zip(bars, ticks, strict=True)]
    return canvas.written([_end(bar, whole) for bar in bars], ends, range(len(bars)), "middle right")


def _tick(color: str, width: int, tall: float) -> Part:
    """An upright line so many pixels tall: the symbol reaches 0.7 of its size either way."""
    return {"symbol": "line-ns", "size": round(tall / 1.4, 1), "line": {"color": color, "width": width}}


def _earlier_title() -> Part:
    return canvas.note("a year before", 1, 1, xref="paper", yref="paper", xanchor="right", yanchor="bottom")
