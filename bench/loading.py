"""How long does a million rows take to load, and how much memory, beside ``pandas.read_csv`` of the same files?"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measures import Budgets, Measure, Part
from data_access import sample, settings

ROWS = 1_000_000
_PANDAS = "import sys, pandas as pd; frames = [pd.read_csv(name) for name in sys.argv[1:]]; print(sum(map(len, frames)))"


def demonstration_files(folder: Path) -> Path:
    """The files of the demonstration borough; made once and kept."""
    made = folder / "files"
    if not made.exists():
        with tempfile.TemporaryDirectory(dir=folder) as store:
            sample.build(Path(store), settings.read(), files=made)
    return made


def files_of(folder: Path, rows: int) -> list[Path]:
    """Monthly stop-and-search files of ``rows`` lines in all: the demonstration borough's, each line many times."""
    months = sorted(demonstration_files(folder).rglob("*stop-and-search.csv"))
    lines = {month: month.read_text(encoding="utf-8").splitlines(keepends=True) for month in months}
    copies = -(-rows // sum(len(listed) - 1 for listed in lines.values()))
    grown = folder / f"grown-{rows}"
    grown.mkdir(exist_ok=True)
    for month, listed in lines.items():
        (grown / month.name).write_text(listed[0] + "".join(listed[1:] * copies), encoding="utf-8")
    return sorted(grown.iterdir())


def timed(command: list[str], environment: dict[str, str] | None = None) -> dict[str, float]:
    """Wall seconds and peak memory (GB) of a whole command."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})}
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:4])} … ended with {process.returncode}")
    return {"seconds": time.perf_counter() - start, "peak_gb": usage.ru_maxrss * 1024 / 1e9}


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """Lion's ingest of a million rows (places, snapshot and all) and pandas' bare reading of them."""
    files = files_of(folder, ROWS)
    boundaries = [str(path) for path in sorted((folder / "files").rglob("*.geojson"))]
    rows = sum(1 for path in files for _ in path.open(encoding="utf-8")) - len(files)
    with tempfile.TemporaryDirectory(dir=folder) as store:
        ingest = [
            sys.executable,
            "-m",
            "data_access.ingest",
            *map(str, files),
            *boundaries,
            "--store",
            store,
            "--scope",
            "E09000023",
        ]
        found = {"lion": timed(ingest)}
    found["pandas"] = timed([sys.executable, "-c", _PANDAS, *map(str, files)])
    for spent in found.values():
        spent["rows_per_s"] = rows / spent["seconds"]
    return found


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    """A million rows into a snapshot."""
    part, budget = Part("ingest"), budgets["ingest"]
    found = measured(folder)
    ours, theirs = found["lion"], found["pandas"]
    more = f", {ours['rows_per_s']:,.0f} rows a second"
    yield part.at_most("a million rows", ours["seconds"], budget["million_rows_s"], "{:.1f} s", more)
    yield part.at_most("… peak memory", ours["peak_gb"], budget["million_rows_gb"], "{:.2f} GB")
    yield part.beside("pandas.read_csv of the same files", f"{theirs['seconds']:.1f} s, {theirs['peak_gb']:.2f} GB")
