"""Light or dark: set before the first paint, kept by the browser, told to the figures."""

from __future__ import annotations

from pathlib import Path

from dash import ClientsideFunction, Dash, Input, Output

from data_access.settings import Settings
from layouts import document
from layouts.ids import Ids


def register(app: Dash, configured: Settings) -> None:
    """The document that sets the theme, and the button that changes it."""
    addresses = {"theme": asset(app, "theme.js"), "icon": asset(app, "favicon.svg"), "plotly": asset(app, document.PLOTLY)}
    app.index_string = document.index(configured, **addresses)
    app.clientside_callback(ClientsideFunction("shell", "theme"), Output(Ids.THEME, "data"), Input(Ids.THEME_BUTTON, "n_clicks"))


def asset(app: Dash, name: str) -> str:
    """An asset's address with its fingerprint, so that it can be kept for a year."""
    file = Path(app.config.assets_folder) / name
    return f"{app.get_asset_url(name)}?m={file.stat().st_mtime}"
