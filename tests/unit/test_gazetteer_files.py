"""Files of place names: what is kept, what is left out, what is set aside and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.errors import BadInput
from data_access.ingest.gazetteer import (
    aliases as gazetteer_aliases,
)
from data_access.ingest.gazetteer import (
    map_points as gazetteer_map_points,
)
from data_access.ingest.gazetteer import (
    open_names as gazetteer_open_names,
)
from data_access.ingest.gazetteer.open_names import Part
from data_access.ingest.placing.geocode import answers, gazetteer_from, geocoder_from
from geo.places.answers import Band
from geo.places.gazetteer import Kind
from tests.unit.files import member

MAP_POINTS = ",".join(gazetteer_map_points.HEADER)
ALIASES = ",".join(gazetteer_aliases.HEADER)
OPEN_NAMES = ",".join(gazetteer_open_names.HEADER)
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "place-aliases.csv"


def point(name: str, kind: str = "street", lat: str = "51.45", lng: str = "-0.02", ward: str = "E05000001,Northward") -> str:
    return f"1,{name},{kind},{lat},{lng},{ward}"


def open_name(name: str, type_: str, local: str, spot: str = "537484,172002", box: str = ",,,", other: str = "") -> str:
    return f"osgb1,http,{name},,{other},,{type_},{local},{spot},1,2,{box}" + "," * 18


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def test_a_kind_of_place_is_not_a_place_however_it_is_spelt(tmp_path: Path) -> None:
    rows = (point("Supermarket", "place category"), point("Sports/recreation Area"), point("Larkfen Road"))
    found = gazetteer_map_points.read(member(tmp_path, lines(MAP_POINTS, *rows)))
    assert [each.name for each in found.points if each.kind is Kind.STREET] == ["Larkfen Road"]
    assert (found.rows_in, found.left_out, found.rejected) == (3, 2, [])


def test_a_station_without_its_word_is_the_quarter_around_it(tmp_path: Path) -> None:
    rows = (
        point("Catwell (station)", "station", ward=","),
        point("Catwell", ward=","),
        point("Catwell (dlr)", "station", ward=","),
    )
    found = gazetteer_map_points.read(member(tmp_path, lines(MAP_POINTS, *rows)))
    assert [(each.name, each.kind) for each in found.points] == [
        ("Catwell station", Kind.LANDMARK),
        ("Catwell", Kind.AREA),
        ("Catwell station", Kind.LANDMARK),
    ]


def test_a_longitude_beside_the_meridian_may_be_written_with_an_exponent(tmp_path: Path) -> None:
    found = gazetteer_map_points.read(member(tmp_path, lines(MAP_POINTS, point("Larkfen Road", lng="4.4e-05", ward=","))))
    assert [each.lng for each in found.points] == [4.4e-05]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (point("Larkfen Road", lat="172002", lng="537484"), "lat"),
        (point("Larkfen Road", lat=""), "lat"),
        (point("Larkfen Road", "shop"), "kind"),
        (point("?"), "kind"),
    ],
    ids=["metres", "blank", "unknown kind", "no name"],
)
def test_a_map_point_that_cannot_be_used_is_set_aside(row: str, column: str, tmp_path: Path) -> None:
    found = gazetteer_map_points.read(member(tmp_path, lines(MAP_POINTS, point("Larkfen Road"), row)))
    assert [(each.line, each.column) for each in found.rejected] == [(3, column)]
    assert found.rows_in == 2


@pytest.mark.parametrize("heading", [OPEN_NAMES, ""], ids=["heading", "as published"])
def test_open_names_are_roads_stations_areas_and_postcodes(heading: str, tmp_path: Path) -> None:
    rows = (
        open_name("Larkfen Road", "transportNetwork", "Named Road", box="537400,171900,537700,172300"),
        open_name("A2099", "transportNetwork", "Numbered Road"),
        open_name("Catwell", "transportNetwork", "Railway Station"),
        open_name("Catwell", "populatedPlace", "Suburban Area"),
        open_name("SE6 1AA", "other", "Postcode"),
        open_name("Catwell School", "other", "Secondary Education", other="Ysgol Catwell"),
        open_name("River Lark", "hydrography", "Inland Water"),
    )
    found = gazetteer_open_names.read(member(tmp_path, lines(*filter(None, (heading, *rows)))))
    assert [(each.name, each.kind) for each in found.points] == [
        ("Larkfen Road", Kind.STREET),
        ("A2099", Kind.ROAD_NUMBER),
        ("Catwell station", Kind.LANDMARK),
        ("Catwell", Kind.AREA),
        ("Catwell School", Kind.LANDMARK),
        ("Ysgol Catwell", Kind.LANDMARK),
    ]
    assert found.points[0].radius_m == 250  # half of the diagonal of 300 m by 400 m
    assert list(found.postcodes) == ["SE61AA"]
    # The Office for National Statistics gives 537484 E 172002 N as 51.4304 N 0.02367 W.
    assert found.postcodes["SE61AA"] == pytest.approx((51.4304, -0.02367), abs=1e-4)
    assert (found.rows_in, found.left_out) == (7, 1)


def test_of_open_names_only_the_wanted_part_is_kept(tmp_path: Path) -> None:
    rows = (
        open_name("Larkfen Road", "transportNetwork", "Named Road"),
        open_name("Far Road", "transportNetwork", "Named Road", spot="400000,200000"),
    )
    found = gazetteer_open_names.read(member(tmp_path, lines(*rows)), Part(530_000, 170_000, 540_000, 180_000))
    assert ([each.name for each in found.points], found.left_out) == (["Larkfen Road"], 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (open_name("Larkfen Road", "transportNetwork", "Named Road", spot="51.4,-0.02"), "GEOMETRY_X"),
        (open_name("", "transportNetwork", "Named Road"), "TYPE"),
        (open_name("Larkfen Road", "road", "Named Road"), "TYPE"),
        ("osgb1,http,Larkfen Road", ""),
    ],
    ids=["degrees", "no name", "unknown type", "cut short"],
)
def test_an_open_name_that_cannot_be_used_is_set_aside(row: str, column: str, tmp_path: Path) -> None:
    good = open_name("Larkfen Road", "transportNetwork", "Named Road")
    found = gazetteer_open_names.read(member(tmp_path, lines(OPEN_NAMES, good, row)))
    assert [(each.line, each.column) for each in found.rejected] == [(3, column)]
    assert found.rows_in == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",Larkfen Road,,,,", "said"),
        ("my flat,Larkfen Road,,,,", "said"),
        ("the strip,Larkfen Road,street,,,", "means"),
        ("the strip,,shop,51.45,-0.02,", "kind"),
        ("the strip,,street,537484,172002,", "lat"),
        ("the strip,,street,51.45,-0.02,-5", "radius_m"),
    ],
    ids=["nothing said", "a home", "both", "unknown kind", "metres", "negative"],
)
def test_an_alias_that_cannot_be_used_is_set_aside(row: str, column: str, tmp_path: Path) -> None:
    found = gazetteer_aliases.read(member(tmp_path, lines(ALIASES, "the lane,Larkfen Road,,,,", row)))
    assert [(each.line, each.column) for each in found.rejected] == [(3, column)]
    assert (found.rows_in, len(found.said)) == (2, 1)


def written(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text(lines(*rows), encoding="utf-8")
    return path


def test_files_are_known_by_their_first_row_and_answer_together(tmp_path: Path) -> None:
    codes = "SE6 1AA,10,537484,172002,E92000001,E19000003,E18000007,,E09000023,E05013714"
    files = [
        written(tmp_path, "a.csv", MAP_POINTS, point("Larkfen Road")),
        written(tmp_path, "b.csv", codes),
        written(tmp_path, "c.csv", open_name("Brownmere Road", "transportNetwork", "Named Road")),
        written(tmp_path, "d.csv", ALIASES, "the lane,Larkfen Road,,,,", "clock tower,,place,51.46,-0.01,"),
    ]
    read = gazetteer_from(files)
    assert [file.name for file in read.files] == ["a.csv", "b.csv", "c.csv", "d.csv"]
    found = answers(["the lane", "se6 1aa", "brownmere rd", "by the clock tower", "the lane"], geocoder_from(read))
    assert [each.band for each in found] == [Band.STREET, Band.EXACT, Band.STREET, Band.EXACT, Band.STREET]
    assert found[0] == found[4]


def test_an_alias_of_an_unknown_name_is_refused_by_its_line(tmp_path: Path) -> None:
    files = [written(tmp_path, "a.csv", MAP_POINTS, point("Larkfen Road")), written(tmp_path, "d.csv", ALIASES, "x,Nowhere,,,,")]
    with pytest.raises(BadInput, match="Nowhere") as refused:
        gazetteer_from(files)
    assert (refused.value.file, refused.value.line, refused.value.field) == ("d.csv", 2, "means")


def test_another_table_is_no_file_of_place_names(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no known file of place names"):
        gazetteer_from([written(tmp_path, "a.csv", "Name,Where", "Larkfen Road,here")])


def test_the_example_of_an_aliases_file_can_be_read(tmp_path: Path) -> None:
    found = gazetteer_aliases.read(member(tmp_path, EXAMPLE.read_text(encoding="utf-8")))
    assert found.rejected == []
    assert found.said
    assert found.points
