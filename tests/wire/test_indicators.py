"""Figures that are no records, asked for as files and by the report: what may be asked, and what is refused."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from callbacks import downloads
from data_access import report
from data_access.catalogue import FIGURES
from data_access.disclosure import Figured, release_figures
from data_access.errors import BadInput, Fault
from data_access.indicators import FigureQuestion
from data_access.ingest.loading.load import load
from data_access.warehouse import Warehouse
from tests.house.tree import TOP
from tests.loading import OURS, put, wards

FIXTURES = TOP / "tests/fixtures/sources"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indicators")
    given = put(folder / "wards", {"wards.geojson": wards()})
    sources = [FIXTURES / key for key in ("public-attitude-survey", "deprivation-2025", "mps-vawg-london", "ed-assaults")]
    assert load([given, *sources], folder / "store", OURS).ok
    return folder / "store"


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    server = Flask(__name__)
    downloads.register(server, Warehouse(store))
    return server.test_client()


def rows_of(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/data/indicators.csv?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"] == 'inline; filename="lion-indicators.csv"'
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_only_the_boroughs_areas_answer_unless_all_are_asked_for(client: FlaskClient) -> None:
    ours = rows_of(client, "indicator=safe-after-dark")
    assert [(row["area"], row["value"]) for row in ours] == [("Lewisham - North", "63"), ("Lewisham - South", "64")]
    every = rows_of(client, "indicator=safe-after-dark&everywhere=yes")
    assert [row["area"] for row in every][2:] == ["Westminster - North"]


def test_an_indicator_is_narrowed_by_group_area_and_time(client: FlaskClient) -> None:
    asked = "indicator=treat-fairly&group=Black&area=Lewisham%20-%20South"
    assert [row["value"] for row in rows_of(client, asked)] == ["59"]
    assert rows_of(client, f"{asked}&until=2014-01") == []
    assert len(rows_of(client, "indicator=vawg-victims-by-age&since=2026-08")) == 1


def test_json_says_what_must_be_known_to_quote_it(client: FlaskClient) -> None:
    told = client.get("/data/indicators.json?indicator=imd-decile&source=deprivation-2025&areas=lsoa").get_json()
    assert (told["unit"], told["source"]) == ("decile", "deprivation-2025")
    assert {row["period"] for row in told["rows"]} == {"edition"}
    assert told["means"].startswith("1 is the most deprived tenth")
    assert told["caveats"] == ["Deprivation is of areas, not of people."]
    assert told["licence"].startswith("Contains public sector information")
    assert told["address"] == "source=deprivation-2025&indicator=imd-decile&areas=lsoa"
    assert [row["value"] for row in told["rows"]] == [1, 2]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/data/indicators.csv", 400, "Which indicator"),
        ("/data/indicators.csv?indicator=shoe-size", 400, "“shoe-size” is not known"),
        ("/data/indicators.csv?indicator=imd-decile&source=ed-assaults", 400, "“ed-assaults” is not known"),
        ("/data/indicators.csv?indicator=imd-decile", 400, "Several sources"),
        ("/data/indicators.csv?indicator=burglary&areas=parish", 400, "“parish” is not known"),
        ("/data/indicators.csv?indicator=burglary&since=June", 400, "“June” is no month"),
        ("/data/indicators.csv?indicator=burglary&by=ward", 400, "“by” is nothing to ask"),
        (f"/data/indicators.csv?indicator=burglary&area={'x' * 300}", 400, "too long"),
        ("/data/indicators.geojson?indicator=burglary", 400, "No shapes are loaded"),
        ("/data/indicators.xlsx?indicator=burglary", 404, "indicators.csv, indicators.json or indicators.geojson"),
        ("/data/assaults.csv", 404, ""),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(client: FlaskClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text


def test_the_report_answers_the_same(store: Path) -> None:
    given = report.parser().parse_args(["--indicator", "safe-after-dark", "--where", "areas=neighbourhood", "--format", "csv"])
    assert (
        report.answer(Warehouse(store), given).splitlines()[1] == "Lewisham - North,,calendar-year,2016-01-01,2016-12-31,,63,,,"
    )
    given = report.parser().parse_args(["--indicator", "safe-after-dark"])
    said = report.answer(Warehouse(store), given)
    assert "Lewisham - South        2016" in said
    assert "the publisher gives no interval" in said
    assert "Source: Public Attitude Survey." in said


@pytest.mark.parametrize("more", [["--by", "ward"], ["--measure", "rate"]])
def test_an_indicator_is_broken_down_no_further(store: Path, more: list[str]) -> None:
    with pytest.raises(BadInput, match="as it was published"):
        report.answer(Warehouse(store), report.parser().parse_args(["--indicator", "safe-after-dark", *more]))


def test_a_report_without_a_breakdown_says_what_to_name(store: Path) -> None:
    with pytest.raises(BadInput, match="A report is by something"):
        report.answer(Warehouse(store), report.parser().parse_args([]))


def test_the_gate_refuses_figures_of_a_source_that_is_not_open(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(store)
    monkeypatch.setitem(FIGURES, "deprivation-2025", replace(FIGURES["deprivation-2025"], disclosure="S"))
    with pytest.raises(Fault, match="no release policy"):
        warehouse.figures(FigureQuestion("deprivation-2025", "imd-decile"))
    with pytest.raises(Fault, match="no release policy"):
        release_figures(Figured((), ()), FigureQuestion("deprivation-2025", "imd-decile"), warehouse.provenance)
    assert "deprivation-2025" not in {each.source.key for each in warehouse.holdings().figures}
