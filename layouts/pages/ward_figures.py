"""What is published about this ward, beside what is recorded in it: each figure with the borough's, its time and its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue import CAVEATS
from data_access.indicators import period_words
from data_access.portrait import Level, Spread, Told
from data_access.wording import spelled
from layouts.components.interval import Scale
from layouts.components.panel import PanelParts, panel, part, word
from layouts.components.sparkline import sparkline
from layouts.components.table import Column, Line, table
from layouts.view import View

PANEL = "ward-published"
ROWS, PAPER = part(PANEL, "figure"), part(PANEL, "paper")
HEIGHT = 120  # pixels, before anything is known
QUESTION = "What else is published about this ward?"
SUBTITLE = "Each figure as published and of its own time; none is added up or averaged here."
ASTRIDE = (
    "Small areas are counted to the ward that most of their ground lies in. Each line reaches from the lowest to the highest "
    "of them; the dot is the middle one, and the upright line that of all"
)


class Published(NamedTuple):
    """The panel's words, its rows, one sentence for paper, and its place, hidden while no ward is chosen."""

    words: PanelParts
    rows: list[Component]
    paper: str
    shown: str


def frame() -> html.Div:
    """The panel before anything is known."""
    held = panel(PANEL, "Being looked up", height=HEIGHT, subtitle=SUBTITLE, question=QUESTION, in_rows=True)
    return html.Div(
        [held, html.P(id=PAPER, className="on-paper source")], id=part(PANEL, "slot"), className="ward-published gone"
    )


def published(told: Sequence[Told] | None, *, ward: str, borough: str, view: View) -> Published:
    """The panel of a ward; None where none is chosen."""
    if told is None:
        return Published(PanelParts("", "", [], [], []), [], "", "ward-published gone")
    if not told:
        return Published(PanelParts("No figure is published of this ward alone", "", [_none()], [], []), [], "", "ward-published")
    as_table = word(PANEL) in view.tables
    parts = PanelParts(
        _finding(told[0], borough), SUBTITLE, [], _tables(told, ward, borough) if as_table else [], _source(told, borough)
    )
    return Published(
        parts, [html.Ul(_rows(told, borough), className="published-rows")], _on_paper(told, borough), "ward-published"
    )


def _none() -> html.Div:
    said = " Figures by ward, or by small area, appear here once a file of them is loaded."
    return html.Div(html.P([html.Strong("None is loaded that tells of this ward."), said]), className="blank")


# -- words -------------------------------------------------------------------------


def value_words(told: Told) -> str:
    """``4.1``; of small areas ``1 to 5, half at 3 or below``, ``all at 3``."""
    if told.level is not None:
        return _number(told, told.level.here.value)
    return _among(told, told.spread.here, told.spread.middle) if told.spread else "–"


def borough_words(told: Told) -> str:
    if told.level is not None:
        return _number(told, told.level.borough.value) if told.level.borough else "not published"
    return _among(told, told.spread.borough, told.spread.borough_middle) if told.spread else "–"


def _among(told: Told, values: Sequence[float], middle: float) -> str:
    low, high = _number(told, values[0]), _number(told, values[-1])
    if low == high:
        return f"all at {low}" if len(values) > 1 else low
    return f"{low} to {high}, half at {_number(told, middle)} or below"


def _number(told: Told, value: float) -> str:
    return f"{value:,.{told.indicator.decimals}f}"


def _finding(told: Told, borough: str) -> str:
    return f"{told.indicator.label}: {_both(told, borough)}"


def _on_paper(told: Sequence[Told], borough: str) -> str:
    """The first figure of each source in a sentence: the sheet has room for no more."""
    first = [each for at, each in enumerate(told) if each.source not in [other.source for other in told[:at]]]
    named = [f"{each.indicator.label}{f', {each.indicator.unit}' if _unit(each, first=False) else ''}" for each in first]
    said = [f"{name}: {_both(each, borough)}, {_when(each)}." for name, each in zip(named, first, strict=True)]
    return " ".join(["Also published:", *said])


def _both(told: Told, borough: str) -> str:
    if told.spread is not None:
        return f"small areas here {value_words(told)}; across {borough} {borough_words(told)}"
    if told.level is not None and told.level.borough is None:
        return f"{value_words(told)} here"
    return f"{value_words(told)} here, {borough_words(told)} across {borough}"


def _unit(told: Told, *, first: bool) -> str:
    """The unit where the name does not say it; on a source's ``first`` row how to read it, and of how many small areas."""
    said = [] if told.indicator.unit in told.indicator.label else [told.indicator.unit]
    if first:
        said.append(told.indicator.means)
    if first and told.spread is not None:
        many = len(told.spread.here)
        said.append(f"{spelled(many)} small {'area' if many == 1 else 'areas'} here{_astride(told.spread)}")
    words = "; ".join(each for each in said if each)
    return words[:1].upper() + words[1:]


def _astride(spread: Spread) -> str:
    if not spread.astride:
        return ""
    return f", of which {spelled(spread.astride)} {'reaches' if spread.astride == 1 else 'reach'} into another ward"


