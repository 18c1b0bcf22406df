"""The contracts in pyproject.toml hold here, and each breaks when it should."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOMS, TOP
from tests.patience import PATIENCE_S

CONTRACTS = {
    each["id"]: each for each in tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}


def layered(contract: str) -> list[str]:
    return [name for line in CONTRACTS[contract]["layers"] for name in line.split(" | ")]


# Contract, file, a line that breaks it. Each file is planted alone in a tree of empty modules.
BREACHES = (
    ("house", "layouts/shell.py", "import callbacks"),
    ("house", "data_access/queries.py", "import layouts"),
    ("house", "geo/cells.py", "import data_access.months"),
    ("data-access", "data_access/catalogue.py", "import data_access.filters"),
    ("data-access", "data_access/queries.py", "import data_access.warehouse"),
    ("data-access", "data_access/disclosure.py", "import data_access.queries"),
    ("data-access", "data_access/afterthought.py", "x = 1"),
    ("ingest", "data_access/ingest/files.py", "import data_access.ingest.kinds"),
    ("ingest", "data_access/ingest/stored.py", "import data_access.ingest.publishing"),
    ("ingest", "data_access/ingest/afterthought.py", "x = 1"),
    ("pure-views", "layouts/shell.py", "import sqlalchemy"),
    ("pure-views", "layouts/shell.py", "import pandas"),
    ("pure-views", "data_access/filters.py", "import sqlalchemy"),  # layouts/page.py reads the filters
    ("views-read", "layouts/shell.py", "import data_access.warehouse"),
    ("views-read", "layouts/shell.py", "import data_access.queries"),
    ("glue", "callbacks/explore.py", "import pandas"),
    ("glue", "callbacks/explore.py", "import geopandas"),
    ("glue", "callbacks/explore.py", "from sqlalchemy import select"),
    ("glue", "callbacks/explore.py", "import h3"),
    ("no-dash-below", "data_access/exports.py", "import dash"),
    ("no-dash-below", "geo/cells.py", "import plotly"),
    ("figures", "layouts/figures/trend.py", "import layouts.figures.bars"),
)


def lint(top: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as lint; lint()",
        "--no-cache",
        "--no-logo",
    ]
    command += [part for contract in contracts for part in ("--contract", contract)]
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONWARNINGS": "default", "COLUMNS": "200"}
    return subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """Every module the contracts name, with nothing in it, under this project's own contracts."""
    names = [f"{room}/__init__.py" for room in ROOMS] + [
        f"data_access/{layer}.py" for layer in layered("data-access") if layer != "ingest"
    ]
    names += ["data_access/ingest/__init__.py", *(f"data_access/ingest/{layer}.py" for layer in layered("ingest"))]
    for name in (*names, "layouts/figures/__init__.py", "layouts/figures/bars.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "layouts/page.py").write_text("import data_access.filters\n")
    (tmp_path / "pyproject.toml").write_text((TOP / "pyproject.toml").read_text())
    return tmp_path


def test_this_project_keeps_its_layers() -> None:
    answer = lint(TOP)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_an_empty_house_breaks_nothing(empty_house: Path) -> None:
    answer = lint(empty_house)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("contract", "name", "line"), BREACHES, ids=[f"{c}-{line.replace(' ', '_')}" for c, _, line in BREACHES])
def test_a_planted_import_breaks_its_contract(contract: str, name: str, line: str, empty_house: Path) -> None:
    (empty_house / name).write_text(f"{line}\n")
    answer = lint(empty_house, contract)
    assert answer.returncode != 0
    assert "BROKEN" in answer.stdout, answer.stdout + answer.stderr


def test_every_contract_has_a_planted_breach() -> None:
    assert set(CONTRACTS) == {contract for contract, _, _ in BREACHES}
