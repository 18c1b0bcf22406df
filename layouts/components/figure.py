"""Where a figure is drawn: the graph, its store, and which outputs paint it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Output, dcc, html

from layouts.components.attributes import said

# No button bar, no double-click zoom, no edits: the table twin and the downloads do what they would.
CONFIG: dcc.Graph.Config = {
    "displayModeBar": False,
    "doubleClick": False,
    "showTips": False,
    "scrollZoom": False,
    "showAxisDragHandles": False,
}


def graph(graph_id: str, height: int) -> html.Div:
    """A graph of a fixed height in a frame that says its finding aloud; empty until painted."""
    drawn = dcc.Graph(
        id=graph_id,
        config=CONFIG,
        responsive=True,
        className="graph",
        style={"height": f"{height}px"},
    )
    return said(html.Div(drawn, className="plot", role="img"), "The figure is being drawn.")


def figures_store(store_id: str) -> dcc.Store:
    """Holds {graph id: figure} for a page, colours as tokens; written by the page's one server callback."""
    return dcc.Store(id=store_id)


def painted(graph_ids: Sequence[str]) -> list[Output]:
    """The outputs of the callback that paints a page's store onto its graphs."""
    return [Output(graph_id, "figure") for graph_id in graph_ids]
