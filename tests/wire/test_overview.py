"""The overview's callback, asked as a browser asks it, of a small real store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks import answers, overview
from data_access import months
from data_access.warehouse import Warehouse
from layouts.components.panel import part
from layouts.ids import Ids
from tests.borough import MIDDLE, NORTH, SOUTH, Record, build, records
from tests.wire.asking import Answer, words
from tests.wire.asking import asked as asked_of

PEOPLE = {NORTH: 1000, MIDDLE: 2000, SOUTH: 4000}


def crimes() -> list[Record]:
    """Two years of street crime: vehicle crime in Northfield doubles in the second, all else stays."""
    rows: list[Record] = []
    for place in range(24):
        month = months.address(months.shift(date(2021, 10, 1), place))
        cars = 20 if place < 12 else 40
        rows += records(cars, source="police-uk-crime", month=month, ward=NORTH, crime_type="vehicle-crime")
        rows += records(30, source="police-uk-crime", month=month, ward=SOUTH, crime_type="violence-and-sexual-offences")
    return rows


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    searches = records(12, month="2023-09", ward=NORTH, object="controlled-drugs")
    return build(tmp_path_factory.mktemp("store"), [*crimes(), *searches], people=PEOPLE)


@pytest.fixture
def client(warehouse: Warehouse) -> FlaskClient:
    return served(warehouse)


def served(warehouse: Warehouse) -> FlaskClient:
    app = Dash(__name__, suppress_callback_exceptions=True)
    answers.register(app, warehouse, {"overview": overview.answering(warehouse)})
    app.layout = []
    return app.server.test_client()


def asked(client: FlaskClient, search: object) -> Answer:
    return asked_of(client, "/", search)


def test_one_question_fills_the_whole_page(client: FlaskClient) -> None:
    page = asked(client, "")
    assert words(page[Ids.OVERVIEW_HEADLINE]) == (
        "Street crime is higher than last year. Vehicle crime is much higher."  # 840 was 600, 480 was 240
    )
    assert "840" in words(page[part("overview-figure-1", "figure")])  # 12 × (40 + 30)
    assert "480" in words(page[part("overview-figure-4", "figure")])
    assert "Northfield" in words(page[part("overview-moved", "figure")])


def test_the_source_that_is_preferred_but_not_loaded_gives_way_quietly(client: FlaskClient) -> None:
    page = asked(client, "")
    assert words(page[f"{Ids.OVERVIEW_SOURCES}-says"]) == "Street crime, police.uk"
    assert page[Ids.OVERVIEW_NOTICES]["children"] == []


def test_a_source_that_is_asked_for_and_not_loaded_is_said(client: FlaskClient) -> None:
    page = asked(client, "?source=mps-recorded-crime&since=2022-10")
    assert words(page[f"{Ids.OVERVIEW_SOURCES}-says"]) == "Street crime, police.uk"


def test_another_source_is_shown_beside_never_added(client: FlaskClient) -> None:
    page = asked(client, "?source=stop-and-search")
    assert words(page[part("overview-figure-1", "figure")]).startswith("12 ")
    assert words(page[Ids.OVERVIEW_HEADLINE]) == "Stop and search cannot be compared with last year."


def test_rates_divide_by_the_residents_of_each_ward(client: FlaskClient) -> None:
    rows = words(asked(client, "?tables=wards")[part("overview-wards", "table")])
    assert "Northfield 480 1,000 480" in rows  # 480 of 1,000 people
    assert "Southgate 360 4,000 90" in rows


def test_a_key_figure_as_a_table_has_its_running_totals(client: FlaskClient) -> None:
    page = asked(client, "?tables=figure-4")
    rows = words(page[part("overview-figure-4", "table")])
    assert "Sep 2023 40 480 complete" in rows
    assert "Oct 2022 40 260 complete" in rows  # 11 × 20 + 40
    assert page[part("overview-figure-1", "table")]["children"] == []


def test_filters_of_other_pages_are_released_and_said(client: FlaskClient) -> None:
    page = asked(client, f"?ward={NORTH}&crime_type=vehicle-crime")
    assert "840" in words(page[part("overview-figure-1", "figure")])
    assert "This page is of the whole borough" in words(page[Ids.OVERVIEW_NOTICES])


def test_months_outside_what_is_loaded_are_missing_not_nought(client: FlaskClient) -> None:
    page = asked(client, "?since=2030-01&until=2030-06")
    assert "–" in words(page[part("overview-figure-1", "figure")])
    assert "cannot be compared" in (words(page[Ids.OVERVIEW_HEADLINE]))
    assert "None since September 2023" in words(page[Ids.OVERVIEW_MISSING])


@pytest.mark.parametrize(
    "search", [None, 7, ["?"], "?since=13&until=zebra", "?source=nothing", "?tables=" + "x," * 99, "?" + "a" * 9000]
)
def test_nothing_in_an_address_breaks_the_page(search: object, client: FlaskClient) -> None:
    assert words(asked(client, search)[Ids.OVERVIEW_HEADLINE])


def test_a_store_with_areas_and_no_records_says_so(tmp_path: Path) -> None:
    page = asked(served(build(tmp_path, [])), "")
    assert words(page[Ids.OVERVIEW_HEADLINE]) == "Nothing has been loaded yet"


def test_no_residents_leave_the_counts_standing(tmp_path: Path) -> None:
    page = asked(served(build(tmp_path, crimes())), "")
    assert "The residents of the wards are not loaded" in words(page[part("overview-wards", "note")])
    assert "840" in words(page[part("overview-figure-1", "figure")])
