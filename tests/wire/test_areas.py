"""Explore's layers of areas, asked as a browser asks them, forged values among them."""

from __future__ import annotations

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks import answers, explore, shapes
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages.explore import MAP_SHOWN, frame
from tests.loading import OLD_NORTH, OLD_SOUTH, OURS
from tests.wards_of_two_times import SMALL_AREAS, loaded
from tests.wire.asking import Answer, asked, words

MAP = Ids.EXPLORE_MAP
STREET, BY_WARD, BY_SMALL = "police-uk-crime", "mps-recorded-crime", "mps-lsoa-crime"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    app, warehouse = Dash(__name__, suppress_callback_exceptions=True), loaded(tmp_path_factory.mktemp("areas"))
    answers.register(app, warehouse, {"explore": explore.answering(warehouse, OURS)})
    shapes.register(app.server, warehouse)
    app.layout = []
    return app.server.test_client()


def painted(page: Answer) -> dict[str, object]:
    found = page[part(MAP, "leaflet")]["paint"]
    assert isinstance(found, dict)
    return found


def controls(page: Answer) -> str:
    return words(page[part(MAP, "controls")]["children"])


@pytest.mark.parametrize(
    ("source", "layer", "key", "offered"),
    [
        (STREET, "wards", "ward", "Wards Wards until 2022 Small areas Cells"),
        (STREET, "old-wards", "old_ward", "Wards Wards until 2022 Small areas Cells"),
        (STREET, "lsoas", "lsoa", "Wards Wards until 2022 Small areas Cells"),
        (STREET, "cells", "h3_9", "Wards Wards until 2022 Small areas Cells Larger Smaller"),
        (BY_WARD, "old-wards", "old_ward", "Wards Wards until 2022"),
        (BY_WARD, "lsoas", "ward", "Wards Wards until 2022"),
        (BY_WARD, "cells", "ward", "Wards Wards until 2022"),
        (BY_SMALL, "wards", "lsoa", ""),
        (BY_SMALL, "cells", "lsoa", ""),
    ],
)
def test_a_map_offers_the_layers_its_source_can_answer_and_shows_one(
    client: FlaskClient, source: str, layer: str, key: str, offered: str
) -> None:
    page = asked(client, "/explore", f"?source={source}&layer={layer}")
    assert page[frame(MAP)]["className"] == MAP_SHOWN
    assert painted(page)["key"] == key
    assert controls(page) == offered
    assert f"by={key}" in str(page[Ids.DOWNLOADS]["children"])


def test_a_map_of_estimates_says_so_in_title_subtitle_legend_areas_table_and_beneath(client: FlaskClient) -> None:
    page = asked(client, "/explore", f"?source={BY_WARD}&layer=old-wards&tables=map")
    assert words(page[part(MAP, "title")]["children"]).endswith("(estimate)")
    assert words(page[part(MAP, "subtitle")]["children"]).startswith("Estimates of recorded crimes in each ward as it was")
    assert "Recorded crimes, about" in words(page[part(MAP, "legend")]["children"])
    assert painted(page)["areas"][OLD_NORTH][2] == "about 50 recorded crimes"  # type: ignore[index]
    assert "about 50" in words(page[part(MAP, "table")]["children"])
    assert "shared out to the wards until 2022 by residents" in words(page[part(MAP, "absent")]["children"])


def test_figures_of_an_old_ward_are_marked_and_compared_with_nothing(client: FlaskClient) -> None:
    page = asked(client, "/explore", f"?source={BY_WARD}&old_ward={OLD_SOUTH}&tables=trend")
    assert words(page["explore-trend-title"]["children"]) == "12 recorded crimes; the year before cannot be compared (estimate)"
    assert "about 10" in words(page["explore-trend-table"]["children"])
    assert "estimated from other wards’ counts" in words(page["explore-crime-type-source"]["children"])


def test_counted_figures_bear_no_mark(client: FlaskClient) -> None:
    page = asked(client, "/explore", f"?source={BY_WARD}&tables=map,trend,crime-type")
    said = words([list(value.values()) for name, value in page.items() if name.startswith("explore-")])
    assert [mark for mark in ("(estimate)", "Estimates", "estimated from", "shared out") if mark in said] == []


def test_small_areas_are_listed_by_name_each_a_link_that_chooses_it(client: FlaskClient) -> None:
    page = asked(client, "/explore", f"?source={BY_SMALL}&tables=map")
    listed = str(page[part(MAP, "table")]["children"])
    for code, (name, *_) in SMALL_AREAS.items():
        assert name in listed
        assert f"lsoa={code}" in listed


def test_what_is_chosen_of_another_kind_is_outlined_too(client: FlaskClient) -> None:
    page = asked(client, "/explore", f"?source={STREET}&lsoa=E01000002&old_ward={OLD_NORTH}")
    assert painted(page)["chosen"] == {"ward": [], "old_ward": [OLD_NORTH], "lsoa": ["E01000002"]}
    assert painted(asked(client, "/explore", f"?source={STREET}"))["chosen"] == {"ward": []}


@pytest.mark.parametrize("value", ["E05013714", "E01999999", "<b>", "E0100000", "E01000002%27--"])
def test_a_small_area_that_is_none_is_left_out_and_said(client: FlaskClient, value: str) -> None:
    page = asked(client, "/explore", f"?source={STREET}&lsoa={value}")
    assert painted(page)["chosen"] == {"ward": []}
    assert "left out" in words(page[Ids.NOTICES]["children"])


def test_a_source_by_small_area_lets_go_of_a_ward_and_says_so(client: FlaskClient) -> None:
    page = asked(client, "/explore", f"?source={BY_SMALL}&ward=E05013714&old_ward={OLD_NORTH}")
    assert "does not carry ward, old ward" in words(page[Ids.NOTICES]["children"])


@pytest.mark.parametrize(("kind", "number"), [("old_ward", 2), ("lsoa", 4)])
def test_the_shapes_of_each_layer_come_with_their_codes(client: FlaskClient, kind: str, number: int) -> None:
    snapshot = painted(asked(client, "/explore", ""))["snapshot"]
    answer = client.get(f"/shapes/{snapshot}/{kind}.json")
    assert len(answer.get_json(force=True)["features"]) == number
    assert "immutable" in answer.headers["Cache-Control"]
