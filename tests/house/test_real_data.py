"""Tests on the published files are counted aloud, whether they ran or not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import TOP
from tests.patience import PATIENCE_S

TESTS = """def test_one(real_data):
    assert real_data.is_dir()


def test_two(real_data):
    assert list(real_data.iterdir()) == []
"""


def closing_lines(top: Path, folder: str) -> str:
    """What pytest says at the end of a small project with two tests on published files."""
    for name in ("pyproject.toml", "tests/__init__.py", "tests/plugins"):
        source, target = TOP / name, top / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    (top / "tests/conftest.py").write_text('pytest_plugins = ["tests.plugins.real_data"]\n')
    (top / "tests/real").mkdir()
    (top / "tests/real/test_files.py").write_text(TESTS)
    # Of the installed plugins only the one in question: loading all of them takes longer than the two tests.
    environment = {**os.environ, "LION_REAL_DATA": folder, "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "xdist", "-n", "1"]
    answer = subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    return "\n".join(answer.stdout.splitlines()[-4:])


def test_without_the_files_their_tests_are_skipped_and_counted(tmp_path: Path) -> None:
    assert "Tests on the published files: 0 ran, 2 skipped (LION_REAL_DATA is not set" in closing_lines(tmp_path, "")


def test_with_the_files_their_tests_run_and_are_counted(tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    assert "Tests on the published files: 2 ran, 0 skipped." in closing_lines(tmp_path, str(tmp_path / "published"))
