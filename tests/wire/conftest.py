"""A store that was loaded once, and somebody at its desk, or at the page that describes an unknown file."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from data_access.ingest.__main__ import main
from tests.loading import Store, put, wards, whole_force
from tests.wire.hands import Hands, month
from tests.wire.mapper import NOISE, Mapper


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


@pytest.fixture(scope="module")
def two_ward_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("mapped"))
    assert store.load(wards__geojson=wards(), may__csv=whole_force()).ok
    return store.path


@pytest.fixture
def loaded(two_ward_store: Path, tmp_path: Path) -> Path:
    """A store of a test's own."""
    return copytree(two_ward_store, tmp_path / "store")


@pytest.fixture(scope="module")
def sitting(two_ward_store: Path) -> Mapper:
    return Mapper(two_ward_store, noise__csv=NOISE)


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "theirs"
    folder.mkdir()
    monkeypatch.setenv("LION_SOURCES", str(folder))
    return folder


@pytest.fixture
def mapper(sitting: Mapper, theirs: Path) -> Mapper:
    return sitting
