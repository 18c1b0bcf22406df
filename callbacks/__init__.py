"""Glue between the address, the data and the views: three statements each."""

from __future__ import annotations

from dash import Dash

from callbacks import data, downloads, explore, figures, filters, guard, overview, routing, shapes, stop_and_search, theme, ward
from data_access.settings import Settings
from data_access.warehouse import Warehouse


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """Wire every page onto one app."""
    routing.register(app, warehouse, configured)
    filters.register(app, warehouse, configured)
    overview.register(app, warehouse)
    explore.register(app, warehouse)
    stop_and_search.register(app, warehouse)
    ward.register(app, warehouse, configured)
    data.register(app, warehouse)
    figures.register_switches(app)
    downloads.register(app.server, warehouse)
    shapes.register(app.server, warehouse)
    theme.register(app, configured)
    guard.register(app)  # last, when every inline script is known
