"""2,336 cells: what does restyling them in place cost, beside sending the shapes again and drawing them anew?

Both sides get new numbers in the browser, so that only drawing is compared.
"""

from __future__ import annotations

from pathlib import Path

from bench import browser, serving

CHANGES = 17
_SHAPES = "/shapes/{snapshot}/h3_10.json"

# Keeps the cells' ids, and paints them in other shades at each call, as an answer to a filter would.
_RESTYLE = """
const done = arguments[arguments.length - 1];
fetch(arguments[0]).then(answer => answer.json()).then(shapes => {
  const ids = shapes.features.map(feature => feature.properties.id);
  window.repaint = turn => {
    const areas = {};
    ids.forEach((id, at) => { areas[id] = [String((at * 7 + turn * 3) % 6), at, '']; });
    const empty = {whole: 'complete', rest: ['0', 0, ''], busiest: [], chosen: {}, within: []};
    const paint = {key: 'h3_10', snapshot: arguments[1], areas, ...empty};
    window.lion.map.show(document.querySelector('.leaflet-container').id, paint);
  };
  window.repaint(0);
  setTimeout(() => done(ids.length), 3000);
});
"""
_RESEND = """
const shapes = window.held;
window.resend = turn => {
  const counted = (feature, at) => ({...feature.properties, count: (at * 7 + turn * 3) % 6});
  const features = shapes.features.map((feature, at) => ({...feature, properties: counted(feature, at)}));
  dash_clientside.set_props('cells', {data: {type: 'FeatureCollection', features}});
};
"""
_HOLD = """
const done = arguments[arguments.length - 1];
fetch(arguments[0]).then(answer => answer.json()).then(shapes => { window.held = shapes; done(shapes.features.length); });
"""


def measured(store: Path, snapshot: str) -> dict[str, dict[str, float]]:
    """Milliseconds from new numbers to the map painted, on either side."""
    address = _SHAPES.format(snapshot=snapshot)
    with serving.lion(store) as ours, browser.chromium() as driver:
        driver.get(f"{ours}/explore?layer=cells&res=9")
        browser.settle(driver, 5)
        cells = driver.execute_async_script(_RESTYLE.replace("arguments[1]", f"'{snapshot}'"), address)
        restyle = browser.repaints(driver, [f"window.repaint({turn})" for turn in range(1, CHANGES + 1)])
        with serving.ordinary(store, "h3_10") as theirs:
            driver.get(theirs)
            browser.settle(driver, 5)
            driver.execute_async_script(_HOLD, "/held.json")
            driver.execute_script(_RESEND)
            resend = browser.repaints(driver, [f"window.resend({turn})" for turn in range(1, CHANGES + 1)])
    return {"restyle": {**restyle, "cells": float(cells)}, "resend": resend}
