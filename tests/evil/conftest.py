"""A store with something in it, and a command to load evil into it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_access.ingest.__main__ import main
from tests.evil import made_up


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load said and did."""

    code: int
    said: str
    unchanged: bool
    store: Path


Load = Callable[..., Outcome]


@pytest.fixture(scope="session")
def settled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds a borough, a ward and some crimes and searches."""
    folder = tmp_path_factory.mktemp("settled")
    given = {
        "borough.geojson": made_up.borough(),
        "wards.geojson": made_up.collection(made_up.feature()),
        "street.csv": made_up.crimes(made_up.crime(Month="2023-05", Crime_type="Drugs")),
        "searches.csv": made_up.searches(),
    }
    for name, content in given.items():
        (folder / name).write_text(content, encoding="utf-8")
    store = folder / "store"
    assert main([*(str(folder / name) for name in given), "--store", str(store)]) == 0
    return store


@pytest.fixture
def load(settled_store: Path, capfd: pytest.CaptureFixture[str]) -> Load:
    """Load paths into the settled store, which no refused file may change."""

    def loading(*paths: Path, store: Path = settled_store, options: tuple[str, ...] = ()) -> Outcome:
        before = _bytes_of(store)
        capfd.readouterr()
        code = main([*map(str, paths), "--store", str(store), *options])
        captured = capfd.readouterr()
        return Outcome(code, captured.out + captured.err, _bytes_of(store) == before, store)

    return loading


@pytest.fixture
def own_store(settled_store: Path, tmp_path: Path) -> Path:
    """A copy of the settled store, for loads that publish."""
    return Path(shutil.copytree(settled_store, tmp_path / "own_store"))


def _bytes_of(store: Path) -> dict[str, str]:
    """Every file of the store by its digest; the lock only says who came last."""
    files = (path for path in store.rglob("*") if path.is_file() and path.name != "load.lock")
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
