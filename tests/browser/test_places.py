"""Somebody reviews places in words: by keyboard, on the map, on a phone; axe finds nothing."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from selenium.webdriver.common.keys import Keys
from werkzeug.serving import make_server

from app import create_app
from data_access import settings, snapshot
from tests.browser.axe import violations
from tests.browser.conftest import Quiet
from tests.browser.reader import DESK, PHONE, Reader
from tests.loading import Store, wards
from tests.spec.test_places_in_words import NAMES, came, hospital


@pytest.fixture
def store(tmp_path: Path) -> Store:
    filled = Store(tmp_path)
    waiting = [came("9 Twinley Close"), came("4 Twinley Close"), came("by the pond"), came("n/k"), came("Larkfen Road")]
    assert filled.load(wards__geojson=wards(), names__csv=NAMES, ed__csv=hospital(*waiting)).ok
    return filled


@pytest.fixture
def at_desk(store: Store, reader: Reader) -> Iterator[Reader]:
    configured = replace(settings.read({}), store=store.path)
    server = make_server("127.0.0.1", 0, create_app(configured).server, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    home, reader.home = reader.home, f"http://127.0.0.1:{server.server_port}"
    yield reader
    reader.home = home
    server.shutdown()
    server.server_close()
    thread.join()


def counted(store: Store, where: str) -> int:
    """Rows of a copy of the snapshot: the app in this process holds the file itself."""
    current = snapshot.current(store.path)
    copied = shutil.copy(current, store.folder / f"copy-of-{current.name}")
    with duckdb.connect(str(copied), read_only=True) as connection:
        return int(str(connection.execute(f"SELECT count(*) FROM incidents WHERE {where}").fetchall()[0][0]))


def test_texts_are_answered_by_keyboard_and_placed_again_and_an_answer_is_taken_back(at_desk: Reader, store: Store) -> None:
    at_desk.opens("/data-desk/places")
    assert "3 texts hold up 4 rows" in at_desk.reads("#places-queue")
    assert "Where was “0 twinley close”?" in at_desk.reads("#places-asked")
    assert len(at_desk.all(".leaflet-marker-icon.place-spot")) == 2
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ben")
    at_desk.tabs_to("1Twinley Close (street)")
    at_desk.presses(Keys.SPACE)
    at_desk.tabs_to("Keep this answer")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#places-done") == "Kept: “0 twinley close” is Twinley Close."
    assert "twinley" not in at_desk.reads("#places-queue")
    assert "Ben" in at_desk.reads("#places-answered tbody tr")
    assert "2 rows wait to be placed again" in at_desk.reads("#places-left")
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Place these again")
    at_desk.presses(Keys.ENTER)
    at_desk.until(lambda: "Placed again in " in at_desk.reads("#places-left"), "nothing was placed")
    assert counted(store, "confidence = 4 AND place IS NOT NULL") == 3
    at_desk.tabs_to("Take back: 0 twinley close")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#places-done").startswith("Taken back")
    assert "twinley" in at_desk.reads("#places-queue")


def test_a_press_on_the_map_chooses_a_point_and_a_spot_its_candidate(at_desk: Reader, store: Store) -> None:
    at_desk.opens("/data-desk/places")
    at_desk.clicks(".leaflet-marker-icon.place-spot")
    assert at_desk.script("return document.querySelector('.places-form input[name=choice]:checked').value") == "0"
    at_desk.clicks("#places-queue li:nth-child(2) a")
    assert "Where was “by the pond”?" in at_desk.reads("#places-asked")
    at_desk.clicks("#places-map-leaflet")
    read = "const form = document.querySelector('.places-form'); return JSON.stringify(Object.fromEntries(new FormData(form)))"
    picked = json.loads(str(at_desk.script(read)))
    assert picked["choice"] == "point"
    assert 51.44 < float(picked["lat"]) < 51.46
    assert -0.03 < float(picked["lng"]) < -0.01
    at_desk.clicks("#places-author")
    at_desk.presses(*"Ada")
    at_desk.clicks(".places-form button[type=submit]")
    assert "is a point on the map" in at_desk.reads("#places-done")
    assert json.loads(str(at_desk.script(read)))["lat"] == "", "the next text's form is empty"
    at_desk.clicks("[data-places=place]")
    at_desk.until(lambda: "Placed again in " in at_desk.reads("#places-left"), "nothing was placed")
    assert counted(store, "confidence = 2 AND ward IS NOT NULL") == 1


def test_texts_are_gone_through_by_keys_alone_and_the_last_answer_is_taken_back(at_desk: Reader, store: Store) -> None:
    at_desk.opens("/data-desk/places")
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ben 1")
    assert at_desk.script("return document.querySelector('.places-form input:checked')") is None, "a name is typed, not a choice"
    at_desk.tabs_to("1Twinley Close (street)")
    at_desk.presses("s")
    assert "Where was “by the pond”?" in at_desk.reads("#places-asked")
    at_desk.presses("n", Keys.ENTER)
    assert at_desk.reads("#places-done") == "Kept: “by the pond” names no place."
    assert "Where was “n/k”?" in at_desk.reads("#places-asked"), "the one that comes next, not the first again"
    assert "1 of 3 texts answered" in at_desk.reads("#places-queue")
    at_desk.presses("u")
    assert at_desk.reads("#places-done").startswith("Taken back")
    assert "Where was “by the pond”?" in at_desk.reads("#places-asked")
    at_desk.presses("s", "n", Keys.ENTER)  # keys for a text that is going mean nothing
    assert "Where was “n/k”?" in at_desk.reads("#places-asked")
    assert at_desk.reads("#places-done").startswith("Taken back")
    at_desk.presses("s")
    assert "twinley" in at_desk.reads("#places-asked")
    at_desk.presses("2", Keys.ENTER)
    assert at_desk.reads("#places-done") == "Kept: “0 twinley close” is Twinley Close."


def test_the_map_stands_above_what_may_be_chosen_on_a_phone(at_desk: Reader) -> None:
    at_desk.sits_at(PHONE, dark=False)
    at_desk.opens("/data-desk/places")
    names = "['#places-asked', '.places-answer .map', '.places-form']"
    tops = f"return {names}.map((one) => document.querySelector(one).getBoundingClientRect().top)"
    found = at_desk.script(tops)
    assert isinstance(found, list)
    assert found == sorted(found), "the question, the map, the form"


def test_nothing_is_kept_before_somebody_chose(at_desk: Reader) -> None:
    at_desk.opens("/data-desk/places")
    at_desk.clicks("#places-author")
    at_desk.presses(*"Ada")
    at_desk.clicks(".places-form button[type=submit]")
    assert at_desk.reads("#places-done").startswith("Nothing was kept: no answer was chosen.")


@pytest.mark.parametrize(("size", "dark"), [(PHONE, True), pytest.param(DESK, True, marks=pytest.mark.slow)])
def test_the_review_has_no_faults_in_the_dark_and_nothing_is_wider_than_a_phone(
    at_desk: Reader, size: tuple[int, int], *, dark: bool
) -> None:
    at_desk.sits_at(size, dark=dark)
    at_desk.opens("/data-desk/places")
    assert violations(at_desk.driver) == []
    assert at_desk.script("return document.documentElement.scrollWidth <= window.innerWidth")