def _interval_words(told: Told) -> str:
    """``3.8 to 4.4``: the publisher's own interval; "" where it gives none."""
    here = told.level.here if told.level else None
    if here is None or here.lower is None or here.upper is None:
        return ""
    return f"{_number(told, here.lower)} to {_number(told, here.upper)}"


def _source(told: Sequence[Told], borough: str) -> list[str | Component]:
    sources = dict.fromkeys(each.source for each in told)
    slugs = dict.fromkeys(slug for source in sources for slug in source.caveats)
    areas = f" {ASTRIDE} of {borough}." if any(each.spread for each in told) else ""
    said = f"Source: {'; '.join(f'{source.title} ({source.agency})' for source in sources)}."
    caveats = [html.P(f"{CAVEATS[slug].words} {CAVEATS[slug].more}") for slug in slugs]
    more = html.Details([html.Summary("Before you quote these"), *caveats]) if caveats else None
    return [html.Span(f"{said}{areas}"), *([more] if more else [])]


# -- figure ------------------------------------------------------------------------


def _rows(told: Sequence[Told], borough: str) -> list[Component]:
    sources = [each.source for each in told]
    return [_row(each, borough, first=each.source not in sources[:at]) for at, each in enumerate(told)]


def _row(told: Told, borough: str, *, first: bool) -> html.Li:
    interval = _interval_words(told)
    here = [html.B(value_words(told)), html.Span(f" (95 % interval {interval})", className="quiet") if interval else ""]
    return html.Li(
        [
            html.Div(
                [html.B(told.indicator.label), html.Span(_unit(told, first=first), className="quiet small")], className="name"
            ),
            html.Div([html.Span("Small areas here" if told.spread else "This ward", className="quiet small"), html.Span(here)]),
            html.Div([html.Span(borough, className="quiet small"), html.Span(borough_words(told))]),
            html.Div(_drawing(told), className="drawn"),
            html.Div(f"{told.source.title} · {_when(told)}", className="quiet small"),
        ]
    )


def _when(told: Told) -> str:
    return period_words(*told.time)


def _drawing(told: Told) -> list[Component]:
    if told.spread is not None:
        spread = told.spread
        scale = Scale(spread.borough[0], spread.borough[-1], linear=True)
        return [_reach(scale, spread.here[0], spread.here[-1], spread.middle, spread.borough_middle)]
    return _of_level(told, told.level) if told.level is not None else []


def _of_level(told: Told, level: Level) -> list[Component]:
    """The line of what went before; for one time alone the publisher's interval beside the borough's figure."""
    if level.line:
        values = [value for _, value in level.line]
        first = next(value for value in values if value is not None)
        since = f"{months.short(level.line[0][0])}: {_number(told, first)}"
        words = f"{told.indicator.label}, {since}, {_when(told)}: {_number(told, level.here.value)}"
        return [sparkline(values, now=0, words=words), html.Span(f"since {since}", className="quiet small")]
    here, borough = level.here, level.borough
    if here.lower is None or here.upper is None or borough is None:
        return []
    low, high = min(here.lower, borough.value), max(here.upper, borough.value)
    return [_reach(Scale(low, high, linear=True), here.lower, here.upper, here.value, borough.value)]


def _reach(scale: Scale, low: float, high: float, dot: float, same: float) -> html.Span:
    """From the least to the most, with its middle as a dot and the borough's as a line. Its words stand beside it."""
    if scale.low == scale.high:
        return html.Span()
    ends = {"--low": low, "--high": high, "--dot": dot, "--same": same}
    drawn = [html.Span(className="same"), html.Span(className="reach"), html.Span(className="dot")]
    style = {name: f"{scale.at(value)}%" for name, value in ends.items()}
    return html.Span(drawn, className="interval", style=style, **{"aria-hidden": "true"})


# -- table -------------------------------------------------------------------------


def _tables(told: Sequence[Told], ward: str, borough: str) -> list[Component]:
    """Every number of the figure, then each line of months in a table of its own."""
    heads = [Column("Figure"), Column(ward), Column("95 % interval"), Column(borough), Column("When"), Column("Source")]
    lines = [
        Line(
            [
                f"{each.indicator.label} ({each.indicator.unit})",
                value_words(each),
                _interval_words(each) or "not published",
                borough_words(each),
                _when(each),
                each.source.title,
            ]
        )
        for each in told
    ]
    return [
        table(heads, lines, f"Published figures of {ward} and {borough}"),
        *(_line_table(each, ward) for each in told if _long(each)),
    ]


def _long(told: Told) -> bool:
    return told.level is not None and bool(told.level.line)


def _line_table(told: Told, ward: str) -> html.Details:
    level = told.level
    rows = level.line if level else ()
    lines = [Line([months.words(month), "not published" if n is None else _number(told, n)]) for month, n in reversed(rows)]
    columns = [Column("From"), Column(told.indicator.unit, numeric=True)]
    return html.Details(
        [html.Summary(f"{told.indicator.label}: every time published"), table(columns, lines, f"{told.indicator.label}, {ward}")]
    )
