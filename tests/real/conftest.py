"""The published folder, loaded once for every test that asks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.plugins.once import Made


@pytest.fixture(scope="session")
def loaded(published: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store for plain SQL: the engine opens one file in one way only, and a warehouse may hold the other."""
    return Path(shutil.copytree(published.store, tmp_path_factory.mktemp("plain") / "store"))
