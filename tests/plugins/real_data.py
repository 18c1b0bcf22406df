"""The published files, for tests that need them, and a line that says how many such tests ran.

Such tests stand in tests/real and take the fixture ``real_data``, the folder
that LION_REAL_DATA names. Without it they are skipped, and never silently.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_WHY = "LION_REAL_DATA is not set: it names the folder of published files"
_RAN = ("passed", "failed", "error", "xfailed", "xpassed")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of published files."""
    named = os.environ.get("LION_REAL_DATA")
    if not named:
        pytest.skip(_WHY)
    folder = Path(named).resolve()
    assert folder.is_dir(), f"LION_REAL_DATA is {named}, which is not a folder"
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith("tests/real/"):
            item.add_marker("real")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield  # everything else is said before, so that this is among the closing lines
    ran, skipped = _tests(terminalreporter, *_RAN), _tests(terminalreporter, "skipped")
    if ran or skipped:
        why = f" ({_WHY})" if skipped and not os.environ.get("LION_REAL_DATA") else ""
        terminalreporter.write_line(f"Tests on the published files: {ran} ran, {skipped} skipped{why}.")


def _tests(reporter: pytest.TerminalReporter, *outcomes: str) -> int:
    reports = [report for outcome in outcomes for report in reporter.stats.get(outcome, [])]
    return len({nodeid for report in reports if (nodeid := getattr(report, "nodeid", "")).startswith("tests/real/")})
