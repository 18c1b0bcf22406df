"""A short row of bars drawn by style sheets: months of a year, hours of a day. Its numbers are in the panel's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from layouts.components.attributes import said


@dataclass(frozen=True, slots=True)
class Beat:
    """One bar: what stands under it, its number, and its state where that is not "complete".

    ``value`` is None where there is no number. ``words`` are said on hover.
    """

    under: str
    value: int | None
    words: str
    state: str = "complete"


def strip(title: str, beats: Sequence[Beat], spoken: str) -> html.Div:
    """Bars from nought, each with its label; one without a number is an outline as high as the row."""
    top = max([beat.value for beat in beats if beat.value is not None], default=0) or 1
    row = html.Div([_bar(beat, top) for beat in beats], className="beats", role="img")
    return html.Div([html.P(title, className="strip-title"), said(row, spoken)], className="strip")


def _bar(beat: Beat, top: int) -> html.Span:
    high = 100.0 if beat.value is None else round(100 * beat.value / top, 1)
    bar = html.Span(className=f"bar {beat.state}", style={"--high": f"{high}%"})
    return html.Span([bar, html.Span(beat.under, className="under")], className="beat", title=beat.words)
