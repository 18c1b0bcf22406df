"""One number a board looks for first: how many, whether it changed, and how sure that is."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data_access.verdicts import Verdict
from layouts.components.attributes import worn
from layouts.components.interval import CARD_SCALE, Scale, change_interval
from layouts.components.verdict import verdict_mark


def key_figure(
    title: str, number: str, verdict: Verdict, *, spark: Component | None = None, scale: Scale = CARD_SCALE, foot: str = ""
) -> html.Section:
    """Title, large number with its months, verdict, interval, and both in words. ``foot`` defaults to the counts compared."""
    lines = figure_lines(number, verdict, spark=spark, scale=scale)
    return html.Section(
        [html.H2(title), *lines, html.P(foot or foot_words(verdict), className="source")], className="panel key-figure"
    )


def figure_lines(
    number: str, verdict: Verdict, *, spark: Component | None = None, scale: Scale = CARD_SCALE, words: str = ""
) -> list[Component]:
    """What stands between a key figure's title and its foot. ``words`` defaults to the verdict's own."""
    return [
        html.Div([html.Span(number, className="number"), spark], className="headline"),
        html.P(verdict_mark(verdict), className="answer"),
        change_interval(verdict, scale, labelled=True),
        html.P(words or verdict.words, className="words"),
    ]


def foot_words(verdict: Verdict) -> str:
    """The counts compared, and what the comparison could have seen where it saw nothing."""
    return ". ".join(part for part in (verdict.counts_words, "" if verdict.clear else verdict.visible_words) if part)


def waiting_figure(title: str) -> html.Section:
    """The same card before its number has come."""
    lines = [html.Div(className=f"skeleton {name}") for name in ("number", "line", "line")]
    return worn(html.Section([html.H2(title), *lines], className="panel key-figure"), {"aria-busy": "true"})
