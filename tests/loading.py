"""Small loads for tests: files written as text, loaded as the command loads them, counted with plain SQL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb

from data_access import settings, snapshot
from data_access.ingest.loading.load import LoadReport, Options, load
from tests.evil import made_up

OURS = settings.read({})
NORTH, SOUTH = "E05013714", "E05013715"
OLD_NORTH, OLD_SOUTH = "E05000437", "E05000438"
# Two square wards, one above the other, that share the edge at 51.45; the borough is both.
SQUARES = {
    NORTH: [[[-0.03, 51.45], [-0.01, 51.45], [-0.01, 51.46], [-0.03, 51.46], [-0.03, 51.45]]],
    SOUTH: [[[-0.03, 51.44], [-0.01, 51.44], [-0.01, 51.45], [-0.03, 51.45], [-0.03, 51.44]]],
}
IN_NORTH, IN_SOUTH, ON_THE_EDGE, BESIDE = (51.455, -0.02), (51.445, -0.02), (51.45, -0.02), (51.455, -0.05)
FAR_WEST, FAR_EAST = (51.60, -0.40), (51.40, 0.15)


def wards() -> str:
    """The two wards of 2022."""
    return made_up.collection(*(made_up.feature(square, code=code) for code, square in SQUARES.items()))


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` into ``folder``."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


class Store:
    """A store being filled, one load after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "store"
        self.loads = 0

    def copied_to(self, folder: Path) -> Store:
        """The same store in another folder, to be filled further: a copy takes a hundredth of the time of its loads."""
        copy = Store(Path(shutil.copytree(self.folder, folder, dirs_exist_ok=True)))
        copy.loads = self.loads
        return copy

    def load(self, options: Options | None = None, /, **files: str | bytes) -> LoadReport:
        """Load ``files`` (name → content) as one folder, in the order of their names."""
        self.loads += 1
        folder = put(self.folder / f"load{self.loads}", {name.replace("__", "."): text for name, text in files.items()})
        return load([folder], self.path, OURS, options=options)

    def sql(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(snapshot.current(self.path)), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def count(self, where: str = "true") -> int:
        return int(str(self.sql(f"SELECT count(*) FROM incidents WHERE {where}")[0][0]))

    def states(self, source: int) -> dict[str, tuple[str, str]]:
        rows = self.sql(f"SELECT strftime(month, '%Y-%m'), state, reason FROM coverage WHERE source = {source} ORDER BY month")
        return {str(month): (str(state), str(reason)) for month, state, reason in rows}


def at(point: tuple[float, float]) -> dict[str, str]:
    return {"Latitude": str(point[0]), "Longitude": str(point[1])}


def whole_force(*rows: list[str]) -> str:
    """A month of searches that no 15 km box holds, with ``rows`` among them: two in the far corners of London."""
    far = [made_up.search(**at(FAR_WEST)), made_up.search(**at(FAR_EAST))]
    return made_up.searches(*rows, *far, good=0)


def answer(*crimes: tuple[int, tuple[float, float], str]) -> str:
    """What the API says of one ward: (id, point, location type) for each crime."""
    return json.dumps(
        [
            {
                "category": "violent-crime",
                "location_type": kind,
                "location": {"latitude": str(lat), "longitude": str(lng), "street": {"id": 1, "name": "On or near Madeup Road"}},
                "context": "",
                "outcome_status": None,
                "persistent_id": "",
                "id": number,
                "location_subtype": "",
                "month": "2023-05",
            }
            for number, (lat, lng), kind in crimes
        ]
    )
