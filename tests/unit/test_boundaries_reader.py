"""Boundary files: whose areas they hold, and what refuses them."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import shapely
from shapely.geometry import box

from data_access.errors import BadInput
from data_access.ingest.files.reading import Content
from data_access.ingest.kinds import boundaries
from geo import crs
from tests.unit.files import OURS, member

SQUARE = [[[-0.03, 51.44], [-0.02, 51.44], [-0.02, 51.45], [-0.03, 51.45], [-0.03, 51.44]]]
EAST = [[[-0.02, 51.44], [-0.01, 51.44], [-0.01, 51.45], [-0.02, 51.45], [-0.02, 51.44]]]


def feature(properties: dict[str, object], coordinates: object = SQUARE, kind: str = "Polygon") -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def ward(code: str = "E05013714", name: str = "Madeup", coordinates: object = SQUARE, kind: str = "Polygon") -> dict[str, object]:
    return feature({"WD22CD": code, "WD22NM": name, "LAD22CD": "E09000023"}, coordinates, kind)


def collection(*features: object, crs_name: str | None = "urn:ogc:def:crs:OGC:1.3:CRS84") -> dict[str, object]:
    said = {"crs": {"type": "name", "properties": {"name": crs_name}}} if crs_name else {}
    return {"type": "FeatureCollection", **said, "features": list(features)}


def refusal(folder: Path, content: object) -> str:
    with pytest.raises(BadInput) as refused:
        boundaries.read(member(folder, content, "areas.geojson"), OURS)
    assert "areas.geojson" in str(refused.value)
    return str(refused.value)


def test_wards_are_read_with_a_label_inside_and_their_size_on_the_ground(tmp_path: Path) -> None:
    reading = boundaries.read(member(tmp_path, collection(ward(), ward("E05013715", "Fancied", EAST))), OURS)
    rows = reading.table.to_pylist()
    assert (reading.content, reading.rows_in, reading.repeated) == (Content.AREAS, 2, 0)
    assert [(row["kind"], row["code"], row["name"], row["line"]) for row in rows] == [
        ("ward", 5013714, "Madeup", 1),
        ("ward", 5013715, "Fancied", 2),
    ]
    assert all(row["in_borough"] and not row["simplified"] for row in rows)
    # 0.01 degree of latitude is 1.11 km; of longitude here 0.69 km: 0.77 km2.
    assert rows[0]["area_km2"] == pytest.approx(0.77, abs=0.01)
    assert shapely.from_wkb(rows[0]["shape"]).contains(shapely.Point(rows[0]["lng"], rows[0]["lat"]))
    drawn, surveyed = (shapely.from_wkb(rows[0][column]).normalize() for column in ("drawn", "shape"))
    assert drawn.equals_exact(surveyed, 1e-6)


@pytest.mark.parametrize("said", ["urn:ogc:def:crs:EPSG::27700", None])
def test_metres_on_the_national_grid_become_degrees_said_or_not(tmp_path: Path, said: str | None) -> None:
    metres = [[list(corner) for corner in box(537_000, 172_000, 538_000, 173_000).exterior.coords]]
    row = boundaries.read(member(tmp_path, collection(ward(coordinates=metres), crs_name=said)), OURS).table.to_pylist()[0]
    assert row["area_km2"] == pytest.approx(1, abs=1e-3)
    assert crs.in_great_britain(row["lat"], row["lng"])[0]


@pytest.mark.parametrize(
    ("properties", "kind", "ours"),
    [
        ({"WD23CD": "E05013714", "WD23NM": "A", "LAD23CD": "E09000011"}, "ward", False),
        ({"WD18CD": "E05000437", "WD18NM": "A", "LAD18CD": "E09000023"}, "old_ward", True),
        ({"GSS_CODE": "E05000437", "NAME": "A", "LAGSSCODE": "E09000023"}, "old_ward", True),
        ({"LSOA21CD": "E01003189", "LSOA21NM": "Lewisham 034A"}, "lsoa", True),
        ({"LSOA21CD": "E01003190", "LSOA21NM": "Greenwich 034A"}, "lsoa", False),
        ({"LAD22CD": "E09000023", "LAD22NM": "Lewisham"}, "borough", True),
        ({"LAD22CD": "E09000011", "LAD22NM": "Greenwich"}, "neighbour", False),
    ],
)
def test_the_properties_say_which_kind_of_area_it_is(
    tmp_path: Path, properties: dict[str, object], kind: str, ours: bool
) -> None:
    row = boundaries.read(member(tmp_path, collection(feature(properties))), OURS).table.to_pylist()[0]
    assert (row["kind"], row["in_borough"]) == (kind, ours)


def test_a_boroughs_own_web_map_is_marked_simplified(tmp_path: Path) -> None:
    content = collection(feature({"id": "E05013714", "name": "Madeup", "No_of_coun": 2}), crs_name=None)
    row = boundaries.read(member(tmp_path, content), OURS).table.to_pylist()[0]
    assert (row["kind"], row["name"], row["simplified"]) == ("ward", "Madeup", True)


def test_our_own_borough_among_others_is_left_to_the_file_of_it_alone(tmp_path: Path) -> None:
    ours = feature({"LAD22CD": "E09000023", "LAD22NM": "Lewisham"})
    theirs = feature({"LAD22CD": "E09000011", "LAD22NM": "Greenwich"}, EAST)
    reading = boundaries.read(member(tmp_path, collection(ours, theirs)), OURS)
    assert [(row["kind"], row["name"]) for row in reading.table.to_pylist()] == [("neighbour", "Greenwich")]
    assert (reading.rows_in, reading.repeated) == (2, 1)
    assert reading.notes


@pytest.mark.parametrize("key", ["LSOA11CD", "MSOA21CD"])
def test_areas_nothing_uses_yet_are_known_and_not_read(tmp_path: Path, key: str) -> None:
    reading = boundaries.read(member(tmp_path, collection(feature({key: "E02000653"}))), OURS)
    assert (reading.content, reading.table.num_rows) == (Content.KNOWN, 0)


def test_a_hole_and_two_parts_are_kept(tmp_path: Path) -> None:
    hole = [[-0.028, 51.442], [-0.022, 51.442], [-0.022, 51.448], [-0.028, 51.448], [-0.028, 51.442]]
    island = [[[0.01, 51.44], [0.02, 51.44], [0.02, 51.45], [0.01, 51.45], [0.01, 51.44]]]
    content = collection(ward(coordinates=[[SQUARE[0], hole], island], kind="MultiPolygon"))
    shape = shapely.from_wkb(boundaries.read(member(tmp_path, content), OURS).table.to_pylist()[0]["shape"])
    assert (len(shape.geoms), sum(len(part.interiors) for part in shape.geoms)) == (2, 1)
    assert not shape.contains(shapely.Point(-0.025, 51.445))


SWAPPED = [[[lat, lng] for lng, lat in SQUARE[0]]]
BOW_TIE = [[[-0.03, 51.44], [-0.02, 51.45], [-0.02, 51.44], [-0.03, 51.45], [-0.03, 51.44]]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"type": "Topology"}, "not a list of areas"),
        ([1, 2], "not a list of areas"),
        (collection(), "holds no areas"),
        (collection("a"), "Feature 1"),
        (collection({"type": "Feature", "properties": None, "geometry": None}), "Feature 1"),
        (collection(feature({"colour": "red"})), "colour"),
        (collection({"type": "Feature", "properties": {"WD22CD": "E05013714", "WD22NM": "A"}}), "no geometry"),
        (collection(ward(coordinates=[-0.03, 51.44], kind="Point")), "is a Point"),
        (collection(ward(coordinates=[])), "no rings"),
        (collection(ward(coordinates=[[]])), "ring"),
        (collection(ward(coordinates=[SQUARE[0][:4]])), "closed line"),
        (collection(ward(coordinates=[[["a", "b"]] * 4])), "two numbers"),
        (collection(ward(coordinates=BOW_TIE)), "Self-intersection"),
        (collection(ward(coordinates=SWAPPED)), "outside Great Britain"),
        (collection(ward(), crs_name="urn:ogc:def:crs:EPSG::3857"), "EPSG::3857"),
        (collection(ward(), crs_name="urn:ogc:def:crs:EPSG::27700"), "outside Great Britain"),
        (collection(ward(), ward()), "second time"),
        (collection(ward(code="E09000023")), "E09000023"),
        (collection(ward(code="Bellingham")), "Bellingham"),
        (collection(ward(name=" ")), "no name"),
        (collection(ward(), feature({"id": "E05013715", "name": "B"}, EAST)), "Feature 2"),
    ],
)
def test_what_cannot_be_trusted_refuses_the_file_in_words(tmp_path: Path, content: object, words: str) -> None:
    assert words in refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"type": "FeatureCollection", "features": [', "not JSON"),
        ('{"type": "FeatureCollection", "type": "x"}', "twice"),
        ('{"type": NaN}', "NaN"),
        ('{"n": 1e999}', "too large"),
        ('{"n": ' + "9" * 30 + "}", "too long"),
        ('{"a": 1}\n{"a": 2}', "one a line"),
        ("[" * 100_000, "deeply"),
        ("{" + '"a":{' * 50_000, "deeply"),
    ],
    ids=["cut", "key twice", "NaN", "infinite", "endless number", "JSON lines", "deep list", "deep object"],
)
def test_json_that_leaves_room_for_doubt_is_refused(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(tmp_path, text)


def test_json_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    assert "line 2" in refusal(tmp_path, '{"type":\n"Caf\xe9"}'.encode("cp1252"))


def test_the_same_collection_in_another_order_of_properties_is_read(tmp_path: Path) -> None:
    content = copy.deepcopy(collection(ward()))
    assert boundaries.read(member(tmp_path, dict(reversed(content.items()))), OURS).rows_in == 1
