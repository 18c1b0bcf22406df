"""How long from a filter click until the map and every chart are repainted, at two million rows?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import browser, cells, people, serving
from bench.generate import grown
from bench.measures import Budgets, Measure, Part
from data_access import snapshot

ROWS = 2_000_000
RUNS = 3
CHANGES = 17  # two of them not counted
GRAPHS = 6


def _choices() -> list[dict[str, list[str]]]:
    """A person narrowing and widening by age and gender; no question twice."""
    ages, genders = people.CHOICES["age"], people.CHOICES["gender"]
    singles = [{"age": [age], "gender": [gender]} for age, gender in itertools.product(ages, genders)]
    pairs = [{"age": list(two), "gender": []} for two in itertools.combinations(ages, 2)]
    return (singles + pairs + [{"age": [age], "gender": [], "ethnicity": ["black"]} for age in ages])[:CHANGES]


def _lion_change(chosen: dict[str, list[str]], run: int, view: str = "layer=cells&res=9") -> str:
    query = "".join(f"&{key}={','.join(slugs)}" for key, slugs in chosen.items() if slugs)
    since = f"&since=2025-{10 + run % 3}"  # each run asks anew: nothing may be remembered from the run before
    return f"window.lion.go('/explore?source=stop-and-search{since}&until=2026-09{query}&{view}')"


def _ordinary_change(chosen: dict[str, list[str]]) -> str:
    # Set in one batch, as a person's click sets one control.
    lines = [f"dash_clientside.set_props('{key}', {{value: {chosen.get(key, [])!r}}});" for key in people.CHOICES]
    return "".join(lines)


def measured(folder: Path) -> dict[str, Any]:
    """Both applications in turn, run by run; then the map alone; then ten people."""
    store = grown(folder, ROWS)
    found: dict[str, Any] = {"runs": []}
    with serving.lion(store) as ours, serving.ordinary(store) as theirs:
        sides: dict[str, list[dict[str, float]]] = {"lion": [], "ordinary": []}
        for run in range(RUNS):
            sides["lion"].append(_run(f"{ours}/explore?layer=cells&res=9", [_lion_change(each, run) for each in _choices()]))
            sides["ordinary"].append(_run(theirs, [_ordinary_change(each) for each in _choices()]))
        found["runs"] = [(a["median_ms"], b["median_ms"]) for a, b in zip(*sides.values(), strict=True)]
        for name, listed in sides.items():
            found[name] = {key: sorted(each[key] for each in listed)[len(listed) // 2] for key in ("median_ms", "p95_ms")}
        found["lion people"] = people.measured(ours, people.explore_callbacks(ours), people.lion_values)
        found["ordinary people"] = people.measured(theirs, people.ordinary_callbacks(theirs), people.ordinary_values)
    return found | cells.measured(store, snapshot.current(store).stem)


def _run(address: str, changes: list[str]) -> dict[str, float]:
    with browser.chromium() as driver:
        driver.get(address)
        browser.settle(driver, GRAPHS - 1)
        return browser.repaints(driver, changes)


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    """A filter click until everything is repainted, and ten people at once, beside an ordinary Dash application."""
    part, budget = Part("page"), budgets["page"]
    found = measured(folder)
    ours, theirs = found["lion"], found["ordinary"]
    click = "filter click to map and all charts repainted"
    yield part.at_most(f"{click}, median", ours["median_ms"], budget["repaint_median_ms"])
    yield part.at_most("… p95", ours["p95_ms"], budget["repaint_p95_ms"])
    yield part.beside("… ordinary Dash application, median and p95", f"{theirs['median_ms']:.0f} and {theirs['p95_ms']:.0f} ms")
    for run, (a, b) in enumerate(found["runs"], start=1):
        yield part.ahead(f"… run {run}, against the ordinary application", a, b)
    yield part.ahead(
        "2,336 cells restyled, against sending them again", found["restyle"]["median_ms"], found["resend"]["median_ms"]
    )
    people, crowd = found["lion people"], found["ordinary people"]
    yield part.at_most("ten people, server replies, p95", people["p95_ms"], budget["ten_people_p95_ms"])
    yield part.ahead("… against the ordinary application", people["p95_ms"], crowd["p95_ms"])
    both = f"{people['change_p95_ms']:.0f} / {crowd['change_p95_ms']:.0f} ms"
    yield part.beside("… until all replies of a change, p95: Lion, ordinary", both)
