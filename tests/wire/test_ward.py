"""The ward page's callbacks, asked as a browser asks them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks import answers, ward
from data_access import settings
from layouts.components.menu import choices
from layouts.components.panel import part
from layouts.ids import Ids
from layouts.pages.ward import GONE, SHOWN
from layouts.pages.ward_panels import FIGURES
from tests.borough import MIDDLE, NORTH, SOUTH, build, records
from tests.wire.asking import Answer, words
from tests.wire.asking import asked as asked_of

ROWS = [
    *records(60, month="2023-01", ward=NORTH, object="firearms", hour="16", lat=51.465, lng=-0.02, name="Station Road"),
    *records(40, month="2023-02", ward=NORTH, object="controlled-drugs", hour="16", lat=51.465, lng=-0.02, name="Station Road"),
    *records(10, month="2023-02", ward=SOUTH, object="controlled-drugs"),
    *records(7, source="police-uk-crime", month="2023-01", ward=MIDDLE, crime_type="burglary", lat=51.455, lng=-0.02),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store: Path = tmp_path_factory.mktemp("ward")
    warehouse = build(store, ROWS, people=dict.fromkeys((NORTH, MIDDLE, SOUTH), 1000), known_postcodes={"SE64RU": SOUTH})
    app = Dash(__name__, suppress_callback_exceptions=True)
    answers.register(app, warehouse, {"ward": ward.answering(warehouse, settings.read({}))})
    ward.register(app, warehouse)
    app.layout = []
    return app.server.test_client()


def posted(
    client: FlaskClient, outputs: Sequence[Mapping[str, object]], inputs: list[object], state: list[object], changed: str
) -> Answer:
    named = "...".join(f"{each['id']}.{each['property']}" for each in outputs)
    body = {"output": f"..{named}..", "outputs": outputs, "inputs": inputs, "state": state, "changedPropIds": [changed]}
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    return dict(json.loads(answer.text)["response"])


def asked(client: FlaskClient, search: object) -> Answer:
    """Everything the page's callback answers, by id."""
    return asked_of(client, "/ward", search)


def sought(client: FlaskClient, text: object, search: object = "") -> Answer:
    """What the box answers when Enter is pressed in it."""
    (key,) = _box(client)
    outputs = [{"id": each.rpartition(".")[0], "property": each.rpartition(".")[2]} for each in key.strip(".").split("...")]
    inputs = [_prop(Ids.WARD_SOUGHT, "n_submit", 1), _prop(Ids.WARD_FIND, "n_clicks", None)]
    state = [_prop(Ids.WARD_SOUGHT, "value", text), _prop(Ids.URL, "search", search)]
    return posted(client, outputs, inputs, state, f"{Ids.WARD_SOUGHT}.n_submit")


def _prop(name: str, key: str, value: object) -> object:
    return {"id": name, "property": key, "value": value}


def _box(client: FlaskClient) -> list[str]:
    """The box's callback as the browser names it: its address output carries a mark of its own."""
    listed = client.get("/_dash-dependencies").get_json()
    return [each["output"] for each in listed if Ids.WARD_SOUGHT in each["output"]]


def test_a_ward_fills_the_whole_page(client: FlaskClient) -> None:
    page = asked(client, f"?source=stop-and-search&ward={NORTH}")
    lead = json.dumps(page[Ids.WARD_LEAD])
    assert "Northfield" in lead
    assert '"100"' in lead  # searches, and per 1,000 of 1,000 residents
    assert page[Ids.WARD_THREE]["className"] == SHOWN
    assert set(page[""]["figures"]) == set(FIGURES)  # type: ignore[call-overload]
    assert words(page[part("ward-where", "title")]) == "Around Station Road"
    assert page[Ids.WARD_LIST]["children"] == []


def test_no_ward_in_the_address_lists_all_and_draws_none(client: FlaskClient) -> None:
    page = asked(client, "?source=stop-and-search")
    assert page[Ids.WARD_THREE]["className"] == GONE
    listed = json.dumps(page[Ids.WARD_LIST])
    assert [name for name in ("Middleton", "Northfield", "Southgate") if name in listed] == [
        "Middleton",
        "Northfield",
        "Southgate",
    ]
    assert page[""]["figures"] == {}


def test_a_ward_that_is_not_loaded_is_said_once_and_all_are_offered(client: FlaskClient) -> None:
    page = asked(client, "?ward=E05000437")
    assert words(page[Ids.NOTICES]).count("E05000437") == 1
    assert words(page[Ids.WARD_NOTICES]) == ""
    assert "Which ward do you live in?" in words(page[Ids.WARD_LEAD])


def test_only_sources_that_are_loaded_can_be_chosen(client: FlaskClient) -> None:
    offered = json.dumps(asked(client, "")[choices(Ids.WARD_SOURCES)])
    assert "source=police-uk-crime" in offered
    assert "source=mps-recorded-crime" not in offered


def test_a_panel_turns_into_its_table(client: FlaskClient) -> None:
    page = asked(client, f"?source=stop-and-search&ward={NORTH}&tables=worse,where")
    assert page[part("ward-worse", "table")]["children"]
    assert page[part("ward-kind", "table")]["children"] == []
    assert len(page[part("ward-where", "table")]["children"]) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "search", [None, 7, [], {"a": 1}, "?" + "x" * 9000, "?ward=%00&since=banana&source=x", "?ward=E05000437"]
)
def test_what_cannot_be_read_is_left_out_and_the_page_asks_which_ward(client: FlaskClient, search: object) -> None:
    assert "Which ward do you live in?" in json.dumps(asked(client, search)[Ids.WARD_LEAD])


def test_a_name_becomes_an_address_that_keeps_the_source(client: FlaskClient) -> None:
    page = sought(client, "southgate", "?source=stop-and-search&tables=kind")
    assert next(iter(page.values()))["search"] == f"?source=stop-and-search&ward={SOUTH}&tables=kind"
    assert page[Ids.WARD_SOUGHT]["value"] == ""


def test_a_postcode_leads_to_its_ward_and_is_not_in_the_address(client: FlaskClient) -> None:
    page = sought(client, "se6 4ru")
    assert SOUTH in json.dumps(page)
    assert "4ru" not in json.dumps(page).lower()


@pytest.mark.parametrize("text", ["SE1 1AA", "Atlantis", "", None, 7, ["a"], "<b>", "%00"])
def test_what_is_not_found_is_said_and_the_address_stays(client: FlaskClient, text: object) -> None:
    page = sought(client, text)
    assert page[Ids.WARD_FOUND]["children"]
    assert not any("search" in values for values in page.values())
