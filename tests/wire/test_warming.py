"""Warming up asks for what a first visitor needs, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import callbacks
from app import create_app
from callbacks import warming
from data_access import settings
from data_access.warehouse import Warehouse
from layouts.document import PLOTLY
from tests.borough import build, records


def test_every_bundle_is_asked_for_and_kept_small(tmp_path: Path) -> None:
    warehouse = build(tmp_path, records(3, month="2023-01"))
    configured = settings.read({"LION_STORE": str(tmp_path)})
    server = create_app(configured).server
    asked = warming.warm(server, warehouse, callbacks.answering(warehouse, configured))
    (plotly,) = [address for address in asked if address.startswith(f"/assets/{PLOTLY}?")]
    assert any("dash_renderer" in address for address in asked)
    assert any("/assets/fill.js" in address for address in asked)
    answer = server.test_client().get(plotly, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert len(answer.data) < 600_000  # of a million and a half


def test_an_empty_store_is_no_obstacle(tmp_path: Path) -> None:
    configured = settings.read({"LION_STORE": str(tmp_path)})
    warehouse = Warehouse(tmp_path)
    assert warming.warm(create_app(configured).server, warehouse, callbacks.answering(warehouse, configured))
