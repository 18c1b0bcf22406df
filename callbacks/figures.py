"""What a click on a mark of a figure does."""

from __future__ import annotations

from collections.abc import Sequence

from dash import ClientsideFunction, Dash, Input, Output, State

from layouts.ids import Ids


def register_clicks(app: Dash, graph_ids: Sequence[str]) -> None:
    """A click on a mark narrows the address to what the mark stands for; a second click lets go."""
    clicks = [Input(graph_id, "clickData") for graph_id in graph_ids]
    asked = Output(Ids.URL, "search", allow_duplicate=True)
    app.clientside_callback(
        ClientsideFunction("lion", "clicked"), asked, *clicks, State(Ids.URL, "search"), prevent_initial_call=True
    )
