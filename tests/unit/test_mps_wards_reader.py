"""The ward-level file: a column a month made long, its scope, and its bad rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.errors import BadInput
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.kinds.counts import Counts
from data_access.ingest.rows.declared import layout
from tests.unit.files import OURS, member

TODAY = date(2025, 6, 15)
WARDS = layout("mps-recorded-crime", "recorded crime by ward, Metropolitan Police")
MAJOR, MINOR = (field.words or {} for field in WARDS.fields_to("crime_type", "offence"))


def wide(*rows: str, months: str = "202402,202403") -> str:
    return "\n".join((",".join(WARDS.heading) + "," + months, *rows)) + "\n"


def row(*counts: object, offence: str = "BURGLARY,DOMESTIC BURGLARY", ward: str = "E05013714", borough: str = "Lewisham") -> str:
    return f"{offence},Madeup,{ward},{borough}," + ",".join(map(str, counts))


def read(folder: Path, content: str) -> Reading:
    return Counts(WARDS, OURS, TODAY).read(member(folder, content, "wards.csv"))


def test_each_month_with_offences_becomes_a_row(tmp_path: Path) -> None:
    reading = read(tmp_path, wide(row(3, 0), row(0, 2, offence="THEFT,SHOPLIFTING")))
    assert (reading.content, reading.rows_in, reading.rejected) == (Content.AREA_COUNTS, 2, [])
    shown = [
        (
            each["month"],
            each["ward"],
            DIMENSIONS["crime_type"].slug(each["crime_type"]),
            DIMENSIONS["offence"].slug(each["offence"]),
            each["n"],
            each["line"],
        )
        for each in reading.table.to_pylist()
    ]
    assert shown == [
        (date(2024, 2, 1), 5013714, "burglary", "domestic-burglary", 3, 2),
        (date(2024, 3, 1), 5013714, "theft", "shoplifting", 2, 3),
    ]


def test_a_month_of_zeros_is_known_though_it_has_no_row(tmp_path: Path) -> None:
    reading = read(tmp_path, wide(row(3, 0)))
    assert reading.months == (date(2024, 2, 1), date(2024, 3, 1))
    assert reading.table["month"].to_pylist() == [date(2024, 2, 1)]


@pytest.mark.parametrize(
    ("boroughs", "scope"),
    [(("Lewisham",), "E09000023"), (("Lewisham", "Greenwich"), "force"), (("Greenwich",), "extract")],
)
def test_the_boroughs_in_the_file_say_how_much_it_speaks_of(tmp_path: Path, boroughs: tuple[str, ...], scope: str) -> None:
    rows = (row(1, 1, ward=f"E0501371{at}", borough=borough) for at, borough in enumerate(boroughs))
    assert read(tmp_path, wide(*rows)).area_scope == scope


def test_another_boroughs_ward_is_outside(tmp_path: Path) -> None:
    theirs = row(1, 0, ward="E05013570", borough='"Aviation Security, (SO18)"')
    rows = read(tmp_path, wide(row(1, 0), theirs)).table.to_pylist()
    assert [DIMENSIONS["location"].slug(each["location"]) for each in rows] == ["located", "outside"]


def test_the_names_of_burglary_stay_apart(tmp_path: Path) -> None:
    names = [pair.split(" / ")[1].upper() for pair in MINOR if pair.startswith("burglary / ")]
    rows = read(tmp_path, wide(*(row(1, 0, offence=f"BURGLARY,{name}") for name in names))).table.to_pylist()
    assert len({each["offence"] for each in rows}) == len(names) == 5
    assert {DIMENSIONS["crime_type"].slug(each["crime_type"]) for each in rows} == {"burglary"}


def test_every_word_means_a_value_of_the_catalogue() -> None:
    assert set(MAJOR.values()) == set(SOURCES["mps-recorded-crime"].crime_types)
    assert set(MINOR.values()) <= set(DIMENSIONS["offence"].slugs)
    assert {pair.split(" / ")[0] for pair in MINOR} == set(MAJOR)


@pytest.mark.parametrize(
    ("bad", "column", "value"),
    [
        (row(1, -1), "202403", "-1"),
        (row("1.0", 1), "202402", "1.0"),
        (row('"1,234"', 1), "202402", "1,234"),
        (row("", 1), "202402", ""),
        (row("1.23E+05", 1), "202402", "1.23E+05"),
        (row(1, 1, offence="WITCHCRAFT,SPELLS"), "MajorText", "WITCHCRAFT"),
        (row(1, 1, offence="BURGLARY,SHOPLIFTING"), "MinorText", "BURGLARY / SHOPLIFTING"),
        (row(1, 1, ward="E09000023"), "WardCode", "E09000023"),
        (row(1, 1, ward=""), "WardCode", ""),
        (row(1, 1, borough=""), "LookUp_BoroughName", ""),
        (row(1, 1, offence="THEFT,SHOPLIFTING"), "WardCode", "E05013714, first on line 2"),
    ],
)
def test_a_row_with_one_bad_cell_is_set_aside_whole(tmp_path: Path, bad: str, column: str, value: str) -> None:
    reading = read(tmp_path, wide(row(1, 1, offence="THEFT,SHOPLIFTING"), bad))
    assert [(each.line, each.column, each.value) for each in reading.rejected] == [(3, column, value)]
    assert (reading.rows_in, set(reading.table["line"].to_pylist())) == (2, {2})


def test_a_row_of_another_length_is_set_aside(tmp_path: Path) -> None:
    reading = read(tmp_path, wide(row(1, 1), row(1), row(1, 1, 1)))
    assert ([each.line for each in reading.rejected], reading.rows_in) == ([3, 4], 3)


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ("202402,202413", "no month"),
        ("202402,Mar-24", "no month"),
        ("202402,202402", "twice"),
        ("202402,202507", "not begun"),
    ],
)
def test_a_heading_that_is_no_past_month_refuses_the_file(tmp_path: Path, months: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read(tmp_path, wide(row(1, 1), months=months))
