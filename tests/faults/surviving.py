"""What must hold of any file whatever: it is refused in words, or every one of its rows is accounted for, as it is written."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from data_access import snapshot
from data_access.catalogue.layouts import Layout
from data_access.ingest.arriving.arrivals import Arrival, Rules, arrivals
from data_access.ingest.files.opening import members
from data_access.ingest.files.reading import Content
from data_access.ingest.files.stages import silent
from data_access.ingest.kinds import postcodes
from data_access.ingest.loading.load import Options, load
from data_access.ingest.rows import declared
from data_access.ingest.rows.times import written
from tests.loading import OURS

RULES = Rules(OURS, "metropolitan", accept_bad_rows=True)
Records = list[tuple[int, list[str]]]


def survives(path: Path) -> Counter[str]:
    """Read a file as a load does; AssertionError where a row is lost or read otherwise, anything else is a crash."""
    taken = arrivals([path], RULES, known={}, tell=silent)
    for refusal in taken.refused:
        said = str(refusal)
        assert path.name in said, said
        assert "To do: " in said, said
        assert said.endswith((".", "?")), said
    for each in taken.read:
        _accounted_for(each, path)
    found: Counter[str] = Counter({"refused": len(taken.refused)})
    found.update(str(each.reading.content) for each in taken.read)
    return found


def _accounted_for(each: Arrival, path: Path) -> None:
    reading = each.reading
    aside = [row.line for row in reading.rejected]
    used = set(reading.table["line"].to_pylist()) if "line" in reading.table.schema.names else set[int]()
    assert len(set(aside)) == len(aside), "a row is set aside once"
    assert not used & set(aside), "a row is used or set aside"
    match reading.content:
        case Content.INCIDENTS | Content.AREAS | Content.POSTCODES:
            assert reading.rows_in == reading.table.num_rows + reading.repeated + len(aside)
        case Content.AREA_COUNTS:
            assert len(used) <= reading.rows_in - len(aside) - reading.repeated
        case Content.KNOWN:
            assert reading.table.num_rows == 0
    records = _records(each, path) if reading.content is not Content.KNOWN else None
    if records is None or reading.content in {Content.DENOMINATORS, Content.INDICATORS}:
        return  # a document; or figures, of which a line holds many, checked by their own sums
    assert reading.rows_in == len(records), (reading.rows_in, len(records))
    assert used | set(aside) <= {line for line, _ in records}
    layout = declared.layout_of(_heading(each, path))
    if layout is not None:
        _read_as_written(each, layout, [(line, row) for line, row in records if line not in set(aside)])


def _text(each: Arrival, path: Path) -> str:
    return next(m for m in members(path, path.name, []) if m.sha256 == each.sha256).content().decode("utf-8-sig")


def _heading(each: Arrival, path: Path) -> tuple[str, ...]:
    return tuple(next(csv.reader(io.StringIO(_text(each, path), newline=""))))


def _records(each: Arrival, path: Path) -> Records | None:
    """Each record below the heading with the line it starts on, by another road than the readers'; None for a document."""
    text = _text(each, path)
    if text.lstrip().startswith(("[", "{")):
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: Records = []
    before = 0
    for row in reader:
        found.append((before + 1, row))
        before = reader.line_num
    headless = postcodes.is_headerless(found[0][1]) and not postcodes.is_header(found[0][1])
    found = found if headless else found[1:]
    while found and not found[-1][1]:  # blank lines at the end are no rows
        found.pop()
    return found


def _read_as_written(each: Arrival, layout: Layout, kept: Records) -> None:
    """Months, points and counts of the rows that were used, against their cells."""
    table = each.reading.table
    if layout.whole is not None:
        at, words = layout.heading.index(layout.whole.column), layout.whole.words
        borough = [row[at].strip().casefold() in words for _, row in kept]
        by_ward = sum(_counted(layout, row) for (_, row), whole in zip(kept, borough, strict=True) if not whole)
        boroughs = sum(_counted(layout, row) for (_, row), whole in zip(kept, borough, strict=True) if whole)
        assert by_ward <= sum(table["n"].to_pylist()) <= by_ward + boroughs
        return
    if each.reading.content is Content.AREA_COUNTS:
        assert sum(table["n"].to_pylist()) == sum(_counted(layout, row) for _, row in kept)
        return
    by_line = {row["line"]: row for row in table.to_pylist()}
    assert by_line.keys() == {line for line, _ in kept}
    for line, row in kept:
        for title, told, said in _facts(layout, row, by_line[line]):
            assert told == said, (line, title, told, said)


def _counted(layout: Layout, row: list[str]) -> int:
    told = layout.field("n")
    if layout.wide or told is None:
        return sum(map(int, row[len(layout.heading) :]))
    return next((int(row[layout.heading.index(name)]) for name in told.columns if row[layout.heading.index(name)].strip()), 0)


def _facts(layout: Layout, row: list[str], found: dict[str, object]) -> Iterator[tuple[str, object, object]]:
    """A column's title, what was read and what is written."""
    month = layout.field("month")
    if month is not None:
        moment = written(row[layout.heading.index(month.columns[0])], month.forms)
        yield month.title, found["month"], moment.date().replace(day=1) if moment else None
    for name in ("lat", "lng"):
        told = layout.field(name)
        if told is not None:
            text, value = row[layout.heading.index(told.columns[0])].strip(), found[name]
            assert isinstance(value, float)
            yield told.title, None if math.isnan(value) else value, float(text) if text else None


def loads(path: Path, store: Path) -> Counter[str]:
    """Load a file into an empty store; what is published holds every row that the report says was loaded."""
    report = load([path], store, OURS, options=Options(accept_bad_rows=True))
    for file in report.files:
        assert file.rows_in == file.rows_loaded + file.rows_repeated + file.rows_rejected or file.fate.startswith("known"), file
    if report.snapshot:
        with duckdb.connect(str(snapshot.current(store)), read_only=True) as connection:
            stored = connection.execute("SELECT count(*) FROM incidents").fetchall()[0][0]
            counted = connection.execute("SELECT count(DISTINCT line) FROM area_counts").fetchall()[0][0]
        in_files = sum(file.rows_loaded for file in report.files if _of_incidents(file.layout))
        assert stored == in_files, (stored, in_files)
        assert counted <= sum(file.rows_loaded for file in report.files)
    return Counter({"loads": 1, "published": int(bool(report.snapshot))})


def _of_incidents(layout: str) -> bool:
    from data_access.catalogue import SOURCES, Shape

    named = {each.name for source in SOURCES.values() if source.shape is Shape.INCIDENTS for each in source.layouts}
    return layout in named
