"""The demonstration borough, served; and somebody at a browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from data_access import settings
from tests.browser.reader import Reader, chromium
from tests.plugins.once import Made

HERE = Path(__file__).parent
_WHY = "LION_NO_BROWSER is 1: the browser tests are left out"


# The quick run looks at a light desk and a dark phone; the slow one at the other two as well.
_SLOW_SCREENS = ("desk-dark", "phone-light")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            if any(screen in item.name for screen in _SLOW_SCREENS):
                item.add_marker(pytest.mark.slow)
            item.add_marker("browser")


class Quiet(WSGIRequestHandler):
    """Answers without a line for each."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Said nowhere: a page asks for thirty files."""


@pytest.fixture(scope="session")
def served(demonstration: Made) -> Iterator[str]:
    """Where the demonstration borough answers."""
    configured = replace(settings.read({}), store=demonstration.store)
    server = make_server("127.0.0.1", 0, create_app(configured).server, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser(served: str) -> Iterator[Reader]:
    """One Chromium for a whole run."""
    if os.environ.get("LION_NO_BROWSER") == "1":
        pytest.skip(_WHY)
    for command in ("chromium", "chromedriver"):
        assert shutil.which(command), f"{command} is not on PATH: tests/browser/install.sh says how to get it"
    driver = chromium()
    yield Reader(driver, served)
    driver.quit()


@pytest.fixture
def reader(browser: Reader) -> Iterator[Reader]:
    """Somebody at a desk, in the light, who remembers nothing; no script may have failed in front of them."""
    browser.sits_at()
    browser.driver.get(f"{browser.home}/assets/tokens.css")
    browser.script("localStorage.clear(); sessionStorage.clear()")
    browser.driver.execute_cdp_cmd("Page.resetNavigationHistory", {})  # a tab keeps fifty entries, and then counts no more
    browser.errors()
    yield browser
    assert browser.errors() == []
