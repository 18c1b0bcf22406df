"""Somebody takes a load back at the data desk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from werkzeug.serving import make_server

from app import create_app
from data_access import settings, snapshot
from data_access.ingest.__main__ import main
from tests.browser.axe import violations
from tests.browser.conftest import Quiet
from tests.browser.reader import Reader
from tests.evil.made_up import search
from tests.loading import IN_NORTH, at, put, wards, whole_force


def month(number: int, *more: list[str]) -> str:
    rows = [search(Date=f"2023-{number:02}-10T10:00:00+00:00", **at(IN_NORTH))] * 3
    return whole_force(*rows, *more).replace("2023-05", f"2023-{number:02}")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "first", {"wards.geojson": wards(), "may.csv": month(5)})
    put(tmp_path / "second", {"june.csv": month(6, search(Gender="Unheard of"))})
    for given in ("first", "second"):
        command = [str(tmp_path / given), "--store", str(tmp_path / "store"), "--by", "Ada Analyst", "--accept-bad-rows"]
        assert main(command) == 0
    return tmp_path / "store"


@pytest.fixture
def at_desk(store: Path, reader: Reader) -> Iterator[Reader]:
    """The same browser, before an app over a store of two loads."""
    server = make_server("127.0.0.1", 0, create_app(replace(settings.read({}), store=store)).server, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    home, reader.home = reader.home, f"http://127.0.0.1:{server.server_port}"
    yield reader
    reader.home = home
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_load_is_taken_back_by_keyboard_after_being_asked_and_the_page_tells_of_it(at_desk: Reader, store: Path) -> None:
    taken_back = snapshot.current(store)
    at_desk.opens("/data-desk")
    assert "june.csv" in at_desk.reads("#desk-loads")
    assert "2023-06" in at_desk.reads("#desk-changes")
    assert "unknown category" in at_desk.reads("#desk-aside")
    assert violations(at_desk.driver) == []
    assert at_desk.reads("#desk-done") == at_desk.reads("#desk-asked") == at_desk.reads("#desk-closed") == ""
    assert not at_desk.all("#desk-sure"), "one is asked first"
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ben")
    at_desk.tabs_to("Undo the last load")
    at_desk.presses(Keys.ENTER)
    assert "what Ada Analyst loaded on" in at_desk.reads("#desk-asked")
    assert snapshot.current(store) == taken_back, "nothing happens before somebody is sure"
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Yes, take it back")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#desk-done").startswith("Taken back.")
    assert snapshot.current(store) != taken_back
    assert "Ben" in at_desk.reads("#desk-loads tbody tr")
    assert "first load" in at_desk.reads("#desk-changes")
    assert not at_desk.all("#desk-ask"), "there is nothing more to take back"
    assert violations(at_desk.driver) == []
    at_desk.goes_to("/data-and-methods")
    assert "june.csv" not in at_desk.reads("#page")
    assert "may.csv" in at_desk.reads("#page")
