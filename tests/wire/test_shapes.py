"""Shapes as a browser fetches them: once for each snapshot, for a year."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from callbacks import shapes
from tests.borough import NAMES, build

SNAPSHOT = "20260101T000000Z-00000001"


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    server = Flask(__name__)
    shapes.register(server, build(tmp_path, []))
    return server.test_client()


def test_wards_come_with_their_codes_and_names(client: FlaskClient) -> None:
    answer = client.get(f"/shapes/{SNAPSHOT}/ward.json")
    found = {each["properties"]["id"]: each["properties"]["name"] for each in answer.get_json(force=True)["features"]}
    assert found == NAMES


def test_shapes_are_kept_for_a_year_and_never_asked_for_again(client: FlaskClient) -> None:
    kept = client.get(f"/shapes/{SNAPSHOT}/h3_9.json").headers["Cache-Control"]
    assert "immutable" in kept
    assert "max-age=31536000" in kept


def test_cells_are_named_by_their_digits(client: FlaskClient) -> None:
    features = client.get(f"/shapes/{SNAPSHOT}/h3_8.json").get_json(force=True)["features"]
    assert features
    assert all(len(each["properties"]["id"]) == 15 and each["properties"]["id"].startswith("88") for each in features)


def test_a_kind_the_snapshot_has_no_shapes_of_is_an_empty_layer(client: FlaskClient) -> None:
    answer = client.get(f"/shapes/{SNAPSHOT}/neighbour.json")
    assert answer.status_code == 200
    assert answer.get_json(force=True)["features"] == []


@pytest.mark.parametrize(
    "address",
    [
        f"/shapes/{SNAPSHOT}/msoa.json",
        f"/shapes/{SNAPSHOT}/h3_11.json",
        f"/shapes/{SNAPSHOT}/h3_x.json",
        "/shapes/20250101T000000Z-00000000/ward.json",
        "/shapes/..%2f..%2fetc/ward.json",
    ],
)
def test_anything_else_is_not_there_and_not_kept(address: str, client: FlaskClient) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_an_empty_store_has_no_shapes(tmp_path: Path) -> None:
    from data_access.warehouse import Warehouse

    server = Flask(__name__)
    shapes.register(server, Warehouse(tmp_path / "none", borough="Testborough"))
    assert server.test_client().get(f"/shapes/{SNAPSHOT}/ward.json").status_code == 404
