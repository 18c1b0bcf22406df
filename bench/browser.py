"""Chromium under measurement: what a person waits for, and what goes over the wire."""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from bench.people import p95

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1440,900",
)
_QUIET_MS = 350  # no more painting for this long: the change is on screen

# Remembers when anything was last painted: charts by Plotly's own event, maps by their event or by changed nodes.
_WATCH = """
window.painted = {last: 0, count: 0};
const seen = () => requestAnimationFrame(() => { window.painted.last = performance.now(); window.painted.count += 1; });
const watch = () => document.querySelectorAll('.js-plotly-plot').forEach(plot => {
  if (!plot.watched) { plot.watched = true; plot.on('plotly_afterplot', seen); }
});
watch(); setInterval(watch, 50);
document.addEventListener('lion:map-painted', seen);
const pane = document.querySelector('.leaflet-overlay-pane');
if (pane) new MutationObserver(seen).observe(pane, {subtree: true, childList: true, attributes: true});
"""
_CHANGE = """
const [script, quiet, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
const start = performance.now();
window.painted.last = 0; window.painted.count = 0;
(new Function(script))();
const check = () => {
  const now = performance.now();
  if (window.painted.last && now - window.painted.last > quiet) done([window.painted.last - start, window.painted.count]);
  else if (now - start > 20000) done([-1, window.painted.count]);
  else setTimeout(check, 20);
};
check();
"""


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in _FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
    try:
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


def settle(driver: webdriver.Chrome, graphs: int, patience_s: float = 60.0) -> None:
    """Wait until a page's charts are drawn."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        if int(driver.execute_script("return document.querySelectorAll('.js-plotly-plot .main-svg').length")) >= graphs:
            time.sleep(1.0)
            return
        time.sleep(0.1)
    raise RuntimeError("the page's charts were not drawn")


def repaints(driver: webdriver.Chrome, changes: list[str]) -> dict[str, float]:
    """Milliseconds from each change (a piece of JavaScript) to the last paint it caused; the first two are not counted."""
    driver.execute_script(_WATCH)
    spent = []
    for change in changes:
        took, count = driver.execute_async_script(_CHANGE, change, _QUIET_MS)
        if took < 0:
            raise RuntimeError(f"nothing was painted for {change} ({count} paints)")
        spent.append(float(took))
    counted = spent[2:]
    return {"median_ms": statistics.median(counted), "p95_ms": p95(counted), "changes": float(len(counted))}


def bytes_of_visit(driver: webdriver.Chrome, address: str) -> dict[str, float]:
    """Bytes over the wire for one visit, requests to other hosts, and seconds until the first chart."""
    driver.get_log("performance")
    start = time.perf_counter()
    driver.get(address)
    while not driver.execute_script("return document.querySelectorAll('.js-plotly-plot .main-svg').length"):
        if time.perf_counter() - start > 30:
            raise RuntimeError("no chart within 30 seconds")
        time.sleep(0.01)
    first_chart = time.perf_counter() - start
    time.sleep(3)
    return {"first_chart_s": first_chart, **_wire(driver.get_log("performance"), address)}


def _wire(log: list[dict[str, Any]], address: str) -> dict[str, float]:

    size, outside = 0.0, 0
    for entry in log:
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.loadingFinished":
            size += message["params"]["encodedDataLength"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            host = address.split("/")[2]
            outside += not (url.startswith(("data:", "blob:", "about:", "chrome:")) or url.split("/")[2] == host)
    return {"bytes": size, "outside": float(outside)}
