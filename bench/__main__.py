"""Measure everything that has a budget, and print where we stand: ``python -m bench [PART ...] [--write]``."""

from __future__ import annotations

import argparse
import platform
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import loading, page, road, visit

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: what was measured, the figure, its budget in words, and whether it is met (None: no budget, for comparison)."""

    part: str
    what: str
    figure: str
    budget: str = ""
    met: bool | None = None


Found = Iterable[Measure]
Budgets = dict[str, dict[str, float]]


def measure_road(folder: Path, budgets: Budgets) -> Found:
    """The road's queries beside raw DuckDB and pandas, at three sizes."""
    budget = budgets["road"]
    found = {size: road.measured(folder, size) for size in road.SIZES}
    for size, sides in found.items():
        ours, raw, theirs = (sides[name] for name in ("lion", "raw", "pandas"))
        most = budget["over_raw_engine"] * raw["median_ms"] + budget["over_raw_engine_plus_ms"]
        yield Measure(
            "road",
            f"{size} rows, a page's questions, median",
            f"{ours['median_ms']:.1f} ms",
            f"≤ {most:.1f} ms (raw {raw['median_ms']:.1f})",
            ours["median_ms"] <= most,
        )
        yield Measure(
            "road", f"{size} rows, p95", f"{ours['p95_ms']:.1f} ms (raw {raw['p95_ms']:.1f}, pandas {theirs['p95_ms']:.1f})"
        )
        share = ours["median_ms"] / theirs["median_ms"]
        limit = budget["against_pandas_time"] if size == "2M" else None
        yield Measure(
            "road",
            f"{size} rows, time against pandas ({theirs['median_ms']:.1f} ms)",
            f"{share:.2f}",
            f"≤ {limit}" if limit else "",
            share <= limit if limit else None,
        )
        yield Measure("road", f"{size} rows, peak memory", f"{ours['peak_mib']:.0f} MiB (pandas {theirs['peak_mib']:.0f})")
    memory = found["2M"]["lion"]["peak_mib"] / found["2M"]["pandas"]["peak_mib"]
    yield Measure(
        "road",
        "2M rows, memory against pandas",
        f"{memory:.2f}",
        f"≤ {budget['against_pandas_memory']}",
        memory <= budget["against_pandas_memory"],
    )
    ours_grew, theirs_grew = (found["20M"][name]["peak_mib"] - found["2M"][name]["peak_mib"] for name in ("lion", "pandas"))
    growth = ours_grew / theirs_grew
    yield Measure(
        "road",
        "growth in memory, 2M to 20M, against pandas",
        f"{growth:.2f} ({ours_grew:.0f} of {theirs_grew:.0f} MiB)",
        f"≤ {budget['against_pandas_growth']}",
        growth <= budget["against_pandas_growth"],
    )


def measure_page(folder: Path, budgets: Budgets) -> Found:
    """A filter click until everything is repainted, and ten people at once, beside an ordinary Dash application."""
    budget = budgets["page"]
    found = page.measured(folder)
    ours, theirs = found["lion"], found["ordinary"]
    yield Measure(
        "page",
        "filter click to map and all charts repainted, median",
        f"{ours['median_ms']:.0f} ms",
        f"≤ {budget['repaint_median_ms']} ms",
        ours["median_ms"] <= budget["repaint_median_ms"],
    )
    yield Measure(
        "page",
        "… p95",
        f"{ours['p95_ms']:.0f} ms",
        f"≤ {budget['repaint_p95_ms']} ms",
        ours["p95_ms"] <= budget["repaint_p95_ms"],
    )
    yield Measure(
        "page",
        "… against an ordinary application",
        f"{ours['median_ms'] / theirs['median_ms']:.2f} (its median {theirs['median_ms']:.0f}, p95 {theirs['p95_ms']:.0f} ms)",
        "ahead in every run",
        all(a < b for a, b in found["runs"]),
    )
    restyle, resend = found["restyle"]["median_ms"], found["resend"]["median_ms"]
    yield Measure("page", "2,336 cells restyled", f"{restyle:.0f} ms (sent again {resend:.0f} ms)", "ahead", restyle < resend)
    people, crowd = found["lion people"], found["ordinary people"]
    yield Measure(
        "page",
        "ten people, server replies p95",
        f"{people['p95_ms']:.0f} ms",
        f"≤ {budget['ten_people_p95_ms']} ms",
        people["p95_ms"] <= budget["ten_people_p95_ms"],
    )
    yield Measure(
        "page",
        "… against an ordinary application",
        f"{people['p95_ms'] / crowd['p95_ms']:.2f} (its p95 {crowd['p95_ms']:.0f} ms)",
        "ahead",
        people["p95_ms"] < crowd["p95_ms"],
    )
    yield Measure(
        "page",
        "… until all replies of a change, p95",
        f"{people['change_p95_ms']:.0f} ms (ordinary {crowd['change_p95_ms']:.0f})",
    )


