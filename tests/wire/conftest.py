"""A store that was loaded once, and somebody at its desk."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from data_access.ingest.__main__ import main
from tests.loading import put, wards
from tests.wire.hands import Hands, month


@pytest.fixture(scope="module")
def one_month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("upload")
    put(folder / "first", {"wards.geojson": wards(), "may.csv": month(5)})
    assert main([str(folder / "first"), "--store", str(folder / "store"), "--by", "Ada Analyst"]) == 0
    return folder / "store"


@pytest.fixture
def hands(one_month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    store = copytree(one_month, tmp_path / "store")
    monkeypatch.setenv("LION_STORE", str(store))  # for the work that a process of its own would do
    return Hands(store)
