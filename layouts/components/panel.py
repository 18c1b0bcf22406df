"""A panel: rule, finding, subtitle, figure or table, source. What it holds changes; its frame does not move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import Released
from data_access.wording import thousands
from layouts.components.attributes import said, worn
from layouts.components.figure import graph
from layouts.components.table import brief_words, caption_words, twin
from layouts.wording import gaps

Words = str | Component | list[str | Component]

# The parts a callback rewrites (their ``children``), in the order of PanelParts.
PARTS = ("title", "subtitle", "note", "table", "source")


class PanelParts(NamedTuple):
    """New contents for a panel, in the order of ``PARTS``."""

    title: Words
    subtitle: Words
    note: list[Component]
    table: list[Component]
    source: list[str | Component]


@dataclass(frozen=True, slots=True)
class Drop:
    """A filter that could be let go: its words, and the address without it."""

    words: str
    address: str


def part(panel_id: str, name: str) -> str:
    """The id of a panel's part: one of ``PARTS``, or "figure" for its graph."""
    return f"{panel_id}-{name}"


def word(panel_id: str) -> str:
    """The panel's word in the address (``tables=trend``): its id without the page's name."""
    return panel_id.partition("-")[2] or panel_id


def panel(
    panel_id: str,
    heading: str,
    *,
    height: int,
    subtitle: str = "",
    question: str = "",
    as_table: bool = False,
    in_rows: bool = False,
    known_as: str = "",
) -> html.Section:
    """A panel before anything is known: its heading is true, its frame as high as it will be.

    ``heading`` stands until the finding comes. A ``question`` stays above the
    finding, larger. ``as_table`` presses the Table button. ``in_rows``: the
    figure is drawn by style sheets in the rows of a table, not on a graph.
    ``known_as`` names the panel for its switch where the heading changes with
    the answer.
    """
    title = html.P if question else html.H2
    asked = [html.H2(question, className="question")] if question else []
    head = [*asked, title(heading, id=part(panel_id, "title"), className="finding")]
    parts = [
        html.Header([html.Div(head, className="titles"), switch(panel_id, known_as or question or heading, as_table=as_table)]),
        html.P(subtitle, id=part(panel_id, "subtitle"), className="subtitle"),
        _frame(panel_id, height, in_rows=in_rows),
        html.Div(id=part(panel_id, "source"), className="source"),
    ]
    return worn(html.Section(parts, className="panel"), {"aria-labelledby": part(panel_id, "title")})


def _frame(panel_id: str, height: int, *, in_rows: bool) -> html.Div:
    """Figure, skeleton, note and table in one place: style sheets show the one that has something to say."""
    figure_id = part(panel_id, "figure")
    layers = [
        html.Div(id=figure_id, className="rows") if in_rows else graph(figure_id, height),
        worn(html.Div(className="skeleton fill"), {"aria-hidden": "true"}),
        html.Div(id=part(panel_id, "note"), className="note"),
        html.Div(id=part(panel_id, "table"), className="twin"),
    ]
    return html.Div(layers, className="frame", style={"--height": f"{height}px"})


def switch(panel_id: str, heading: str, *, as_table: bool = False) -> html.Div:
    """Figure | Table: two buttons, one of them pressed; the address remembers which."""
    buttons = [_button(word(panel_id), words, pressed=as_table == (words == "Table")) for words in ("Figure", "Table")]
    return said(html.Div(buttons, className="seg", role="group"), f"Show as: {heading}")


def _button(panel_word: str, words: str, *, pressed: bool) -> html.Button:
    told = {"aria-pressed": str(pressed).lower(), "data-show": words.lower(), "data-panel": panel_word}
    return worn(html.Button(words, type="button"), told)


def panel_parts(
    released: Released,
    *,
    finding: Words,
    subtitle: Words = "",
    as_table: bool = False,
    compact: bool = False,
    drops: Sequence[Drop] = (),
) -> PanelParts:
    """What a panel says of an answer; the figure itself goes to the page's store.

    An answer of nothing shows which filters emptied it (``drops``) in place of
    the figure. ``compact`` keeps the source to one short line.
    """
    nothing = not any(row.value is None or row.value for row in released.rows) and not released.total
    return PanelParts(
        f"{finding} (estimate)" if released.apportioned and isinstance(finding, str) else finding,
        subtitle or (brief_words(released) if compact else caption_words(released)),
        [empty_note(released, drops)] if nothing else [],
        [twin(released)] if as_table and not nothing else [],
        source_line(released, compact=compact),
    )


def empty_note(released: Released, drops: Sequence[Drop] = ()) -> html.Div:
    """Nothing matches: what was asked, and which filters could be let go."""
    noun = released.source.noun[1]
    offers = [html.Li(html.A(f"Drop {drop.words}", href=f"?{drop.address.removeprefix('?')}")) for drop in drops]
    return html.Div(
        [
            html.P([html.Strong(f"No {noun} match."), f" Asked: {released.question}."]),
            html.Ul(offers) if offers else None,
        ],
        className="blank",
    )


def error_note(do: str = "Try again in a minute; if it stays, tell the person who runs Lion.") -> html.Div:
    """Something failed: what to do. The last good view stays underneath."""
    return html.Div(html.P([html.Strong("This could not be drawn."), f" {do}"]), className="failed", role="alert")


def not_collected(what: str, source: str) -> html.Div:
    """A source that has no such field: said, never drawn as nought."""
    return html.Div(html.P([html.Strong("Not collected."), f" {source} does not record {what}."]), className="blank")


def source_line(released: Released, *, compact: bool = False) -> list[str | Component]:
    """Source, what is missing, how many state it, when loaded; then the caveats, a tap away."""
    loaded = released.provenance.created_at
    missing = gaps(released.coverage.gaps, brief=compact)
    if compact:
        estimates = "estimated from other wards’ counts" if released.apportioned else ""
        short = [released.source.title, estimates, stated(released), missing]
        return [" · ".join(words for words in short if words)]
    full = [f"Source: {released.source.agency}", stated(released), missing, f"Loaded {loaded.day} {loaded:%B %Y}"]
    return [". ".join(words for words in full if words) + ".", caveats(released)]


def stated(released: Released) -> str:
    """``4,117 of 4,123 state it``: how many have a value for what is broken down; "" where all must."""
    asked = [dimension for dimension in released.by if UNKNOWN in dimension.slugs]
    if not asked or released.overlapping or any(row.value is None for row in released.rows):
        return ""
    whole = sum(row.value or 0 for row in released.rows)
    known = sum(row.value or 0 for row in released.rows if UNKNOWN not in row.keys)
    if not whole:
        return ""
    return f"{thousands(known)} of {thousands(whole)} state {'both' if len(asked) == 2 else 'it'}"


def caveats(released: Released) -> html.Details:
    """What to know before quoting: a line each, and more for whoever opens it."""
    told = [html.Li([html.Strong(caveat.words), f" {caveat.more}"]) for caveat in released.caveats]
    return html.Details([html.Summary("Before you quote this"), html.Ul(told)], className="caveats")
