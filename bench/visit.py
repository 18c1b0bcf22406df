"""What a first and a second visit cost: bytes, outside requests, time to the first chart."""

from __future__ import annotations

from pathlib import Path

from bench import browser, serving
from bench.generate import grown

_ROWS = 200_000


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """Explore opened by a new browser, then again by the same one."""
    store = grown(folder, _ROWS)
    with serving.lion(store) as address, browser.chromium() as driver:
        first = browser.bytes_of_visit(driver, f"{address}/explore")
        driver.get("about:blank")
        second = browser.bytes_of_visit(driver, f"{address}/explore")
    return {"first": first, "second": second}
