"""Where a figure is drawn: the graph, and what it may do."""

from __future__ import annotations

from dash import dcc, html

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
