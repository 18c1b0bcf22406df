"""The published files read with nothing but the standard library and plain Shapely, to count what was loaded another way."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import shapely
from shapely.geometry import shape

from data_access import snapshot
from data_access.catalogue import DIMENSIONS

CRIME, SEARCH, COUNTS = 1, 2, 3
Row = dict[str, str]


def sql(store: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(snapshot.current(store)), read_only=True) as connection:
        return connection.execute(query).fetchall()


def number(store: Path, query: str) -> int:
    return int(sql(store, query)[0][0])


def many(store: Path, where: str) -> int:
    return number(store, f"SELECT count(*) FROM incidents WHERE {where}")


def month_counts(store: Path, source: int, where: str = "true") -> dict[str, int]:
    query = f"SELECT strftime(month, '%Y-%m'), count(*) FROM incidents WHERE source = {source} AND {where} GROUP BY 1"
    return dict(sql(store, query))


def code(dimension: str, slug: str) -> int:
    return DIMENSIONS[dimension].code(slug) or 0


@cache
def searches(folder: Path) -> dict[str, list[Row]]:
    """The whole force's monthly files, read with nothing but the standard library."""
    found = {}
    for path in sorted((folder / "police_uk/stop_and_search/complete").glob("*.gz")):
        found[path.name[:7]] = list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))
    return found


@cache
def answers(folder: Path) -> dict[str, dict[int, dict[str, object]]]:
    """The API's crimes by month, each id once."""
    found: dict[str, dict[int, dict[str, object]]] = {}
    for path in sorted((folder / "police_uk/street/lewisham_api_json").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            every = [crime for name in archive.namelist() for crime in json.loads(archive.read(name))]
        found[path.name[:7]] = {crime["id"]: crime for crime in every}
    return found


def polygons(folder: Path, name: str, key: str) -> dict[str, shapely.Geometry]:
    listed = json.loads((folder / "boundaries" / name).read_text())["features"]
    return {feature["properties"][key]: shape(feature["geometry"]) for feature in listed}


def inside(areas: dict[str, shapely.Geometry], points: Counter[tuple[float, float]]) -> Counter[str]:
    """How many points each area holds: one plain question a point, to the lowest code of two that share an edge."""
    found: Counter[str] = Counter()
    tree = shapely.STRtree(list(areas.values()))
    codes = list(areas)
    for (lat, lng), n in points.items():
        holding = tree.query(shapely.Point(lng, lat), predicate="intersects")
        if len(holding):
            found[min(codes[position] for position in holding)] += n
    return found


def points_of(rows: Iterator[tuple[object, object]]) -> Counter[tuple[float, float]]:
    return Counter((float(str(lat)), float(str(lng))) for lat, lng in rows if lat not in {"", None})
