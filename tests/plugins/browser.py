"""A real browser for the tests that need pixels, and a server for it to ask.

One Chromium and one server serve a whole run: each test starts from an empty
page with nothing kept. Without Chromium or its driver, or with
LION_NO_BROWSER=1, these tests are skipped, and say so at the end.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--lang=en-GB",
)


def missing() -> str:
    """Why there can be no browser tests here; "" where there can."""
    if os.environ.get("LION_NO_BROWSER") == "1":
        return "LION_NO_BROWSER=1"
    absent = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"{' and '.join(absent)} not found: see tests/browser/install.sh" if absent else ""


def options() -> webdriver.ChromeOptions:
    """How Chromium is started for a test."""
    chosen = webdriver.ChromeOptions()
    chosen.binary_location = shutil.which("chromium") or ""
    for argument in _ARGUMENTS:
        chosen.add_argument(argument)
    chosen.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return chosen


def pytest_setup_options() -> webdriver.ChromeOptions:
    """For the fixtures of dash[testing]."""
    return options()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    why = missing()
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker("browser")
        if why and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"no browser: {why}"))


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield
    reports = terminalreporter.stats.get("skipped", [])
    skipped = [report for report in reports if "no browser: " in str(getattr(report, "longrepr", ""))]
    if skipped:
        terminalreporter.write_line(f"Browser tests: {len(skipped)} SKIPPED ({missing()}).", yellow=True, bold=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[webdriver.Chrome]:
    """One Chromium for the whole run; tests take ``browser``."""
    driver = webdriver.Chrome(options=options(), service=Service(shutil.which("chromedriver") or "chromedriver"))
    driver.set_script_timeout(30)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """Chromium at 1440 × 900, light, on an empty page, with nothing kept from the test before."""
    chromium.get("about:blank")
    chromium.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    screen(chromium)
    chromium.get_log("browser")  # what was said before is not this test's
    return chromium


def screen(driver: webdriver.Chrome, width: int = 1440, height: int = 900, *, theme: str = "light") -> None:
    """A screen of a size and a preferred theme; under 600 pixels it is touched rather than pointed at."""
    phone = width < 600
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
    )
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": phone})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]})


class Serving:
    """A Flask application answering on a port of its own, in threads, until ``close``."""

    def __init__(self, server: Flask) -> None:
        self._server = make_server("127.0.0.1", 0, server, threaded=True)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join(timeout=10)
        self._server.server_close()


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A store holding the demonstration borough, built once for all workers of a run."""
    from data_access import sample, settings

    root = tmp_path_factory.getbasetemp()
    shared = root if worker_id == "master" else root.parent
    store, done = shared / "demonstration-store", shared / "demonstration-built"
    try:
        (shared / "demonstration-building").mkdir()
    except FileExistsError:  # another worker builds it
        _wait_for(done)
        return store
    sample.build(store, settings.read({}))
    done.touch()
    return store


def _wait_for(done: Path, patience_s: float = 240) -> None:
    waited = threading.Event()
    for _ in range(int(patience_s * 4)):
        if done.exists():
            return
        waited.wait(0.25)
    raise TimeoutError("the demonstration borough was not built in time")


@pytest.fixture(scope="session")
def lion(demonstration_store: Path) -> Iterator[Serving]:
    """The whole application over the demonstration borough; ``lion.address`` is where."""
    from app import create_app
    from data_access import settings

    serving = Serving(create_app(settings.read({"LION_STORE": str(demonstration_store)})).server)
    yield serving
    serving.close()
