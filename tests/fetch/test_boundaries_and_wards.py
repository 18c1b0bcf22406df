"""Boundaries and counts by ward, and the command itself: what is asked, what lands, what is said."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.parse import parse_qs

import pytest

from data_access.fetch.__main__ import main
from tests.fetch import made_up
from tests.fetch.conftest import Bench
from tests.fetch.publisher import Answer


def test_boundaries_are_asked_for_by_the_partnerships_codes(bench: Bench) -> None:
    bench.publisher.says("/wards/query", Answer(made_up.wards()))
    bench.publisher.says("/boroughs/query", Answer(made_up.boroughs()))
    said = bench.run("boundaries")
    assert said.code == 0
    asked = {each.path: parse_qs(each.query) for each in bench.publisher.asked}
    assert asked["/wards/query"]["where"] == ["LAD22CD = 'E09000023'"]
    assert asked["/boroughs/query"]["where"] == ["LAD24CD IN ('E09000028', 'E09000011', 'E09000006', 'E09000030')"]
    assert asked["/wards/query"]["f"] == ["geojson"]
    assert list(bench.disk()) == ["boundaries/neighbours.geojson", "boundaries/wards.geojson"]
    assert "2 here already" in bench.run("boundaries").out


def test_who_asks_says_so_and_asks_politely(bench: Bench) -> None:
    bench.publisher.says("/wards/query", Answer(made_up.wards()))
    bench.publisher.says("/boroughs/query", Answer(made_up.boroughs()))
    bench.run("boundaries")
    assert {each.head["User-Agent"] for each in bench.publisher.asked} == {
        "Lion community-safety dashboard (Lewisham Community Safety Partnership)"
    }
    assert bench.waiting.slept == [0.25]  # between the first request to a host and the second


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error": {"code": 400, "message": "Invalid URL"}}', "It is an error of the server: Invalid URL"),
        (b'{"type": "FeatureCollection", "features": []}', "nothing there answers to this borough"),
        (made_up.boroughs(), "an area has no WD22CD"),
        (made_up.wards()[:-9], "a list of areas that is cut short"),
        (made_up.wards()[:-1] + b', "properties": {"exceededTransferLimit": true}}', "the server left some areas out"),
        (b"<html>", "It is a web page"),
        (b"[1]", "It is no list of areas"),
    ],
)
def test_what_is_no_list_of_areas_is_refused_and_the_next_file_comes(bench: Bench, body: bytes, words: str) -> None:
    bench.publisher.says("/wards/query", Answer(body, marks=False))
    bench.publisher.says("/boroughs/query", Answer(made_up.boroughs()))
    said = bench.run("boundaries")
    assert said.code == 1
    assert words in said.err
    assert "1 file fetched, 0 here already, 1 refused." in said.out
    assert list(bench.disk()) == ["boundaries/neighbours.geojson"]


TITLE = "MPS Ward Level Crime (most recent 24 months).csv"


def dataset(*resources: dict[str, str]) -> Answer:
    return Answer(json.dumps({"resources": {str(n): each for n, each in enumerate(resources)}}).encode())


def resource(bench: Bench, path: str, title: str = TITLE, **more: str) -> dict[str, str]:
    return {"title": title, "url": bench.publisher.address + path, "format": "csv", **more}


def test_the_newest_ward_file_of_the_dataset_is_fetched_and_a_newer_one_replaces_it(bench: Bench) -> None:
    listed = [
        resource(bench, "/a.csv", temporal_coverage_to="2023-12-31"),
        resource(bench, "/b.csv", temporal_coverage_to="2024-01-31"),
        resource(bench, "/c.csv", "MPS Ward Level Crime (Historical).csv", temporal_coverage_to="2024-02-28"),
        resource(bench, "/d.xlsx", format="spreadsheet", temporal_coverage_to="2024-03-31"),
    ]
    bench.publisher.says("/dataset", dataset(*listed))
    bench.publisher.says("/b.csv", Answer(made_up.ward_counts()))
    assert bench.run("mps-ward").code == 0
    assert bench.disk() == {"mps-ward/recent.csv": made_up.ward_counts()}
    assert "1 here already" in bench.run("mps-ward").out
    bench.publisher.says("/dataset", dataset(*listed, resource(bench, "/e.csv", temporal_coverage_to="2024-02-29")))
    bench.publisher.says("/e.csv", Answer(made_up.ward_counts("Newer Ward")))
    assert bench.run("mps-ward").code == 0
    assert bench.disk() == {"mps-ward/recent.csv": made_up.ward_counts("Newer Ward")}


def test_a_refused_edition_leaves_the_one_that_is_here(bench: Bench) -> None:
    bench.publisher.says("/dataset", dataset(resource(bench, "/a.csv")))
    bench.publisher.says("/a.csv", Answer(made_up.ward_counts()))
    bench.run("mps-ward")
    bench.publisher.says("/dataset", dataset(resource(bench, "/b.csv")))
    bench.publisher.says("/b.csv", Answer(b"<html><title>Sign in</title>"))
    said = bench.run("mps-ward")
    assert said.code == 1
    assert "a web page (“Sign in”)" in said.err
    assert bench.disk() == {"mps-ward/recent.csv": made_up.ward_counts()}


def test_a_dataset_that_leads_off_the_publishers_side_is_not_followed(bench: Bench) -> None:
    bench.publisher.says("/dataset", dataset({"title": TITLE, "url": "http://data.example.org/a.csv", "format": "csv"}))
    said = bench.run("mps-ward")
    assert said.code == 1
    assert "It leads to http://data.example.org/a.csv. Expected: an https address of the publisher." in said.err
    bench.publisher.says("/dataset", dataset({"title": TITLE, "url": "/a.csv", "format": "csv"}))
    bench.publisher.says("/a.csv", Answer(made_up.ward_counts()))
    assert bench.run("mps-ward").code == 0


def test_a_dataset_without_the_file_says_what_it_lists(bench: Bench) -> None:
    bench.publisher.says("/dataset", dataset(resource(bench, "/a.csv", "MPS Borough Level Crime.csv")))
    said = bench.run("mps-ward")
    assert said.code == 1
    assert "No CSV of the dataset is titled “ward level crime”: it lists MPS Borough Level Crime.csv" in said.err


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["police-uk"], "--since is “”. Expected: a month such as 2023-01."),
        (["police-uk", "--since", "January"], "--since is “January”"),
        (["police-uk", "--since", "2023-13"], "--since is “2023-13”"),
        (["police-uk", "--since", "2023-05", "--until", "2023-04"], "The months asked for are 2023-05 to 2023-04."),
        (["police-uk", "--since", "2009-01"], "Expected: months from 2010-12 on"),
        (["police-uk", "--since", "2023-01", "--force", "../etc"], "--force is “../etc”"),
    ],
)
def test_a_command_that_makes_no_sense_ends_with_two_and_asks_nobody(bench: Bench, wrong: list[str], words: str) -> None:
    said = bench.run(*wrong)
    assert said.code == 2
    assert words in said.err
    assert bench.publisher.asked == []


@pytest.mark.parametrize("wrong", [[], ["weather"]])
def test_an_unreadable_command_ends_with_two(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(wrong)
    assert ending.value.code == 2


def test_two_fetches_into_one_folder_are_told_apart(bench: Bench) -> None:
    holding = (
        "import sys; from pathlib import Path; from data_access.ingest.stored import lock\n"
        f"with lock.held(Path({str(bench.folder)!r}), file='.fetch.lock'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        said = bench.run("boundaries")
        assert said.code == 75
        assert f"Another fetch into this folder is running. To do: wait until it ends (process {other.pid}, since " in said.err
        other.communicate(b"")
    assert bench.publisher.asked == []


def test_a_list_of_what_was_fetched_that_cannot_be_read_says_what_to_do(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / ".fetched.json").write_text("{")
    said = bench.run("boundaries")
    assert said.code == 2
    assert "To do: delete .fetched.json; the next fetch then brings its files again." in said.err
