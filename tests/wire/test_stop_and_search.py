"""The stop and search page's callback, asked as a browser asks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks import answers, stop_and_search
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages.stop_and_search_panels import GRAPHS
from tests.borough import MIDDLE, NORTH, SOUTH, build, records
from tests.wire.asking import Answer, words
from tests.wire.asking import asked as asked_of

GROUPS = {"asian": 100, "black": 1000, "mixed": 100, "other": 100, "white": 2000}
ROWS = [
    *records(60, month="2023-01", ward=NORTH, ethnicity="black", outcome="arrest", object="firearms", age="10-17", gender="male"),
    *records(40, month="2023-01", ward=NORTH, ethnicity="white", outcome="no-further-action", object="controlled-drugs"),
    *records(10, month="2023-02", ward=SOUTH, outcome="no-further-action", object="controlled-drugs"),
]


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    warehouse = build(tmp_path, ROWS, by_group={"census-2011": dict.fromkeys((NORTH, MIDDLE, SOUTH), GROUPS)})
    app = Dash(__name__, suppress_callback_exceptions=True)
    answers.register(app, warehouse, {"stop_and_search": stop_and_search.answering(warehouse)})
    app.layout = []
    return app.server.test_client()


def asked(client: FlaskClient, search: object) -> Answer:
    return asked_of(client, "/stop-and-search", search)


def test_one_question_fills_the_whole_page(client: FlaskClient) -> None:
    page = asked(client, "")
    headline = words(page[Ids.STOPS_HEADLINE])
    assert headline == "Where ethnicity was stated, Black people were searched at 3.0 times the rate of White people"
    assert set(page[""]["figures"]) == set(GRAPHS)  # type: ignore[call-overload]


def test_a_ward_narrows_every_panel(client: FlaskClient) -> None:
    page = asked(client, f"?ward={SOUTH}")
    assert words(page[Ids.STOPS_HEADLINE]) == "In Southgate, too few searches state an ethnicity to compare groups"
    assert "no stated ethnicity" in str(page[part("stops-unknown", "title")]["children"])


def test_a_panel_turns_into_its_table(client: FlaskClient) -> None:
    page = asked(client, "?tables=rates")
    assert page[part("stops-rates", "table")]["children"]
    assert page[part("stops-action", "table")]["children"] == []


def test_nothing_that_matches_offers_to_drop_what_emptied_it(client: FlaskClient) -> None:
    note = words(asked(client, "?object=fireworks")[part("stops-rates", "note")])
    assert "No searches match." in note
    assert "Drop fireworks" in note.replace("Fireworks", "fireworks")


@pytest.mark.parametrize("search", [None, 7, [], {"a": 1}, "?" + "x" * 9000, "?against=census-1801&ward=%00&since=banana"])
def test_what_cannot_be_read_is_left_out_and_the_page_is_drawn(client: FlaskClient, search: object) -> None:
    assert "3.0" in str(asked(client, search)[Ids.STOPS_HEADLINE]["children"])
