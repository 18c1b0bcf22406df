"""Files that were good once, thousands of them, read as a load reads them: python -m tests.faults.fuzz [--minutes 10] [--seed N]

Ends with 0 where each was refused in words or accounted for to its last row, and
with 1 at the first that was not, made as small as it can be. The same seed
makes the same files.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.faults.mutations import files
from tests.faults.surviving import loads, survives

A_ROUND = 500
A_LOAD_IN = 50  # every so many files one is loaded and published, which takes far longer than reading it
QUIETLY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def trial(folder: Path, met: Counter[str], *, one_load_in: int = A_LOAD_IN) -> Callable[[bytes], None]:
    """What is done with each file; ``met`` counts what became of them."""

    def tried(content: bytes) -> None:
        path = folder / "evil.csv"
        path.write_bytes(content)
        met["files"] += 1
        met.update(survives(path))
        if met["files"] % one_load_in == 0:
            with tempfile.TemporaryDirectory(dir=folder) as store:
                met.update(loads(path, Path(store)))

    return tried


def round_of(seed: int, number: int, tried: Callable[[bytes], None]) -> None:
    """Try ``number`` files; what fails is made smaller, and raised."""
    phases = (Phase.generate, Phase.shrink)
    bounds = settings(
        max_examples=number, deadline=None, database=None, phases=phases, suppress_health_check=QUIETLY, print_blob=False
    )
    hypothesis.seed(seed)(bounds(given(files())(tried)))()


def main() -> int:
    commands = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description=__doc__)
    commands.add_argument("--minutes", type=float, default=10)
    commands.add_argument("--seed", type=int, default=int(time.time()))
    asked = commands.parse_args()
    print(f"seed {asked.seed}", flush=True)
    met: Counter[str] = Counter()
    until = time.monotonic() + asked.minutes * 60
    seed = asked.seed
    try:
        with tempfile.TemporaryDirectory() as folder:
            while time.monotonic() < until:
                round_of(seed, A_ROUND, trial(Path(folder), met))
                seed += 1
    finally:
        print(", ".join(f"{count:,} {what}" for what, count in met.most_common()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
