"""Measure everything that has a budget, and print where we stand: ``python -m bench [PART ...] [--write]``."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench import apportioning, feeds, loading, page, places, road, visit
from bench.measures import Budgets, Measure

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"


PARTS: dict[str, Callable[[Path, Budgets], Iterable[Measure]]] = {
    "road": road.measures,
    "page": page.measures,
    "visit": visit.measures,
    "ingest": loading.measures,
    "geocoder": places.measures,
    "feeds": feeds.measures,
    "apportioning": apportioning.measures,
}


def main() -> None:
    commands = argparse.ArgumentParser(prog="python -m bench", description="Measure what has a budget, and print where we stand.")
    commands.add_argument("parts", nargs="*", help="which parts (default: all)")
    commands.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(HERE.parent)} as well")
    commands.add_argument(
        "--folder", type=Path, help="where grown stores are kept between runs (default: a new temporary folder)"
    )
    given = commands.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        commands.error(f"there is no part {', '.join(sorted(unknown))}: choose from {', '.join(PARTS)}")
    budgets: Budgets = tomllib.loads((HERE / "budgets.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found: list[Measure] = []
        for part in given.parts or PARTS:
            for measure in PARTS[part](folder, budgets):
                print(line(measure), flush=True)
                found.append(measure)
    if given.write:
        PAGE.write_text(document(found, PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""), encoding="utf-8")


def line(measure: Measure) -> str:
    verdict = {True: "met", False: "NOT MET", None: ""}[measure.met]
    return f"{measure.part:8} {measure.what:58} {measure.figure:44} {measure.budget:32} {verdict}"


def document(found: Iterable[Measure], before: str = "") -> str:
    """The page of figures, as measured; parts that were not measured keep the lines and the day they have in ``before``."""
    made = datetime.now(UTC)
    verdicts = {None: "", True: "met", False: "**not met**"}
    day = f"{made.day} {made:%B %Y}"
    rows: dict[str, list[str]] = {}
    for m in found:
        rows.setdefault(m.part, []).append(f"| {m.part} | {m.what} | {m.figure} | {m.budget} | {verdicts[m.met]} | {day} |")
    kept = [text for text in before.splitlines() if text.split("|")[1:2] and text.split("|")[1].strip() in set(PARTS) - set(rows)]
    for text in kept:
        rows.setdefault(text.split("|")[1].strip(), []).append(text)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# Benchmarks

Measured by `make bench` (`python -m bench [PART ...] --write`) on {machine}. Budgets are in `bench/budgets.toml`; figures are
reported, met or not. Contenders are measured in the same run: the same statement on the bare engine, pandas categoricals in
memory, and an ordinary Dash application (`bench/ordinary.py`). Milliseconds are those of the machine; where a budget in
milliseconds is not met, the contender beside it says how fast the machine was.

| part | what | figure | budget | | day |
|---|---|---|---|---|---|
{chr(10).join(text for part in PARTS for text in rows.get(part, []))}
"""


if __name__ == "__main__":
    main()
