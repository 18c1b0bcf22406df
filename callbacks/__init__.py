"""Glue between the address, the data and the views: three statements each."""

from __future__ import annotations

from dash import Dash

from callbacks import (
    answers,
    data,
    desk,
    desk_uploads,
    downloads,
    explore,
    guard,
    incoming,
    mapping,
    overview,
    places,
    returns,
    routing,
    shapes,
    states,
    stop_and_search,
    theme,
    totals,
    ward,
)
from data_access.settings import Settings
from data_access.warehouse import Warehouse


def register(app: Dash, warehouse: Warehouse, configured: Settings) -> None:
    """Wire every page onto one app."""
    routing.register(app, warehouse, configured)
    answers.register(app, warehouse, answering(warehouse, configured))
    explore.register(app)
    stop_and_search.register(app)
    ward.register(app, warehouse)
    desk.register(app, warehouse, configured)
    places.register(app, warehouse, configured)
    desk_uploads.register(app, warehouse, configured)
    incoming.register(app.server, configured)
    mapping.register(app, configured)
    states.register(app, warehouse, configured)
    totals.register(app, warehouse, configured)
    downloads.register(app.server, warehouse)
    returns.register(app.server, warehouse, configured)
    shapes.register(app.server, warehouse)
    theme.register(app, configured)
    guard.register(app)  # last, when every inline script is known


def answering(warehouse: Warehouse, configured: Settings) -> dict[str, answers.Answering]:
    """How each page answers, by its name in ``layouts.pages``."""
    return {
        "overview": overview.answering(warehouse),
        "explore": explore.answering(warehouse, configured),
        "stop_and_search": stop_and_search.answering(warehouse),
        "ward": ward.answering(warehouse, configured),
        "data": data.answering(warehouse),
        "returns": returns.answering(warehouse),
        "letter": returns.letter_answering(warehouse, configured),
        "desk": desk.answering(configured),
        "mapping": mapping.answering(configured),
        "partners": returns.partners_answering(warehouse, configured),
        "states": states.answering(warehouse, configured),
        "totals": totals.answering(warehouse, configured),
        "places": places.answering(configured),
    }
