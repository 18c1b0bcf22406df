"""Every fault in every declared layout: refused with its line and its column, and the store as it was; or no fault, and loaded.

All files with one fault are given to one load, which reads each and refuses
each by itself; a case is one file's line of what that load said.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.catalogue import SOURCES, Shape
from data_access.ingest.arriving.arrivals import Rules, arrivals
from data_access.ingest.files.reading import Reading
from data_access.ingest.files.stages import silent
from data_access.ingest.loading.load import LoadReport, load
from data_access.ingest.rows.fields import ELSEWHERE
from tests.evil.conftest import Outcome
from tests.evil.planting import PEOPLE, REFUSED, Evil, Good, cases, goods, written
from tests.loading import OURS, put

MANY = 150  # good rows for each bad one: within the share that is allowed
FAULTS = [*cases(REFUSED), *cases(PEOPLE)]
GOODS = {good.name: good for good in goods()}
_outcomes: dict[str, Outcome] = {}
_loads: dict[str, LoadReport] = {}


def marked(good: Good) -> bytes:
    return b"\xef\xbb\xbf" + written([good.heading, *good.rows]).encode()


def of_windows(good: Good) -> bytes:
    return (written([good.heading, *good.rows], end="\r\n") + "\r\n\r\n").encode()


def quoted(good: Good) -> bytes:
    return written([good.heading, *good.rows], quoting=csv.QUOTE_ALL).encode()


def unended(good: Good) -> bytes:
    return written([good.heading, *good.rows]).rstrip("\n").encode()


ACCEPTED: dict[str, Callable[[Good], bytes]] = {
    "a byte order mark": marked,
    "carriage returns and blank lines at the end": of_windows,
    "everything in quotation marks": quoted,
    "no end to the last line": unended,
}


def file_of(good: Good) -> str:
    return f"{good.name}.csv"


@pytest.fixture
def outcome(load: Callable[..., Outcome], tmp_path: Path, request: pytest.FixtureRequest) -> Outcome:
    """What one load of every layout's file with this fault said."""
    fault: str = request.getfixturevalue("fault")
    if fault not in _outcomes:
        given = {file_of(good): evil.content for each, good, evil in FAULTS if each == fault}
        _outcomes[fault] = load(put(tmp_path / "given", given))
    return _outcomes[fault]


@pytest.mark.parametrize(("fault", "good", "evil"), FAULTS, ids=[f"{fault}: {good.name}" for fault, good, _ in FAULTS])
def test_a_fault_refuses_the_file_and_says_where(fault: str, good: Good, evil: Evil, outcome: Outcome) -> None:
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "nothing published" in outcome.said
    refusals = [line for line in outcome.said.splitlines() if line.startswith("Refused: ") and file_of(good) in line]
    assert len(refusals) == 1, outcome.said
    assert "To do: " in refusals[0]
    assert [word for word in evil.words if word not in refusals[0]] == [], refusals[0]
    assert not evil.silent or evil.silent not in (outcome.said if fault in PEOPLE else refusals[0])
    assert "Traceback" not in outcome.said


def test_there_are_many_cases_and_every_layout_has_its_share() -> None:
    assert len(FAULTS) >= 120
    of_each = {name: sum(good.name == name for _, good, _ in FAULTS) for name in GOODS}
    assert min(of_each.values()) >= 15, of_each
    assert {good.layout.source for good in GOODS.values()} == set(SOURCES)


@pytest.fixture
def loaded(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> LoadReport:
    """One load of every layout's file in this manner."""
    manner: str = request.getfixturevalue("manner")
    if manner not in _loads:
        folder = tmp_path_factory.mktemp("accepted")
        given = put(folder / "given", {file_of(good): ACCEPTED[manner](good) for good in GOODS.values()})
        _loads[manner] = load([given], folder / "store", OURS)
    return _loads[manner]


@pytest.mark.parametrize("name", GOODS)
@pytest.mark.parametrize("manner", ACCEPTED)
def test_what_is_no_fault_is_loaded_to_the_last_row(manner: str, name: str, loaded: LoadReport) -> None:
    assert loaded.ok, [str(each) for each in loaded.refused]
    file = next(each for each in loaded.files if each.name.endswith(file_of(GOODS[name])))
    assert file.rows_in == len(GOODS[name].rows) == file.rows_loaded + file.rows_repeated + file.rows_rejected
    assert file.fate == "loaded"


def reading_of(content: str | bytes, tmp_path: Path) -> Reading:
    put(tmp_path, {"one.csv": content})
    taken = arrivals([tmp_path / "one.csv"], Rules(OURS, "metropolitan"), known={}, tell=silent)
    assert not taken.refused, [str(each) for each in taken.refused]
    return taken.read[0].reading


def rows_of(content: str | bytes, tmp_path: Path) -> tuple[int, int, list[tuple[int, str]]]:
    """Rows in, rows used, and the line and column of each row set aside."""
    reading = reading_of(content, tmp_path)
    aside = [(row.line, row.column) for row in reading.rejected]
    return reading.rows_in, reading.rows_in - len(aside) - reading.repeated, aside


INCIDENTS = {name: good for name, good in GOODS.items() if SOURCES[good.layout.source].shape is Shape.INCIDENTS}


@pytest.mark.parametrize("name", INCIDENTS)
def test_one_bad_row_in_150_is_set_aside_and_the_others_are_used(name: str, tmp_path: Path) -> None:
    good = INCIDENTS[name]
    assert good.when is not None
    evil = good.with_cell(good.when.columns[0], "some day")
    first, bad = evil.splitlines()[:2]
    plain = written([good.rows[0]]).strip()
    used = rows_of("\n".join([first, *[plain] * MANY, bad]) + "\n", tmp_path)
    assert used == (MANY + 1, MANY, [(MANY + 2, good.when.title)])


@pytest.mark.parametrize("name", INCIDENTS)
def test_equal_rows_of_incidents_are_as_many_incidents(name: str, tmp_path: Path) -> None:
    good = INCIDENTS[name]
    rows = [good.heading, *[good.rows[0]] * 7]
    assert rows_of(written(rows), tmp_path) == (7, 7, [])


WARDS = {name: good for name, good in GOODS.items() if good.first("ward") and good.first("borough")}


@pytest.mark.parametrize("name", WARDS)
def test_a_ward_of_another_borough_is_read_and_never_taken_for_ours(name: str, tmp_path: Path) -> None:
    good = WARDS[name]
    ward, borough = good.first("ward"), good.first("borough")
    assert ward is not None
    assert borough is not None
    at = {good.heading.index(ward.columns[0]): "E05009317", good.heading.index(borough.columns[0]): "Bromley"}
    theirs = tuple(at.get(column, value) for column, value in enumerate(good.rows[0]))
    reading = reading_of(written([good.heading, theirs]), tmp_path)
    table = reading.table
    assert (reading.rows_in, reading.rejected, table.num_rows) == (1, [], 1)
    where = "stated" if "stated" in table.schema.names else "location"
    assert set(table[where].to_pylist()) <= {ELSEWHERE}
