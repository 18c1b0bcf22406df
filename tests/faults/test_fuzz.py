"""Files that were good once are refused in words, or read to their last row as they are written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.fuzz import round_of, trial

SEEDS = range(20_261_122, 20_261_126)  # ten minutes of others: make fuzz


@pytest.mark.parametrize("seed", SEEDS)
def test_no_file_crashes_a_reader_or_loses_a_row(tmp_path: Path, seed: int) -> None:
    met: Counter[str] = Counter()
    round_of(seed, 250, trial(tmp_path, met))
    print(f"seed {seed}: {dict(met)}")
    assert met["files"] >= 250
    assert min(met["refused"], met["incidents"], met["area_counts"], met["loads"]) > 0, met
