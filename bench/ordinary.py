"""The contender: a dashboard as it is ordinarily built with Dash.

A global DataFrame of categoricals, one callback per chart, plotly.express
figures, and the map's GeoJSON sent again on every filter. It answers the same
question as Explore, from the same records, with the same number of charts.
"""

from __future__ import annotations

import json
from pathlib import Path

import dash_leaflet as dl
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html
from flask import Flask
from flask_compress import Compress
from plotly.graph_objects import Figure
from sqlalchemy import create_engine

from data_access import snapshot
from data_access.catalogue import DIMENSIONS
from data_access.queries import LOCATED
from data_access.schema import SOURCE_CODES
from data_access.warehouse import Warehouse

COLUMNS = ("month", "ward", "age", "gender", "ethnicity", "outcome", "object", "hour", "weekday")
CHARTS = {
    "trend": ["month"],
    "objects": ["object"],
    "people": ["age", "gender"],
    "groups": ["ethnicity"],
    "outcomes": ["outcome"],
    "clock": ["hour", "weekday"],
}
CONTROLS = ("age", "gender", "ethnicity")


def frame_of(store: Path, cells: str) -> pd.DataFrame:
    engine = create_engine(f"duckdb:///{snapshot.current(store)}", connect_args={"read_only": True})
    chosen = ", ".join(f'"{column}"' for column in (*COLUMNS, cells))
    statement = f"SELECT {chosen} FROM incidents WHERE source = {SOURCE_CODES['stop-and-search']} AND location = {LOCATED}"
    with engine.connect() as connection:
        frame: pd.DataFrame = connection.exec_driver_sql(statement).cursor.fetch_df()
    engine.dispose()
    for column in frame.columns:
        if DIMENSIONS[column].values:
            frame[column] = frame[column].map(dict(enumerate(DIMENSIONS[column].slugs)))
        frame[column] = frame[column].astype("category")
    return frame


def create_app(store: Path, cells: str = "h3_9") -> Dash:
    frame = frame_of(store, cells)
    shapes = json.loads(Warehouse(store).shapes(cells) or b"{}")
    app = Dash(__name__, update_title="")
    app.server.add_url_rule("/held.json", "held", lambda: shapes)  # for measuring the map alone
    Compress(app.server)
    options = {key: list(DIMENSIONS[key].slugs) for key in CONTROLS}
    app.layout = html.Div(
        [
            *(dcc.Dropdown(id=key, options=values, multi=True, value=[]) for key, values in options.items()),
            dl.Map(dl.GeoJSON(id="cells", data=shapes), center=[51.4535, -0.0205], zoom=12, style={"height": "500px"}),
            *(dcc.Graph(id=chart) for chart in CHARTS),
        ]
    )
    inputs = [Input(key, "value") for key in CONTROLS]

    def filtered(*chosen: list[str] | None) -> pd.DataFrame:
        some = frame
        for key, values in zip(CONTROLS, chosen, strict=True):
            if values:
                some = some[some[key].isin(values)]
        return some

    @app.callback(Output("cells", "data"), inputs)
    def draw_cells(*chosen: list[str] | None) -> dict[str, object]:
        counts = filtered(*chosen).groupby(cells, observed=True).size()
        by_cell = {f"{cell:x}": int(n) for cell, n in counts.items()}
        for feature in shapes["features"]:
            feature["properties"]["count"] = by_cell.get(feature["id"], 0)
        return {**shapes, "drawn": ",".join(map(str, chosen))}

    for chart, keys in CHARTS.items():
        _chart(app, chart, keys, inputs, filtered)
    return app


def _chart(app: Dash, chart: str, keys: list[str], inputs: list[Input], filtered: object) -> None:
    assert callable(filtered)

    @app.callback(Output(chart, "figure"), inputs)
    def draw(*chosen: list[str] | None) -> Figure:
        counts = filtered(*chosen).groupby(keys, observed=True).size().reset_index(name="n")
        if chart == "clock":
            return px.density_heatmap(counts, x="hour", y="weekday", z="n")
        return px.bar(counts, x=keys[0], y="n", color=keys[1] if len(keys) > 1 else None, barmode="group")


def served(store: str, cells: str = "h3_9") -> Flask:
    """The WSGI application, for gunicorn."""
    server: Flask = create_app(Path(store), cells).server
    return server
