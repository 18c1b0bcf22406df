"""What a first and a second visit cost: bytes, outside requests, time to the first chart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import browser, serving
from bench.generate import grown
from bench.measures import Budgets, Measure, Part

_ROWS = 200_000


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """Explore opened by a new browser, then again by the same one."""
    store = grown(folder, _ROWS)
    with serving.lion(store) as address, browser.chromium() as driver:
        first = browser.bytes_of_visit(driver, f"{address}/explore")
        driver.get("about:blank")
        second = browser.bytes_of_visit(driver, f"{address}/explore")
    return {"first": first, "second": second}


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    """What a first and a second visit cost."""
    part, budget = Part("visit"), budgets["visit"]
    found = measured(folder)
    first, second = found["first"], found["second"]
    yield part.at_most("first visit, over the wire", first["bytes"] / 2**20, budget["first_bytes_mib"], "{:.2f} MiB")
    yield part.at_most("second visit", second["bytes"] / 2**10, budget["second_bytes_kib"], "{:.0f} KiB")
    yield part.at_most("time to the first chart, first visit", first["first_chart_s"], budget["first_chart_s"], "{:.2f} s")
    yield part.at_most("requests to other hosts", first["outside"] + second["outside"], budget["outside_requests"], "{:.0f}")
