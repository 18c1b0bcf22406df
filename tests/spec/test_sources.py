"""Every declared source: each layout loads from a made-up file, counts what it should, and answers those it may."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from data_access import report, snapshot
from data_access.briefings import overview, ward
from data_access.catalogue import FIGURES, SOURCES, FigureKind, Shape
from data_access.catalogue.dimensions import area_number
from data_access.errors import BadInput, Fault
from data_access.filters import Filters
from data_access.indicators import FigureQuestion
from data_access.ingest.loading.load import LoadReport, load
from data_access.warehouse import Warehouse, known
from tests.house.tree import TOP
from tests.loading import NORTH, OURS, SOUTH, Store, put, wards
from tests.patience import PATIENCE_S

FIXTURES = TOP / "tests/fixtures/sources"
EXPECTED = tomllib.loads((FIXTURES / "expected.toml").read_text(encoding="utf-8"))
Plain = Callable[[str], list[tuple[object, ...]]]
OPEN = [key for key, source in SOURCES.items() if source.open]
CLOSED = [key for key, source in SOURCES.items() if not source.open]


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LoadReport]:
    """All made-up files and two wards, loaded together: the store and what the load said."""
    folder = tmp_path_factory.mktemp("sources")
    given = put(folder / "wards", {"wards.geojson": wards()})
    said = load([given, FIXTURES], folder / "store", OURS)
    assert said.ok, [str(refusal) for refusal in said.refused]
    return folder / "store", said


@pytest.fixture(scope="module")
def plain(together: tuple[Path, LoadReport], tmp_path_factory: pytest.TempPathFactory) -> Plain:
    """Plain SQL on a copy of the store: the engine opens one file in one way only."""
    copied = shutil.copytree(together[0], tmp_path_factory.mktemp("plain") / "store")

    def asked(query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(snapshot.current(Path(copied))), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return asked


@pytest.fixture(scope="module")
def warehouse(together: tuple[Path, LoadReport]) -> Warehouse:
    return Warehouse(together[0])


def test_every_declared_layout_has_a_made_up_file_and_loads(together: tuple[Path, LoadReport]) -> None:
    declared = {layout.name for source in SOURCES.values() for layout in source.layouts}
    declared |= {layout.name for source in FIGURES.values() for layout in source.layouts}
    assert {file.layout for file in together[1].files} >= declared
    assert {file.fate for file in together[1].files} == {"loaded"}


@pytest.mark.parametrize("key", [*SOURCES, *FIGURES])
def test_rows_in_are_rows_used_plus_rows_set_aside(together: tuple[Path, LoadReport], key: str) -> None:
    wanted = EXPECTED[key]
    mine = [file for file in together[1].files if f"/{key}/" in file.name]
    assert sorted(file.name.rsplit("/", 1)[1] for file in mine) == sorted(wanted["files"])
    assert sum(file.rows_in for file in mine) == wanted["rows"]
    assert sum(file.rows_rejected for file in mine) == wanted.get("left_out", 0)
    assert all(file.rows_in == file.rows_loaded + file.rows_repeated + file.rows_rejected for file in mine)


@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_of_a_declared_table_stands_in_the_snapshot(plain: Plain, key: str) -> None:
    wanted = EXPECTED[key]
    table, value = ("denominators", "n") if FIGURES[key].kind is FigureKind.DENOMINATORS else ("indicators", "value")
    assert plain(f"SELECT count(*), sum({value}) FROM {table} WHERE source = '{key}'") == [(wanted["held"], wanted["sum"])]


@pytest.mark.parametrize("key", [key for key, source in FIGURES.items() if source.indicators])
def test_every_indicator_of_a_source_answers(warehouse: Warehouse, key: str) -> None:
    for slug in FIGURES[key].indicators:
        released = warehouse.figures(FigureQuestion(key, slug))
        assert released.rows, slug
        assert {row.ours for row in released.rows} == {released.areas != ("london",)}
        assert released.caveats


@pytest.mark.parametrize("key", OPEN)
def test_an_open_source_answers_with_what_its_files_hold(warehouse: Warehouse, key: str) -> None:
    question = Filters(key)
    assert warehouse.total(question).total == EXPECTED[key]["in_borough"]
    for dimension in sorted(SOURCES[key].carries - {"source", "location"}):
        split = warehouse.counts(question, (dimension,))
        assert split.total == EXPECTED[key]["in_borough"], dimension


@pytest.mark.parametrize("key", OPEN)
def test_pages_of_wards_tell_of_every_source_that_knows_wards(warehouse: Warehouse, key: str) -> None:
    asked = f"source={key}&ward=E05013714"
    told = overview.overview(warehouse, f"source={key}")
    listed = ward.wards(warehouse, Filters.from_query(asked))
    assert told is not None
    knows = "ward" in SOURCES[key].carries
    assert (told.asked.source == key, listed.question.source == key) == (knows, knows)
    assert knows or any("is not known by ward" in words for words in told.asked.notices)
    assert knows or any("is not known by ward" in words for words in listed.notices)


@pytest.mark.parametrize("key", CLOSED)
def test_what_is_not_open_is_loaded_and_the_gate_refuses_it(warehouse: Warehouse, plain: Plain, key: str) -> None:
    with pytest.raises(Fault, match="no release policy"):
        warehouse.total(Filters(key))
    assert key not in warehouse.sources()
    assert key not in {holding.source.key for holding in warehouse.holdings().sources}
    table, count = ("incidents", "count(*)") if SOURCES[key].shape is Shape.INCIDENTS else ("area_counts", "sum(n)")
    held = plain(f"SELECT {count} FROM {table} WHERE source = {SOURCES[key].code} AND location = 1")
    assert held == [(EXPECTED[key]["in_borough"],)]


@pytest.mark.parametrize("key", CLOSED)
def test_an_address_or_a_report_that_names_what_is_not_open_gets_words_and_no_figure(warehouse: Warehouse, key: str) -> None:
    asked = Filters.from_query(f"source={key}")
    assert asked.source != key
    assert f"{SOURCES[key].title} is not open data, so it is not shown." in asked.notices
    given = report.parser().parse_args(["--by", "month", "--where", f"source={key}"])
    with pytest.raises(BadInput, match="is not open data"):
        report.answer(warehouse, given)


def test_the_history_a_page_shows_names_no_file_of_what_is_not_open(warehouse: Warehouse) -> None:
    shown = {file.name.split("/")[1] for file in warehouse.holdings().files if file.name.startswith("sources/")}
    assert shown == {*OPEN, *FIGURES}


def test_counts_that_overlap_are_never_added(warehouse: Warehouse) -> None:
    knives = Filters("mps-knife-crime")  # the wards' five and two, and the one that only the borough's row counts
    assert warehouse.total(knives).total == 5 + 2 + 1
    assert warehouse.total(knives.choosing("category", ["knife-crime-with-injury"])).total == 1
    split = warehouse.counts(knives, ("category",))
    assert split.values() == {"knife-crime": 5 + 2 + 1, "knife-crime-with-injury": 1}
    assert split.total == 5 + 2 + 1
    both = known(knives.choosing("category", ["knife-crime", "knife-crime-with-injury"]))
    assert both.chosen("category") == ("knife-crime",)
    assert "never added" in both.notices[0]


def test_what_a_borough_s_row_counts_beyond_its_wards_is_the_borough_s_without_a_ward(warehouse: Warehouse) -> None:
    by_ward = warehouse.counts(Filters("mps-knife-crime"), ("ward",))
    assert Counter(by_ward.values().values()) == Counter([1, 2, 5])
    assert by_ward.value("unknown") == 1


def test_an_outcome_recorded_later_fills_what_the_crime_did_not_know_and_no_more(warehouse: Warehouse) -> None:
    burglaries = Filters("police-uk-crime").choosing("crime_type", ["burglary"]).choosing("month", ["2026-08"])
    assert warehouse.counts(burglaries, ("outcome",)).values() == {"charged": 1, "local-resolution": 1}


def test_a_row_that_says_its_ward_is_believed_before_its_rounded_point(warehouse: Warehouse) -> None:
    fires = warehouse.counts(Filters("lfb-dwelling-fires"), ("ward",)).values()
    # Two say the north, one of them with a point in the south; the third's ward is a neighbour's, so its point decides.
    assert fires == {"E05013714": 2, "E05013715": 1}


def test_one_suppliers_file_never_replaces_anothers(plain: Plain) -> None:
    suppliers = f"SELECT supplier, count(*) FROM slots WHERE source = {SOURCES['ed-assaults'].code} GROUP BY 1 ORDER BY 1"
    assert plain(suppliers) == [("RJ224", 1), ("RYQ50", 1)]


NEW = """
code = 300
title = "Lost hats"
agency = "The hat office"
dataset = "Hats"
kind = "counts"
disclosure = "O"
noun = ["lost hat", "lost hats"]
sort = "category"
headline = ["bowler"]
counting_rule = "Every hat counts once."
geography = "ward"
time_floor = "month"
caveats = []
licence = "Nobody minds"
address = ""

