"""What takes long to make is made once for a whole run, however many processes test; nobody may change it."""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_access.sample import __main__ as sample
from tests.patience import PATIENCE_S


@dataclass(frozen=True, slots=True)
class Made:
    """What a command left behind, how it ended, and what it said."""

    store: Path
    status: int
    said: str


@pytest.fixture(scope="session")
def published(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Every published file loaded in one command."""

    def load(folder: Path) -> None:
        command = [sys.executable, "-m", "data_access.ingest", str(real_data), "--store", str(folder / "store")]
        answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
        assert answer.returncode == 0, answer.stderr[-2000:]
        _keep(folder, answer.returncode, answer.stdout)

    return _once(tmp_path_factory, "published", load)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The demonstration borough as its command makes it, its files kept beside the store in ``files``."""

    def build(folder: Path) -> None:
        said = io.StringIO()
        with redirect_stdout(said):
            status = sample.main(["--store", str(folder / "store"), "--files", str(folder / "files")])
        _keep(folder, status, said.getvalue())

    return _once(tmp_path_factory, "demonstration", build)


def _once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Made:
    """What the first process to ask made; the others wait for it."""
    together = tmp_path_factory.getbasetemp()
    together = together.parent if os.environ.get("PYTEST_XDIST_WORKER") else together
    folder = together / name
    with (together / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "status").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
    return Made(folder / "store", int((folder / "status").read_text()), (folder / "said").read_text())


def _keep(folder: Path, status: int, said: str) -> None:
    (folder / "said").write_text(said)
    (folder / "status").write_text(str(status))
