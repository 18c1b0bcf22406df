"""The figures of a view as files, asked over HTTP."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from callbacks import downloads
from data_access import exports
from tests.borough import MIDDLE, NORTH, SOUTH, build, records


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    rows = [
        *records(5, month="2023-01", ward=NORTH, gender="male"),
        *records(3, month="2023-02", ward=MIDDLE, gender="female"),
        *records(9, source="police-uk-crime", month="2023-01", crime_type="burglary"),
    ]
    states = [
        {"source": "police-uk-crime", "month": "2022-11", "state": "partial", "reason": "burglary only"},
        {"source": "police-uk-crime", "month": "2022-12", "state": "missing"},
    ]
    server = Flask(__name__)
    downloads.register(server, build(tmp_path, rows, states=states, people={NORTH: 1000, MIDDLE: 2000, SOUTH: 4000}))
    return server.test_client()


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def numbers(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name not in exports.CONTEXT}


def context(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name in exports.CONTEXT}


def test_csv_has_the_breakdown_then_the_count(client: FlaskClient) -> None:
    assert [numbers(row) for row in rows_of(client, "/data/counts.csv?by=ward,gender")] == [
        {"ward": NORTH, "gender": "male", "count": "5"},
        {"ward": MIDDLE, "gender": "female", "count": "3"},
    ]


def test_every_row_says_which_source_and_months_it_counts_and_what_of_them_is_there(client: FlaskClient) -> None:
    (row,) = rows_of(client, "/data/counts.csv?by=ward&source=police-uk-crime&since=2022-11&until=2023-01")
    assert context(row) == {
        "source": "police-uk-crime",
        "since": "2022-11",
        "until": "2023-01",
        "months": "2022-11 partial: burglary only; 2022-12 not supplied",
    }
    (told,) = rows_of(client, "/data/counts.csv?by=ward&source=police-uk-crime&since=2023-01&until=2023-01")
    assert told["months"] == "complete"


def test_by_month_a_nought_is_a_nought_and_what_was_not_supplied_is_empty(client: FlaskClient) -> None:
    rows = rows_of(client, "/data/counts.csv?by=month&source=police-uk-crime&since=2022-11&until=2023-01")
    assert [(row["month"], row["count"], row["months"]) for row in rows] == [
        ("2022-11", "0", "partial: burglary only"),
        ("2022-12", "", "not supplied"),
        ("2023-01", "9", "complete"),
    ]


def test_a_map_of_months_that_were_not_supplied_has_no_noughts(client: FlaskClient) -> None:
    asked = "/data/counts.geojson?by=ward&source=police-uk-crime&since={0}&until={0}"
    told = [feature["properties"] for feature in json.loads(client.get(asked.format("2022-12")).text)["features"]]
    assert {each["count"] for each in told} == {None}
    assert {each["months"] for each in told} == {"2022-12 not supplied"}
    partly = [feature["properties"] for feature in json.loads(client.get(asked.format("2022-11")).text)["features"]]
    assert {each["count"] for each in partly} == {0}


def test_the_view_s_own_query_string_works_unchanged(client: FlaskClient) -> None:
    rows = rows_of(client, "/data/counts.csv?source=stop-and-search&since=2023-02&until=2023-02&layer=cells&res=9&tables=trend")
    assert [numbers(row) for row in rows] == [{"month": "2023-02", "count": "3"}]


def test_a_rate_comes_with_its_denominator(client: FlaskClient) -> None:
    first = rows_of(client, "/data/counts.csv?by=ward&measure=rate")[0]
    assert numbers(first) == {"ward": NORTH, "count": "5", "residents": "1000", "rate_per_1000": "5.0"}


def test_json_says_what_must_be_known_to_quote_it(client: FlaskClient) -> None:
    told = client.get("/data/counts.json?by=ward&source=police-uk-crime").get_json()
    assert told["total"] == 9
    assert told["licence"] == "Contains public sector information licensed under the Open Government Licence v3.0"
    assert told["coverage"]["located"] == 9


def test_geojson_has_a_feature_for_every_ward_with_nought_where_none_was_recorded(client: FlaskClient) -> None:
    features = json.loads(client.get("/data/counts.geojson?by=ward").text)["features"]
    assert {f["properties"]["ward"]: f["properties"]["count"] for f in features} == {NORTH: 5, MIDDLE: 3, SOUTH: 0}
    assert all(f["geometry"]["type"] == "Polygon" for f in features)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/data/counts.csv?by=shoe", 400, "“shoe” is not a breakdown"),
        ("/data/counts.csv?by=ward,age,gender", 400, "one or two dimensions"),
        ("/data/counts.csv?ethnicity=purple", 400, "“purple” is not a value"),
        ("/data/counts.csv?by=age&source=police-uk-crime", 400, "does not carry age"),
        ("/data/counts.geojson?by=age", 400, "exactly one place"),
        ("/data/counts.csv?measure=weight", 400, "“weight” is not a measure"),
        ("/data/counts.xlsx", 404, "counts.csv, counts.json or counts.geojson"),
    ],
)
def test_a_file_never_answers_another_question_than_the_one_asked(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, said in answer.text) == (status, True), answer.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/data/counts.geojson?by=h3_7", "GeoJSON needs exactly one place. Expected: ward, "),
        ("/data/counts.csv?by=nonsense", "“by”: “nonsense” is not a breakdown"),
        ("/data/counts.csv?since=2023-01&since=2023-02", "Only one month can be since"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(client: FlaskClient, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert words in answer.text
    assert not answer.text.startswith(",")


@pytest.mark.parametrize("form", ["csv", "json", "geojson"])
def test_a_source_that_is_not_open_is_refused_in_words(client: FlaskClient, form: str) -> None:
    answer = client.get(f"/data/counts.{form}?source=ed-assaults&by=ward")
    assert answer.status_code == 400
    assert "Assaults seen in emergency departments is not open data, so it is not shown." in answer.text