def measure_visit(folder: Path, budgets: Budgets) -> Found:
    """What a first and a second visit cost."""
    budget = budgets["visit"]
    found = visit.measured(folder)
    first, second = found["first"], found["second"]
    mib, kib = first["bytes"] / 2**20, second["bytes"] / 2**10
    yield Measure(
        "visit",
        "first visit, over the wire",
        f"{mib:.2f} MiB",
        f"≤ {budget['first_bytes_mib']} MiB",
        mib <= budget["first_bytes_mib"],
    )
    yield Measure(
        "visit", "second visit", f"{kib:.0f} KiB", f"≤ {budget['second_bytes_kib']} KiB", kib <= budget["second_bytes_kib"]
    )
    yield Measure(
        "visit",
        "time to first chart, first visit",
        f"{first['first_chart_s']:.2f} s",
        f"≤ {budget['first_chart_s']} s",
        first["first_chart_s"] <= budget["first_chart_s"],
    )
    outside = first["outside"] + second["outside"]
    yield Measure("visit", "requests to other hosts", f"{outside:.0f}", "none", outside == 0)


def measure_ingest(folder: Path, budgets: Budgets) -> Found:
    """A million rows into a snapshot."""
    budget = budgets["ingest"]
    found = loading.measured(folder)
    ours, theirs = found["lion"], found["pandas"]
    yield Measure(
        "ingest",
        "a million rows",
        f"{ours['seconds']:.1f} s, {ours['rows_per_s']:,.0f} rows a second",
        f"≤ {budget['million_rows_s']} s",
        ours["seconds"] <= budget["million_rows_s"],
    )
    yield Measure(
        "ingest",
        "… peak memory",
        f"{ours['peak_gb']:.2f} GB",
        f"≤ {budget['million_rows_gb']} GB",
        ours["peak_gb"] <= budget["million_rows_gb"],
    )
    yield Measure("ingest", "pandas.read_csv of the same files", f"{theirs['seconds']:.1f} s, {theirs['peak_gb']:.2f} GB")


PARTS: dict[str, Callable[[Path, Budgets], Found]] = {
    "road": measure_road,
    "page": measure_page,
    "visit": measure_visit,
    "ingest": measure_ingest,
}


def main() -> None:
    commands = argparse.ArgumentParser(prog="python -m bench", description="Measure what has a budget, and print where we stand.")
    commands.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (default: all)")
    commands.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(HERE.parent)} as well")
    commands.add_argument(
        "--folder", type=Path, help="where grown stores are kept between runs (default: a new temporary folder)"
    )
    given = commands.parse_args()
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
        PAGE.write_text(document(found), encoding="utf-8")


def line(measure: Measure) -> str:
    verdict = {True: "met", False: "NOT MET", None: ""}[measure.met]
    return f"{measure.part:7} {measure.what:58} {measure.figure:44} {measure.budget:32} {verdict}"


def document(found: Iterable[Measure]) -> str:
    """The page of figures, as measured."""
    made = datetime.now(UTC)
    rows = [
        f"| {m.part} | {m.what} | {m.figure} | {m.budget} | {'' if m.met is None else 'met' if m.met else '**not met**'} |"
        for m in found
    ]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Measured on {made.day} {made:%B %Y} by `make bench` (`python -m bench --write`) on {platform.machine()}, "
            f"{len_cores()} cores, Python {platform.python_version()}. Budgets are in `bench/budgets.toml`; figures are reported, met or not.",
            "Contenders run in the same run: the same statement on the bare engine, pandas categoricals in memory, and an ordinary Dash "
            "application (`bench/ordinary.py`).",
            "",
            "| part | what | figure | budget | |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def len_cores() -> int:
    import os

    return os.cpu_count() or 1


if __name__ == "__main__":
    main()
