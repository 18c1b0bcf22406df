"""Painting figures in the theme's colours, and what clicks on them do: all in the browser."""

from __future__ import annotations

from collections.abc import Sequence

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from layouts.components.figure import painted
from layouts.components.panel import PARTS, part
from layouts.ids import Ids


def register(app: Dash, store_id: str, graph_ids: Sequence[str]) -> None:
    """Paint the figures of ``store_id`` ({graph id: figure}) again when they or the theme change."""
    _in_browser(app, "paint", painted(graph_ids), Input(store_id, "data"), Input(Ids.THEME, "data"))


def register_clicks(app: Dash, graph_ids: Sequence[str]) -> None:
    """A click on a mark narrows the address to what the mark stands for; a second click lets go."""
    clicks = [Input(graph_id, "clickData") for graph_id in graph_ids]
    _in_browser(app, "clicked", _address(), *clicks, State(Ids.URL, "search"), wait=True)


def register_switches(app: Dash) -> None:
    """Figure | Table on every panel, once for the whole app: the buttons write the address, the address presses them."""
    buttons = Input({"type": "show-as", "panel": ALL, "show": ALL}, "n_clicks")
    _in_browser(app, "switched", _address(), buttons, State(Ids.URL, "search"), wait=True)
    _in_browser(app, "press", Input(Ids.URL, "search"))


def register_answered(app: Dash, last: str) -> None:
    """A page drawn by style sheets alone waits for no painting: it is up to date once ``last`` is."""
    _in_browser(app, "answered", Input(last, "children"))


def panel_outputs(panel_ids: Sequence[str]) -> list[Output]:
    """The outputs that take each panel's ``PanelParts``, panel after panel."""
    return [Output(part(panel_id, name), "children") for panel_id in panel_ids for name in PARTS]


def _address() -> Output:
    return Output(Ids.URL, "search", allow_duplicate=True)


def _in_browser(app: Dash, name: str, *wires: Output | Input | State | list[Output], wait: bool = False) -> None:
    """Wire a function of ``assets/figures.js``; ``wait`` until something is pressed."""
    function = ClientsideFunction("lion", name)
    app.clientside_callback(function, *wires, prevent_initial_call=wait)
