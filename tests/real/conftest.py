"""The published folder, loaded once for every test that asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def loaded(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything in one command: the store, after the exit code was seen to be 0."""
    store = tmp_path_factory.mktemp("real") / "store"
    command = [sys.executable, "-m", "data_access.ingest", str(real_data), "--store", str(store)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert answer.returncode == 0, answer.stderr[-2000:]
    (store / "said").write_text(answer.stdout)
    return store