[values.category]
bowler = { code = 900, label = "Bowler hat" }

[[layout]]
name = "hats by ward"
covers = "borough"
heading = ["When", "Where", "Which", "How many"]

[layout.read]
month = { column = "When", form = "%m/%Y" }
ward = { column = "Where", words = "ward" }
category = { column = "Which", words = "category" }
n = "How many"

[words.ward]
"north" = "E05013714"

[words.category]
"bowler" = "bowler"
"""
ASK = """
import json, sys
from pathlib import Path
from flask import Flask
from callbacks import downloads
from data_access import reference, report, settings
from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.ingest.loading.load import load
from data_access.warehouse import Warehouse
from layouts.components.filter_bar import offers
from layouts.pages import data
from data_access.filters import Filters
store, given = Path(sys.argv[1]), Path(sys.argv[2])
said = load([given], store, settings.read({}))
warehouse = Warehouse(store)
server = Flask("hats")
downloads.register(server, warehouse)
asked = report.parser().parse_args(["--by", "category", "--where", "source=lost-hats", "--format", "csv"])
print(json.dumps({
    "refused": [str(each) for each in said.refused],
    "offered": [each["label"] for each in offers(Filters("lost-hats"), warehouse.sources(), [], {})["source"].options],
    "report": report.answer(warehouse, asked),
    "counts": server.test_client().get("/data/counts.csv?source=lost-hats&by=ward").text,
    "page": "Lost hats" in str(data._sources(warehouse.holdings().sources)),
    "reference": "## Lost hats" in reference.pages()["sources.md"],
}))
"""


def test_a_new_source_is_a_file_and_needs_no_python(tmp_path: Path) -> None:
    theirs = put(tmp_path / "theirs", {"lost-hats.toml": NEW})
    hats = "When,Where,Which,How many\n07/2026,North,Bowler,3\n08/2026,North,Bowler,4\n"
    given = put(tmp_path / "given", {"hats.csv": hats, "wards.geojson": wards()})
    command = [sys.executable, "-c", ASK, str(tmp_path / "store"), str(given)]
    environment = {**os.environ, "LION_SOURCES": str(theirs)}
    answer = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == {
        "refused": [],
        "offered": ["Lost hats"],
        "report": "category,count\nbowler,7\n",
        "counts": "ward,count,source,since,until,months\nE05013714,7,lost-hats,2026-07,2026-08,complete\n",
        "page": True,
        "reference": True,
    }


def test_a_ward_left_blank_leaves_the_row_to_its_point_and_without_a_point_to_no_ward(tmp_path: Path) -> None:
    heading = "Reference,Reported date and time,NSIR category,Easting,Northing,Ward code,Borough\n"
    north, south, nowhere = "537450,174250", "537950,173650", ","
    rows = [f"ASB-{n},04/09/2026 21:10,Nuisance,{place},,Lewisham\n" for n, place in enumerate((north, south, south, nowhere))]
    store = Store(tmp_path)
    assert store.load(wards__geojson=wards(), asb__csv=heading + "".join(rows)).ok
    by_ward = "SELECT ward, count(*) FROM incidents GROUP BY ward ORDER BY ward"
    assert store.sql(by_ward) == [(area_number(NORTH), 1), (area_number(SOUTH), 2), (None, 1)]
