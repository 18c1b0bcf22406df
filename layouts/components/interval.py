"""An interval drawn in the line of a text or a table: a dot, the range it may lie in, and where "same" is.

Drawn by style sheets from custom properties, so that it takes the theme's
colours, prints, and needs no picture; what it says aloud is its words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dash import html

from data_access.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``; by ratios (half is as far from same as twice) unless ``linear``."""

    low: float
    high: float
    linear: bool = False

    def at(self, value: float) -> float:
        """Per cent of the way along, held to the ends."""
        if not self.linear and value <= 0:
            return 0.0
        place = value if self.linear else math.log(value)
        low, high = (self.low, self.high) if self.linear else (math.log(self.low), math.log(self.high))
        return round(min(1.0, max(0.0, (place - low) / (high - low))) * 100, 2) if math.isfinite(place) else 100.0


TABLE_SCALE = Scale(0.27, 4.8)  # half, same, twice, four times
CARD_SCALE = Scale(0.7, 1.4)


def change_interval(verdict: Verdict, scale: Scale = TABLE_SCALE, *, labelled: bool = False) -> html.Span:
    """A verdict's ratio and interval; only the line for "same" where nothing was tested."""
    same = html.Span("same" if labelled else "", className="same")
    words = f"{verdict.change_words}, {verdict.interval_words}" if verdict.tested else (verdict.reason or verdict.kind_words)
    drawn = [same]
    style = {"--same": f"{scale.at(1)}%"}
    if verdict.interval is not None and verdict.ratio is not None:
        low, high = verdict.interval.low, verdict.interval.high
        style |= {"--low": f"{scale.at(low)}%", "--high": f"{scale.at(high)}%", "--dot": f"{scale.at(verdict.ratio)}%"}
        drawn.append(html.Span(className=_reach(low, high, scale)))
        if scale.low <= verdict.ratio and scale.at(verdict.ratio) < 95:
            drawn.append(html.Span(className="dot"))
    return html.Span(
        drawn, className="interval labelled" if labelled else "interval", style=style, role="img", **{"aria-label": words}
    )


def _reach(low: float, high: float, scale: Scale) -> str:
    """An end that runs off the scale is drawn as an arrow."""
    ends = ["reach"] + (["off-low"] if low < scale.low else []) + (["off-high"] if high > scale.high else [])
    return " ".join(ends)


def scale_heads(scale: Scale = TABLE_SCALE) -> html.Span:
    """The scale's own labels, for a table's head: half, same, ×2, ×4."""
    marks = ((0.5, "half"), (1.0, "same"), (2.0, "×2"), (4.0, "×4"))
    shown = [
        html.Span(words, style={"--at": f"{scale.at(ratio)}%"}) for ratio, words in marks if scale.low <= ratio <= scale.high
    ]
    return html.Span(shown, className="scale", **{"aria-hidden": "true"})
