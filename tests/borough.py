"""A made-up borough of three square wards, built row by row, for tests whose arithmetic can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import shapely
from sqlalchemy import create_engine, insert

from data_access import months, snapshot
from data_access.catalogue import DIMENSIONS, Kind
from data_access.catalogue.dimensions import area_number
from data_access.schema import SCHEMA_VERSION, SOURCE_CODES, areas, coverage, denominators, incidents, metadata, places, postcodes
from data_access.schema import meta as meta_table
from data_access.warehouse import Warehouse
from geo import cells

NORTH, MIDDLE, SOUTH = "E05000001", "E05000002", "E05000003"
NAMES = {NORTH: "Northfield", MIDDLE: "Middleton", SOUTH: "Southgate"}
CORNERS = {NORTH: 51.46, MIDDLE: 51.45, SOUTH: 51.44}  # southern edge, degrees; each 0.01 high and 0.02 wide
WEST, EAST = -0.03, -0.01

Record = Mapping[str, str | float | date | int | None]


def records(n: int, **values: str | float | date | int | None) -> list[Record]:
    """``n`` equal records."""
    return [values] * n


def build(
    store: Path,
    rows: Sequence[Record],
    *,
    states: Iterable[Mapping[str, object]] = (),
    people: Mapping[str, int] | None = None,
    by_group: Mapping[str, Mapping[str, Mapping[str, int]]] | None = None,
    known_postcodes: Mapping[str, str | None] | None = None,
    name: str = "20260101T000000Z-00000001",
    demonstration: bool = False,
) -> Warehouse:
    """A store whose one snapshot holds ``rows``; months that have rows are complete unless ``states`` says otherwise.

    ``people`` are residents by ward, ``by_group`` residents by census, area (ward or LSOA) and ethnic group,
    ``known_postcodes`` postcodes in capitals without a space, with their ward (None: outside).
    """
    path = snapshot.folder(store) / f"{name}.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"duckdb:///{path}")
    metadata.create_all(engine)
    stored = [_incident(row, line) for line, row in enumerate(rows, start=1)]
    points = {row["place"]: row for row in stored if row["place"] is not None}
    with engine.begin() as connection:
        for table, listed in (
            (incidents, [{c.name: row[c.name] for c in incidents.columns} for row in stored]),
            (places, [{c.name: row.get(c.name) for c in places.columns} for row in points.values()]),
            (coverage, _coverage(rows, list(states))),
            (areas, [_area(code) for code in NAMES]),
            (denominators, [*_residents(people or {}), *_grouped(by_group or {})]),
            (postcodes, [_postcode(*pair) for pair in (known_postcodes or {}).items()]),
            (meta_table, _stated(demonstration=demonstration)),
        ):
            if listed:
                connection.execute(insert(table), listed)
    engine.dispose()
    snapshot.point_to(store, path.name)
    return Warehouse(store, borough="Testborough")


def _stated(*, demonstration: bool) -> list[dict[str, object]]:
    stated = {
        "schema_version": str(SCHEMA_VERSION),
        "created_at": datetime(2026, 1, 1).isoformat(),
        "borough": "E09000001",
        "demonstration": "yes" if demonstration else "no",
    }
    return [{"key": key, "value": value} for key, value in stated.items()]


def _incident(row: Record, line: int) -> dict[str, object]:
    given = {"source": "stop-and-search", "month": "2023-01", "location": "located", "ward": NORTH, **row}
    stored: dict[str, object] = {
        "slot": 1,
        "line": line,
        "record_id": None,
        "place": None,
        "text": None,
        "name": given.get("name"),
    }
    for key, dimension in DIMENSIONS.items():
        value = given.get(key)
        match dimension.kind:
            case Kind.SOURCE:
                stored[key] = SOURCE_CODES[str(value)]
            case Kind.MONTH:
                stored[key] = months.parse(str(value))
            case Kind.CODED:
                stored[key] = dimension.code(str(value)) if value is not None else 0
            case _:
                stored[key] = dimension.code(str(value)) if value is not None else None
    if given["location"] != "located":
        stored["ward"] = None
    if given.get("lat") is not None:
        lat, lng = float(str(given["lat"])), float(str(given["lng"]))
        stored |= {"lat": lat, "lng": lng, "place": hash((lat, lng)) % 1_000_000}
        stored |= {f"h3_{r}": int(cells.cells([lat], [lng], r)[0]) for r in (7, 8, 9, 10)}
    return stored


def _coverage(rows: Sequence[Record], states: list[Mapping[str, object]]) -> list[dict[str, object]]:
    said = {(entry["source"], entry["month"]) for entry in states}
    seen = {(str(row.get("source", "stop-and-search")), str(row.get("month", "2023-01"))) for row in rows} - said
    blank: dict[str, object] = {"state": "complete", "reason": "", "through": None, "types": ""}
    every = [*states, *({"source": source, "month": month} for source, month in sorted(seen))]
    return [
        {**blank, "located": 0, "outside": 0, "unplaced": 0, **entry}
        | {"source": SOURCE_CODES[str(entry["source"])], "month": months.parse(str(entry["month"]))}
        for entry in every
    ]


def _postcode(postcode: str, ward: str | None) -> dict[str, object]:
    return {"postcode": postcode, "lat": 51.455, "lng": -0.02, "ward": area_number(ward) if ward else None}


def square(code: str) -> shapely.Polygon:
    return shapely.box(WEST, CORNERS[code], EAST, CORNERS[code] + 0.01)


def _area(code: str) -> dict[str, object]:
    wkb = shapely.to_wkb(square(code))
    return {
        "kind": "ward",
        "code": area_number(code),
        "name": NAMES[code],
        "lat": CORNERS[code] + 0.005,
        "lng": (WEST + EAST) / 2,
        "area_km2": 1.5,
        "in_borough": True,
        "simplified": True,
        "shape": wkb,
        "drawn": wkb,
    }


_PEOPLE: dict[str, object] = {"source": "residents-mid-2020", "base": "residents", "whose": ""}


def _residents(people: Mapping[str, int]) -> list[dict[str, object]]:
    everyone: dict[str, object] = {"gender": 0, "age_from": None, "age_to": None, "ethnicity": 0, **_PEOPLE}
    return [
        {"vintage": "mid-2020", "bands": "total", "area_kind": "ward", "area": area_number(code), "n": n} | everyone
        for code, n in people.items()
    ]


def _grouped(by_group: Mapping[str, Mapping[str, Mapping[str, int]]]) -> list[dict[str, object]]:
    slugs = DIMENSIONS["ethnicity"].slugs
    return [
        {
            "vintage": vintage,
            "bands": "ethnicity",
            "area_kind": "lsoa" if code.startswith("E01") else "ward",
            "area": area_number(code),
            "gender": 0,
            "age_from": None,
            "age_to": None,
            "ethnicity": slugs.index(group),
            "n": n,
            **_PEOPLE,
        }
        for vintage, areas_of in by_group.items()
        for code, groups in areas_of.items()
        for group, n in groups.items()
    ]
