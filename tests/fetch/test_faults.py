"""A publisher that breaks off, stalls, refuses, lies or changes its mind: what is printed, and what is on disk."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.fetch import made_up
from tests.fetch.conftest import HASTY_S, Bench
from tests.fetch.publisher import Answer, Publisher

ZIP = made_up.archive("2023-02/metropolitan", "2023-03/metropolitan")
HALF = len(ZIP) // 2
PATH = "/archive/2023-03.zip"
ASKED = ("police-uk", "--since", "2023-02")
FILES = [
    "police-uk/metropolitan/2023-02/2023-02-metropolitan-street.csv",
    "police-uk/metropolitan/2023-03/2023-03-metropolitan-street.csv",
]
PART, NOTE = ".archives/.2023-03.zip.part", ".archives/.2023-03.zip.part.json"
PAGE = b"<!DOCTYPE html>\n<html><head><title>We are  closed</title></head></html>"


def ready(publisher: Publisher, *answers: Answer, archive: bytes = ZIP) -> None:
    publisher.says("/months", Answer(made_up.months("2023-03", "2023-02")))
    publisher.says("/page", Answer(made_up.page(_2023_03=archive)))
    publisher.says(PATH, *answers)


def test_an_archive_that_breaks_off_is_gone_on_with_where_it_stopped(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=1000), Answer(ZIP, cut=HALF), Answer(ZIP))
    said = bench.run(*ASKED)
    assert said.code == 0
    assert bench.publisher.ranges(PATH) == ["", "bytes=1000-", f"bytes={HALF}-"]
    assert "it ended after 1,000 of" in said.err
    assert "asking again in 2 s (try 2 of 3)" in said.err
    assert f"2023-03.zip: goes on at {HALF / 1000:.1f} kB" in said.err
    assert list(bench.disk()) == FILES
    assert bench.waits() == [2.0, 2.0]  # the second try brought more, so the count began anew


def test_one_that_always_breaks_off_at_the_same_byte_is_given_up_and_its_half_is_kept(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=1000))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert f"Given up: it ended after 1,000 of {len(ZIP):,} bytes, tried 3 times in a row" in said.err
    assert bench.waits() == [2.0, 2.0 * 2]
    assert bench.disk()[PART] == ZIP[:1000]
    assert list(bench.disk()) == [PART, NOTE]

    bench.publisher.says(PATH, Answer(ZIP))
    again = bench.run(*ASKED)
    assert again.code == 0
    assert bench.publisher.ranges(PATH)[-1] == "bytes=1000-"
    assert list(bench.disk()) == FILES


def test_a_server_that_falls_silent_is_left_and_asked_for_the_rest(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=HALF, stall=True), Answer(ZIP))
    said = bench.run(*ASKED, silence_s=HASTY_S)
    assert said.code == 0
    assert "the server went silent; asking again in 2 s" in said.err
    assert bench.publisher.ranges(PATH) == ["", f"bytes={HALF}-"]
    assert list(bench.disk()) == FILES


@pytest.mark.parametrize(
    ("status", "rest", "words", "waited"),
    [
        (429, "7", "asks for fewer requests (429)", 7.0),
        (503, "", "the server is busy (503)", 2.0),
        (503, "Mon, 02 Nov 2026 09:00:40 GMT", "the server is busy (503)", 39.5),  # two polite waits of 0.25 s were before it
        (500, "soon", "the server has a fault (500)", 2.0),
        (504, "0", "the server has a fault (504)", 2.0),
    ],
)
def test_a_server_that_asks_for_rest_is_given_it(bench: Bench, status: int, rest: str, words: str, waited: float) -> None:
    head = {"Retry-After": rest} if rest else {}
    ready(bench.publisher, Answer(b"later", status=status, head=head), Answer(ZIP))
    said = bench.run(*ASKED)
    assert said.code == 0
    assert words in said.err
    assert bench.waits() == [pytest.approx(waited)]
    assert list(bench.disk()) == FILES


def test_the_wait_doubles_while_nothing_comes(bench: Bench) -> None:
    ready(bench.publisher, Answer(status=503))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert bench.waits() == [2.0, 2.0 * 2]
    assert "Given up: the server is busy (503), tried 3 times in a row" in said.err
    assert bench.disk() == {}


def test_a_rest_longer_than_anybody_would_wait_ends_the_try(bench: Bench) -> None:
    ready(bench.publisher, Answer(status=429, head={"Retry-After": "7200"}))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert "asks for fewer requests (429), and to be left alone for 7,200 s" in said.err
    assert bench.publisher.paths().count(PATH) == 1
    assert bench.waits() == []


def test_a_web_page_in_place_of_an_archive_is_refused_and_leaves_nothing(bench: Bench) -> None:
    ready(bench.publisher, Answer(PAGE))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert "It is a web page (“We are closed”)" in said.err
    assert "To do: give the same command again" in said.err
    assert "0 files fetched, 0 here already, 1 refused." in said.out
    assert "To load" not in said.out
    assert bench.disk() == {}
    assert bench.publisher.paths().count(PATH) == 1  # it would be no better the second time


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "It is empty"),
        (ZIP[:-100], "an archive that is cut short or damaged"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "a note in XML, most likely an error"),
        (b'{"error": "no"}', 'an answer in JSON, most likely an error: {"error": "no"}'),
        (b"Crime ID,Month\n", "It is something else"),
    ],
)
def test_what_is_no_archive_is_refused_by_what_it_is(bench: Bench, body: bytes, words: str) -> None:
    ready(bench.publisher, Answer(body), archive=body)
    said = bench.run(*ASKED)
    assert said.code == 1
    assert words in said.err
    assert bench.disk() == {}


def test_an_archive_that_is_not_the_one_its_checksum_was_made_of_is_refused(bench: Bench) -> None:
    ready(bench.publisher, Answer(made_up.archive("2023-02/metropolitan", words=" changed")))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert "What came for 2023-03.zip is damaged: its MD5 is " in said.err
    assert ", as published." in said.err
    assert bench.disk() == {}


def test_a_length_that_is_not_kept_is_never_taken_for_the_whole(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, length=len(ZIP) + 500))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert f"it ended after {len(ZIP):,} of {len(ZIP) + 500:,} bytes" in said.err
    assert [name for name in bench.disk() if not name.startswith(".")] == []


def test_a_file_that_changes_between_two_tries_is_begun_anew(bench: Bench) -> None:
    newer = made_up.archive("2023-02/metropolitan", "2023-03/metropolitan", words=" revised")
    ready(bench.publisher, Answer(ZIP, cut=HALF), Answer(newer), archive=newer)
    said = bench.run(*ASKED)
    assert said.code == 0
    assert "2023-03.zip: from the start; the file has changed, or its server gives no parts" in said.err
    assert b"revised" in bench.disk()[FILES[0]]
    assert list(bench.disk()) == FILES


def test_a_server_that_gives_the_rest_of_another_edition_is_not_believed(bench: Bench) -> None:
    other = Answer(
        ZIP, status=206, head={"ETag": '"other"', "Content-Range": f"bytes 1000-{len(ZIP) - 1}/{len(ZIP)}"}, marks=False
    )
    ready(bench.publisher, Answer(ZIP, cut=1000), other, Answer(ZIP))
    said = bench.run(*ASKED)
    assert said.code == 0
    assert "the file changed on the way" in said.err
    assert bench.publisher.ranges(PATH) == ["", "bytes=1000-", ""]
    assert list(bench.disk()) == FILES


def test_without_a_mark_of_the_edition_a_broken_file_is_begun_anew(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=HALF, marks=False), Answer(ZIP, marks=False))
    assert bench.run(*ASKED).code == 0
    assert bench.publisher.ranges(PATH) == ["", ""]
    assert list(bench.disk()) == FILES


def test_a_half_that_is_the_whole_is_not_asked_for_twice(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=HALF), Answer(status=500), Answer(status=500), Answer(status=500))
    assert bench.run(*ASKED).code == 1
    (bench.folder / PART).write_bytes(ZIP)  # as if the process had been killed before it could look at the file
    bench.publisher.says(PATH, Answer(b"", status=416, head={"Content-Range": f"bytes */{len(ZIP)}"}))
    assert bench.run(*ASKED).code == 0
    assert list(bench.disk()) == FILES


def test_a_half_longer_than_the_file_is_thrown_away(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=HALF), Answer(status=500), Answer(status=500), Answer(status=500))
    assert bench.run(*ASKED).code == 1
    (bench.folder / PART).write_bytes(ZIP + b"more")
    bench.publisher.says(PATH, Answer(ZIP))
    said = bench.run(*ASKED)
    assert said.code == 0
    assert bench.publisher.ranges(PATH)[-2:] == [f"bytes={len(ZIP) + 4}-", ""]
    assert list(bench.disk()) == FILES


def test_chunks_that_end_early_are_not_the_whole(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=HALF, chunked=True, marks=False), Answer(ZIP, chunked=True, marks=False))
    said = bench.run(*ASKED)
    assert said.code == 0
    assert "the connection broke" in said.err
    assert list(bench.disk()) == FILES


@pytest.mark.parametrize("to", ["http://data.example.org/2023-03.zip", "ftp://127.0.0.1/x", "file:///etc/hostname"])
def test_a_redirect_to_anything_but_https_is_refused(bench: Bench, to: str) -> None:
    ready(bench.publisher, Answer(status=302, head={"Location": to}))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert bench.disk() == {}
    assert "Refused: " in said.err
    assert "https" in said.err or "redirect" in said.err.lower()


def test_a_redirect_on_the_same_machine_is_followed_with_the_half_in_mind(bench: Bench) -> None:
    ready(bench.publisher, Answer(status=302, head={"Location": "/store/2023-03.zip"}))
    bench.publisher.says("/store/2023-03.zip", Answer(ZIP, cut=1000), Answer(ZIP))
    assert bench.run(*ASKED).code == 0
    assert bench.publisher.ranges("/store/2023-03.zip") == ["", "bytes=1000-"]
    assert list(bench.disk()) == FILES


def test_redirects_in_a_circle_end(bench: Bench) -> None:
    ready(bench.publisher, Answer(status=302, head={"Location": PATH}))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert "Refused: " in said.err
    assert bench.disk() == {}


@pytest.mark.parametrize("at", ["http://data.example.org", "ftp://127.0.0.1"])
def test_an_address_that_is_not_https_is_not_even_asked(bench: Bench, at: str) -> None:
    said = bench.run(*ASKED, at=at)
    assert said.code == 1
    assert "This address is not asked. Expected: an https address of the publisher." in said.err
    assert bench.disk() == {}


def test_a_closed_door_says_what_could_not_be_reached_and_what_to_do(bench: Bench) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = bench.run(*ASKED, at=f"http://127.0.0.1:{port}")
    assert said.code == 1
    assert (
        f"http://127.0.0.1:{port}/months: No answer: 127.0.0.1 cannot be reached (connection refused), tried 3 times." in said.err
    )
    assert "To do: check the network (and HTTPS_PROXY, where there is a proxy), then give the same command again." in said.err
    assert bench.disk() == {}


def test_without_a_network_no_name_is_known(bench: Bench) -> None:
    said = bench.run(*ASKED, at="https://data.police.invalid")
    assert said.code == 1
    assert "No answer: the name data.police.invalid is not known here, tried 3 times." in said.err
    assert bench.disk() == {}


def test_when_the_network_goes_the_other_files_are_not_tried_and_those_that_came_stay(bench: Bench) -> None:
    bench.publisher.says("/wards/query", Answer(made_up.wards()))
    bench.publisher.says("/boroughs/query", Answer(status=302, head={"Location": "http://localhost:1/gone"}))
    said = bench.run("boundaries")
    assert said.code == 1
    assert "1 file fetched, 0 here already, 1 refused." in said.out
    assert "No answer: localhost cannot be reached" in said.err
    assert list(bench.disk()) == ["boundaries/wards.geojson"]


def test_a_full_disk_is_noticed_before_it_is_full(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, length=10**18))
    said = bench.run(*ASKED)
    assert said.code == 1
    assert "2023-03.zip takes 1000000000.0 GB, and there is room for " in said.err
    assert "To do: make room, or give another folder with --to." in said.err
    assert bench.disk() == {}


def test_a_folder_that_cannot_be_written_is_said(bench: Bench, tmp_path: Path) -> None:
    ready(bench.publisher, Answer(ZIP))
    bench.folder.mkdir()
    (bench.folder / ".archives").write_text("a file where a folder should be")
    said = bench.run(*ASKED)
    assert said.code == 1
    assert "The fetch failed: " in said.err
