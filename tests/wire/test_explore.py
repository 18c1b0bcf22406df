"""Explore, asked as a browser asks it, of a source that knows no wards and of one that does."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks import answers, explore, maps
from data_access.catalogue import SOURCES
from data_access.ingest.loading.load import load
from data_access.warehouse import Warehouse
from layouts.ids import Ids
from layouts.pages.explore import MAP_GONE, MAP_SHOWN, frame
from tests.house.tree import TOP
from tests.loading import OURS, put, wards
from tests.wire.asking import asked, words

FILES = TOP / "tests/fixtures/sources"
WITHOUT_WARDS = ("mps-borough-crime", "mps-lsoa-crime")  # the boundaries of small areas are not loaded here


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store = tmp_path_factory.mktemp("store")
    put(store / "wards", {"wards.geojson": wards()})
    sources = (*WITHOUT_WARDS, "mps-recorded-crime", "police-uk-crime")
    assert load([store / "wards", *(FILES / each for each in sources)], store, OURS).ok
    return served(store)


def served(store: Path) -> FlaskClient:
    app, warehouse = Dash(__name__, suppress_callback_exceptions=True), Warehouse(store)
    answers.register(app, warehouse, {"explore": explore.answering(warehouse, OURS)})
    app.layout = []
    return app.server.test_client()


@pytest.mark.parametrize("source", WITHOUT_WARDS)
def test_a_source_that_is_not_known_by_ward_has_no_map_and_says_so(client: FlaskClient, source: str) -> None:
    page = asked(client, "/explore", f"?source={source}")
    assert page[frame(Ids.EXPLORE_MAP)]["className"] == MAP_GONE
    assert not {place.id for place in maps.map_places(Ids.EXPLORE_MAP)} & set(page)
    assert "It is not known by ward, so it has no map." in words(page[Ids.EXPLORE_ABSENT])
    assert "Map, " not in words(page[Ids.DOWNLOADS])


@pytest.mark.parametrize("source", ["mps-recorded-crime", "police-uk-crime"])
def test_a_source_that_is_known_by_ward_has_its_map(client: FlaskClient, source: str) -> None:
    assert "ward" in SOURCES[source].carries
    page = asked(client, "/explore", f"?source={source}")
    assert page[frame(Ids.EXPLORE_MAP)]["className"] == MAP_SHOWN
    assert {place.id for place in maps.map_places(Ids.EXPLORE_MAP)} <= set(page)
    assert "has no map" not in words(page[Ids.EXPLORE_ABSENT])
    assert "Map, GeoJSON" in words(page[Ids.DOWNLOADS])
