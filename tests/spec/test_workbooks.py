"""A table in an Excel book counts as the same table in a CSV does, whatever Excel made of its cells."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from data_access.catalogue.layouts import TIMES, Layout
from data_access.ingest.loading.load import LoadReport, Options, load
from data_access.ingest.rows import declared, times
from tests.house.tree import TOP
from tests.loading import OURS, Store, put, wards
from tests.workbooks import Broken, Formula, Made, book

# A title that says what a table is stands above its heading in Nomis's CSV alone; a book's titles are cut off.
FIXTURES = sorted(path for path in (TOP / "tests/fixtures/sources").glob("*/*.csv") if path.name != "wd102ew.csv")


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def as_cells(rows: Sequence[Sequence[str]]) -> list[list[object]]:
    """What Excel makes of a CSV: days and moments where the layout reads some, numbers where there are figures."""
    layout, figures = declared.layout_of(tuple(rows[0])), declared.figure_layout_of(tuple(rows[0]))
    assert layout is not None or figures is not None, rows[0]
    forms: dict[str, tuple[str, ...]] = {}
    if layout is not None:
        forms = {name: field.forms for field in layout.fields_to(*TIMES) for name in field.columns}
    elif figures is not None and figures.period.column:
        forms = {figures.period.column: figures.period.forms}
    heading: list[object] = [_month(text, layout) for text in rows[0]]
    return [heading, *([_cell(text, forms.get(name, ())) for name, text in zip(rows[0], row, strict=True)] for row in rows[1:])]


def _month(text: str, layout: Layout | None) -> object:
    moment = times.written(text, (layout.months,)) if layout and layout.months else None
    return moment.date() if moment else text


def _cell(text: str, forms: Sequence[str]) -> object:
    moment = times.written(text, [form for form in forms if form != times.UTC_STAMPS])
    if moment is not None:
        return moment if moment.time() != datetime.min.time() else moment.date()
    plain = text.isascii() and text.isdigit() and (text == "0" or text[0] != "0")
    return int(text) if plain else text or None


def counted(report: LoadReport) -> dict[str, tuple[int, int, int]]:
    assert report.ok, [str(each) for each in report.refused]
    return {file.layout: (file.rows_in, file.rows_loaded, file.rows_rejected) for file in report.files}


def test_every_declared_layout_reads_the_same_from_a_book_as_from_a_csv(tmp_path: Path) -> None:
    plain = {f"{path.parent.name}-{path.name}": path.read_bytes() for path in FIXTURES}
    sheets = {f"{at} {path.parent.name}"[:31]: as_cells(read(path)) for at, path in enumerate(FIXTURES)}
    typed = [cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, date)]
    assert len(typed) > len(FIXTURES), "the book is no mere copy of the texts"
    from_csv = put(tmp_path / "plain", {"wards.geojson": wards(), **plain})
    from_book = put(tmp_path / "books", {"wards.geojson": wards(), "all.xlsx": book(sheets)})
    wanted = counted(load([from_csv], tmp_path / "a", OURS, options=Options(dry_run=True)))
    assert counted(load([from_book], tmp_path / "b", OURS, options=Options(dry_run=True))) == wanted
    assert len(wanted) > 20


ASB: list[object] = ["Reference", "Reported date and time", "NSIR category", "Easting", "Northing", "Ward code", "Borough"]


def asb(**changed: object) -> list[object]:
    good: Mapping[str, object] = {
        "Reference": "ASB-1",
        "Reported date and time": datetime(2026, 9, 4, 21, 10),
        "NSIR category": "Nuisance",
        "Easting": 537450,
        "Northing": 174250.5,
        "Ward code": "E05013714",
        "Borough": "Lewisham",
    }
    named = {key.replace("_", " "): value for key, value in changed.items()}
    return [named.get(str(name), good[str(name)]) for name in ASB]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_titles_stand_above_the_heading_and_rows_keep_the_numbers_excel_shows(store: Store) -> None:
    rows: list[list[object]] = [["Antisocial behaviour, September"], [], ASB, asb(), [], asb(NSIR_category="Witchcraft"), asb()]
    report = store.load(Options(accept_bad_rows=True), wards__geojson=wards(), asb__xlsx=book({"Sept": rows}))
    assert report.ok, report.refused
    assert [(row.file, row.line, row.rule) for row in report.rejected] == [
        ("load1/asb.xlsx › Sept", 5, "field count"),
        ("load1/asb.xlsx › Sept", 6, "unknown category"),
    ]
    assert store.count() == 2


def test_each_filled_sheet_is_a_file_and_empty_and_hidden_ones_are_not(store: Store) -> None:
    sheets: dict[str, Made | Sequence[Sequence[object]]] = {
        "Notes": [["Supplied monthly. Ask the community safety team."]],
        "Sept": [[*ASB], asb()],
        "Nothing": [],
        "Workings": Made([["Name", "Address"], ["somebody", "somewhere"]], state="hidden"),
        "Deeper": Made([["Name"]], state="veryHidden"),
        "Oct": [[*ASB], asb(Reported_date_and_time=datetime(2026, 10, 4, 21, 10)), asb(Reported_date_and_time=date(2026, 10, 5))],
    }
    report = store.load(wards__geojson=wards(), asb__xlsx=book(sheets))
    assert report.ok, report.refused
    assert [file.name for file in report.files if "asb" in file.name] == ["load1/asb.xlsx › Sept", "load1/asb.xlsx › Oct"]
    assert report.ignored == (
        "load1/asb.xlsx › Notes",
        "load1/asb.xlsx › Workings (a hidden sheet, not read)",
        "load1/asb.xlsx › Deeper (a hidden sheet, not read)",
    )
    assert store.count() == 3
    assert store.sql("SELECT count(*) FROM incidents WHERE hour = 1") == [(1,)], "a day in a column of moments is its midnight"


def test_a_formula_gives_the_result_the_book_keeps_and_an_error_sets_its_row_aside(store: Store) -> None:
    good = asb(NSIR_category=Formula('PROPER("nuisance")', "Nuisance"), Easting=Formula("537000+450", 537450))
    rows = [ASB, good, asb(Ward_code=Broken("#REF!"))]
    report = store.load(Options(accept_bad_rows=True), wards__geojson=wards(), asb__xlsx=book({"Sept": rows}))
    assert report.ok, report.refused
    assert [(row.line, row.column, row.rule) for row in report.rejected] == [(3, "Ward code", "an error of Excel's")]
    assert store.count() == 1


def test_a_book_saved_again_with_the_same_cells_is_the_file_that_was_loaded(store: Store) -> None:
    first = store.load(wards__geojson=wards(), asb__xlsx=book({"Sept": [ASB, asb()]}))
    again = store.load(renamed__xlsx=book({"Sept": [ASB, asb()]}, {"docProps/app.xml": b"<Properties/>"}))
    assert (first.ok, again.ok, again.snapshot) == (True, True, "")
