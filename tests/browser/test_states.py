"""Somebody at this machine says that a month is partial, readers see it, and it is withdrawn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from werkzeug.serving import make_server

from app import create_app
from data_access import settings
from tests.borough import build
from tests.browser.axe import violations
from tests.browser.conftest import Quiet
from tests.browser.reader import PHONE, Reader
from tests.wire.states_desk import WHY, rows

ADDRESS = "/data-desk/states?of=stop-and-search"


@pytest.fixture
def at_desk(tmp_path: Path, reader: Reader) -> Iterator[Reader]:
    """The same browser, before an app over a made-up borough."""
    build(tmp_path, rows())
    server = make_server("127.0.0.1", 0, create_app(replace(settings.read({}), store=tmp_path)).server, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    home, reader.home = reader.home, f"http://127.0.0.1:{server.server_port}"
    yield reader
    reader.home = home
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_month_is_called_partial_by_keyboard_readers_see_it_and_it_is_withdrawn(at_desk: Reader) -> None:
    at_desk.opens(ADDRESS)
    assert not at_desk.all("#states-sure"), "one is asked first"
    at_desk.tabs_to("First month")
    at_desk.presses(*"2023-03")
    at_desk.tabs_to("State")
    at_desk.presses(*"Partial")
    at_desk.tabs_to("Why, as readers will read it")
    at_desk.presses(*WHY)
    at_desk.tabs_to("Your name")
    at_desk.presses(*"Ada")
    at_desk.tabs_to("What would readers see?")
    at_desk.presses(Keys.ENTER)
    assert "readers will be told “partial”" in at_desk.reads("#states-asked")
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Yes, set it")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#states-done").startswith("Set: Stop and search, March 2023, partial.")
    assert WHY in at_desk.reads("#states-shown tr.marked")
    assert violations(at_desk.driver) == []

    at_desk.opens("/returns?until=2023-12")
    assert WHY in at_desk.reads("#returns-board")
    assert at_desk.all(".standing.by-hand")
    assert violations(at_desk.driver) == []

    at_desk.sits_at(PHONE, dark=True)
    at_desk.opens(f"{ADDRESS}&ruling=1")
    assert WHY in at_desk.reads("#states-back-asked")
    assert at_desk.script("return document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(at_desk.driver) == []
    at_desk.tabs_to("Why it no longer holds")
    at_desk.presses(*"the second team sent theirs", Keys.TAB, *"Ben")
    at_desk.tabs_to("Yes, withdraw it")
    at_desk.presses(Keys.ENTER)
    assert at_desk.reads("#states-done").startswith("Withdrawn.")
    assert "by Ben: the second team sent theirs" in at_desk.reads("#states-history")
